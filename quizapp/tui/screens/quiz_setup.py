"""What a quiz is to ask, and how; Enter starts it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Static

from quizapp.deck.course import Course
from quizapp.study.draft import Draft
from quizapp.study.kind import Kind
from quizapp.tui.actions import bindings
from quizapp.tui.quiz_choice import KINDS, Choice, Setting, decks_of
from quizapp.tui.quiz_names import Names, one_line
from quizapp.tui.quizzes import ELSEWHERE
from quizapp.tui.room import Room
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.listing import Line, Listing
from quizapp.tui.widgets.rows import Row
from quizapp.words import count, duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from quizapp.tui.desk import Desk

Entry = Draft | Setting | Course | str | Kind
"""What a row stands for: a quiz to resume, a setting, a course, a deck as `course/deck`, or a kind."""

_BOXES = {True: "[x] ", False: "[ ] ", None: "[-] "}
_LABEL = 13
_TYPED = (Setting.QUESTIONS, Setting.MINUTES)
"""What can be typed as a number."""


class QuizSetup(Room):
    """Nothing is remembered from one quiz to the next: what stands here is sensible, or chosen just now."""

    CSS_PATH = "quiz.tcss"
    BINDINGS = bindings("setup")

    def __init__(self, desk: Desk, course: str | None, deck: str | None, seed: int | None = None) -> None:
        """`course` and `deck` are chosen already; no deck means all of the course. `seed` draws the
        questions, None for any."""
        super().__init__()
        self.desk = desk
        self.seed = seed
        courses = tuple(desk.courses)
        self.names = Names.of(courses)
        self.choice = Choice.of(courses, course, deck)
        self.drafts = desk.quizzes.open()
        self.number = 0
        """How many questions there are for what is chosen."""
        self.counted: object = None
        """What that number is of."""
        self.typed = ""
        """The digits typed on the row under the cursor."""
        self.entries: list[Entry | None] = []
        """What each row stands for; None for a heading."""

    def compose(self) -> Iterator[Widget]:
        yield Static(id="top", markup=False)
        yield Listing()
        yield LeanFooter()

    def on_mount(self) -> None:
        self.query_one(Listing).focus()
        self.look()
        at: Entry = self.drafts[0] if self.drafts else Setting.QUESTIONS
        self.show(at)

    # -- what is shown --------------------------------------------------------------------

    @property
    def entry(self) -> Entry | None:
        """What is under the cursor."""
        row = self.query_one(Listing).cursor
        return None if row is None else self.entries[row]

    def look(self) -> None:
        """Count the questions for what is chosen now, if that is of other cards than before."""
        setup = self.choice.setup
        cards = None if setup is None else (setup.scope, setup.kinds, setup.weights)
        if cards != self.counted:
            self.counted = cards
            self.number = 0 if setup is None else self.desk.quizzes.count(setup)

    def show(self, at: Entry | None = None) -> None:
        """Draw everything, the cursor where it was or on an entry."""
        at = self.entry if at is None and self.entries else at
        lines: list[Line] = []
        self.entries = []
        for entry, line in self._lines():
            self.entries.append(entry)
            lines.append(line)
        row = self.entries.index(at) if at in self.entries else 0
        self.query_one(Listing).fill(lines, row)
        self.query_one("#top", Static).update(self._top())
        self.refresh_bindings()

    def _top(self) -> Content:
        entry = self.entry if self.entries else None
        if isinstance(entry, Draft):
            return plain(
                f"Enter goes on with {self.names.quiz(entry.setup.scope, entry.setup.blueprint)}", "bold"
            )
        if not self.number:
            return Content.styled("! There are no questions for this choice.", "bold $text-warning")
        wanted = self.choice.rest.questions
        asked = self.number if wanted is None else min(wanted, self.number)
        time = self.choice.words(Setting.MINUTES)
        return Content.assemble(
            ("A quiz of ", "bold"),
            (count(asked, "question"), "bold"),
            (f" of {self.number}, {time}" if asked < self.number else f", {time}", MUTED),
        )

    def _lines(self) -> Iterator[tuple[Entry | None, Line]]:
        for draft in self.drafts:
            yield draft, Line(partial(self._draft, draft))
        for setting in Setting:
            if setting is not Setting.PLAN or self.choice.plans:
                yield setting, Line(partial(self._setting, setting))
        yield None, _heading("Themes")
        for course in self.choice.courses:
            yield course, Line(partial(self._course, course))
            if len(course.decks) > 1:
                for deck in decks_of(course):
                    yield deck, Line(partial(self._deck, deck))
        if len(self.choice.kinds) > 1:
            yield None, _heading("Kinds of question")
            for kind in self.choice.kinds:
                yield kind, Line(partial(self._kind, kind))

    def _draft(self, draft: Draft) -> Row:
        name = self.names.quiz(draft.setup.scope, draft.setup.blueprint)
        done = f"{draft.answered} of {draft.total} answered, {duration(draft.used)}"
        return Row(
            Content.assemble(("Resume ", "bold"), plain(f"the quiz of {name}")),
            lead=Content.styled("▸ ", "$accent"),
            trail=Content.styled(done, MUTED) if self.size.width >= 60 else Content(""),
        )

    def _setting(self, setting: Setting) -> Row:
        words = self.choice.words(setting)
        return Row(
            Content.assemble("‹ ", plain(one_line(words), "bold"), " ›"),
            lead=Content.styled(f" {setting.value:<{_LABEL}}", MUTED),
        )

    def _course(self, course: Course) -> Row:
        return Row(plain(one_line(course.title), "bold"), lead=Content(f" {_BOXES[self.choice.has(course)]}"))

    def _deck(self, deck: str) -> Row:
        return Row(plain(self.names.theme(deck)), lead=Content(f"   {_BOXES[deck in self.choice.decks]}"))

    def _kind(self, kind: Kind) -> Row:
        return Row(Content(KINDS[kind]), lead=Content(f" {_BOXES[kind not in self.choice.without]}"))

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        event.stop()
        self.typed = ""
        self.query_one("#top", Static).update(self._top())
        self.refresh_bindings()

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        entry = self.entry if self.entries else None
        match action:
            case "change":
                return not isinstance(entry, Draft)
            case "drop":
                return isinstance(entry, Draft)
            case "plan":
                return bool(self.choice.plans)
            case "digit":
                return entry in _TYPED
            case "erase":
                return entry in _TYPED and bool(self.typed)
            case "start":
                return isinstance(entry, Draft) or self.number > 0
            case _:
                return True

    def choose(self, choice: Choice) -> None:
        """Go on with another choice."""
        self.choice = choice
        self.look()
        self.show()

    def action_change(self, way: int) -> None:
        self.typed = ""
        match self.entry:
            case Kind() as kind:
                self.choose(self.choice.toggle_kind(kind))
            case Setting() as setting:
                self.choose(self.choice.step(setting, way))
            case Course() as course:
                self.choose(self.choice.toggle(decks_of(course)))
            case str() as deck:
                self.choose(self.choice.toggle((deck,)))
            case Draft() | None:
                pass

    def action_plan(self) -> None:
        """The next plan of an author."""
        self.typed = ""
        self.choose(self.choice.step(Setting.PLAN, 1))

    def action_all(self) -> None:
        """All decks, or none of them."""
        self.choose(self.choice.toggle([deck for course in self.choice.courses for deck in decks_of(course)]))

    def action_digit(self, digit: int) -> None:
        self._type(f"{self.typed}{digit}"[-4:])

    def action_erase(self) -> None:
        self._type(self.typed[:-1])

    def _type(self, typed: str) -> None:
        entry = self.entry
        if isinstance(entry, Setting):
            self.typed = typed
            self.choose(self.choice.number(entry, int(typed or 0)))

    async def action_drop(self) -> None:
        """Give up a quiz that was left in the middle."""
        draft = self.entry
        if not isinstance(draft, Draft):
            return

        dropped = False

        def drop() -> None:
            nonlocal dropped
            dropped = self.desk.quizzes.drop(draft.id)

        async def go_on() -> None:
            if not dropped:
                self.house.warn(ELSEWHERE)
            self.drafts = self.desk.quizzes.open()
            self.show(self.drafts[0] if self.drafts else Setting.QUESTIONS)

        await self.house.safely(drop, go_on)

    def action_start(self) -> None:
        match self.entry, self.choice.setup:
            case Draft() as draft, _:
                self.house.resume_quiz(draft)
            case _, setup if setup is not None and self.number:
                self.house.begin_quiz(setup, self.seed)
            case _:
                pass

    def action_history(self) -> None:
        from quizapp.tui.screens.quiz_history import QuizHistory

        self.app.push_screen(QuizHistory(self.desk, self.names))

    def action_home(self) -> None:
        self.house.go_home()


def _heading(text: str) -> Line:
    return Line(lambda: Row(Content.styled(text, "bold $text-accent")), heading=True)

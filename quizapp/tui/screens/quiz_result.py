"""What a quiz came to: its score, its themes, and its questions to look at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Static

from quizapp.progress.results import best
from quizapp.study.score import missed, score_of
from quizapp.tui.actions import bindings
from quizapp.tui.charts.bars import bar
from quizapp.tui.question import stem
from quizapp.tui.quiz_names import Names
from quizapp.tui.room import Room
from quizapp.tui.text import MUTED, plain
from quizapp.tui.verdict import PARTLY, RIGHT, WRONG
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.listing import Line, Listing
from quizapp.tui.widgets.rows import Row
from quizapp.words import count, duration, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from quizapp.progress.results import QuizResult as Result
    from quizapp.study.quiz import Attempt
    from quizapp.study.score import Score, ThemeScore
    from quizapp.tui.desk import Desk

_BAR = 16
_BRIEF_BAR = 8


class QuizResult(Room):
    """The score stays on top; below it themes and questions. Enter on a theme shows its questions alone,
    Enter on a question all of it."""

    CSS_PATH = "quiz.tcss"
    BINDINGS = bindings("result")

    def __init__(self, desk: Desk, attempt: Attempt) -> None:
        super().__init__()
        self.desk = desk
        self.attempt = attempt
        self.names = Names.of(desk.courses)
        self.earlier = desk.quizzes.earlier(attempt)
        self.missed_only = False
        self.theme: str | None = None
        """The theme whose questions are shown; None for all."""
        self.entries: list[int | str | None] = []
        """What each row stands for: a question by its number, a theme by its name; None for a heading."""

    def compose(self) -> Iterator[Widget]:
        yield Static(id="top", markup=False)
        yield Listing()
        yield LeanFooter()

    def on_mount(self) -> None:
        self.query_one(Listing).focus()
        self.show()

    def on_screen_resume(self) -> None:
        if self.entries:
            self.show()

    # -- what is shown --------------------------------------------------------------------

    @property
    def entry(self) -> int | str | None:
        """The question or theme under the cursor."""
        row = self.query_one(Listing).cursor
        return None if row is None or not self.entries else self.entries[row]

    @property
    def shown(self) -> tuple[int, ...]:
        """The questions in the list, by their numbers."""
        return tuple(
            number
            for number, (question, reply) in enumerate(
                zip(self.attempt.questions, self.attempt.replies, strict=True)
            )
            if (self.theme is None or question.theme == self.theme)
            and not (self.missed_only and reply is not None and reply.score >= 1)
        )

    def show(self, at: int | str | None = None) -> None:
        """Draw everything, the cursor where it was or on an entry."""
        at = self.entry if at is None else at
        score = score_of(self.attempt)
        lines: list[Line] = []
        self.entries = []
        for entry, line in self._lines(score):
            self.entries.append(entry)
            lines.append(line)
        row = self.entries.index(at) if at in self.entries else 0
        self.query_one("#top", Static).update(Content("\n").join(self._top(score)))
        self.query_one(Listing).fill(lines, row)
        self.refresh_bindings()

    def _top(self, score: Score) -> Iterator[Content]:
        setup = self.attempt.setup
        yield headline(score.share, score.passed, setup.pass_mark)
        counts = [
            f"{number} {word}"
            for number, word in (
                (score.right, "right"),
                (score.partly, "partly"),
                (score.wrong, "wrong"),
                (score.open, "not answered"),
            )
            if number
        ]
        yield Content(" · ".join([*counts, duration(score.seconds)]))
        yield Content.styled(compared(score.share, self.earlier), MUTED)
        if setup.practice:
            yield Content.styled("Practice: the schedule is as it was.", MUTED)

    def _lines(self, score: Score) -> Iterator[tuple[int | str | None, Line]]:
        if len(score.themes) > 1:
            yield None, _heading("Themes")
            for theme in score.themes:
                yield theme.theme, Line(partial(self._theme, theme))
        shown = self.shown
        yield None, _heading(self._questions(len(shown)))
        for number in shown:
            yield number, Line(partial(self._question, number))

    def _questions(self, shown: int) -> str:
        what = "Not right" if self.missed_only else "Questions"
        where = "" if self.theme is None else f" of {self.names.theme(self.theme)}"
        return f"{what}{where}: {shown}"

    def _theme(self, theme: ThemeScore) -> Row:
        here = Content("▾ " if theme.theme == self.theme else "  ")
        row = theme_row(theme, self.names)
        return row._replace(lead=here, trail=row.tail(self.size.width))

    def _question(self, number: int) -> Row:
        glyph, colour = glyph_of(self.attempt, number)
        lead = Content.assemble(" ", (glyph, f"bold {colour}"), (f"{number + 1:>4}  ", MUTED))
        return Row(stem(self.attempt.turn(number)), lead=lead)

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "open":
                return self.entry is not None
            case "study" | "wrong":
                return bool(missed(self.attempt))
            case _:
                return True

    def action_open(self) -> None:
        entry = self.entry
        if isinstance(entry, int):
            from quizapp.tui.screens.quiz_review import QuizReview

            self.app.push_screen(QuizReview(self.desk, self, self.shown, entry))
        elif isinstance(entry, str):
            self.theme = None if self.theme == entry else entry
            self.show()

    def action_wrong(self) -> None:
        """Show only the questions that were not right, or all again."""
        self.missed_only = not self.missed_only
        self.show()

    def action_study(self) -> None:
        """A sitting with what was answered wrongly or not at all."""
        self.house.study_mistakes(missed(self.attempt))

    def action_history(self) -> None:
        from quizapp.tui.screens.quiz_history import QuizHistory

        self.app.push_screen(QuizHistory(self.desk, self.names))

    def action_home(self) -> None:
        self.house.go_home()

    async def overrule(self, number: int) -> None:
        """ "I was right", of a question, and back again: score and log follow."""

        def write() -> None:
            self.attempt = self.desk.quizzes.overrule(self.attempt, number)

        async def go_on() -> None:
            pass

        await self.house.safely(write, go_on)

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        event.stop()
        self.refresh_bindings()


def headline(share: float, passed: bool | None, pass_mark: float | None) -> Content:
    """The score in one line."""
    if passed is None or pass_mark is None:
        return Content.styled(percent(share), "bold")
    if passed:
        return Content.styled(f"✓ Passed: {percent(share)}, {percent(pass_mark)} needed", f"bold {RIGHT}")
    return Content.styled(f"✗ Not passed: {percent(share)}, {percent(pass_mark)} needed", f"bold {WRONG}")


def compared(share: float, earlier: Sequence[Result]) -> str:
    """A score beside those of the same quiz before."""
    found = best(earlier)
    if found is None:
        return "The first quiz of this kind."
    times = count(len(earlier), "earlier quiz", "earlier quizzes")
    if share > found.score:
        return f"The best so far; {percent(found.score)} was the best of {times}."
    return f"Last time {percent(earlier[-1].score)}, best {percent(found.score)} of {times}."


def theme_row(theme: ThemeScore, names: Names) -> Row:
    """A theme with its share as a bar and in figures."""
    figure = f" {percent(theme.share):>4}"
    return Row(
        plain(names.theme(theme.theme)),
        trail=Content.assemble(bar(theme.share, _BAR), figure, f" of {theme.questions:>3}"),
        brief=Content.assemble(bar(theme.share, _BRIEF_BAR), figure),
    )


def glyph_of(attempt: Attempt, number: int) -> tuple[str, str]:
    """Glyph and colour of what became of a question."""
    reply = attempt.replies[number]
    if reply is None:
        return "–", MUTED
    if reply.score >= 1:
        return "✓", RIGHT
    return ("~", PARTLY) if reply.score > 0 else ("✗", WRONG)


def _heading(text: str) -> Line:
    return Line(lambda: Row(plain(text, "bold $text-accent")), heading=True)

"""What to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.events import Resize

from quizapp.tui import home_lines
from quizapp.tui.actions import bindings
from quizapp.tui.room import Room
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.tui.widgets.shelf import Place, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from quizapp.study.comeback import Wall
    from quizapp.study.event import Event
    from quizapp.tui.desk import Desk
    from quizapp.tui.exams import WorkedOut
    from quizapp.tui.room import Meaning


BRIEF = 60
"""Below this many cells exams and ways back are told of in fewer words."""
SPACIOUS = 18
"""From this many lines on the home screen has blank ones."""


class Home(Room):
    """Courses and decks, and one Enter to study."""

    BINDINGS = bindings("home")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.overview = desk.overview()
        self.wall: Wall | None = None
        """What has piled up; to find out can wait until the first frame is drawn."""
        self.current = True
        """Whether what is drawn is what the desk said last; so the first frame is the only one."""
        self.writing = False
        """Whether cards may have been written since the decks were read; the desk knows of no new file."""
        self.message = ""
        self.notices = desk.take_notices()
        self.rows_of: dict[int, str] = {}
        """Which line stands in which row of the head."""
        self.awaited: Place | None = None
        """What is to be studied once it is worked out what of it is worth that."""
        self.used: Place | None = None
        """Of what it was said that the day's minutes are used; the next Enter gives as many again."""
        self.done: list[Event] = []
        """What was set here and can be taken back."""

    def compose(self) -> Iterator[Widget]:
        yield Shelf(self.head(), self.overview.agendas)
        yield LeanFooter()

    def on_mount(self) -> None:
        self.query_one(Shelf).focus()
        self.set_interval(20, self.keep_time)
        self.call_after_refresh(self.look_back)
        self.look_ahead()

    def keep_time(self) -> None:
        """Draw anew once what was said to come later has come."""
        later = self.overview.next_due
        if self.is_current and later is not None and self.desk.now() >= later:
            self.show()

    def on_screen_resume(self) -> None:
        if self.writing or self.desk.changed():
            self.writing = False
            self.desk.reload()
            self.current = False
        if not self.current:
            self.show()

    def on_screen_suspend(self) -> None:
        self.current = False
        self.awaited = self.used = None
        from quizapp.tui import exams

        exams.stop(self)

    def look_back(self) -> None:
        """Find out what has piled up."""
        self.wall = self.desk.wall(self.overview)
        if self.wall is not None:
            self.query_one(Shelf).entitle(self.head())
            self.refresh_bindings()

    def look_ahead(self) -> None:
        """Have it worked out what exams make of the day and what they will come to."""
        if any(agenda.exam for agenda in self.overview.agendas):
            from quizapp.tui import exams

            exams.work_out(self, self.desk.exams)

    def on_worked_out(self, event: WorkedOut) -> None:
        event.stop()
        self.desk.exams.take(event.found)
        if not self.is_current:
            self.current = False
            return
        self.draw()
        if event.last:
            self.look_ahead()
        if self.awaited is not None and not self._pending(self.awaited):
            self.study(self.awaited)

    def show(self) -> None:
        """Draw what the desk says now, and have worked out what it does not know."""
        self.draw()
        self.look_ahead()

    def draw(self) -> None:
        """Draw what the desk says now."""
        self.take_notices()
        self.overview = self.desk.overview()
        self.wall = self.desk.wall(self.overview)
        shelf = self.query_one(Shelf)
        shelf.head = tuple(self.head())
        shelf.fill(self.overview.agendas)
        self.refresh_bindings()

    def take_notices(self) -> tuple[str, ...]:
        """Keep what the desk has to tell until the next sitting; returns what is new of it."""
        new = self.desk.take_notices()
        self.notices += new
        return new

    def say(self, message: str) -> None:
        """A sentence that stays until the next sitting."""
        self.message = message
        if self.is_mounted:
            self.query_one(Shelf).entitle(self.head())

    # -- what stands above the courses ----------------------------------------------------

    def lines(self) -> dict[str, Content]:
        """What there is to say; an empty line is left out."""
        overview = self.overview
        notices = [plain(f"! {notice}", "$text-warning") for notice in self.notices]
        return {
            "waiting": Content.styled(home_lines.waiting(overview, self.desk.now()), "bold"),
            "numbers": Content.styled(home_lines.numbers(overview), MUTED),
            "exams": self._exams(),
            "minutes": self._minutes(),
            "comeback": home_lines.way_back(self.wall, brief=self.app.size.width < BRIEF),
            "message": plain(self.message or home_lines.hint(overview)),
            "held": Content.styled(home_lines.held(overview), MUTED),
            "notices": Content("\n").join(notices),
            "follow": home_lines.edited(overview),
            "problems": home_lines.problems(overview),
        }

    def _exams(self) -> Content:
        if not any(agenda.exam for agenda in self.overview.agendas):
            return Content("")
        from quizapp.tui.exam_lines import exam_lines

        brief = self.app.size.width < BRIEF
        return Content("\n").join(exam_lines(self.overview, self.desk.exams.today(), brief=brief))

    def _minutes(self) -> Content:
        if all(agenda.budget is None for agenda in self.overview.agendas):
            return Content("")
        return home_lines.minutes(self.overview, self.desk.exams.today())

    def meanings(self) -> tuple[list[Meaning], list[Meaning]]:
        """What days in minutes and plans to come back are, where there are any."""
        budgets = [agenda.budget for agenda in self.overview.agendas if agenda.budget is not None]
        if not budgets and self.wall is None:
            return [], []
        from quizapp.progress.comeback_words import MINUTES, WAY_BACK

        ordinary = any(budget.until is None for budget in budgets)
        coming_back = self.wall is not None or self._coming_back()
        return [*([MINUTES] if ordinary else []), *([WAY_BACK] if coming_back else [])], []

    def head(self) -> list[Row]:
        """The lines as rows; where there is room, a blank one between any two but the numbers."""
        spacious = self.app.size.height >= SPACIOUS
        rows: list[Row] = [BLANK] if spacious else []
        self.rows_of = {}
        for name, line in self.lines().items():
            if not line or (name == "numbers" and not spacious):
                continue
            if spacious and len(rows) > 1 and name != "numbers":
                rows.append(BLANK)
            self.rows_of[len(rows)] = name
            rows.append(Row(line))
        return [*rows, BLANK] if spacious else rows

    @on(Resize)
    def _resized(self) -> None:
        self.query_one(Shelf).entitle(self.head())

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "quiz":
            return bool(self.overview.agendas)
        if action == "problems":
            return bool(self.overview.diagnostics)
        if action == "follow":
            return bool(self.overview.proposals)
        if action == "exam":
            return bool(self.overview.agendas)
        if action == "comeback":
            return self.wall is not None or self._coming_back()
        if action == "undo":
            return bool(self.done) or self._coming_back()
        return True

    @on(Shelf.Chosen)
    def _study(self, event: Shelf.Chosen) -> None:
        self.message, self.notices = "", ()
        self.study(event.place)

    def study(self, place: Place) -> None:
        """Begin a sitting, as soon as it is known what is worth studying; where the day's minutes are used,
        say so first."""
        self.awaited = None
        if self._pending(place):
            self.awaited = place
            self.say("Working out what is worth studying today…")
            return
        more, self.used = self.used == place, None
        self.house.begin(place.course, place.deck, more=more)

    def _pending(self, place: Place) -> bool:
        return any(agenda.pending for agenda in self.overview.agendas if agenda.course.id == place.course)

    def nothing(self, place: Place) -> str:
        """Why there is nothing to study; that the day's minutes are used is no reason to stop."""
        for agenda in self.overview.agendas:
            if agenda.course.id == place.course and agenda.used:
                self.used = place
                minutes = f"{round(agenda.minutes, 1):g}"
                return f"Today's {minutes} minutes are done. Press Enter for {minutes} more."
        return "Nothing is due here."

    @on(Shelf.RowClicked)
    def _head_clicked(self, event: Shelf.RowClicked) -> None:
        event.stop()
        match self.rows_of.get(event.row):
            case "problems":
                self.action_problems()
            case "follow":
                self.action_follow()
            case "comeback":
                self.action_comeback()

    def action_problems(self) -> None:
        from quizapp.tui.screens.problems import Problems

        self.app.push_screen(Problems(self.overview.diagnostics))

    def action_follow(self) -> None:
        from quizapp.tui.screens.follow import Follow

        self.app.push_screen(Follow(self.desk))

    def action_browse(self) -> None:
        from quizapp.tui.screens.browse import Browse

        self.app.push_screen(Browse(self.desk))

    def action_quiz(self) -> None:
        place = self.query_one(Shelf).place
        self.house.set_up_quiz(*((None, None) if place is None else (place.course, place.deck)))

    def action_exam(self) -> None:
        """Ask when the exam of the course under the cursor is."""
        place = self.query_one(Shelf).place
        found = [
            agenda.course for agenda in self.overview.agendas if place and agenda.course.id == place.course
        ]
        if not found:
            return
        from quizapp.tui.screens.exam import ExamDialog, Wish

        course = found[0]

        async def chosen(wish: Wish | None) -> None:
            if wish is not None:
                await self._set(self.desk.exams.event(course.id, wish.day, wish.minutes))

        dialog = ExamDialog(course.title, self.desk.exams.goal(course.id), self.desk.exams.today())
        self.app.push_screen(dialog, chosen)

    def _coming_back(self) -> bool:
        budgets = (agenda.budget for agenda in self.overview.agendas)
        return any(budget is not None and budget.until is not None for budget in budgets)

    def action_comeback(self) -> None:
        """Let the learner choose how to work off what has piled up."""
        from quizapp.progress.comeback_words import piled_up
        from quizapp.tui.screens.comeback import Choice, ComebackDialog

        async def chosen(choice: Choice | None) -> None:
            if choice is None:
                return
            if choice.offer is None:
                await self._record(self.desk.comebacks.undoing(), "Taken back.")
            else:
                events = self.desk.comebacks.choosing(choice.offer, new=choice.new)
                await self._record(events, "")

        wall = self.wall
        heading = "Another way back" if wall is None else piled_up(wall)
        job, today = self.desk.comebacks.job(), self.desk.exams.today()
        self.app.push_screen(ComebackDialog(heading, job, today, holds=self._coming_back()), chosen)

    async def _set(self, event: Event) -> None:
        async def then() -> None:
            self.done.append(event)
            self.message = "Kept; u takes that back."
            self.show()

        await self.house.record(event, then)

    async def _record(self, events: Sequence[Event], message: str) -> None:
        """Write events, all or none, and say so."""

        async def then() -> None:
            self.message = message
            self.show()

        await self.house.safely(lambda: self.desk.record(*events), then)

    async def action_undo(self) -> None:
        """Take back what was set here last."""
        plan = self.desk.comebacks.standing()
        if plan and (not self.done or plan[0].at > self.done[-1].at):
            await self._record(self.desk.comebacks.undoing(), "Taken back.")
            return
        if not self.done:
            return
        from quizapp.study.event import Retract

        stamp = self.desk.stamp()
        event = Retract(id=stamp.id, at=stamp.at, device=stamp.device, event=self.done[-1].id)

        async def then() -> None:
            self.done.pop()
            self.message = "Taken back."
            self.show()

        await self.house.record(event, then)

    def action_new(self) -> None:
        self.writing = True
        place = self.query_one(Shelf).place
        self.house.new_card(*((None, None) if place is None else (place.course, place.deck)))

    def action_progress(self) -> None:
        from quizapp.tui.screens.progress import ProgressRoom

        self.app.push_screen(ProgressRoom(self.desk))

    def action_reload(self) -> None:
        self.desk.reload()
        self.message = "The decks were read again."
        self.show()

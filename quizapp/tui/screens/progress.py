"""How it goes: the learner's numbers, a section at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.message import Message

from quizapp.progress.faults import StoreFault
from quizapp.progress.statistics import Period, Statistics
from quizapp.study.event import Retract, Suspend
from quizapp.tui import exams
from quizapp.tui.actions import bindings
from quizapp.tui.room import Room
from quizapp.tui.sections import hardest, retention
from quizapp.tui.sections.contents import NOTHING, SECTIONS, head
from quizapp.tui.sections.exam import rows as exam_rows
from quizapp.tui.sections.section import View
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.widget import Widget

    from quizapp.progress.agenda import CourseAgenda
    from quizapp.progress.prospects import Prospect
    from quizapp.progress.statistics import HardItem
    from quizapp.study.event import Fit
    from quizapp.tui.desk import Desk
    from quizapp.tui.room import Meaning

CHOICES = (Period.MONTH, Period.YEAR, Period.ALL)
"""The periods there are to choose from."""
_CURSOR = "on $primary-muted"
_STEP = 2
"""Lines that one press scrolls."""


class Sections(Sheet, can_focus=True):
    """The section on show."""

    WIDEST = 76


class ProgressRoom(Room):
    """One section of numbers at a time; they are counted in a thread, and no key waits for that."""

    CSS_PATH = "progress.tcss"
    BINDINGS = bindings("progress")

    @dataclass
    class Counted(Message):
        """The numbers of a course (None for all) and a period, or why they could not be counted; `change`
        is how many changes were made here before."""

        change: int
        course: str | None
        period: Period
        outcome: Statistics | str

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.course: str | None = None
        self.period = CHOICES[0]
        self.section = 0
        self.cursor = 0
        """Which of the hardest items the cursor is on."""
        self.counted: dict[tuple[str | None, Period], tuple[int, Statistics]] = {}
        """What was counted, and after how many changes."""
        self.changes = 0
        """How often something was changed here that counts."""
        self.failure = ""
        self.message = ""
        self.done: list[Suspend | Retract] = []
        """What was done here and can be taken back."""
        self.ahead: list[CourseAgenda] = []
        """The courses with an exam ahead, the nearest first."""
        self.titles = self._look()
        """The courses there are, by id."""
        self.sheet = Sections()
        self.drawn = 0
        """The width that the rows were made for."""
        self.first = 0
        """The row of the first of the hardest items."""

    def compose(self) -> Iterator[Widget]:
        yield self.sheet
        yield LeanFooter()

    def on_mount(self) -> None:
        self.sheet.focus()
        self.count()
        self.look_ahead()

    # -- counting -------------------------------------------------------------------------

    @property
    def numbers(self) -> Statistics | None:
        """The numbers to show; None while they are being counted."""
        found = self.counted.get((self.course, self.period))
        return None if found is None else found[1]

    def count(self) -> None:
        """Have the numbers counted unless they are known; until then show what there is."""
        self.failure = ""
        change, _ = self.counted.get((self.course, self.period), (-1, None))
        if change != self.changes:
            counting = self.desk.statistics(self.course, self.period)
            work = partial(self._count, counting, self.changes, self.course, self.period)
            self.run_worker(work, thread=True, group="statistics")
        self.draw(keep_place=True)

    def _count(
        self, counting: Callable[[], Statistics], change: int, course: str | None, period: Period
    ) -> None:
        outcome: Statistics | str
        try:
            outcome = counting()
        except StoreFault as fault:
            outcome = f"{fault.message} {fault.remedy}"
        self.post_message(self.Counted(change, course, period, outcome))

    @on(Counted)
    def _was_counted(self, event: Counted) -> None:
        event.stop()
        if event.change != self.changes:
            return  # counted before the last change; it is being counted again
        asked = (event.course, event.period)
        if isinstance(event.outcome, Statistics):
            self.counted[asked] = event.change, event.outcome
        elif asked == (self.course, self.period):
            self.failure = event.outcome
        self.draw(keep_place=True)

    def _recount(self) -> None:
        """Something was changed: the old numbers stay on show until the new ones are there."""
        self.changes += 1
        self.count()
        self.look_ahead()

    # -- what is shown --------------------------------------------------------------------

    def draw(self, keep_place: bool = False) -> None:
        """Draw the section with the numbers there are."""
        if self.sheet.size:
            self.drawn = self.sheet.column[1]
            self._show(self._rows(self.numbers), keep_place)
            self.refresh_bindings()

    def _show(self, rows: Sequence[Row], keep_place: bool) -> None:
        self.sheet.show(rows, keep_place)
        if self.hard is not None:
            at = self.first + self.cursor
            # With the cursor at the top, what stands above is wanted in view as well, if there is room.
            self.sheet.bring_into_view(at if self.cursor else 0, at)
            self.sheet.bring_into_view(at, at)

    @on(Sheet.Moved)
    def _moved(self, event: Sheet.Moved) -> None:
        """The column may be another one: charts are made for their width."""
        event.stop()
        if self.sheet.column[1] != self.drawn:
            self.draw(keep_place=True)

    def _rows(self, numbers: Statistics | None) -> list[Row]:
        above = self._head()
        if self.failure:
            return [*above, Row(plain(f"! {self.failure}", "$text-warning"))]
        if numbers is None:
            return [*above, Row(Content.styled("Counting…", MUTED))]
        view = View(numbers, self.period, self.drawn, self.titles, self._exams())
        if numbers.empty:
            coming = exam_rows(view) if self.ahead else []
            return [*above, *map(Row, map(Content, NOTHING)), *([BLANK, *coming] if coming else [])]
        if self.message:
            above += [Row(plain(self.message, MUTED)), BLANK]
        own = SECTIONS[self.section].rows(view)
        if SECTIONS[self.section] is hardest.SECTION and numbers.hardest:
            self.first = len(above) + hardest.HEAD
            self.cursor = min(self.cursor, len(numbers.hardest) - 1)
            at = hardest.HEAD + self.cursor
            own[at] = own[at]._replace(lead=Content("›") + own[at].lead[1:], band=_CURSOR)
        return [*above, *own]

    def _head(self) -> list[Row]:
        title = "All courses" if self.course is None else self.titles.get(self.course, "")
        rows = head(self.section, title, self.period, self.drawn)
        return rows if self.app.size.height < _ROOMY else [*rows, BLANK]

    def _look(self) -> dict[str, str]:
        agendas = self.desk.overview().agendas
        ahead = [agenda for agenda in agendas if agenda.exam is not None]
        self.ahead = sorted(ahead, key=lambda agenda: str(agenda.exam and agenda.exam.goal.exam))
        return {agenda.course.id: agenda.course.title for agenda in agendas}

    def _exams(self) -> tuple[tuple[CourseAgenda, Prospect | None], ...]:
        if not self.ahead:
            return ()
        found = self.desk.exams.prospects()
        return tuple(
            (agenda, found.get(agenda.course.id))
            for agenda in self.ahead
            if self.course in (None, agenda.course.id)
        )

    def look_ahead(self) -> None:
        """Have it worked out what exams will come to."""
        if self.ahead:
            exams.work_out(self, self.desk.exams)

    @on(exams.WorkedOut)
    def _worked_out(self, event: exams.WorkedOut) -> None:
        event.stop()
        self.desk.exams.take(event.found)
        self.draw(keep_place=True)
        if event.last:
            self.look_ahead()

    def meanings(self) -> tuple[list[Meaning], list[Meaning]]:
        from quizapp.progress.definitions import DEFINITIONS, TITLES

        own = SECTIONS[self.section].terms
        others = [term for term in TITLES if term not in own]
        now, later = ([(TITLES[term], DEFINITIONS[term]) for term in terms] for terms in (own, others))
        return now, later

    # -- going about ----------------------------------------------------------------------

    @property
    def hard(self) -> HardItem | None:
        """The item under the cursor; None where there is no cursor."""
        numbers = self.numbers
        if numbers is None or SECTIONS[self.section] is not hardest.SECTION or not numbers.hardest:
            return None
        return numbers.hardest[min(self.cursor, len(numbers.hardest) - 1)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "edit" | "suspend":
                return self.hard is not None
            case "unfit":
                return self.fit is not None
            case "undo":
                return bool(self.done)
            case "period":
                return SECTIONS[self.section].timed
            case _:
                return True

    def action_section(self, step: int) -> None:
        self.action_go((self.section + step) % len(SECTIONS))

    def action_go(self, section: int) -> None:
        """Show a section from its top."""
        self.section, self.cursor, self.message = section, 0, ""
        self.draw()

    def action_move(self, step: int) -> None:
        numbers = self.numbers
        if self.hard is None or numbers is None:
            self.sheet.move(step * _STEP)
        else:
            self._point(self.cursor + step, len(numbers.hardest))

    def action_page(self, direction: int) -> None:
        numbers = self.numbers
        if self.hard is None or numbers is None:
            self.sheet.turn_page(direction)
        else:
            page = max(1, self.sheet.content_size.height - 2)
            self._point(self.cursor + direction * page, len(numbers.hardest))

    def action_end(self, direction: int) -> None:
        numbers = self.numbers
        if self.hard is None or numbers is None:
            self.sheet.move(direction * len(self.sheet.lines))
        else:
            self._point(direction * len(numbers.hardest), len(numbers.hardest))

    def _point(self, at: int, of: int) -> None:
        self.cursor = max(0, min(at, of - 1))
        self.draw(keep_place=True)

    @on(Sheet.RowClicked)
    def _clicked(self, event: Sheet.RowClicked) -> None:
        event.stop()
        numbers = self.numbers
        if self.hard is not None and numbers is not None and event.row >= self.first:
            self._point(event.row - self.first, len(numbers.hardest))

    def action_period(self) -> None:
        """The next period."""
        self.period = CHOICES[(CHOICES.index(self.period) + 1) % len(CHOICES)]
        self.count()

    def action_course(self) -> None:
        """Ask which course to count."""
        from quizapp.tui.screens.courses import Courses

        self.app.push_screen(Courses(self.titles, self.course), self._choose)

    def _choose(self, chosen: tuple[str | None] | None) -> None:
        if chosen is not None and chosen[0] != self.course:
            (self.course,) = chosen
            self.cursor = 0
            self.count()

    def action_home(self) -> None:
        self.dismiss()

    # -- mending a hard item --------------------------------------------------------------

    def action_edit(self) -> None:
        if self.hard is not None:
            self.house.edit(self.hard.item)
            self.titles = self._look()
            self._recount()

    async def action_suspend(self) -> None:
        """Leave the item out of study, or take it in again."""
        found = self.hard
        if found is None:
            return
        stamp = self.desk.stamp()
        event = Suspend(
            id=stamp.id, at=stamp.at, device=stamp.device, item=found.item.id, on=not found.suspended
        )

        async def then() -> None:
            self.done.append(event)
            what = "is left out of study" if event.on else "is asked again"
            self.message = f"“{_short(hardest.line(found.item))}” {what}; u takes that back."
            self._recount()

        await self.house.record(event, then)

    # -- the weights that memories are predicted with -------------------------------------

    @property
    def fit(self) -> Fit | None:
        """The fit that is on show; None where there is none to go back from."""
        numbers = self.numbers
        return None if numbers is None or SECTIONS[self.section] is not retention.SECTION else numbers.fit

    async def action_unfit(self) -> None:
        """Go back to the weights before."""
        fit = self.fit
        if fit is None:
            return
        stamp = self.desk.stamp()
        event = Retract(id=stamp.id, at=stamp.at, device=stamp.device, event=fit.id)

        async def then() -> None:
            self.done.append(event)
            self.message = "The weights before hold again; u takes that back."
            self._recount()

        await self.house.record(event, then)

    async def action_undo(self) -> None:
        """Take back what was done here last."""
        if not self.done:
            return
        stamp = self.desk.stamp()
        event = Retract(id=stamp.id, at=stamp.at, device=stamp.device, event=self.done[-1].id)

        async def then() -> None:
            self.done.pop()
            self.message = "Taken back."
            self._recount()

        await self.house.record(event, then)


_ROOMY = 18
"""From this many lines on there is a blank one under the head."""
_SHORT = 40


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"

"""When the exam of a course is, and how long to study for it each day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from quizapp.progress.exam_words import ahead
from quizapp.study.exam_date import NO_EXAM, read_day, read_minutes, said
from quizapp.tui.actions import bindings
from quizapp.tui.room import Dialog
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.entry import Written
from quizapp.tui.widgets.lean_footer import LeanFooter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.events import Key
    from textual.widget import Widget

    from quizapp.progress.goals import Goal


@dataclass(frozen=True, slots=True)
class Wish:
    """The exam a learner wants: its day, None for no exam, and minutes a day, None for the usual ones."""

    day: date | None
    minutes: float | None


class Line(Written):
    """A line of the form; Enter keeps the whole."""

    def __init__(self, text: str, hint: str) -> None:
        super().__init__(text, hint, several=False)

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.screen.run_action("keep")
        else:
            await super()._on_key(event)


class ExamDialog(Dialog[Wish]):
    """Gives what was written; None if all is to stay as it was."""

    CSS_PATH = ["dialog.tcss", "exam.tcss"]
    BINDINGS = bindings("exam")

    def __init__(self, title: str, goal: Goal, today: date) -> None:
        super().__init__()
        self.heading = title
        self.goal = goal
        self.today = today
        set_already = goal.exam is not None and goal.exam >= today
        self.day = Line(str(goal.exam) if set_already else "", "15 December, in 3 weeks, 2026-12-15")
        self.minutes = Line(f"{goal.exam_minutes:g}" if set_already else "", f"{goal.exam_minutes:g}")

    def compose(self) -> Iterator[Widget]:
        with Vertical(classes="panel"):
            yield Static(plain(" ".join(self.heading.split())), classes="title", markup=False)
            yield Static("Day of the exam", markup=False)
            yield self.day
            yield Static("Minutes a day", markup=False)
            yield self.minutes
            yield Static(id="meant", markup=False)
        yield LeanFooter()

    def on_mount(self) -> None:
        for field in (self.day, self.minutes):
            field.move_cursor(field.document.end)
        self.day.focus()
        self.tell()

    @on(TextArea.Changed)
    def tell(self) -> None:
        """Say how what is written is understood."""
        found = self.found()
        if isinstance(found, str):
            meant = plain(f"! {found}", "$text-warning")
        elif found.day is None:
            meant = Content.styled("No exam: cards come when they are due.", MUTED)
        else:
            weekday = f"{found.day:%A}"
            meant = Content.styled(f"{weekday} {said(found.day)}, {ahead(found.day, self.today)}.", MUTED)
        self.query_one("#meant", Static).update(meant)

    def found(self) -> Wish | str:
        """What is written, or in a sentence why it cannot be understood."""
        minutes = read_minutes(self.minutes.text)
        if self.day.text.strip().lower() in NO_EXAM:
            return Wish(None, None)
        day = read_day(self.day.text, self.today)
        if isinstance(day, str):
            return day
        return minutes if isinstance(minutes, str) else Wish(day, minutes)

    def action_keep(self) -> None:
        found = self.found()
        if isinstance(found, Wish):
            self.dismiss(found)
        else:
            self.tell()

    def action_leave(self) -> None:
        self.dismiss(None)

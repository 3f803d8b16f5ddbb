"""The end of a sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.study.tally import tally
from quizapp.tui.actions import bindings
from quizapp.tui.question import answers, stem
from quizapp.tui.room import Room
from quizapp.tui.text import MUTED
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.rows import BLANK, Row, Rows
from quizapp.words import count, duration, moment, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from quizapp.study.session import Session
    from quizapp.study.tally import Tally
    from quizapp.tui.desk import Desk

MOST_MISSED = 8


class Summary(Room):
    """What was done, what was missed, and when it goes on."""

    CSS_PATH = "summary.tcss"
    BINDINGS = bindings("summary")

    def __init__(self, desk: Desk, session: Session, heading: str) -> None:
        super().__init__()
        self.desk = desk
        self.session = session
        self.heading = heading
        self.tally = tally(session)

    def compose(self) -> Iterator[Widget]:
        with VerticalScroll(id="card"), Vertical(id="column"):
            yield Static("That is all for now", classes="title", markup=False)
            yield Static(Rows(_figures(self.tally)), markup=False)
            if self.tally.missed:
                yield Static(Rows(_missed(self.tally)), markup=False)
            yield Static(Content.styled(self._next(), MUTED), markup=False)
        yield LeanFooter()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _next(self) -> str:
        due = self.desk.overview().next_due
        if due is None:
            return "Nothing more is due."
        return f"The next cards come {moment(due, self.desk.now())}."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.session.can_undo if action == "undo" else True

    def action_home(self) -> None:
        self.house.go_home()

    async def action_undo(self) -> None:
        session, event = self.session.undo(self.desk.stamp())

        async def go_on() -> None:
            self.house.resume(session, self.heading)

        await self.house.record(event, go_on)


def _figures(done: Tally) -> list[Row]:
    if not done.answered:
        return [Row(Content("No answers"))]
    share = percent(done.right / done.answered)
    sentences = [f"{count(done.answered, 'answer')}, {done.right} right ({share})"]
    if done.new:
        sentences.append(count(done.new, "new card"))
    sentences.append(f"{duration(done.seconds)} spent")
    return [Row(Content(sentence)) for sentence in sentences]


def _missed(done: Tally) -> list[Row]:
    rows = [Row(Content.styled("Missed, and coming back soon", "bold"))]
    for turn in done.missed[:MOST_MISSED]:
        rows.append(Row(stem(turn).first_line, lead=Content.styled("✗ ", "$text-error")))
        rows += [Row(text, lead=Content("  ")) for text in answers(turn)]
    if len(done.missed) > MOST_MISSED:
        rows.append(Row(Content.styled(f"and {len(done.missed) - MOST_MISSED} more", MUTED)))
    return [BLANK, *rows, BLANK]

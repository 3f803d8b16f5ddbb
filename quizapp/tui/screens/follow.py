"""Edited cards that may be ones the learner knows: is each of them the same card?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.deck.text import clean
from quizapp.progress.faults import StoreFault
from quizapp.tui.actions import bindings
from quizapp.tui.room import Room
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.tui.widgets.sheet import Sheet
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from quizapp.study.proposal import Proposal
    from quizapp.tui.desk import Desk

_CURSOR = "on $primary-muted"
_MARKS = {
    None: Content.styled("? ", MUTED),
    True: Content.styled("✓ ", "bold $text-success"),
    False: Content.styled("✗ ", "bold $text-error"),
}
_INTRODUCTION = (
    "These cards are new, and each is like one that is gone. Where it is the same card in other words,"
    " it goes on with what you have learnt."
)
_EACH = 3
"""Rows of a proposal: a blank one, the earlier question, the new one."""


class EditedCards(Sheet, can_focus=True):
    """The proposals, each with what was said of it, and a cursor on one."""

    WIDEST = 92
    BINDINGS = bindings("list")

    def __init__(self, proposals: tuple[Proposal, ...]) -> None:
        super().__init__()
        self.proposals = proposals
        self.said: dict[int, bool] = {}
        """By number whether the two cards are the same."""
        self.cursor = 0
        self._head = (
            Row(Content.styled(count(len(proposals), "edited card"), "bold")),
            Row(Content(_INTRODUCTION)),
        )
        self._entries = [_rows(proposal, None) for proposal in proposals]
        self.redraw()

    def redraw(self) -> None:
        """Draw the list, with the cursor on its band."""
        rows = [*self._head]
        for number, entry in enumerate(self._entries):
            here = number == self.cursor
            rows += (BLANK, *(row._replace(band=_CURSOR) if here else row for row in entry))
        self.show(rows, keep_place=True)

    def mark(self, same: bool) -> None:
        """Say so of the proposal under the cursor, and go on; the same said again is taken back."""
        number = self.proposals[self.cursor].number
        if self.said.get(number) is same:
            del self.said[number]
        else:
            self.said[number] = same
        self._entries[self.cursor] = _rows(self.proposals[self.cursor], self.said.get(number))
        self.go(self.cursor + (number in self.said))

    def mark_all(self) -> None:
        """Say of all of which nothing was said that they are the same."""
        for at, proposal in enumerate(self.proposals):
            if self.said.setdefault(proposal.number, True):
                self._entries[at] = _rows(proposal, True)
        self.redraw()

    def go(self, at: int) -> None:
        """Put the cursor on a proposal."""
        self.cursor = max(0, min(at, len(self.proposals) - 1))
        self.redraw()
        first = len(self._head) + _EACH * self.cursor
        self.bring_into_view(first if self.cursor else 0, first + _EACH - 1)

    def action_move(self, step: int) -> None:
        self.go(self.cursor + step)

    def action_page(self, direction: int) -> None:
        self.go(self.cursor + direction * max(1, self.content_size.height // _EACH - 1))

    def action_end(self, direction: int) -> None:
        self.go(self.cursor + direction * len(self.proposals))

    def on_sheet_row_clicked(self, event: Sheet.RowClicked) -> None:
        event.stop()
        if event.row >= len(self._head):
            self.go((event.row - len(self._head)) // _EACH)


class Follow(Room):
    """One list, a yes or a no for each entry; what is left open is asked another time."""

    CSS_PATH = "follow.tcss"
    BINDINGS = bindings("follow")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.cards = EditedCards(desk.proposals())

    def compose(self) -> Iterator[Widget]:
        yield self.cards
        yield LeanFooter()

    def on_mount(self) -> None:
        self.cards.focus()

    def action_same(self, same: bool) -> None:
        self.cards.mark(same)

    def action_all(self) -> None:
        self.cards.mark_all()

    def action_done(self) -> None:
        """Keep what was said, and go home."""
        accepted = {number for number, same in self.cards.said.items() if same}
        declined = self.cards.said.keys() - accepted
        if accepted or declined:
            try:
                self.desk.decide(accepted, declined)
            except StoreFault as fault:
                self.notify(clean(f"{fault.message} {fault.remedy}"), severity="warning", markup=False)
                return
        self.dismiss()

    def action_leave(self) -> None:
        """Go home without a decision."""
        self.dismiss()


def _rows(proposal: Proposal, same: bool | None) -> tuple[Row, Row]:
    """The earlier question, and the new one with what tells how near they are."""
    figures = f"{proposal.likeness} % alike, {count(proposal.answers, 'answer')}"
    return (
        Row(
            plain(_line(proposal.was_question), MUTED),
            lead=_MARKS[same],
            trail=Content.styled(figures, MUTED),
            brief=Content.styled(f"{proposal.likeness} %", MUTED),
        ),
        Row(plain(_line(proposal.question)), lead=Content("→ ")),
    )


def _line(text: str) -> str:
    return " ".join(text.split())

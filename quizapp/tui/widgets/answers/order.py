"""Bringing entries into an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.actions import bindings
from quizapp.tui.text import MUTED, prose
from quizapp.tui.widgets.answers.area import AnswerArea
from quizapp.tui.widgets.rows import BLANK, Row

if TYPE_CHECKING:
    from quizapp.grading.mark import Response
    from quizapp.study.session import Turn

_UNTOUCHED = "Nothing moved yet. Enter once more: I don't know."


class OrderArea(AnswerArea, can_focus=True):
    """Entries one above the other. One is taken up, carried by the arrows, and put down.

    What was never moved is no answer: Enter says so first, and then leaves the card unanswered.
    """

    BINDINGS = bindings("order")

    entries: tuple[str, ...] = ()
    cursor = 0
    held = False
    moved = False
    warned = False

    def ask(self, turn: Turn) -> None:
        super().ask(turn)
        if self.is_open:
            given = tuple(entry for entry in turn.response or () if isinstance(entry, str))
            self.moved = sorted(given) == sorted(turn.options)
            self.entries = given if self.moved else turn.options
            self.cursor, self.held, self.warned = 0, False, False

    def entered(self) -> Response:
        return self.entries if self.moved else None

    def rows(self) -> list[Row]:
        if not self.is_open:
            return []
        rows = [self._row(index, text) for index, text in enumerate(self.entries)]
        if self.warned:
            rows += [BLANK, Row(Content.styled(_UNTOUCHED, "$text-warning"))]
        return rows

    def _row(self, index: int, text: str) -> Row:
        here = index == self.cursor
        pointer = "↕ " if here and self.held else "› " if here else "  "
        lead = Content.assemble((pointer, "$accent"), (f"{index + 1}", MUTED), "  ")
        band = "$foreground on $primary-muted" if here and self.held else ""
        return Row(prose(text, "bold" if here else ""), lead=lead, band=band)

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action, parameters:
            case _ if not self.is_open:
                return False
            case "go", (int() as index,):
                return index < len(self.entries)
            case _:
                return True

    def action_move(self, step: int) -> None:
        """Move the cursor, and with it the entry that is held."""
        self.action_go(min(len(self.entries) - 1, max(0, self.cursor + step)))

    def action_carry(self, step: int) -> None:
        """Move the entry under the cursor, held or not."""
        held, self.held = self.held, True
        self.action_move(step)
        self.held = held
        self._redraw()

    def action_go(self, index: int) -> None:
        """Go to a place, and bring the entry that is held there."""
        if self.held and index != self.cursor:
            entries = list(self.entries)
            entries.insert(index, entries.pop(self.cursor))
            self.entries, self.moved = tuple(entries), True
        self.cursor = index
        self._redraw()

    def action_grab(self) -> None:
        """Take up the entry under the cursor, or put it down."""
        self.held = not self.held
        self._redraw()

    def action_answer(self) -> None:
        if self.moved:
            self.post_message(self.Answered(self.entries))
        elif self.warned:
            self.post_message(self.Answered(None))
        else:
            self.warned = True
            self.post_message(self.Changed(len(self.entries) + 1))

    def click(self, row: int) -> None:
        """The first click takes an entry up, the second puts it where it was made."""
        if not self.is_open or not 0 <= row < len(self.entries):
            return
        if self.held:
            self.action_go(row)
            self.action_grab()
        else:
            self.cursor = row
            self.action_grab()

    def _redraw(self) -> None:
        self.warned = False
        self.post_message(self.Touched())
        self.post_message(self.Changed(self.cursor))

"""Joining left-hand entries with right-hand ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.deck.prose import plain as plain_text
from quizapp.deck.shapes import Matching
from quizapp.grading.given import as_pairs
from quizapp.tui.actions import bindings
from quizapp.tui.text import MUTED, prose
from quizapp.tui.widgets.answers.area import AnswerArea
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.words import count

if TYPE_CHECKING:
    from quizapp.grading.mark import Response
    from quizapp.study.session import Turn


class MatchArea(AnswerArea, can_focus=True):
    """The left-hand entries, each with what it is joined to, above the right-hand ones with letters.

    A letter joins the entry under the cursor and goes on to the next one that is free. Nothing is
    joined from the start, and a right-hand entry may be used more than once.
    """

    BINDINGS = bindings("match")

    lefts: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    joined: tuple[int | None, ...] = ()
    """The place of the right-hand entry of each left-hand one."""
    cursor = 0
    warned = False

    def ask(self, turn: Turn) -> None:
        super().ask(turn)
        if self.is_open and isinstance(turn.item.card.shape, Matching):
            self.lefts = tuple(left for left, _ in turn.item.card.shape.pairs)
            self.rights = turn.options
            given = dict(as_pairs(turn.response))
            places = {right: place for place, right in enumerate(self.rights)}
            self.joined = tuple(places.get(given.get(plain_text(left), "")) for left in self.lefts)
            self.cursor, self.warned = 0, False

    def entered(self) -> Response:
        pairs = tuple(
            (plain_text(left), self.rights[joined])
            for left, joined in zip(self.lefts, self.joined, strict=True)
            if joined is not None
        )
        return pairs or None

    def rows(self) -> list[Row]:
        if not self.is_open:
            return []
        rows = [self._left(index) for index in range(len(self.lefts))]
        rows.append(BLANK)
        rows += [self._right(index) for index in range(len(self.rights))]
        if self.warned:
            rows += [BLANK, Row(Content.styled(self._warning(), "$text-warning"))]
        return rows

    def _left(self, index: int) -> Row:
        here = index == self.cursor
        lead = Content.assemble(("› " if here else "  ", "$accent"), (f"{index + 1}", MUTED), "  ")
        joined = self.joined[index]
        end = (
            Content.styled("…", MUTED)
            if joined is None
            else Content.assemble((f"{letter(joined)} ", MUTED), prose(self.rights[joined], "bold"))
        )
        return Row(
            Content.assemble(prose(self.lefts[index], "bold" if here else ""), "  →  ", end), lead=lead
        )

    def _right(self, index: int) -> Row:
        used = index in self.joined
        lead = Content.assemble("  ", (letter(index), "$accent"), "  ")
        return Row(prose(self.rights[index], MUTED if used else ""), lead=lead)

    def _warning(self) -> str:
        free = self.joined.count(None)
        if free == len(self.lefts):
            return "Nothing joined yet. Enter once more: I don't know."
        return f"{count(free, 'pair')} not joined. Enter once more answers all the same."

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action, parameters:
            case _ if not self.is_open:
                return False
            case "go", (int() as index,):
                return index < len(self.lefts)
            case "join", (int() as index,):
                return index < len(self.rights)
            case "clear", _:
                return self.joined[self.cursor] is not None
            case _:
                return True

    def action_move(self, step: int) -> None:
        self.action_go(min(len(self.lefts) - 1, max(0, self.cursor + step)))

    def action_go(self, index: int) -> None:
        self.cursor = index
        self._redraw()

    def action_join(self, right: int) -> None:
        """Join the entry under the cursor, and go on to the next free one."""
        self._join(right)
        free = [index for index, joined in enumerate(self.joined) if joined is None]
        if free:
            self.cursor = next((index for index in free if index > self.cursor), free[0])
        self._redraw()

    def action_clear(self) -> None:
        self._join(None)
        self._redraw()

    def _join(self, right: int | None) -> None:
        self.joined = (*self.joined[: self.cursor], right, *self.joined[self.cursor + 1 :])

    def action_answer(self) -> None:
        if None not in self.joined or self.warned:
            self.post_message(self.Answered(self.entered()))
        else:
            self.warned = True
            self.post_message(self.Changed(len(self.rows()) - 1))

    def click(self, row: int) -> None:
        """A click on the left goes there, one on the right joins."""
        if not self.is_open:
            return
        right = row - len(self.lefts) - 1
        if 0 <= row < len(self.lefts):
            self.action_go(row)
        elif 0 <= right < len(self.rights):
            self.action_join(right)

    def _redraw(self) -> None:
        self.warned = False
        self.post_message(self.Touched())
        self.post_message(self.Changed(self.cursor))


def letter(index: int) -> str:
    """The letter of a right-hand entry."""
    return chr(ord("a") + index) if index < 26 else " "

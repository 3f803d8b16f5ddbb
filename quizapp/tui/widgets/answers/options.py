"""A light list of options: keys, digits and mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.actions import bindings
from quizapp.tui.text import MUTED, prose
from quizapp.tui.widgets.answers.area import AnswerArea
from quizapp.tui.widgets.rows import BLANK, Row

if TYPE_CHECKING:
    from quizapp.grading.mark import Response

_POINTER = "$accent"
_NOTHING = "Nothing chosen. Enter once more: I don't know."


class OptionsArea(AnswerArea, can_focus=True):
    """Options to choose from. No option is under the cursor until a key asks for one, so that a
    stray Enter never answers."""

    BINDINGS = bindings("choice")

    heading = Content("")
    texts: tuple[str, ...] = ()
    many = False
    cursor: int | None = None
    chosen: frozenset[int] = frozenset()
    warned = False

    def offer(self, texts: tuple[str, ...], many: bool = False) -> None:
        """Offer these options anew; `many` says that any number of them may be chosen."""
        self.texts, self.many = texts, many
        self.cursor, self.chosen, self.warned = None, frozenset(), False

    def restore(self, response: Response) -> None:
        """Begin with what was chosen before."""
        given = (response,) if isinstance(response, str) else response or ()
        self.chosen = frozenset(index for index, text in enumerate(self.texts) if text in given)
        self.cursor = min(self.chosen, default=None)

    def entered(self) -> Response:
        return tuple(self.texts[index] for index in sorted(self.chosen)) or None if self.many else None

    # -- drawing --------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        rows = [Row(self.heading), BLANK] if self.heading else []
        rows += [self.option_row(index) for index in range(len(self.texts))]
        if self.warned:
            rows += [BLANK, Row(Content.styled(_NOTHING, "$text-warning"))]
        return rows

    @property
    def _above(self) -> int:
        """How many rows stand before the first option."""
        return 2 if self.heading else 0

    def option_row(self, index: int) -> Row:
        """One option before the answer."""
        here = index == self.cursor
        box = ("[x] " if index in self.chosen else "[ ] ") if self.many else ""
        if self.chosen and not self.many:
            box = "(•) " if index in self.chosen else "( ) "
        lead = Content.assemble(
            ("› " if here else "  ", _POINTER), (number(index), MUTED), "  ", (box, "bold")
        )
        return Row(prose(self.label(index), "bold" if here else ""), lead=lead)

    def label(self, index: int) -> str:
        """An option as it is written on screen."""
        return self.texts[index]

    # -- choosing -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action, parameters:
            case _ if not self.is_open:
                return False
            case "choose", _:
                return self.many
            case "pick", (int() as index,):
                return index < len(self.texts)
            case "pick_text", (text,):
                return text in self.texts and not self.many
            case _:
                return True

    def action_move(self, step: int) -> None:
        last = len(self.texts) - 1
        if self.cursor is None:
            self.cursor = 0 if step > 0 else last
        else:
            self.cursor = min(last, max(0, self.cursor + step))
        self._redraw()

    def action_choose(self) -> None:
        if self.cursor is not None:
            self.chosen ^= {self.cursor}
        self._redraw()

    def action_pick(self, index: int) -> None:
        self.cursor = index
        if self.many:
            self.action_choose()
        else:
            self.post_message(self.Answered(self.texts[index]))

    def action_pick_text(self, text: str) -> None:
        self.action_pick(self.texts.index(text))

    def action_answer(self) -> None:
        if self.many and self.chosen:
            self.post_message(self.Answered(tuple(self.texts[index] for index in sorted(self.chosen))))
        elif not self.many and self.cursor is not None:
            self.post_message(self.Answered(self.texts[self.cursor]))
        elif self.warned:
            self.post_message(self.Answered(None))
        else:
            self.warned = True
            self.post_message(self.Changed(self._above + len(self.texts) + 1))

    def click(self, row: int) -> None:
        if self.is_open and 0 <= row - self._above < len(self.texts):
            self.action_pick(row - self._above)

    def _redraw(self) -> None:
        self.warned = False
        self.post_message(self.Changed(None if self.cursor is None else self._above + self.cursor))


def number(index: int) -> str:
    """The digit that chooses an option; the tenth and later have none."""
    return str(index + 1) if index < 9 else " "

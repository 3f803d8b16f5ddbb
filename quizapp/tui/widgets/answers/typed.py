"""Typing the answer: one line, or one for each blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.geometry import Offset, Region
from textual.widgets import Input

from quizapp.deck.shapes import Cloze, ListRecall, MultipleChoice
from quizapp.deck.text import clean
from quizapp.tui.actions import bindings
from quizapp.tui.question import placeholder
from quizapp.tui.widgets.answers.area import AnswerArea
from quizapp.tui.widgets.rows import BLANK, Row

if TYPE_CHECKING:
    from textual.events import Key, Paste
    from textual.widgets.input import Selection

    from quizapp.grading.mark import Response
    from quizapp.study.session import Turn

_EDGE = Content(" ")
_HINT = "$foreground 40%"
_CURSOR = "$input-cursor-foreground on $input-cursor-background $input-cursor-text-style"
_SELECTED = "on $input-selection-background"


class AnswerLine(Input):
    """One line to type, which the card draws among its rows.

    It has no size of its own: one that is laid over the card would have the whole screen laid out anew with
    each card, and with each key. It keeps the focus while the answer is marked, and lets all keys pass then.
    """

    BINDINGS = bindings("typed")

    def __init__(self, area: TypedArea) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.area = area

    def validate_value(self, value: str) -> str:
        """Input draws what it holds, and a paste may hold control characters."""
        return clean(value)

    # -- keys -----------------------------------------------------------------------------

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return self.area.is_open and super().check_consume_key(key, character)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.area.is_open

    async def _on_key(self, event: Key) -> None:
        if not self.area.is_open:
            event.prevent_default()

    def _on_paste(self, event: Paste) -> None:
        if not self.area.is_open:
            event.prevent_default()

    def action_answer(self) -> None:
        self.post_message(self.Submitted(self, self.value))

    def action_line(self, step: int) -> None:
        """Go to the line above or below."""
        self.area.go(self, step)

    # -- drawing --------------------------------------------------------------------------

    def row(self) -> Row:
        """What is typed, with its cursor."""
        shown = Content(self.value) if self.value else Content.styled(str(self.placeholder), _HINT)
        if self.screen.focused is not self:
            return Row(shown, lead=_EDGE, band="on $foreground 5%")
        if not self.selection.is_empty:
            shown = shown.stylize(_SELECTED, *sorted(self.selection))
        if self._cursor_visible:
            if self.value and self.cursor_at_end:
                shown += Content("\N{NO-BREAK SPACE}")
            shown = shown.stylize(_CURSOR, self.cursor_position, self.cursor_position + 1)
        return Row(shown, lead=_EDGE, band="on $foreground 10%")

    @property
    def content_width(self) -> int:
        """Always the same: a change would have the screen laid out anew."""
        return 1

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the card draws the cursor: input methods show what they offer beside it."""
        return self.area.cursor_at(self, cell_len(self.value[: self.cursor_position]))

    def index_at(self, x: int) -> int:
        """The place in the text at a cell, counted from the left edge of the row."""
        return self._cell_offset_to_index(max(0, x - _EDGE.cell_length))

    def watch_value(self, value: str) -> None:
        self.area.redraw()

    def watch_selection(self, selection: Selection) -> None:
        self.area.redraw()

    def watch__cursor_visible(self, visible: bool) -> None:
        self.area.redraw()


class TypedArea(AnswerArea):
    """Lines to type.

    Enter goes to the next empty line, then answers; with a line still empty it answers only when
    pressed once more, so that a stray Enter gives nothing away.
    """

    warned = False
    laid = Region()
    """Where the first line stands on the screen, and how wide it is."""
    stale = False
    """Whether the card is about to be drawn anew."""

    def ask(self, turn: Turn) -> None:
        super().ask(turn)
        self.warned = False
        if not self.is_open:
            return
        self.stale = True  # the card is drawn in any case
        wanted = _wanted(turn)
        lines = list(self.query(AnswerLine))
        if wanted > len(lines):
            more = [AnswerLine(self) for _ in range(wanted - len(lines))]
            self.mount(*more)
            lines += more
        given = _texts(turn.response)
        for number, line in enumerate(lines, 1):
            line.display = number <= wanted
            with line.prevent(Input.Changed):
                line.value = given[number - 1] if number <= min(wanted, len(given)) else ""
            line.placeholder = placeholder(turn) if wanted == 1 else f"{number} of {wanted}"
        self.stale = False

    def entered(self) -> Response:
        return _answer(tuple(line.value.strip() for line in self._lines()))

    def rows(self) -> list[Row]:
        if not self.is_open:
            return []
        rows = [line.row() for line in self._lines()]
        if self.warned:
            rows += [BLANK, Row(Content.styled("Enter once more: I don't know.", "$text-warning"))]
        return rows

    def redraw(self) -> None:
        """Have the card drawn once more, once for all that a key changes."""
        if self.is_open and not self.stale and self.is_running:
            self.stale = True
            self.call_next(self._tell)

    def _tell(self) -> None:
        self.stale = False
        if self.is_open:
            self.post_message(self.Changed())

    def place(self, x: int, y: int, width: int) -> None:
        self.laid = Region(x, y, width, 1)
        if isinstance(line := self.screen.focused, AnswerLine):
            self.app.cursor_position = line.cursor_screen_offset

    def cursor_at(self, line: AnswerLine, offset: int) -> Offset:
        """Where the cursor stands on the screen, `offset` cells from the beginning of its line."""
        lines = self._lines()
        above = lines.index(line) if line in lines else 0
        down, right = divmod(offset, max(1, self.laid.width - _EDGE.cell_length))
        return self.laid.offset + Offset(right + _EDGE.cell_length, above + down)

    def click_at(self, row: int, x: int) -> None:
        lines = self._lines()
        if self.is_open and 0 <= row < len(lines):
            self._focus(lines[row])
            lines[row].cursor_position = lines[row].index_at(x)

    def go(self, line: AnswerLine, step: int) -> None:
        """From a line to another one, as far as there are lines."""
        lines = self._lines()
        at = min(len(lines) - 1, max(0, lines.index(line) + step))
        self._focus(lines[at])

    def take_focus(self) -> None:
        self.screen.set_focus(self._lines()[0], scroll_visible=False)

    def _focus(self, line: AnswerLine) -> None:
        self.screen.set_focus(line, scroll_visible=False)
        self.redraw()

    def _lines(self) -> list[AnswerLine]:
        return [line for line in self.query(AnswerLine) if line.display]

    @on(Input.Changed)
    def _touched(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Touched())
        self._warn(False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        lines = self._lines()
        values = tuple(line.value.strip() for line in lines)
        empty = [line for line, value in zip(lines, values, strict=True) if not value]
        if empty and not self.warned:
            if event.value.strip():
                self._focus(empty[0])
            else:
                self._warn(True)
        else:
            self.post_message(self.Answered(_answer(values)))

    def _warn(self, warned: bool) -> None:
        if warned is not self.warned:
            self.warned = warned
            self.post_message(self.Changed(len(self.rows()) - 1))


def _texts(response: Response) -> tuple[str, ...]:
    """What stood in the lines."""
    if isinstance(response, str):
        return (response,)
    return tuple(entry for entry in response or () if isinstance(entry, str))


def _answer(values: tuple[str, ...]) -> Response:
    """What the lines say, blank ones as ""; None if all are blank."""
    if not any(values):
        return None
    return values if len(values) > 1 else values[0]


def _wanted(turn: Turn) -> int:
    """How many lines the answer takes."""
    match turn.item.card.shape:
        case Cloze(text=text):
            return len(text.hidden(turn.item.facet))
        case ListRecall(need=need):
            return need
        case MultipleChoice(right=right):
            return len(right)
        case _:
            return 1

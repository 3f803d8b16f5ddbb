"""Typing the answer: one line, or one for each blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input

from quizapp.deck.shapes import Cloze, ListRecall, MultipleChoice
from quizapp.deck.text import clean
from quizapp.tui.actions import bindings
from quizapp.tui.question import placeholder
from quizapp.tui.widgets.answers.area import AnswerArea
from quizapp.tui.widgets.rows import BLANK, Row

if TYPE_CHECKING:
    from quizapp.grading.mark import Response
    from quizapp.study.session import Turn


class AnswerLine(Input):
    """One line to type. Its Enter belongs to the area, which knows the other lines."""

    BINDINGS = bindings("typed")

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)

    def validate_value(self, value: str) -> str:
        """Input draws what it holds, and a paste may hold control characters."""
        return clean(value)

    def action_answer(self) -> None:
        self.post_message(self.Submitted(self, self.value))

    def action_line(self, step: int) -> None:
        """Go to the line above or below."""
        if isinstance(self.parent, TypedArea):
            self.parent.go(self, step)


class TypedArea(AnswerArea):
    """Lines to type, over rows that the card keeps free for them.

    Enter goes to the next empty line, then answers; with a line still empty it answers only when
    pressed once more, so that a stray Enter gives nothing away.
    """

    warned = False
    laid: tuple[int, int, int] | None = None

    def ask(self, turn: Turn) -> None:
        super().ask(turn)
        self.warned = False
        self.display = self.is_open
        if not self.is_open:
            return
        wanted = _wanted(turn)
        lines = list(self.query(AnswerLine))
        if wanted > len(lines):
            more = [AnswerLine() for _ in range(wanted - len(lines))]
            self.mount(*more)
            lines += more
        given = _texts(turn.response)
        for number, line in enumerate(lines, 1):
            line.display = number <= wanted
            with line.prevent(Input.Changed):
                line.value = given[number - 1] if number <= min(wanted, len(given)) else ""
            line.placeholder = placeholder(turn) if wanted == 1 else f"{number} of {wanted}"

    def entered(self) -> Response:
        return _answer(tuple(line.value.strip() for line in self._lines()))

    def rows(self) -> list[Row]:
        if not self.is_open:
            return []
        rows = [BLANK] * len(self._lines())
        if self.warned:
            rows += [BLANK, Row(Content.styled("Enter once more: I don't know.", "$text-warning"))]
        return rows

    def place(self, x: int, y: int, width: int) -> None:
        if (x, y, width) != self.laid:
            self.laid = (x, y, width)
            self.styles.offset = (x, y)
            self.styles.width = width

    def go(self, line: AnswerLine, step: int) -> None:
        """From a line to another one, as far as there are lines."""
        lines = self._lines()
        at = min(len(lines) - 1, max(0, lines.index(line) + step))
        lines[at].focus(scroll_visible=False)

    def take_focus(self) -> None:
        self._lines()[0].focus(scroll_visible=False)

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
                empty[0].focus(scroll_visible=False)
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

"""What every way of answering has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip

    from quizapp.grading.mark import Response
    from quizapp.study.session import Turn
    from quizapp.tui.widgets.rows import Row


class AnswerArea(Widget):
    """Holds the keys of one way of answering, and says which rows the card draws for it.

    One of each kind is made when it is first needed and used again for the cards that follow. It
    has no size of its own.
    """

    @dataclass
    class Answered(Message):
        """The learner answered."""

        response: Response

    class Touched(Message):
        """The learner began to answer."""

    @dataclass
    class Changed(Message):
        """The rows look different; `row` is the one that must be in view."""

        row: int | None = None

    turn: Turn | None = None

    def ask(self, turn: Turn) -> None:
        """Begin a turn, or show the same one once it is marked.

        One that is open and has a response begins with that, as where a learner comes back to it.
        """
        self.turn = turn

    def rows(self) -> list[Row]:
        """What the card shows between question and mark."""
        raise NotImplementedError

    def entered(self) -> Response:
        """What is entered so far of an answer that takes several steps; None for nothing."""
        return None

    def click(self, row: int) -> None:
        """One of the rows was clicked; they count from 0."""

    def click_at(self, row: int, x: int) -> None:
        """The same, with the cell, counted from the left edge of the card's text."""
        self.click(row)

    def place(self, x: int, y: int, width: int) -> None:
        """Where the rows stand on the screen."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing: the card draws its rows."""
        return []

    def take_focus(self) -> None:
        """Let the keys of the answer come here."""
        self.screen.set_focus(self, scroll_visible=False)

    @property
    def is_open(self) -> bool:
        """Whether the turn can still be answered."""
        return self.turn is not None and self.turn.mark is None

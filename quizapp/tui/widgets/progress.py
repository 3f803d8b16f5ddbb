"""How far the sitting has come: one thin line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.text import MUTED
from quizapp.tui.widgets.board import Board

if TYPE_CHECKING:
    from collections.abc import Hashable

_SHORTEST = 10


class Progress(Board):
    """Title, bar and what is left. Done is a heavy line and to do a light one, whatever the colour."""

    heading: Content = Content("")
    done: int = 0
    left: int = 0

    def show(self, heading: Content, done: int, left: int) -> None:
        """Draw a sitting with `done` answers given and `left` still to come."""
        self.heading, self.done, self.left = heading, done, left
        self.renew()

    def look(self) -> Hashable:
        return self.heading.plain, self.done, self.left

    def render(self) -> Content:
        width = self.size.width
        figure = f" {self.left} left"
        title = self.heading.truncate(max(0, width // 2), ellipsis=True) if width >= 50 else Content("")
        bar = max(0, width - len(figure) - title.cell_length - (1 if title else 0))
        if bar < _SHORTEST:
            return Content(figure.strip())
        filled = round(bar * self.done / (self.done + self.left)) if self.done else 0
        return Content.assemble(
            title.stylize(MUTED),
            " " if title else "",
            ("━" * filled, "$accent"),
            ("─" * (bar - filled), "$foreground 20%"),
            (figure, MUTED),
        )

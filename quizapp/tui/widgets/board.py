"""What a few words on a fixed place have in common: the same looks come back with every card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.content import Content
    from textual.geometry import Size

MOST = 32
"""How many looks are remembered at a time."""


class Board(Widget, can_focus=False):
    """Draws Content of a size that it is given, and each look of it once."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.set_reactive(Board.auto_links, False)  # saves a look for links at every piece of a line
        self._shown: Hashable = None
        self._drawn: dict[tuple[Hashable, Size], list[Strip]] = {}

    def look(self) -> Hashable:
        """All that the look depends on, but for size and style."""
        raise NotImplementedError

    def render(self) -> Content:
        """The look as text."""
        raise NotImplementedError

    def renew(self) -> None:
        """Have it drawn again if it looks different now."""
        if self.look() != self._shown:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        self._shown = self.look()
        key = self._shown, self.size
        if key not in self._drawn:
            if len(self._drawn) >= MOST:
                self._drawn.clear()
            self._drawn[key] = Visual.to_strips(self, self.render(), *self.size, self.visual_style)
        lines = self._drawn[key]
        return lines[y] if y < len(lines) else Strip.blank(self.size.width, self.visual_style.rich_style)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn = {}

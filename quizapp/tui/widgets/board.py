"""What a few words on a fixed place have in common: the same looks come back with every card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from quizapp.tui.widgets.canvas import Canvas
from quizapp.tui.widgets.line import fits, line

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.content import Content
    from textual.geometry import Size

MOST = 32
"""How many looks are remembered at a time."""


class Board(Canvas, can_focus=False):
    """Draws Content of a size that it is given, and each look of it once. It may have padding at its
    sides, and no other frame."""

    def __init__(self) -> None:
        super().__init__()
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
            self.repaint(self.outer_size.region)

    def picture(self) -> list[Strip]:
        self._shown = self.look()
        key = self._shown, self.outer_size
        if key not in self._drawn:
            if len(self._drawn) >= MOST:
                self._drawn.clear()
            self._drawn[key] = self._draw()
        return self._drawn[key]

    def _draw(self) -> list[Strip]:
        style, padding, (width, height) = self.visual_style, self.styles.padding, self.size
        background = Style(style.background).rich_style
        left, right = Strip.blank(padding.left, background), Strip.blank(padding.right, background)
        content = self.render()
        texts = content.split(allow_blank=True)
        if all(fits(text, width) for text in texts):
            lines = [line(text, style, y) for y, text in enumerate(texts[:height])]
        else:
            lines = Visual.to_strips(self, content, width, height, style)
        lines += [Strip.blank(width, style.rich_style)] * (height - len(lines))
        return [Strip.join((left, own.adjust_cell_length(width, background), right)) for own in lines]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn = {}

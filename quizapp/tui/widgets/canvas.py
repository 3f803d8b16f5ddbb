"""A widget that fills its place with lines of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import TRANSPARENT
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region
    from textual.strip import Strip


class Canvas(Widget, can_focus=False):
    """Hands over whole lines, which whoever derives from it remembers.

    Textual draws widgets by lines too, but composes each line from borders, padding and text once more,
    and asks each widget whether it changed. Where nothing frames a canvas, its lines are taken as they
    are, and it says at once which part of the screen is another one.
    """

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self.set_reactive(Canvas.auto_links, False)  # saves a look for links at every piece of a line

    def picture(self) -> Sequence[Strip]:
        """All lines on show, each as wide as the place; within the frame, if there is one."""
        raise NotImplementedError

    @property
    def framed(self) -> bool:
        """Whether there is a border, or padding that the picture does not have in it."""
        return False

    def repaint(self, region: Region) -> None:
        """Have a part drawn again, counted from the corner of the picture."""
        if self.framed:
            self.refresh(region)
        elif self.outer_size:
            self.screen.refresh(region.translate(self.region.offset))

    def render_line(self, y: int) -> Strip:
        return self.picture()[y]

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.framed:
            return super().render_lines(crop)
        lines = list(self.picture()[crop.y : crop.bottom])
        background = self.visual_style.background or TRANSPARENT
        for line_filter in self.get_line_filters():
            lines = [line.apply_filter(line_filter, background) for line in lines]
        if crop.width != self.outer_size.width:
            lines = [line.crop(crop.x, crop.right) for line in lines]
        return lines

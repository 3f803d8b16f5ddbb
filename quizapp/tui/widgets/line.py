"""Text that stands on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.content import Content
    from textual.style import Style


def fits(content: Content, width: int) -> bool:
    """Whether a text takes one line of so many cells as it stands."""
    return content.cell_length <= width and not ("\n" in content.plain or "\t" in content.plain)


def line(content: Content, base: Style, y: int = 0) -> Strip:
    """A text that fits, as it is drawn on a style in line `y` of a longer one.

    `Content.render_strips` gives the same, but looks for places to wrap, which costs more than to draw it.
    """
    pieces, x = [], 0
    for text, style in content.render(base, end=""):
        # Each says where it stands, as Textual's do: pieces that look alike are not joined in a screenshot.
        pieces.append(Segment(text, style.rich_style_with_offset(x, y)))
        x += len(text)
    return Strip(pieces, content.cell_length)

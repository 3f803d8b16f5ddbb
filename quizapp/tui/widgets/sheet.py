"""A sheet of rows that scrolls: the card in study, the shelf on the home screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from quizapp.tui.widgets.canvas import Canvas
from quizapp.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
    from textual.geometry import Size

    from quizapp.tui.widgets.rows import Look, Row

COLUMN = 72
"""The most cells a line of text takes."""
_WHEEL = 2
_SPARE = 64
"""How many looks of rows are remembered at least."""
_DIM = Style(dim=True)


class Sheet(Canvas, can_focus=False):
    """Draws all rows itself, in a centred column, and scrolls by itself.

    It is one widget of fixed size on purpose: cards differ in the number of their lines, and widgets
    that fit their text would have the whole screen laid out anew at each key.
    """

    WIDEST = COLUMN

    @dataclass
    class RowClicked(Message):
        """A row was clicked, so many cells from the left edge of the text."""

        row: int
        x: int = 0

    class Moved(Message):
        """The column or its scroll position changed."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.top = 0
        self._lines: list[Strip] | None = None
        self._picture: list[Strip] | None = None
        self._measured: Size | None = None
        """The size for which all is drawn."""
        self._row_of_line: list[int] = []
        self._blank = Strip.blank(0)
        self._drawn: dict[Look, list[Strip]] = {}
        """Rows that look like one that was shown before are not drawn again."""

    # -- what is shown --------------------------------------------------------------------

    def show(self, rows: Sequence[Row], keep_place: bool = False) -> None:
        """Draw these rows, from the first line on unless the place is to be kept."""
        before = self._picture
        self.rows = tuple(rows)
        self._lines = self._picture = None
        if not keep_place:
            self.top = 0
        if self.size:
            self._repaint(before)

    @property
    def column(self) -> tuple[int, int]:
        """Left edge and width of the text."""
        margin = 2 if self.content_size.width >= 60 else 1
        width = max(1, min(self.WIDEST, self.content_size.width - 1 - 2 * margin))
        return max(0, self.content_size.width - width) // 2, width

    @property
    def lines(self) -> list[Strip]:
        """All lines as they are drawn, also those out of view, without the bar."""
        if self._lines is None:
            self._blank = Strip.blank(self.size.width, self.visual_style.rich_style)
            if len(self._drawn) > _SPARE + 2 * len(self.rows):
                self._drawn = {}
            self._lines, self._row_of_line = [], []
            for index, row in enumerate(self.rows):
                look = row.look
                strips = self._drawn.get(look)
                if strips is None:
                    strips = self._drawn[look] = self._draw(row)
                self._lines += strips
                self._row_of_line += [index] * len(strips)
        return self._lines

    def _draw(self, row: Row) -> list[Strip]:
        """A row in the column, over the whole width."""
        style = self.visual_style
        background = style.rich_style
        left, width = self.column
        margin = Strip.blank(left, background)
        strips = Visual.to_strips(self, Rows((row,)), width, None, style)
        return [
            Strip.join((margin, strip)).adjust_cell_length(self.size.width, background) for strip in strips
        ]

    def _forget(self) -> None:
        """Draw everything anew: size or style changed."""
        self._lines = self._picture = None
        self._drawn = {}

    def line_of(self, row: int) -> int:
        """The line on which a row starts, as shown (negative above the first visible one)."""
        lines = self.lines
        return (self._row_of_line.index(row) if row in self._row_of_line else len(lines)) - self.top

    # -- scrolling ------------------------------------------------------------------------

    def move(self, lines: int) -> None:
        """Scroll down by this many lines, as far as there is text."""
        self._put_top(self.top + lines)

    def turn_page(self, direction: int) -> None:
        """Scroll by what is in view, less two lines to hold on to."""
        self.move(direction * max(1, self.content_size.height - 2))

    def bring_into_view(self, first: int, last: int) -> None:
        """Scroll no more than needed to see rows `first` to `last`, the first of them for sure."""
        if not self.content_size.height:
            self.call_after_refresh(self.bring_into_view, first, last)
            return
        start = self.line_of(first) + self.top
        end = self.line_of(last + 1) + self.top
        if end > self.top + self.content_size.height:
            self._put_top(end - self.content_size.height)
        if start < self.top:
            self._put_top(start)

    def _put_top(self, top: int) -> None:
        before, self.top = self.top, max(0, min(top, len(self.lines) - self.content_size.height))
        if self.top != before:
            seen, self._picture = self._picture, None
            self._repaint(seen)
            self.post_message(self.Moved())

    def _repaint(self, before: list[Strip] | None) -> None:
        """Draw again the lines that differ; most of a sheet is what it was."""
        after = self.picture()
        if before is None or len(before) != len(after):
            self.refresh()
            return
        pairs = zip(before, after, strict=True)
        changed = [y for y, (old, new) in enumerate(pairs) if old is not new and old != new]
        if changed:
            self.repaint(Region(0, changed[0], self.size.width, changed[-1] - changed[0] + 1))

    def on_resize(self, event: Resize) -> None:
        self._forget()
        self._put_top(self.top)
        self.refresh()
        self.post_message(self.Moved())

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._forget()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self.move(_WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self.move(-_WHEEL)

    # -- drawing --------------------------------------------------------------------------

    @property
    def framed(self) -> bool:
        return self.size != self.outer_size

    def picture(self) -> list[Strip]:
        if self._measured != self.outer_size:
            self._forget()
        if self._picture is None:
            self._measured = self.outer_size
            self._picture = self._view()
        return self._picture

    def _view(self) -> list[Strip]:
        """The lines on show, with a bar where there are more."""
        lines, height = self.lines, self.size.height
        shown = lines[self.top : self.top + height]
        shown += [self._blank] * (height - len(shown))
        if len(lines) <= height:
            return shown
        first, last = self.top * height // len(lines), (self.top + height) * height // len(lines)
        style = self.rich_style + _DIM
        inside, outside = Strip([Segment("┃", style)], 1), Strip([Segment("│", style)], 1)
        return [
            Strip.join((line.crop(0, self.size.width - 1), inside if first <= y <= last else outside))
            for y, line in enumerate(shown)
        ]

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        if at is not None and at.y + self.top < len(self.lines):
            self.post_message(self.RowClicked(self._row_of_line[at.y + self.top], at.x - self.column[0]))

"""A list of one-line rows with a cursor; only what is in view is ever drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from quizapp.tui.actions import bindings
from quizapp.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize

    from quizapp.tui.widgets.rows import Row

_CURSOR = "on $primary-muted"
_WHEEL = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list, drawn when it comes into view; a heading takes no cursor."""

    draw: Callable[[], Row]
    heading: bool = False


class Listing(Widget, can_focus=True):
    """Thousands of rows cost what the ones in view cost. The first cell of a row is the cursor's."""

    ALLOW_SELECT = False
    BINDINGS = bindings("list")

    class Moved(Message):
        """The cursor is on another row."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.cursor: int | None = None
        """The row under the cursor; None where there is none to be under it."""
        self.top = 0

    # -- what is shown --------------------------------------------------------------------

    def fill(self, lines: Sequence[Line], cursor: int | None) -> None:
        """Show these rows, the cursor on one of them or on the first after it that takes one."""
        self.lines = tuple(lines)
        self.cursor = None if cursor is None else self._near(cursor, 1)
        self._follow()
        self.refresh()

    def go(self, index: int, way: int = 1) -> None:
        """Put the cursor on a row; from a heading on to the next row in that way."""
        found = self._near(index, way)
        if found is not None and found != self.cursor:
            self.cursor = found
            self._follow()
            self.refresh()
            self.post_message(self.Moved())

    def _near(self, index: int, way: int) -> int | None:
        last = len(self.lines) - 1
        index = max(0, min(index, last))
        for step in (way, -way):
            at = index
            while 0 <= at <= last:
                if not self.lines[at].heading:
                    return at
                at += step
        return None

    def _follow(self) -> None:
        """Scroll no more than needed to see the cursor, and the heading right above it."""
        height = self.size.height
        if not height:
            return
        at = self.cursor or 0
        above = at - 1 if at and self.lines[at - 1].heading and height > 1 else at
        self._scroll(min(max(self.top, at - height + 1), above))

    def _scroll(self, top: int) -> None:
        top = max(0, min(top, len(self.lines) - self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def on_resize(self, event: Resize) -> None:
        self._scroll(self.top)
        self._follow()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        event.stop()
        self._scroll(self.top + _WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        event.stop()
        self._scroll(self.top - _WHEEL)

    def render_line(self, y: int) -> Strip:
        style = self.visual_style
        at = y + self.top
        if at >= len(self.lines):
            return Strip.blank(self.size.width, style.rich_style)
        row = self.lines[at].draw()
        here = at == self.cursor
        lead = Content.assemble("›" if here else " ", row.lead)
        band = _CURSOR if here else ""
        room = self.size.width - lead.cell_length - row.trail.cell_length - (1 if row.trail else 0)
        body = row.body.first_line.truncate(max(1, room), ellipsis=True)
        strips = Visual.to_strips(
            self, Rows((row._replace(body=body, lead=lead, band=band),)), self.size.width, 1, style
        )
        return strips[0] if strips else Strip.blank(self.size.width, style.rich_style)

    # -- actions --------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        if self.cursor is not None:
            self.go(self.cursor + step, step)

    def action_page(self, direction: int) -> None:
        if self.cursor is not None:
            self.go(self.cursor + direction * max(1, self.size.height - 1), direction)

    def action_end(self, direction: int) -> None:
        self.go(0 if direction < 0 else len(self.lines) - 1, -direction)

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        if at is not None and at.y + self.top < len(self.lines):
            self.go(at.y + self.top)

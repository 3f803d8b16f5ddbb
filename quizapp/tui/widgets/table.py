"""A list with columns: the head, and the rows below it that can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from quizapp.tui.text import MUTED
from quizapp.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.events import Click

LEAD = 4
"""Cells before the text of a row: the cursor's, and three for glyphs."""
_CHOOSING = 2
"""A click on the first of these cells chooses the row."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column beside the text of a row: `width` cells and one before them, shown in tables of `least`
    cells or more. Numbers stand at its right end."""

    name: str
    title: str
    width: int
    least: int = 0
    number: bool = True

    def cell(self, text: Content) -> Content:
        """The text in exactly the cells of the column."""
        text = text.truncate(self.width, ellipsis=True)
        spare = self.width - text.cell_length
        return text.pad_left(spare + 1) if self.number else text.pad_right(spare).pad_left(1)


def fitting(columns: Iterable[Column], width: int) -> tuple[Column, ...]:
    """The columns of a table this wide."""
    return tuple(column for column in columns if width >= column.least)


class Head(Widget, can_focus=False):
    """The names of the columns, a wedge at the one that is sorted by. A click sorts."""

    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """A column's name was clicked."""

        column: str

    def __init__(self, first: Column, columns: Sequence[Column]) -> None:
        """`first` is the text of the rows, which has all the room that is left."""
        super().__init__()
        self.first = first
        self.columns = tuple(columns)
        self.column: str | None = None
        self.backwards = False

    def sort(self, column: str | None, backwards: bool) -> None:
        """Show what is sorted by."""
        self.column, self.backwards = column, backwards
        self.refresh()

    def render(self) -> Content:
        shown = fitting(self.columns, self.size.width)
        cells = [column.cell(Content(column.title)) for column in shown]
        cells = [self._marked(column, cell) for column, cell in zip(shown, cells, strict=True)]
        room = self.size.width - LEAD - sum(cell.cell_length for cell in cells) - 1
        title = Content(self.first.title).truncate(max(1, room))
        first = self._marked(
            self.first, Content(" " * LEAD) + title.pad_right(max(0, room - title.cell_length))
        )
        return Content("").join([first, " ", *cells]).stylize(MUTED)

    def _marked(self, column: Column, cell: Content) -> Content:
        """The name with its wedge, in a cell that is blank."""
        if column.name != self.column:
            return cell
        wedge = "▼" if self.backwards else "▲"
        at = len(cell.plain) - len(cell.plain.lstrip()) - 1
        return Content.assemble(cell.plain[:at], wedge, (cell.plain[at + 1 :], "bold"))

    def on_click(self, event: Click) -> None:
        right = self.size.width
        for column in reversed(fitting(self.columns, self.size.width)):
            right -= column.width + 1
            if event.x >= right:
                self.post_message(self.Clicked(column.name))
                return
        self.post_message(self.Clicked(self.first.name))


class Table(Listing):
    """A click on the row under the cursor opens it, one on its first cells chooses it."""

    class Opened(Message):
        """The row under the cursor is to be opened."""

    class Chosen(Message):
        """The row under the cursor is to be chosen, or not any more."""

    def on_click(self, event: Click) -> None:
        before = self.cursor
        super().on_click(event)
        if event.x < _CHOOSING:
            self.post_message(self.Chosen())
        elif self.cursor == before:
            self.post_message(self.Opened())

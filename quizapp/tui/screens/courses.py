"""Which course a screen is to be about."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quizapp.tui.actions import bindings
from quizapp.tui.room import Dialog
from quizapp.tui.text import plain
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.listing import Line, Listing
from quizapp.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.geometry import Size
    from textual.widget import Widget

ALL = "All courses"


class CourseList(Listing):
    """As high as it has lines."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines)


class Courses(Dialog[tuple[str | None] | None]):
    """All courses, or one of them by its id, in a tuple; None if nothing was chosen."""

    CSS_PATH = "courses.tcss"
    BINDINGS = bindings("courses")

    def __init__(self, titles: Mapping[str, str], chosen: str | None) -> None:
        """`titles` are those of the courses by id, `chosen` is the id of the one that is shown now."""
        super().__init__()
        self.ids: list[str | None] = [None, *titles]
        self.titles = [ALL, *titles.values()]
        self.at = self.ids.index(chosen) if chosen in self.ids else 0
        self.listing = CourseList()

    def compose(self) -> Iterator[Widget]:
        with Vertical(classes="panel"):
            yield Static("Whose numbers", classes="title", markup=False)
            yield self.listing
        yield LeanFooter()

    def on_mount(self) -> None:
        self.listing.fill([Line(partial(_row, title)) for title in self.titles], self.at)
        self.listing.focus()

    def action_choose(self) -> None:
        self.dismiss((self.ids[self.listing.cursor or 0],))

    def action_close(self) -> None:
        self.dismiss()


def _row(title: str) -> Row:
    return Row(plain(" ".join(title.split())), lead=Content(" "))

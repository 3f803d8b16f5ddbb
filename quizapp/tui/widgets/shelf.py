"""The courses and their decks, each with what waits in it, and a cursor on one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.message import Message

from quizapp.tui.actions import bindings
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.rows import EMPTY, Row
from quizapp.tui.widgets.sheet import Sheet
from quizapp.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizapp.progress.agenda import CourseAgenda, DeckAgenda

WIDTHS = (5, 5, 9)
"""Cells for due, new, and learnt of all."""
BRIEF_WIDTHS = (4, 4, 7)
"""The same where there is little room; learnt is a percentage there."""
_CURSOR = "on $primary-muted"
_PAD = Content("  ")


class Place(NamedTuple):
    """A course, or one deck of it."""

    course: str
    deck: str | None = None


class Shelf(Sheet, can_focus=True):
    """What the home screen says on top, and below it the courses; one of several decks has them
    indented under it."""

    WIDEST = 92
    BINDINGS = bindings("shelf")

    @dataclass
    class Chosen(Message):
        """A course or deck was opened."""

        place: Place

    def __init__(self, head: Sequence[Row], agendas: Sequence[CourseAgenda]) -> None:
        super().__init__()
        self.place: Place | None = None
        self.places: tuple[Place, ...] = ()
        self.entries: tuple[Row, ...] = ()
        self.head = tuple(head)
        self.fill(agendas)

    # -- what is shown --------------------------------------------------------------------

    def fill(self, agendas: Sequence[CourseAgenda]) -> None:
        """Put these courses on the shelf; the cursor stays where it was, if that is still there."""
        entries = list(_entries(agendas))
        self.places = tuple(place for place, _ in entries)
        self.entries = tuple(row for _, row in entries)
        if self.place not in self.places:
            self.place = _first_to_study(agendas) or (self.places[0] if entries else None)
        self.redraw()

    def entitle(self, head: Sequence[Row]) -> None:
        """Say something else above the courses."""
        self.head = tuple(head)
        self.redraw()

    def redraw(self) -> None:
        """Draw head and courses, the cursor row on its band."""
        columns = [_columns()] if self.entries else []
        rows = [*self.head, *columns, *self.entries]
        if self.cursor is not None:
            at = self._first + self.cursor
            rows[at] = rows[at]._replace(lead=Content("›") + rows[at].lead[1:], band=_CURSOR)
        self.show(rows, keep_place=True)

    @property
    def cursor(self) -> int | None:
        """Which course or deck the cursor is on, counted from 0."""
        return None if self.place is None else self.places.index(self.place)

    @property
    def _first(self) -> int:
        """The row of the first course."""
        return len(self.head) + 1

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self.places)

    def action_select(self) -> None:
        if self.place is not None:
            self.post_message(self.Chosen(self.place))

    def action_move(self, step: int) -> None:
        if self.cursor is not None:
            self._go(self.cursor + step)

    def action_page(self, direction: int) -> None:
        self.action_move(direction * max(1, self.content_size.height - 2))

    def action_end(self, direction: int) -> None:
        self.action_move(direction * len(self.places))

    def _go(self, index: int) -> None:
        index = max(0, min(index, len(self.places) - 1))
        self.place = self.places[index]
        self.redraw()
        # With the cursor at the top, what stands above the courses is wanted in view as well.
        self.bring_into_view(self._first + index if index else 0, self._first + index)

    def on_sheet_row_clicked(self, event: Sheet.RowClicked) -> None:
        if event.row < self._first - 1:
            return  # the head belongs to the screen
        event.stop()
        if event.row >= self._first:
            self._go(event.row - self._first)
            self.action_select()


def _columns() -> Row:
    """The names of the columns."""
    names = ("due", "new", "learnt")
    return Row(EMPTY, trail=_figures(*names).stylize(MUTED), brief=_brief(*names).stylize(MUTED))


def _first_to_study(agendas: Sequence[CourseAgenda]) -> Place | None:
    """The first course in which something is due or new, or may be."""
    for agenda in agendas:
        if agenda.pending or agenda.due or agenda.new:
            return Place(agenda.course.id, None)
    return None


def _entries(agendas: Sequence[CourseAgenda]) -> Iterator[tuple[Place, Row]]:
    for agenda in agendas:
        course = agenda.course
        counted = _counted(agenda, agenda.pending)
        yield Place(course.id), counted._replace(body=plain(course.title, "bold"), lead=_PAD)
        if len(agenda.decks) > 1:
            for own in agenda.decks:
                counted = _counted(own, agenda.pending)
                row = counted._replace(body=plain(own.deck.title), lead=Content("    "))
                yield Place(course.id, own.deck.id), row


def _counted(agenda: CourseAgenda | DeckAgenda, pending: bool) -> Row:
    """A row with its figures, still without a title; `pending` ones are being worked out."""
    due, new = ("…", "…") if pending else (str(agenda.due or "–"), str(agenda.new or "–"))
    learnt, total = agenda.learnt, agenda.total
    share = percent(learnt / total) if total else "–"
    return Row(EMPTY, trail=_figures(due, new, f"{learnt}/{total}"), brief=_brief(due, new, share))


def _figures(*figures: str) -> Content:
    return Content("".join(map(str.rjust, figures, WIDTHS)) + " ")


def _brief(*figures: str) -> Content:
    return Content("".join(map(str.rjust, figures, BRIEF_WIDTHS)) + " ")

"""All items: looked for, sorted, read as they are asked, and looked after."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from quizapp.deck.card import facets
from quizapp.memory.days import study_day
from quizapp.progress.faults import StoreFault
from quizapp.study import bulk
from quizapp.study.catalogue import Catalogue, Column
from quizapp.study.search import Query, parse
from quizapp.study.state import ItemState
from quizapp.tui.actions import bindings
from quizapp.tui.catalogue import COLUMNS, QUESTION, count_words, item_row
from quizapp.tui.history import curve_rows, history_rows, marks_rows, standing_row
from quizapp.tui.preview import Preview
from quizapp.tui.room import Room
from quizapp.tui.text import MUTED, plain
from quizapp.tui.verdict import RULE, note_rows
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.listing import Line, Listing
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.tui.widgets.search_line import SearchLine
from quizapp.tui.widgets.sheet import Sheet
from quizapp.tui.widgets.table import Head, Table
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from textual.widget import Widget

    from quizapp.study.bulk import Deed
    from quizapp.study.catalogue import Entry
    from quizapp.study.event import Event
    from quizapp.tui.desk import Desk

WIDE = 130
"""From this many cells on the card stands beside the list."""
LARGE = 20_000
"""From so many items on, what makes searching them quick is worth making."""
_SINGLY = 50
"""Up to so many states are asked for one by one after a deed; beyond that all are."""


class Browse(Room):
    """A list with a search line above it and the card below or beside it; Enter gives the card all the
    room, with its history."""

    CSS_PATH = "browse.tcss"
    BINDINGS = bindings("browse")
    HORIZONTAL_BREAKPOINTS = [*Room.HORIZONTAL_BREAKPOINTS, (WIDE, "-wide")]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.catalogue = Catalogue(())
        self.column: Column | None = None
        self.backwards = False
        self.query_text = Query()
        """The latest query that was understood; what it finds is on show."""
        self.fault = ""
        """Why what stands in the search line was not."""
        self.order: list[int] = []
        self.found: list[int] = []
        """The items on show, by their numbers in the catalogue, in order."""
        self.chosen: set[int] = set()
        self.deeds: list[Deed] = []
        """What was done here and not taken back, the latest last."""
        self.message = ""
        self.preview: Preview | None = None
        self.opened = False
        """Whether the card has all the room."""
        self._lines: list[Line] = []
        self._now: datetime = desk.now()

    def compose(self) -> Iterator[Widget]:
        with Horizontal(id="top"):
            yield SearchLine()
            yield Static(id="count", markup=False)
        with Vertical(id="pair"):
            with Vertical(id="list"):
                yield Head(QUESTION, COLUMNS)
                yield Table()
            yield Sheet()
        yield Static(id="status", markup=False)
        yield LeanFooter()

    def on_mount(self) -> None:
        self.read()
        self.query_one(Table).focus()

    # -- what there is --------------------------------------------------------------------

    @property
    def today(self) -> date:
        return study_day(self._now, self.desk.parameters("").day_starts)

    def read(self) -> None:
        """Take the decks as the desk has them now, and all that is known of their items."""
        before = self.entry
        chosen = {self.catalogue.states[number].item for number in self.chosen}
        self.catalogue = Catalogue.of(self.desk.courses)
        if len(self.catalogue.entries) >= LARGE:
            self.run_worker(self.catalogue.index, group="index", exclusive=True, thread=True)
        self._lines = [Line(partial(self._row, number)) for number in range(len(self.catalogue.entries))]
        self.chosen = {number for item, number in self.catalogue.numbers.items() if item in chosen}
        self._now = self.desk.now()
        self.catalogue.learn(self.desk.all_states(), self.today, self._now)
        self.sort(None if before is None else self.catalogue.numbers.get(before.item.id))

    def learn(self, items: tuple[str, ...]) -> None:
        """Ask anew what is known of some items."""
        self._now = self.desk.now()
        if len(items) <= _SINGLY:
            states = {item: self.desk.state_of(item) for item in items}
        else:
            known = self.desk.all_states()
            # One whose only event was taken back is not known any more.
            states = {item: known.get(item) or ItemState(item) for item in items}
        self.catalogue.learn(states, self.today, self._now)

    # -- what is shown --------------------------------------------------------------------

    @property
    def number(self) -> int | None:
        """The item under the cursor, by its number in the catalogue."""
        row = self.query_one(Listing).cursor
        return None if row is None or row >= len(self.found) else self.found[row]

    @property
    def entry(self) -> Entry | None:
        """The item under the cursor."""
        return None if self.number is None else self.catalogue.entries[self.number]

    def sort(self, cursor: int | None) -> None:
        """Bring all items into order, the cursor on one of them."""
        self.order = self.catalogue.order(self.column, self.backwards)
        self.query_one(Head).sort(self.column, self.backwards)
        self.found = self.catalogue.found(self.query_text, self.order)
        self.show(cursor)

    def look_for(self, text: str) -> None:
        """Show what a query finds; what is not understood leaves the list as it is."""
        query = parse(text)
        self.fault = query.fault
        if not query.fault and query != self.query_text:
            among = self.found if query.narrows(self.query_text) else self.order
            number = self.number
            self.query_text, self.message = query, ""
            self.found = self.catalogue.found(query, among)
            self.show(number)
        else:
            self.draw_words()

    def show(self, cursor: int | None) -> None:
        """Show what was found, the cursor on an item if it is among them, else on the first."""
        row = self.found.index(cursor) if cursor in self.found else 0
        self.query_one(Table).fill([self._lines[number] for number in self.found], row)
        self.show_entry()

    def show_entry(self) -> None:
        """Show the item under the cursor, on the side that showed of the one before."""
        entry = self.entry
        answered = self.opened or (self.preview is not None and self.preview.answered)
        self.preview = (
            None
            if entry is None
            else Preview(entry.item.card, facets(entry.item.card).index(entry.item.facet), answered)
        )
        self.draw()

    def draw(self, keep_place: bool = False) -> None:
        """Draw card and words; the list draws itself."""
        self.query_one(Sheet).show(self._card_rows(), keep_place)
        self.draw_words()
        self.refresh_bindings()

    def draw_words(self) -> None:
        """Draw how many there are, and the line at the bottom."""
        every, chosen = len(self.catalogue.entries), len(self.chosen)
        found = f"{len(self.found)} of {every}" if self.query_text.conditions else count(every, "item")
        hidden = len(self.chosen.difference(self.found))
        words = count_words(found, chosen, hidden, narrow=self.has_class("-narrow"))
        self.query_one("#count", Static).update(words)
        self.query_one("#status", Static).update(self._status())

    def redraw(self) -> None:
        """Draw everything as it is known now, the place kept."""
        self.query_one(Table).refresh()
        self.draw(keep_place=True)

    def _row(self, number: int) -> Row:
        width = self.query_one(Table).size.width
        return item_row(self.catalogue, number, number in self.chosen, width, self._now)

    def _status(self) -> Content:
        if self.fault:
            return plain(f"! {self.fault}", "$text-warning")
        if self.message:
            return plain(self.message)
        entry = self.entry
        if entry is None:
            return Content.styled(
                "Nothing is found." if self.catalogue.entries else "There are no items.", MUTED
            )
        place = entry.item.card.place
        return plain(f"{entry.item.id}  {PurePath(place.file).name}:{place.line}", MUTED)

    def _card_rows(self) -> list[Row]:
        number, preview = self.number, self.preview
        if number is None or preview is None:
            return []
        entry, state = self.catalogue.entries[number], self.catalogue.states[number]
        rows = preview.rows(entry.course, entry.deck)
        if state.note and (preview.answered or self.opened):
            rows += [BLANK, *note_rows(state.note)]
        if not self.opened:
            return rows
        weights = self.desk.parameters(entry.course.id).weights
        curve = curve_rows(state.memory, self.today, weights, self.query_one(Sheet).column[1])
        return [
            standing_row(state, self.catalogue.standings[number], self._now),
            *marks_rows(self.desk.marks(entry.item)),
            Row(plain(entry.deck.title, MUTED)),
            BLANK,
            *rows,
            BLANK,
            RULE,
            *([BLANK, *curve] if curve else []),
            BLANK,
            *history_rows(self.desk.history(entry.item.id)),
        ]

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        event.stop()
        self.message = ""
        self.show_entry()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.look_for(event.value)

    @on(Head.Clicked)
    def _head_clicked(self, event: Head.Clicked) -> None:
        event.stop()
        self._sort_by(Column(event.column))

    @on(Table.Opened)
    def _row_opened(self, event: Table.Opened) -> None:
        event.stop()
        self.action_open()

    @on(Table.Chosen)
    def _row_chosen(self, event: Table.Chosen) -> None:
        event.stop()
        self._choose()

    @on(Sheet.RowClicked)
    def _card_clicked(self, event: Sheet.RowClicked) -> None:
        event.stop()
        self.action_turn()

    # -- moving about ---------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "undo":
                return bool(self.deeds)
            case "step":
                return self.opened
            case "search":
                return not self.opened and not isinstance(self.focused, Input)
            case "open" | "choose" | "choose_all" | "sort":
                return not self.opened
            case _:
                return True

    def action_search(self) -> None:
        self.query_one(SearchLine).focus()

    def action_sort(self, index: int) -> None:
        """Sort by a column, counted from 1; 0 for the order of the decks."""
        self._sort_by(None if index == 0 else list(Column)[index - 1])

    def _sort_by(self, column: Column | None) -> None:
        self.backwards = column == self.column and column is not None and not self.backwards
        self.column = column
        self.sort(self.number)

    def action_open(self) -> None:
        """Give the card all the room, answered."""
        if self.preview is not None:
            self._lay_out(True)

    def _lay_out(self, opened: bool) -> None:
        self.opened = opened
        self.set_class(opened, "-open")
        if self.preview is not None:
            self.preview = Preview(self.preview.card, self.preview.facet, answered=opened)
        if not opened:
            self.query_one(Table).focus()
        # The sheet has another width from the next layout on.
        self.call_after_refresh(self.draw)

    def action_turn(self) -> None:
        if self.preview is not None:
            self.preview = self.preview.turned()
            self.draw()

    def action_step(self, step: int) -> None:
        """Open the next item of the list."""
        table = self.query_one(Table)
        table.go((table.cursor or 0) + step, step)

    def action_scroll(self, direction: int) -> None:
        self.query_one(Sheet).turn_page(direction)

    def action_leave(self) -> None:
        """One step back: from the card to the list, from what was chosen, from the search; then home."""
        if self.opened:
            self._lay_out(False)
        elif self.chosen:
            self.chosen.clear()
            self.redraw()
        elif self.query_one(SearchLine).value:
            self.query_one(SearchLine).value = ""
        else:
            self.dismiss()

    # -- choosing -------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Choose the item under the cursor, or not any more, and go on to the next."""
        self._choose()
        table = self.query_one(Table)
        table.go((table.cursor or 0) + 1)

    def _choose(self) -> None:
        if self.number is not None:
            self.chosen ^= {self.number}
            self.redraw()

    def action_choose_all(self) -> None:
        """Choose all on show; where all of them are chosen, none of them."""
        shown = set(self.found)
        self.chosen = self.chosen - shown if shown <= self.chosen else self.chosen | shown
        self.redraw()

    def _meant(self) -> list[ItemState]:
        """The items that are chosen, else the one under the cursor; of an open card that one alone."""
        own = [] if self.number is None else [self.number]
        numbers = sorted(self.chosen) if self.chosen and not self.opened else own
        return [self.catalogue.states[number] for number in numbers]

    # -- deeds ----------------------------------------------------------------------------

    def action_suspend(self) -> None:
        self._do(bulk.suspend)

    def action_flag(self) -> None:
        self._do(bulk.flag)

    def action_bury(self) -> None:
        self._now = self.desk.now()
        self._do(partial(bulk.bury, today=self.today))

    def action_reset(self) -> None:
        self._do(partial(bulk.reset, today=self.today))

    def _do(self, kind: Callable[[list[ItemState], bulk.Stamps], Deed]) -> None:
        states = self._meant()
        if states:
            self._keep(kind(states, self.desk.stamps))

    def _keep(self, deed: Deed) -> None:
        if deed.events and not self._record(deed.events):
            return
        self.message = deed.sentence
        if deed.events:
            self.deeds.append(deed)
            self.message += " u undoes it."
            self.learn(deed.items)
        self.redraw()

    def action_undo(self) -> None:
        deed = self.deeds[-1]
        if self._record(deed.undone(self.desk.stamps)):
            self.deeds.pop()
            self.message = f"Undone: {deed.sentence}"
            self.learn(deed.items)
            self.redraw()

    def _record(self, events: tuple[Event, ...]) -> bool:
        """Make events durable; where that fails nothing was done, and the reason is said."""
        try:
            self.desk.record(*events)
        except StoreFault as fault:
            self.house.warn(f"{fault.message} {fault.remedy}")
            return False
        return True

    def action_note(self) -> None:
        """Write a note on the item under the cursor."""
        number = self.number
        if number is None:
            return
        from quizapp.tui.screens.note import NoteDialog

        state = self.catalogue.states[number]

        def written(text: str | None) -> None:
            if text is not None:
                self._keep(bulk.note(state, text, self.desk.stamps))

        self.app.push_screen(NoteDialog(self.catalogue.entries[number].question, state.note), written)

    def action_edit(self) -> None:
        """Open the editor at the card's line, and show what it saved."""
        entry = self.entry
        if entry is not None:
            self.house.edit(entry.item)
            self.read()

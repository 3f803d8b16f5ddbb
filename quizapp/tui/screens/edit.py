"""Beside an author's editor: findings and cards of the files being written, as they are saved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizapp.deck.card import facets
from quizapp.tui.actions import bindings
from quizapp.tui.house import house_of
from quizapp.tui.outline import Entry, Outline, outline
from quizapp.tui.preview import Preview
from quizapp.tui.room import Room
from quizapp.tui.screens.problems import GLYPHS, finding_rows
from quizapp.tui.text import MUTED, plain, prose
from quizapp.tui.verdict import RULE
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.listing import Line, Listing
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.tui.widgets.sheet import Sheet
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from textual.widget import Widget

    from quizapp.deck.card import Card
    from quizapp.tui.editor_call import EditorCall
    from quizapp.tui.outline import Checked

LOOK = 0.3
"""Seconds between two looks at the files."""
WIDE = 70
"""From this many cells on the list stands beside the card."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the screen asks of the rest of the program.

    `check` reads and checks the files and may take its time: it runs in a thread. `traces` gives
    what changes when they do, in a moment. `open` prepares the editor at a line of a file, or says
    in a sentence why that cannot be. `title` names what is being written, `file` where to begin
    while there is nothing in it.
    """

    title: str
    file: str
    check: Callable[[], Checked]
    traces: Callable[[], Hashable]
    open: Callable[[str, int], EditorCall | str]


class Edit(Room):
    """Never writes. What is saved elsewhere comes under the cursor as a learner will see it."""

    CSS_PATH = "edit.tcss"
    BINDINGS = bindings("edit")
    HORIZONTAL_BREAKPOINTS = [*Room.HORIZONTAL_BREAKPOINTS, (WIDE, "-wide")]

    @dataclass
    class Read(Message):
        """The files were read and checked."""

        outline: Outline

    def __init__(self, workshop: Workshop, first: Checked) -> None:
        """`first` is what was found before the screen is there."""
        super().__init__()
        self.workshop = workshop
        self.outline = outline(first)
        self.sound = self.outline
        """The latest outline with anything in it: a file may be gone for a moment while it is saved."""
        self.kept: int | None = None
        """The entry of it that was last under the cursor."""
        self.preview: Preview | None = None
        self.traced = workshop.traces()
        self.checking = False
        self._entries: list[int | None] = []
        """The entry of each row of the list; None for a heading."""

    def compose(self) -> Iterator[Widget]:
        yield Static(id="top", markup=False)
        with Vertical(id="pair"):
            yield Listing()
            yield Sheet()
        yield LeanFooter()

    def on_mount(self) -> None:
        self.query_one(Listing).focus()
        self.show(0 if self.outline.entries else None)
        self.set_interval(LOOK, self.look)

    # -- the files ------------------------------------------------------------------------

    def look(self) -> None:
        """See whether the files changed, and have them read again if they did."""
        if self.checking:
            return
        traced = self.workshop.traces()
        if traced != self.traced:
            self.traced, self.checking = traced, True
            self.run_worker(self._read, thread=True, group="check")

    def _read(self) -> None:
        self.post_message(self.Read(outline(self.workshop.check())))

    @on(Read)
    def _was_read(self, event: Read) -> None:
        event.stop()
        self.checking = False
        cursor = event.outline.after(self.sound, self.kept)
        self.outline = event.outline
        if self.outline.cards:
            self.sound = self.outline
        self.show(cursor)

    # -- what is shown --------------------------------------------------------------------

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        at = self._cursor
        return None if at is None else self.outline.entries[at]

    @property
    def _cursor(self) -> int | None:
        row = self.query_one(Listing).cursor
        return None if row is None else self._entries[row]

    def show(self, cursor: int | None) -> None:
        """Show the outline, the cursor on one of its entries."""
        lines: list[Line] = []
        self._entries = []
        headed = len({entry.file for entry in self.outline.entries}) > 1
        file = ""
        row = None
        for at, entry in enumerate(self.outline.entries):
            if headed and entry.file != file:
                file = entry.file
                lines.append(Line(partial(_heading, entry), heading=True))
                self._entries.append(None)
            if at == cursor:
                row = len(lines)
            lines.append(Line(partial(_line, entry)))
            self._entries.append(at)
        self.query_one("#top", Static).update(self._top())
        self.query_one(Listing).fill(lines, row)
        self.show_entry()

    def _top(self) -> Content:
        parts = [plain(self.workshop.title, "bold"), Content(f"  {count(self.outline.cards, 'card')}")]
        for severity, (glyph, colour) in GLYPHS.items():
            if number := self.outline.count(severity):
                parts.append(Content.styled(f"  {glyph} {count(number, severity.value)}", colour))
        if not any(entry.findings for entry in self.outline.entries):
            parts.append(Content.styled("  ✓ nothing to complain about", "$text-success"))
        return Content("").join(parts)

    def show_entry(self) -> None:
        """Show what is under the cursor, on the side and in the facet that showed of it before."""
        entry = self.entry
        card = None if entry is None else entry.card
        self.preview = None if card is None else self._preview_of(card)
        if self.outline is self.sound:
            self.kept = self._cursor
        self._draw()

    def _preview_of(self, card: Card) -> Preview:
        before = self.preview
        if before is None or before.card.id != card.id:
            return Preview(card, answered=before is not None and before.answered)
        return Preview(card, min(before.facet, len(facets(card)) - 1), before.answered)

    def _draw(self, keep_place: bool = False) -> None:
        self.query_one(Sheet).show(self._rows(), keep_place)
        self.refresh_bindings()

    def _rows(self) -> list[Row]:
        entry = self.entry
        if entry is None:
            return [BLANK, Row(Content("There are no cards here yet. Press e to write the first."))]
        rows: list[Row] = []
        if self.preview is not None and entry.spot is not None:
            where = f"line {entry.line}, {self.preview.side()}"
            rows += [Row(Content.styled(where, MUTED)), BLANK]
            rows += self.preview.rows(entry.spot.course, entry.spot.deck)
            if entry.findings:
                rows += [BLANK, RULE]
        for finding in entry.findings:
            rows += [BLANK, *finding_rows(finding)] if rows else finding_rows(finding)
        return rows

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        event.stop()
        self.show_entry()

    @on(Sheet.RowClicked)
    def _clicked(self, event: Sheet.RowClicked) -> None:
        event.stop()
        self.action_turn()

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "turn":
                return self.preview is not None
            case "step":
                return self.preview is not None and len(facets(self.preview.card)) > 1
            case "find":
                return any(entry.findings for entry in self.outline.entries)
            case _:
                return True

    def action_turn(self) -> None:
        if self.preview is not None:
            self.preview = self.preview.turned()
            self._draw()

    def action_step(self, step: int) -> None:
        if self.preview is not None:
            self.preview = self.preview.stepped(step)
            self._draw()

    def action_find(self, step: int) -> None:
        """Go to the next entry with a finding, around the end."""
        listing = self.query_one(Listing)
        start = listing.cursor or 0
        rows = len(self._entries)
        for distance in range(1, rows + 1):
            row = (start + step * distance) % rows
            at = self._entries[row]
            if at is not None and self.outline.entries[at].findings:
                listing.go(row)
                return

    def action_open(self) -> None:
        """Open the editor at what is under the cursor, and show what it saved."""
        entry = self.entry
        file, line = (self.workshop.file, 1) if entry is None else (entry.file, entry.line)
        call = self.workshop.open(file, line)
        sentence = call if isinstance(call, str) else house_of(self).run_editor(call)
        if sentence:
            house_of(self).warn(sentence)
        self.look()

    def action_scroll(self, direction: int) -> None:
        self.query_one(Sheet).turn_page(direction)

    def action_leave(self) -> None:
        house_of(self).leave()


def _heading(entry: Entry) -> Row:
    name = Path(entry.file).name
    title = entry.spot.deck.title if entry.spot is not None else ""
    return Row(plain(f"{title}  {name}" if title else name, "bold"))


def _line(entry: Entry) -> Row:
    severity = entry.severity
    glyph, colour = (" ", "") if severity is None else GLYPHS[severity]
    lead = Content.assemble((glyph, f"bold {colour}" if colour else ""), (f"{entry.line:>4} ", MUTED))
    if entry.card is None:
        return Row(plain(entry.findings[0].message), lead=lead)
    retired = Content.styled("retired", MUTED) if entry.card.retired else Content("")
    return Row(prose(entry.card.stem), lead=lead, trail=retired)

"""The rows of the list of all items."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.study.catalogue import Column as Key
from quizapp.study.standing import Standing, foremost
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.rows import Row
from quizapp.tui.widgets.table import Column, fitting

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.study.catalogue import Catalogue
    from quizapp.study.state import ItemState

QUESTION = Column(Key.QUESTION, "Question", 0, number=False)
COLUMNS = (
    Column(Key.DECK, "Deck", 10, 70, number=False),
    Column(Key.STATE, "State", 9, 36, number=False),
    Column(Key.DUE, "Due", 6),
    Column(Key.INTERVAL, "Every", 6, 60),
    Column(Key.STABILITY, "Holds", 6, 70),
    Column(Key.LAPSES, "Lapses", 6, 52),
)
"""Beside the question; the interval and the stability have names that say what they are."""

STYLES = {
    Standing.SUSPENDED: MUTED,
    Standing.BURIED: MUTED,
    Standing.DUE: "$text-warning",
    Standing.LEARNING: "$text-accent",
    Standing.LEARNT: "$text-success",
    Standing.NEW: "",
}
"""The colour of each word for how it stands."""


def item_row(catalogue: Catalogue, number: int, chosen: bool, width: int, now: datetime) -> Row:
    """One item in a table this wide: glyphs, its question, and a cell for each column."""
    entry, state, found = catalogue.entries[number], catalogue.states[number], catalogue.standings[number]
    standing = foremost(found)
    memory = state.memory
    cells = {
        Key.DECK: plain(entry.deck.title, MUTED),
        Key.STATE: Content.styled(standing.value, STYLES[standing]),
        Key.DUE: Content(_due(state, Standing.DUE in found, now)),
        Key.INTERVAL: Content(short_days(state.due.days) if state.due is not None and state.due.days else ""),
        Key.STABILITY: Content("" if memory is None else short_days(memory.stability)),
        Key.LAPSES: Content(str(memory.lapses) if memory is not None and memory.lapses else ""),
    }
    trail = Content("").join(column.cell(cells[Key(column.name)]) for column in fitting(COLUMNS, width))
    return Row(plain(entry.question), lead=glyphs(found, chosen), trail=trail)


def count_words(found: str, chosen: int, hidden: int, *, narrow: bool) -> Content:
    """How many items are chosen, `hidden` of them out of the list, before how many were found."""
    if not chosen:
        return Content.styled(found, MUTED)
    words = f"✓ {chosen} chosen" + (f", {hidden} of them not in the list" if hidden else "")
    return Content.assemble((f"✓ {chosen}" if narrow else words, "bold $text-accent"), (f"  {found}", MUTED))


def glyphs(found: frozenset[Standing], chosen: bool = False) -> Content:
    """Three cells: chosen, flagged or a leech, noted."""
    flag = ("⚑", "$text-warning") if Standing.FLAGGED in found else " "
    leech = ("!", "bold $text-error") if Standing.LEECH in found else flag
    return Content.assemble(
        ("✓", "bold $text-accent") if chosen else " ",
        leech,
        ("✎", "$text-accent") if Standing.NOTED in found else " ",
    )


def _due(state: ItemState, due: bool, now: datetime) -> str:
    if state.due is None:
        return ""
    if due:
        return "now"
    seconds = (state.due.at - now).total_seconds()
    if seconds < 86_400 and state.due.days == 0:
        return f"{max(0, ceil(seconds / 60))} min"
    return short_days(max(0, ceil(seconds / 86_400)))


def short_days(days: float) -> str:
    """A number of days in six cells: "0.4 d", "12 d", "5 mo", "2.5 y"."""
    if days < 10 and days != int(days):
        return f"{days:.1f} d"
    if days < 100:
        return f"{round(days)} d"
    if days < 365:
        return f"{round(days / 30.44)} mo"
    years = days / 365.25
    return f"{years:.1f} y" if years < 10 else f"{round(years)} y"

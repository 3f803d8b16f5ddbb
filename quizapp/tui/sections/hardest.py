"""The items that were forgotten most often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.sections.section import Section
from quizapp.tui.text import MUTED, prose
from quizapp.tui.widgets.rows import EMPTY, Row
from quizapp.words import count, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.item import Item
    from quizapp.progress.statistics import HardItem
    from quizapp.tui.sections.section import View

HEAD = 3
"""Rows before the first item."""
_MARKS = {
    "leech": Content.styled(" ! ", "bold $text-warning"),
    "suspended": Content.styled(" × ", MUTED),
    "": Content("   "),
}
"""The first cell is the cursor's."""


def rows(view: View) -> list[Row]:
    """One row an item, after `HEAD` others."""
    hardest = view.numbers.hardest
    columns = Row(EMPTY, trail=Content.styled(_figures("forgotten", "now"), MUTED), brief=Content(" "))
    head = [Row(Content.styled("Forgotten most often", "bold")), Row(Content(said(hardest))), columns]
    return [*head, *map(_row, hardest)] if hardest else head[:-1]


def _row(found: HardItem) -> Row:
    mark = "suspended" if found.suspended else "leech" if found.leech else ""
    question = prose(line(found.item), MUTED if found.suspended else "")
    figures = _figures(f"{found.lapses} of {found.reviews}", percent(found.recall))
    return Row(
        question.truncate(200, ellipsis=True),
        lead=_MARKS[mark],
        trail=Content.styled("suspended" if found.suspended else figures, MUTED),
        brief=Content.styled("out" if found.suspended else f"{found.lapses} ×", MUTED),
    )


def _figures(forgotten: str, now: str) -> str:
    return f"{forgotten:>9}  {now:>4}"


def line(item: Item) -> str:
    """The question of an item on one line."""
    return " ".join(item.card.stem.split()) or item.card.id


def said(hardest: Sequence[HardItem]) -> str:
    """How many will not stick, and what helps."""
    if not hardest:
        return "No item has been forgotten in review so far."
    leeches = sum(found.leech and not found.suspended for found in hardest)
    if not leeches:
        return f"{count(len(hardest), 'item was', 'items were')} forgotten in review; none of them often."
    marked = "1 item, marked !, does" if leeches == 1 else f"{leeches} items, marked !, do"
    return f"{marked} not stick. Other words help more than more answers."


SECTION = Section("Hardest", rows, ("hardest",))

"""A calendar: one cell a day, a column a week, the stronger the more was done."""

from __future__ import annotations

from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from quizapp.tui.text import MUTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

WEEKS = 53
"""The most weeks shown: a year touches as many."""
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LABEL = 4
_MONTH = 4
"""Cells for a month's name and a blank."""
STRENGTHS = ((" ", ""), ("·", "$accent"), ("▪", "$accent"), ("■", "bold $accent"))
"""Glyph and colour for nothing, little, the usual, and much."""


class Scale(NamedTuple):
    """What counts as little and as usual: up to and with these numbers."""

    little: int
    usual: int

    def strength(self, number: int) -> int:
        """0 for nothing, 1 for little, 2 for the usual, 3 for much."""
        return (number > 0) + (number > max(0, self.little)) + (number > self.usual) if number > 0 else 0


def scale(numbers: Iterable[int]) -> Scale:
    """Little is up to half of what is done on a middling day, much is above one and a half of it.

    Days without anything do not count for that: else one busy day a week would be all there is to see.
    """
    done = [number for number in numbers if number > 0]
    middling = median(done) if done else 0
    return Scale(int(middling / 2), max(1, int(middling * 1.5)))


def heat_map(counts: Mapping[date, int], last: date, width: int) -> list[Content]:
    """The weeks up to the day `last`, as many as fit into `width` cells: months on top, a line for each
    day of the week, and below what the glyphs stand for."""
    weeks = fitting(width)
    monday = last - timedelta(days=last.weekday())
    first = monday - timedelta(weeks=weeks - 1)
    measure = scale(number for day, number in counts.items() if first <= day <= last)
    lines = [Content.styled(" " * _LABEL + _months(first, weeks), MUTED)]
    for weekday, name in enumerate(_DAYS):
        days = (first + timedelta(weeks=week, days=weekday) for week in range(weeks))
        cells = (STRENGTHS[measure.strength(counts.get(day, 0) if day <= last else 0)] for day in days)
        lines.append(Content.assemble((name.ljust(_LABEL), MUTED), *cells))
    return [*lines, _legend(measure)]


def fitting(width: int) -> int:
    """How many weeks fit into so many cells."""
    return max(1, min(WEEKS, width - _LABEL))


def _months(first: date, weeks: int) -> str:
    """The names of months, each above the week in which it begins; one without room is left out."""
    line = ""
    for week in range(weeks):
        monday = first + timedelta(weeks=week)
        sunday = monday + timedelta(days=6)
        begins = sunday.day <= 7
        if begins and len(line) <= week and week + _MONTH - 1 <= weeks:
            line = f"{line:{week}}{sunday:%b} " if week else f"{sunday:%b} "
    return line.rstrip()


def _legend(measure: Scale) -> Content:
    little, usual = measure
    parts = [f"· to {little}"] if little else []
    parts += [f"▪ to {usual}", "■ more"]
    return Content.styled(" " * _LABEL + "  ".join(parts), MUTED)

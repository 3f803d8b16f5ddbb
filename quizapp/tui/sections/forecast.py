"""What comes due in the next days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.tui.charts.columns import columns
from quizapp.tui.sections.section import Section, block
from quizapp.words import count

if TYPE_CHECKING:
    from quizapp.progress.statistics import Forecast
    from quizapp.tui.sections.section import View
    from quizapp.tui.widgets.rows import Row

_WEEK = 7


def rows(view: View) -> list[Row]:
    """A column for each day."""
    found = view.numbers.forecast
    names = [
        "today" if number == 0 else f"{day.day} {day:%b}" if number % _WEEK == 0 else ""
        for number, (day, _) in enumerate(found.days)
    ]
    chart = columns([due for _, due in found.days], view.width, names) if found.total else []
    return block(f"Reviews of the next {len(found.days)} days", chart, coming(found), later(found))


def coming(found: Forecast) -> str:
    """How much comes, and when most of it does."""
    if not found.total:
        return f"Nothing comes due in the next {len(found.days)} days."
    day, most = max(found.days, key=lambda entry: entry[1])
    said = f"{count(found.total, 'item comes', 'items come')} due in the next {len(found.days)} days"
    if found.total == most:
        return f"{said}, on {day.day} {day:%B}."
    return f"{said}, at most {most} on one day ({day.day} {day:%B})."


def later(found: Forecast) -> str:
    """What waited, what comes after, and what is not counted."""
    parts = []
    if found.overdue:
        parts.append(f"{found.overdue} of today's {'has' if found.overdue == 1 else 'have'} waited longer.")
    if found.later:
        parts.append(f"{count(found.later, 'item comes', 'items come')} later.")
    return " ".join((*parts, "New cards come on top."))


SECTION = Section("Forecast", rows, ("forecast",))

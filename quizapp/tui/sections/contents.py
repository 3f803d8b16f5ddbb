"""All sections in their order, and the head that says which of them is on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.sections import (
    forecast,
    habits,
    hardest,
    passing,
    quizzes,
    retention,
    sureness,
    themes,
    today,
)
from quizapp.tui.sections.section import PERIODS
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.rows import Row

if TYPE_CHECKING:
    from quizapp.progress.statistics import Period

SECTIONS = (
    today.SECTION,
    retention.SECTION,
    forecast.SECTION,
    themes.SECTION,
    passing.SECTION,
    hardest.SECTION,
    habits.SECTION,
    sureness.SECTION,
    quizzes.SECTION,
)
"""In the order of their keys 1 to 9."""
NOTHING = (
    "Nothing to show yet: you have not answered anything.",
    "After the first answers you see here what you remember, what comes next, and how it grows.",
    "Press Esc, then Enter, to begin.",
)
"""What stands in place of any section while the log is empty."""


def head(at: int, title: str, period: Period, width: int) -> list[Row]:
    """The names of the sections, or of the one on show where there is no room for all; and below, whose
    numbers these are and, where that matters, of which period. Each is one line."""
    strip = _strip(at)
    if strip.cell_length > width:
        number = f" {at + 1}/{len(SECTIONS)} ›"
        strip = Content.assemble(("‹ ", MUTED), (SECTIONS[at].name, "bold"), (number, MUTED))
    scope = plain(" ".join(title.split()))
    if SECTIONS[at].timed:
        scope = scope.truncate(max(8, width // 2), ellipsis=True)
        scope = Content.assemble(scope, f" · {PERIODS[period]}")
    # A course's title must not push the numbers out of a low window.
    return [Row(strip), Row(scope.truncate(max(1, width), ellipsis=True).stylize(MUTED))]


def _strip(chosen: int) -> Content:
    return Content(" ").join(
        Content.styled(f"›{section.name}", "bold $accent")
        if at == chosen
        else Content.styled(f" {section.name}", MUTED)
        for at, section in enumerate(SECTIONS)
    )

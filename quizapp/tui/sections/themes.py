"""What is known of each theme, now and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.charts.bars import Bar, bars
from quizapp.tui.charts.columns import columns, fitting, spark
from quizapp.tui.charts.shares import Part, legend, stacked
from quizapp.tui.sections.section import Section, block
from quizapp.tui.text import MUTED, plain
from quizapp.words import count, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.progress.statistics import Counts, Knowledge, Theme
    from quizapp.tui.sections.section import View
    from quizapp.tui.widgets.rows import Row

MOST = 60
"""So many themes are listed; a course of its own has them all."""
_TAGS = 20
"""So many tags are listed, those of the most items."""
_SPARKS = 12
"""Weeks of the small line beside a theme."""
_ROOMY = 60
_SCALE = "100%"


def rows(view: View) -> list[Row]:
    """All items, each theme, and the weeks."""
    numbers = view.numbers
    parts = _parts(numbers.items)
    weeks = numbers.weeks[-fitting(view.width, _SCALE) :]
    over_time = columns([week.recall for week in weeks], view.width, _months(weeks), 1.0, percent)
    more = len(numbers.themes) - MOST
    chart = _themes(numbers.themes[:MOST], view.width)
    if more > 0:
        chart.append(Content.styled(f"and {count(more, 'theme')} more", MUTED))
    tags = sorted(numbers.tags, key=lambda tag: -tag.counts.total)[:_TAGS]
    return [
        *block("All items", [stacked(parts, view.width), legend(parts)], known(numbers.items)),
        *block("Recalled today, by theme", chart, best(numbers.themes)),
        *(block("By tag", _themes(tags, view.width)) if tags else []),
        *block("Recalled, week by week", over_time if len(weeks) > 1 else [], growth(weeks)),
    ]


def _parts(items: Counts) -> tuple[Part, ...]:
    return (
        Part("known", items.known, "█", "$success"),
        Part("learning", items.learning, "▒", "$accent"),
        Part("new", items.new, "░", MUTED),
        Part("suspended", items.suspended, "×", MUTED),
    )


def _themes(themes: Sequence[Theme], width: int) -> list[Content]:
    entries = []
    for theme in themes:
        counts = theme.counts
        figure = f"{percent(theme.recall):>4}  {counts.known}/{counts.total} known"
        if width < _ROOMY:
            figure = f"{percent(theme.recall):>4}"
        elif len(theme.weeks) > 1:
            figure = f"{spark(theme.weeks[-_SPARKS:])} {figure}"
        entries.append(Bar(plain(" ".join(theme.title.split())), theme.recall, figure))
    return bars(entries, width)


def _months(weeks: Sequence[Knowledge]) -> list[str]:
    """The month's name at its first week; none at the first, which may be its last week."""
    return [
        f"{week.study_day:%b}" if before.study_day.month != week.study_day.month else ""
        for before, week in zip((*weeks[:1], *weeks[:-1]), weeks, strict=True)
    ]


def known(items: Counts) -> str:
    """How many of them are known."""
    if not items.total:
        return "There are no items."
    return (
        f"You know {items.known} of {count(items.total, 'item')}, and {items.learning} are being learnt;"
        " known is what lasts three weeks or more."
    )


def best(themes: Sequence[Theme]) -> str:
    """The theme that is known best, and the one with the most to gain."""
    if not themes:
        return ""
    high = max(themes, key=lambda theme: theme.recall)
    low = min(themes, key=lambda theme: theme.recall)
    if high.recall == low.recall:
        return f"You would recall {percent(high.recall)} of each theme today; unseen items count as none."
    return (
        f"You know best “{_title(high)}” ({percent(high.recall)}), and least “{_title(low)}”"
        f" ({percent(low.recall)})."
    )


def _title(theme: Theme) -> str:
    return plain(" ".join(theme.title.split())).truncate(30, ellipsis=True).plain


def growth(weeks: Sequence[Knowledge]) -> str:
    """From where to where."""
    if len(weeks) < 2 or not weeks[-1].total:
        return "How this grows is shown from the second week on."
    first, last = weeks[0], weeks[-1]
    return (
        f"You would recall {percent(last.recall)} of all items today; on {first.study_day.day}"
        f" {first.study_day:%B} {first.study_day.year} it was {percent(first.recall)}."
    )


SECTION = Section("Themes", rows, ("items", "recall", "over_time"))

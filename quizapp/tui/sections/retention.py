"""How much was remembered, beside what was predicted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.progress.statistics import Period
from quizapp.progress.weights import holding, losses
from quizapp.tui.charts.bars import Bar, bars, key
from quizapp.tui.sections.section import PERIODS, Section, block, early
from quizapp.words import count, percent

if TYPE_CHECKING:
    from quizapp.progress.shares import Recalled
    from quizapp.progress.statistics import Retention
    from quizapp.study.event import Fit
    from quizapp.tui.sections.section import View
    from quizapp.tui.widgets.rows import Row

_NAMES = {
    Period.DAY: "Today",
    Period.WEEK: "7 days",
    Period.MONTH: "30 days",
    Period.YEAR: "A year",
    Period.ALL: "All time",
}


def rows(view: View) -> list[Row]:
    """Retention by period, and by how old the memories were."""
    numbers = view.numbers
    here = numbers.of(view.period)
    periods = [_bar(_NAMES[period], numbers.of(period).all) for period in Period]
    ages = [_bar("Young", here.young), _bar("Mature", here.mature)]
    legend = key("remembered", "predicted")
    return [
        *block("Remembered", [*bars(periods, view.width), legend], remembered(here.all, view.lead)),
        *block(f"By age of the memory, {PERIODS[view.period]}", bars(ages, view.width), by_age(here)),
        *block("Memory model", (), *model(numbers.fit)),
    ]


def model(fit: Fit | None) -> tuple[str, ...]:
    """What the predictions rest on, and what can be done about it."""
    if fit is None:
        return holding(fit), "`quizapp optimise` fits it to your own answers."
    return holding(fit), losses(fit), "Press w to go back to the weights before."


def _bar(name: str, found: Recalled) -> Bar:
    """Few reviews have a figure and no bar."""
    figure = f"{found.right} of {found.of}" if found.of else "–"
    if not found.enough:
        return Bar(Content(name), None, figure)
    return Bar(Content(name), found.value, figure, found.predicted)


def remembered(found: Recalled, lead: str) -> str:
    """How many were remembered, and whether the scheduler thought so."""
    if not found.enough:
        return early(found.of, "reviews")
    said = f"{lead} you remembered {found.right} of {found.of}"
    if found.predicted is None:
        return f"{said}."
    more = found.right - round(found.predicted * found.of)
    said += f", {abs(more)} {'more' if more > 0 else 'fewer'} than predicted" if more else ", as predicted"
    low, high = found.interval
    if not more:
        return f"{said}."
    if low <= found.predicted <= high:
        return f"{said}; so much may be chance."
    return f"{said}; that is more than chance."


def by_age(found: Retention) -> str:
    """Young against mature."""
    young, mature = found.young, found.mature
    if young.value is None or mature.value is None or not (young.enough and mature.enough):
        few = min(young.of, mature.of)
        return f"Too early to compare: {count(few, 'review')} of one kind so far."
    return (
        f"Of young memories {percent(young.value)} were recalled, of mature ones (stable for three weeks or"
        f" more) {percent(mature.value)}."
    )


SECTION = Section("Retention", rows, ("retention", "predicted", "weights", "maturity"), timed=True)

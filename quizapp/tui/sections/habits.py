"""When and how the learner answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.charts.bars import Bar, bars
from quizapp.tui.charts.columns import columns, fitting
from quizapp.tui.sections.section import Section, block, early
from quizapp.words import count, duration, percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from quizapp.progress.shares import Share
    from quizapp.progress.statistics import Buttons, Statistics
    from quizapp.progress.totals import DayTotals
    from quizapp.tui.sections.section import View
    from quizapp.tui.widgets.rows import Row

_MONTH = 31
"""Up to so many days are drawn one by one, more of them week by week."""
_WEEK = 7
_EVERY = 6
"""Hours between two that are named."""


def rows(view: View) -> list[Row]:
    """Answers day by day, hour by hour, and button by button."""
    numbers = view.numbers
    hours = [share.of for share in numbers.hours]
    names = ["" if hour % _EVERY else f"{hour}h" for hour in range(len(hours))]
    by_hour = columns(hours, view.width, names, height=4) if any(hours) else []
    buttons = bars(_buttons(numbers.buttons), view.width) if numbers.buttons.total else []
    return [
        *_over_time(numbers, view),
        *block("Answers by the hour", by_hour, hour(numbers.hours)),
        *block("Answer buttons", buttons, pressed(numbers.buttons)),
    ]


def _over_time(numbers: Statistics, view: View) -> list[Row]:
    if not numbers.days:
        return block("Answers", [], f"{view.lead}: no answers.")
    first = numbers.since or numbers.days[0].study_day
    if (numbers.today_is - first).days < _MONTH:
        values, title, step = _by_day(numbers.days, first, numbers.today_is), "Answers a day", 1
    else:
        values, title, step = _by_week(numbers.days, first, numbers.today_is), "Answers a week", 7
    values = values[-fitting(view.width, str(max(values))) :]
    chart = columns(values, view.width, _dates(numbers.today_is, len(values), step), height=4)
    return block(title, chart, spent(numbers, view.lead))


def _dates(last: date, number: int, step: int) -> list[str]:
    """The date of every seventh of so many columns, the last of which ends with a day."""
    days = (last - timedelta(days=step * back) for back in reversed(range(number)))
    return [f"{day.day} {day:%b}" if at % _WEEK == 0 else "" for at, day in enumerate(days)]


def _by_day(days: Sequence[DayTotals], first: date, last: date) -> list[int]:
    answers = {day.study_day: day.answers for day in days}
    return [answers.get(first + timedelta(days=number), 0) for number in range((last - first).days + 1)]


def _by_week(days: Sequence[DayTotals], first: date, last: date) -> list[int]:
    """Sums of seven days each, the last of them ending with the last day."""
    weeks = [0] * ((last - first).days // 7 + 1)
    for day in days:
        back = (last - day.study_day).days // 7
        if 0 <= back < len(weeks):
            weeks[-1 - back] += day.answers
    return weeks


def spent(numbers: Statistics, lead: str) -> str:
    """How much, and at which pace."""
    total = numbers.total
    if not total.answers:
        return ""
    days = sum(day.answers > 0 for day in numbers.days)
    pace = duration(total.ms / 1000 / total.answers)
    return (
        f"{lead}: {count(total.answers, 'answer')} on {count(days, 'day')}, {pace} each,"
        f" {percent(total.right / total.answers)} right."
    )


def hour(hours: Sequence[Share]) -> str:
    """The hour of most answers, and the one of most right ones."""
    total = sum(share.of for share in hours)
    if total < 10:
        return early(total, "answers")
    most = max(range(len(hours)), key=lambda at: hours[at].of)
    said = f"Most answers, {hours[most].of} of {total}, come after {most}:00"
    fair = [at for at, share in enumerate(hours) if share.enough]
    if len(fair) < 2:
        return f"{said}."
    best = max(fair, key=lambda at: hours[at].value or 0.0)
    return f"{said}; most are right after {best}:00 ({percent(hours[best].value or 0.0)})."


def _buttons(found: Buttons) -> list[Bar]:
    named = (("Again", found.again), ("Hard", found.hard), ("Good", found.good), ("Easy", found.easy))
    return [
        Bar(Content(name), number / found.total, f"{number}  {percent(number / found.total):>4}")
        for name, number in named
    ]


def pressed(found: Buttons) -> str:
    """How often an answer had to be shown again."""
    if found.total < 10:
        return early(found.total, "ratings")
    return f"Of {found.total} answers {percent(found.again / found.total)} were rated Again."


SECTION = Section("Habits", rows, ("answers", "minutes", "hours", "buttons"), timed=True)

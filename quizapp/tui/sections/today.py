"""Today, the streak, and the calendar of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.charts.heat import WEEKS, fitting, heat_map
from quizapp.tui.sections.section import Section, block
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.words import about, count, duration, percent

if TYPE_CHECKING:
    from quizapp.progress.statistics import Statistics, Streak, Today
    from quizapp.tui.sections.section import View

_YEAR = 365


def rows(view: View) -> list[Row]:
    """What was done today, what is left, the streak and the calendar."""
    numbers, weeks = view.numbers, fitting(view.width)
    sentences = (done(numbers.today), left(numbers.today), streak(numbers.streak))
    return [
        *(Row(Content(sentence)) for sentence in sentences),
        BLANK,
        *block(
            "The last year" if weeks == WEEKS else f"The last {weeks} weeks",
            heat_map(numbers.calendar, numbers.today_is, view.width),
            year(numbers),
        ),
    ]


def done(today: Today) -> str:
    """What was answered."""
    if not today.answers:
        return "Nothing answered yet today."
    share = percent(today.right / today.answers)
    spent = duration(today.minutes * 60)
    return f"{count(today.answers, 'answer')} today, {today.right} right ({share}), in {spent}."


def left(today: Today) -> str:
    """What waits."""
    if not today.left:
        return "Nothing is left to do today."
    parts = [f"{today.due} due"] if today.due else []
    parts += [f"{today.fresh} new"] if today.fresh else []
    return f"Left to do: {' and '.join(parts)}, {about(today.minutes_left)}."


def streak(found: Streak) -> str:
    """Days in a row."""
    if not found.current:
        return f"No streak now; the longest was {count(found.longest, 'day')}." if found.longest else ""
    now = f"{found.current}-day streak"
    if not found.today:
        now += f"; an answer today makes it {found.current + 1}"
    record = f" The longest was {count(found.longest, 'day')}." if found.longest > found.current else ""
    return f"{now}.{record}"


def year(numbers: Statistics) -> str:
    """How the year was filled."""
    days = {day: answers for day, answers in numbers.calendar.items() if answers > 0}
    if not days:
        return f"Nothing was answered in the last {_YEAR} days."
    busiest = max(days, key=days.__getitem__)
    most = f"the most, {days[busiest]}, on {busiest.day} {busiest:%B}"
    return (
        f"You answered on {len(days)} of the last {_YEAR} days, {count(sum(days.values()), 'answer')};"
        f" {most}."
    )


SECTION = Section("Today", rows, ("answers", "minutes", "left", "streak", "calendar"))

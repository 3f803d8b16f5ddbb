"""Numbers of a learner, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from quizapp.deck.course import Course
from quizapp.deck.item import items
from quizapp.progress.shares import Recalled, Share
from quizapp.progress.statistics import (
    Buttons,
    Counts,
    Forecast,
    HardItem,
    Knowledge,
    Passing,
    Period,
    QuizMark,
    Retention,
    Statistics,
    Streak,
    Sureness,
    Theme,
    Today,
)
from quizapp.progress.totals import DayTotals

from . import decks

NOW = datetime(2026, 3, 5, 18, 30, tzinfo=UTC)
TODAY = date(2026, 3, 5)
"""A Thursday."""
FEW = Statistics(NOW, TODAY, date(2026, 2, 4), DayTotals(TODAY, 3, 2, 30_000, 3), streak=Streak(1, 1, True))
"""A first sitting of three answers."""


def ago(days: int) -> date:
    """A day before today."""
    return TODAY - timedelta(days=days)


def many(course: Course = decks.WORLD) -> Statistics:
    """A year of a diligent learner."""
    hard = [item for deck in course.decks for item in items(course, deck)][:5]
    days = tuple(
        DayTotals(ago(number), 20 + number % 7, 17 + number % 5, 200_000)
        for number in range(29, -1, -1)
        if number % 6
    )
    return Statistics(
        NOW,
        TODAY,
        ago(29),
        DayTotals(TODAY, 600, 510, 4_800_000, 60, 400, 380, 340),
        Today(12, 10, 2.5, 3, 9, 8, 5, 4.2),
        Streak(5, 41, True),
        days,
        {ago(number): (number * 37) % 60 for number in range(365) if number % 5},
        (
            Retention(Period.DAY, Recalled(5, 6, 5_400_000)),
            Retention(Period.WEEK, Recalled(41, 50, 45_000_000)),
            Retention(
                Period.MONTH,
                Recalled(91, 100, 89_000_000),
                Recalled(60, 68, 60_000_000),
                Recalled(31, 32, 29_000_000),
            ),
            Retention(Period.YEAR, Recalled(1010, 1200, 1_080_000_000)),
            Retention(Period.ALL, Recalled(1010, 1200, 1_080_000_000)),
        ),
        Recalled(91, 100, 89_000_000),
        Forecast(tuple((ago(-number), 14 if number == 7 else 3) for number in range(30)), 2, 80),
        Counts(10, 4, 25, 1),
        0.61,
        tuple(
            Theme(
                f"{course.id}/{deck.id}",
                deck.title,
                course.id,
                Counts(3, 1, 8),
                0.3 + number * 0.2,
                weeks=tuple(week / 20 for week in range(12)),
            )
            for number, deck in enumerate(course.decks)
        ),
        (),
        tuple(Knowledge(ago(7 * (20 - week)), week / 33, week, week // 2, 40) for week in range(21)),
        (
            Passing(course.title, "Final", 20, 0.62, 0.44, 0.78, 0.6, 0.57),
            Passing(course.title, "", 40, 0.61, 0.5, 0.7),
        ),
        tuple(
            HardItem(item, 6 - number, 12, 0.4, number < 2, number == 3) for number, item in enumerate(hard)
        ),
        tuple(Share(hour * 2, hour * 3 if 7 <= hour < 22 else 0) for hour in range(24)),
        Buttons(90, 30, 400, 80),
        Sureness(Share(6, 12), Share(20, 30), Share(45, 48)),
        tuple(
            QuizMark(NOW - timedelta(days=30 - number), "Final", 0.5 + number / 20, 20, 600)
            for number in range(7)
        ),
    )


def suspended(numbers: Statistics, at: int, on: bool = True) -> Statistics:
    """The same with one of the hardest items left out of study."""
    hardest = [
        replace(found, suspended=on) if number == at else found
        for number, found in enumerate(numbers.hardest)
    ]
    return replace(numbers, hardest=tuple(hardest))

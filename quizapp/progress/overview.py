"""The few numbers that the home screen shows, from the totals of days and the states of items."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from quizapp.progress.totals import DayTotals
    from quizapp.study.state import ItemState

SECONDS_AN_ANSWER = 12.0
"""What an answer is taken to last before there are answers to measure."""
FIRM = 30
"""How many answers weigh as much as that assumption."""
ANSWERS_A_REVIEW = 1.2
"""About one review in ten is forgotten, and then asked twice more."""
ANSWERS_A_NEW_ITEM = 2.5
"""The learning steps ask a new item two or three times on its first day."""


def streak(days: Iterable[date], today: date) -> int:
    """How many study days in a row have answers, up to today; a day that is not over breaks nothing."""
    answered = set(days)
    day = today if today in answered else today - timedelta(days=1)
    count = 0
    while day in answered:
        count += 1
        day -= timedelta(days=1)
    return count


def true_retention(days: Iterable[DayTotals]) -> float | None:
    """The share of items in review that were recalled at the first answer of a day (0 to 1).

    None without any such answer. "True retention" as Anki's statistics have it.
    """
    reviews = right = 0
    for day in days:
        reviews += day.reviews
        right += day.reviews_right
    return right / reviews if reviews else None


def expected_minutes(due: int, new: int, days: Sequence[DayTotals]) -> float:
    """How long a sitting is likely to take, at the pace of the days given.

    The pace is shrunk to the assumption, so that a few quick answers do not promise a short sitting.
    """
    answers = sum(day.answers for day in days)
    seconds = sum(day.ms for day in days) / 1000
    pace = (seconds + FIRM * SECONDS_AN_ANSWER) / (answers + FIRM)
    return (due * ANSWERS_A_REVIEW + new * ANSWERS_A_NEW_ITEM) * pace / 60


def next_due(states: Iterable[ItemState], now: datetime) -> datetime | None:
    """The earliest instant after `now` at which one of the items comes back."""
    later = [
        state.due.at
        for state in states
        if state.due is not None and not state.suspended and state.due.at > now
    ]
    return min(later, default=None)


def usual_minutes(days: Iterable[DayTotals]) -> float:
    """The minutes of the median of these days; 0 without any."""
    minutes = sorted(day.minutes for day in days)
    half, odd = divmod(len(minutes), 2)
    if not minutes:
        return 0.0
    return minutes[half] if odd else (minutes[half - 1] + minutes[half]) / 2

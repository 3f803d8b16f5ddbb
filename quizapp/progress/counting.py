"""Statistics of study days: from the sums of days to what a learner reads.

The first paragraph of each docstring is the definition that the app shows (`definitions`).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from quizapp.progress.overview import streak as days_in_a_row
from quizapp.progress.shares import Recalled, Share
from quizapp.progress.statistics import DAYS, Buttons, Period, Retention, Streak, Sureness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizapp.progress.totals import DayTotals

_A_DAY = timedelta(days=1)


def start_of(period: Period, today: date) -> date | None:
    """The first study day of a period that ends with today; None for all days."""
    return today - timedelta(days=DAYS[period] - 1) if period in DAYS else None


def answered(total: DayTotals) -> Share:
    """All answers that were not undone: in study, in quizzes and for practice. Right are those rated
    Hard, Good or Easy; after "I was right" the rating counts, not the first verdict."""
    return Share(total.right, total.answers)


def minutes(total: DayTotals) -> float:
    """The time from seeing a question to answering it, added up; of one answer at most three minutes, so
    that a question left open is not study. Reading the explanation afterwards is not in it."""
    return total.ms / 60_000


def streak(days: Iterable[DayTotals], today: date) -> Streak:
    """Study days in a row with at least one answer. A study day begins at the hour you set (4 in the
    morning unless set), so an answer after midnight counts for the evening. Today breaks nothing until
    it is over."""
    with_answers = sorted(day.study_day for day in days if day.answers)
    longest = run = 0
    before: date | None = None
    for day in with_answers:
        run = run + 1 if before is not None and day - before == _A_DAY else 1
        longest = max(longest, run)
        before = day
    return Streak(days_in_a_row(with_answers, today), longest, today in with_answers)


def calendar(days: Iterable[DayTotals], today: date) -> dict[date, int]:
    """How many answers you gave on each study day of the last year."""
    first = today - timedelta(days=DAYS[Period.YEAR] - 1)
    return {day.study_day: day.answers for day in days if first <= day.study_day <= today}


def recalled(total: DayTotals) -> Recalled:
    """True retention: of the items that were learnt already and came up again on a later day, the share
    you recalled at the first try that day. New items, repetitions within a day and practice are not
    counted."""
    return Recalled(total.reviews_right, total.reviews, total.predicted)


def predicted(total: DayTotals) -> float | None:
    """What the scheduler, with the weights it has now, expects of the same reviews just before each answer:
    the mean of its predictions, with the chance of a lucky guess where there are options. A guess that you
    own up to counts as not recalled. If you recall more than predicted, items come back sooner than they
    need to; if less, too late."""
    return recalled(total).predicted


def mature(total: DayTotals) -> Recalled:
    """Old memories are those that were known before the answer: in review with a stability of 21 days or
    more, which means that after three weeks nine of ten are still recalled. All others in review are
    young."""
    return Recalled(total.mature_right, total.mature, total.mature_predicted)


def young(total: DayTotals) -> Recalled:
    """Reviews of items that were not known yet (see `mature`)."""
    return Recalled(
        total.reviews_right - total.mature_right,
        total.reviews - total.mature,
        total.predicted - total.mature_predicted,
    )


def retention(total: DayTotals, period: Period) -> Retention:
    """True retention of a period, of all reviews and by maturity."""
    return Retention(period, recalled(total), young(total), mature(total))


def hours(by_hour: Mapping[int, tuple[int, int]]) -> tuple[Share, ...]:
    """How many answers you gave in each hour of the day, and the share of them that was right, by the
    clock where you were."""
    return tuple(Share(*by_hour.get(hour, (0, 0))) for hour in range(24))


def buttons(total: DayTotals) -> Buttons:
    """How often you rated an answer Again, Hard, Good and Easy; practice is left out."""
    return Buttons(total.again, total.hard, total.good, total.easy)


def sureness(total: DayTotals) -> Sureness:
    """Where you said beforehand that you guessed, were unsure or were sure: the share that was right. A
    lucky guess is right here. If you are as good as you think, nearly all of "sure" are right."""
    return Sureness(
        Share(total.guessed_right, total.guessed),
        Share(total.unsure_right, total.unsure),
        Share(total.sure_right, total.sure),
    )


def since(days: Sequence[DayTotals], first: date | None) -> tuple[DayTotals, ...]:
    """The days from `first` on, None for all. Days after today, there after a journey over the date line
    or where a clock was wrong, are among them."""
    return tuple(day for day in days if first is None or day.study_day >= first)

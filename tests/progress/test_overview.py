"""The numbers of the home screen on days computed by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.memory.schedule import Due
from quizapp.progress.overview import expected_minutes, next_due, streak, true_retention
from quizapp.progress.totals import DayTotals
from quizapp.study.state import ItemState

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def days(*ago: int) -> list[date]:
    return [TODAY - timedelta(days=number) for number in ago]


@pytest.mark.parametrize(
    ("answered", "length"),
    [((), 0), ((0,), 1), ((1,), 1), ((0, 1, 2), 3), ((1, 2), 2), ((2, 3), 0), ((0, 2, 3), 1), ((0, 0, 1), 2)],
)
def test_a_streak_runs_to_today_and_an_open_day_breaks_nothing(
    answered: tuple[int, ...], length: int
) -> None:
    assert streak(days(*answered), TODAY) == length


def test_true_retention_counts_reviews_and_not_answers() -> None:
    two = [
        DayTotals(TODAY, answers=50, right=10, reviews=8, reviews_right=7),
        DayTotals(TODAY, reviews=2, reviews_right=2),
    ]
    assert true_retention(two) == pytest.approx(0.9)
    assert true_retention([DayTotals(TODAY, answers=5, right=5)]) is None


def test_minutes_go_from_the_assumed_pace_to_the_measured_one() -> None:
    assumed = expected_minutes(10, 0, [])
    assert assumed == pytest.approx(10 * 1.2 * 12 / 60)
    one_quick = expected_minutes(10, 0, [DayTotals(TODAY, answers=1, ms=500)])
    assert one_quick > 0.95 * assumed
    many = expected_minutes(10, 0, [DayTotals(TODAY, answers=30_000, ms=30_000 * 4000)])
    assert many == pytest.approx(assumed / 3, rel=0.01)


def test_the_next_due_is_the_first_that_is_to_come() -> None:
    def state(hours: int, *, suspended: bool = False) -> ItemState:
        return ItemState("x", due=Due(NOW + timedelta(hours=hours), 0), suspended=suspended)

    assert next_due([state(-1), state(5), state(2), state(1, suspended=True)], NOW) == NOW + timedelta(
        hours=2
    )
    assert next_due([], NOW) is None

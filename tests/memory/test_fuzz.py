"""The spread of intervals: bounded, even, repeatable."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.memory import fuzz


@pytest.mark.parametrize(
    ("days", "low", "high"),
    [(0.2, 0, 0), (1, 1, 1), (2.49, 2, 2), (2.5, 2, 4), (7, 5, 9), (20, 17, 23), (100, 93, 107)],
)
def test_bounds_widen_with_the_interval(days: float, low: int, high: int) -> None:
    assert fuzz.bounds(days) == (low, high)


@pytest.mark.parametrize(
    ("days", "high"),
    [(3.369, 4), (3.370, 5), (13.204, 15), (13.205, 16), (93.833, 100), (93.834, 101)],
)
def test_the_share_of_each_range_counts_for_its_days_only(days: float, high: int) -> None:
    """1.15 d + 0.625, then 1.1 d + 0.975, then 1.05 d + 1.975, which these days bring to a half."""
    assert fuzz.bounds(days)[1] == high


def test_bounds_are_those_of_the_released_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """It draws low + random · (high − low + 1), rounded: 0 gives low, and n − 1 of n days gives high."""
    scheduler = fsrs.Scheduler()
    for days in range(1, 3000):
        low, high = fuzz.bounds(days)
        for share, bound in ((0.0, low), ((high - low) / (high - low + 1), high)):
            monkeypatch.setattr("fsrs.scheduler.random", lambda share=share: share)
            assert scheduler._get_fuzzed_interval(interval=timedelta(days=days)).days == bound


@given(st.floats(0.001, 36500), st.text(), st.integers(0, 10_000))
@settings(deadline=None)
def test_an_interval_stays_within_its_bounds(days: float, item: str, reviews: int) -> None:
    low, high = fuzz.bounds(days)
    assert low <= fuzz.fuzzed(days, fuzz.fraction(item, reviews)) <= high


def test_the_place_is_the_same_on_every_machine() -> None:
    assert fuzz.fraction("biology/cell/q", 3) == 0.46286004583507534
    assert fuzz.fraction("\udce9", 0) == fuzz.fraction("\udce9", 0)


def test_items_and_reviews_are_spread_evenly() -> None:
    """Of 7,000 items, and of 7,000 reviews of one, about a thousand come on each of seven days."""
    for places in (
        [fuzz.fraction(f"item {number}", 4) for number in range(7000)],
        [fuzz.fraction("item", number) for number in range(7000)],
    ):
        counts = Counter(fuzz.fuzzed(20, place) for place in places)
        assert sorted(counts) == list(range(17, 24))
        assert all(850 < count < 1150 for count in counts.values())


def test_item_and_count_do_not_run_together() -> None:
    assert fuzz.fraction("1", 2) != fuzz.fraction("", 21)
    assert fuzz.fraction("2 a", 1) != fuzz.fraction("a", 12)

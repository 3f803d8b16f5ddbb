"""SM-2 as Anki has it, by figures from its own tests and from its manual."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.memory.rating import Rating
from quizapp.memory.sm2 import Sm2, answered, benchmark_interval, graduated

AGAIN, HARD, GOOD, EASY = Rating


def intervals(card: Sm2, day: int, place: float | None = None) -> list[int]:
    return [answered(card, rating, day, place).interval for rating in Rating]


def test_new_cards_graduate_to_one_day_or_four() -> None:
    assert graduated(GOOD, 5, None) == Sm2(1, 2.5, 5)
    assert graduated(HARD, 5, None) == Sm2(1, 2.5, 5)
    assert graduated(EASY, 5, None) == Sm2(4, 2.5, 5)
    assert graduated(GOOD, 5, 0.99).due == 6
    assert {graduated(EASY, 0, place / 10).interval for place in range(10)} == {3, 4, 5}


def test_a_short_interval_at_the_lowest_ease_still_grows_as_in_ankis_own_test() -> None:
    # `extreme_multiplier_fuzz` in review.rs: scheduled 1, elapsed 1, ease 1.3, the least fuzz.
    assert intervals(Sm2(1, 1.3, 0), 1, 0.0)[1:] == [2, 3, 4]


def test_in_time_intervals_grow_by_the_ease() -> None:
    assert intervals(Sm2(10, 2.5, 0), 10) == [1, 12, 25, 33]  # 10 · 1.2, 10 · 2.5, 10 · 2.5 · 1.3 = 32.5


def test_days_late_count_half_for_good_and_whole_for_easy() -> None:
    assert intervals(Sm2(10, 2.5, 0), 14) == [1, 12, 30, 46]  # 12 · 2.5, 14 · 2.5 · 1.3 = 45.5


def test_an_answer_before_its_day_counts_as_one_on_it() -> None:
    assert intervals(Sm2(10, 2.5, 0), 4) == intervals(Sm2(10, 2.5, 0), 10)


@pytest.mark.parametrize(("rating", "ease"), [(AGAIN, 2.3), (HARD, 2.35), (GOOD, 2.5), (EASY, 2.65)])
def test_ratings_move_the_ease(rating: Rating, ease: float) -> None:
    assert answered(Sm2(10, 2.5, 0), rating, 10, None).ease == pytest.approx(ease)
    assert answered(Sm2(10, 1.3, 0), rating, 10, None).ease >= 1.3


@given(
    interval=st.integers(1, 40000),
    ease=st.floats(1.3, 6),
    passed=st.integers(0, 3000),
    place=st.floats(0, 1, exclude_max=True),
)
def test_hard_good_and_easy_come_in_this_order(interval: int, ease: float, passed: int, place: float) -> None:
    again, hard, good, easy = intervals(Sm2(interval, ease, 0), passed, place)
    assert again == 1
    assert 1 <= hard <= good <= easy <= 36500


def test_the_benchmarks_sm2_is_that_of_1987() -> None:
    assert benchmark_interval([GOOD]) == 1
    assert benchmark_interval([GOOD, GOOD]) == 6
    # Quality 4 leaves the ease at 2.5.
    assert benchmark_interval([GOOD] * 3) == 15
    assert benchmark_interval([GOOD] * 4) == 38  # 37.5 and a hundredth
    # Quality 5 adds 0.1 each time: 6 · 2.7.
    assert benchmark_interval([EASY] * 3) == 16
    assert benchmark_interval([GOOD, GOOD, AGAIN]) == 1
    assert benchmark_interval([GOOD, GOOD, AGAIN, GOOD, GOOD]) == 6
    assert benchmark_interval([EASY] * 200) == 36500

"""What a right answer is worth that may have been a guess."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.memory.fsrs import DEFAULT_WEIGHTS as W
from quizapp.memory.guess import known, likely_right, luck_of
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase, recall
from quizapp.memory.schedule import Memory, rate

DAY = date(2026, 3, 10)
SETTLED = Memory(Phase.REVIEW, 0, 10.0, 5.0, DAY, 4, 0)


def test_bayes_rule_by_hand() -> None:
    # Of 100 coins 75 are known; of the other 25 half are right by luck: 75 of 87.5.
    assert known(0.75, 0.5) == pytest.approx(75 / 87.5)
    assert known(0.5, 0.25) == pytest.approx(0.8)
    assert known(0.3, 0.0) == 1.0
    assert known(1.0, 0.5) == 1.0
    assert known(0.0, 0.25) == 0.0
    assert known(0.0, 0.0) == 1.0


def test_the_chance_of_a_right_answer_by_hand() -> None:
    # A coin and recall in nine of ten: right are these nine, and half of the tenth.
    assert likely_right(0.9, 0.5) == pytest.approx(0.95)
    assert likely_right(0.6, 0.25) == pytest.approx(0.6 + 0.4 / 4)
    assert likely_right(0.6, 0.0) == 0.6
    # A log from elsewhere may say anything.
    assert (likely_right(0.6, -3), likely_right(0.6, 7)) == (0.6, 1.0)


@pytest.mark.parametrize(
    ("verdict", "confidence", "luck"),
    [
        ("right", None, 0.5),
        ("right", "unsure", 0.5),
        ("right", "guessed", 0.5),
        ("right", "sure", 0.0),
        ("wrong", None, 0.0),
        ("partly", None, 0.0),
        ("self", None, 0.0),
    ],
)
def test_luck_is_heeded_of_what_was_right_and_not_sure(
    verdict: str, confidence: str | None, luck: float
) -> None:
    assert luck_of(verdict, 0.5, confidence) == luck


def test_a_first_choice_of_four_is_four_fifths_known() -> None:
    after = rate(None, Rating.GOOD, DAY, W, 0.25)
    assert after.stability == pytest.approx(0.8 * 2.3065 + 0.2 * 0.212)
    assert (after.phase, after.step, after.reviews, after.lapses) == (Phase.LEARNING, 1, 1, 0)


def test_a_coin_is_always_in_doubt_and_four_options_only_below_four_fifths() -> None:
    soon = DAY + timedelta(days=5)
    assert recall(SETTLED, soon, W) > 0.9
    plain = rate(SETTLED, Rating.GOOD, soon, W)
    assert rate(SETTLED, Rating.GOOD, soon, W, 0.25) == plain
    coin = rate(SETTLED, Rating.GOOD, soon, W, 0.5)
    assert coin.stability < plain.stability
    assert coin == replace(plain, stability=coin.stability, difficulty=coin.difficulty)
    late = DAY + timedelta(days=60)
    assert recall(SETTLED, late, W) < 0.8
    assert rate(SETTLED, Rating.GOOD, late, W, 0.25) != rate(SETTLED, Rating.GOOD, late, W)


@given(
    days=st.integers(0, 400),
    stability=st.floats(0.1, 1000),
    difficulty=st.floats(1, 10),
    luck=st.floats(0, 1),
    rating=st.sampled_from(Rating),
)
def test_luck_lies_between_good_and_again(
    days: int, stability: float, difficulty: float, luck: float, rating: Rating
) -> None:
    before = replace(SETTLED, stability=stability, difficulty=difficulty)
    day = DAY + timedelta(days=days)
    after, good = rate(before, rating, day, W, luck), rate(before, rating, day, W)
    if rating is not Rating.GOOD:
        assert after == good
        return
    again = rate(before, Rating.AGAIN, day, W)
    slack = 1e-9 * good.stability
    assert again.stability - slack <= after.stability <= good.stability + slack
    assert good.difficulty - 1e-9 <= after.difficulty <= again.difficulty + 1e-9
    assert replace(after, stability=0, difficulty=0) == replace(good, stability=0, difficulty=0)
    if luck == 0:
        assert after == good

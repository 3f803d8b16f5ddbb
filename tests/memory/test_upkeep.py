"""What a review is worth where no exam is ahead."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.memory import fsrs
from quizapp.memory.exam import Habits, Seconds
from quizapp.memory.fsrs import DEFAULT_WEIGHTS as WEIGHTS
from quizapp.memory.rating import Rating
from quizapp.memory.upkeep import HORIZON, mean_recall, review_worth

stabilities = st.floats(0.1, 400)


@settings(max_examples=30)
@given(st.integers(0, 300), st.integers(1, 60), stabilities)
def test_the_mean_recall_is_that_of_many_instants(start: int, days: int, stability: float) -> None:
    parts = 60 * days
    middles = (start + (part + 0.5) * days / parts for part in range(parts))
    summed = sum(fsrs.retrievability(at, stability, WEIGHTS) for at in middles) / parts
    assert mean_recall(start, days, stability, WEIGHTS) == pytest.approx(summed, rel=1e-3)


def test_gain_and_cost_by_hand() -> None:
    stability, difficulty, elapsed = 8.0, 5.0, 20
    recall = fsrs.retrievability(elapsed, stability, WEIGHTS)
    right = fsrs.stability_after_recall(stability, difficulty, recall, Rating.GOOD, WEIGHTS)
    wrong = fsrs.stability_after_forgetting(stability, difficulty, recall, WEIGHTS)
    relearnt = fsrs.stability_same_day(wrong, Rating.GOOD, WEIGHTS)
    up, down = (mean_recall(0, HORIZON, after, WEIGHTS) for after in (right, relearnt))
    stay = mean_recall(elapsed, HORIZON, stability, WEIGHTS)
    found = review_worth(stability, difficulty, elapsed, WEIGHTS, Seconds(10, 30), guess=0.25)
    assert found.gain == pytest.approx(0.75 * (recall * up + (1 - recall) * down - stay))
    assert found.seconds == pytest.approx(recall * 10 + (1 - recall) * 30)
    assert found.rate == pytest.approx(found.gain / found.seconds)


def test_how_a_learner_rates_counts() -> None:
    plain, modest = (
        review_worth(8.0, 5.0, 20, WEIGHTS, habits=Habits(passed=shares)).gain
        for shares in ((0.0, 1.0, 0.0), (1.0, 0.0, 0.0))
    )
    assert modest < plain


@given(stabilities, st.floats(1, 10), st.integers(0, 400))
def test_a_review_gains_and_what_is_forgotten_gains_more(
    stability: float, difficulty: float, elapsed: int
) -> None:
    found = review_worth(stability, difficulty, elapsed, WEIGHTS)
    assert 0 <= found.gain < 1
    if elapsed:
        assert found.gain >= review_worth(stability, difficulty, 0, WEIGHTS).gain

"""Whether fitted weights are better is judged by reviews that they have not seen."""

from __future__ import annotations

from dataclasses import replace
from math import floor, log

import pytest

from quizapp.memory import refit as refitting
from quizapp.memory.evaluate import TRAINED
from quizapp.memory.fit import Fitted, Unfitted, fit
from quizapp.memory.fsrs import DEFAULT_WEIGHTS, WEIGHTS_ID, interval, retrievability
from quizapp.memory.history import Review, scored
from quizapp.memory.rating import Rating
from quizapp.memory.refit import Refit, refit, typical_days
from tests.memory.learners import STRONG, reviews_of


def test_a_strong_memory_is_foretold_better_by_its_own_weights() -> None:
    reviews = reviews_of(STRONG, 150)
    found = refit(reviews, DEFAULT_WEIGHTS)
    assert isinstance(found, Refit)
    assert found.better
    assert found.reviews == len(list(scored(reviews)))
    assert found.tested == found.reviews - floor(found.reviews * TRAINED)
    whole = fit(reviews)
    assert isinstance(whole, Fitted)
    assert found.weights == whole.weights
    again = refit(reviews, found.weights)
    assert isinstance(again, Refit)
    assert again.weights_id == found.weights_id != WEIGHTS_ID
    assert again.loss_after == found.loss_after
    assert not again.better, "the same reviews give the same weights"


def test_the_weights_tried_know_nothing_of_the_newest_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    reviews = reviews_of(STRONG, 150)
    targets = list(scored(reviews))
    first_tested = targets[floor(len(targets) * TRAINED)]
    seen: list[list[Review]] = []

    def watched(given: list[Review], fewest: int = 100) -> Fitted | Unfitted:
        seen.append(given)
        return fit(given, fewest)

    monkeypatch.setattr(refitting, "fit", watched)
    assert isinstance(refit(reviews, DEFAULT_WEIGHTS), Refit)
    tried, whole = seen
    assert len(whole) == len(reviews)
    assert len(tried) <= first_tested.at
    assert tried == reviews[: len(tried)]


def test_a_hundred_scored_reviews_are_enough_and_fewer_are_not() -> None:
    reviews = [
        Review(str(card), elapsed, Rating.GOOD if (card + elapsed) % 5 else Rating.AGAIN)
        for elapsed in (0, 4)
        for card in range(100)
    ]
    assert isinstance(refit(reviews, DEFAULT_WEIGHTS), Refit)
    assert refit(reviews[:-1], DEFAULT_WEIGHTS) is Unfitted.TOO_FEW


def test_a_choice_is_foretold_with_its_chance_of_a_guess() -> None:
    """By hand: 100 cards known at their first study, 75 tried, the newest 25 all right after ten days."""
    plain = [Review(str(card), elapsed, Rating.GOOD) for elapsed in (0, 10) for card in range(100)]
    lucky = [replace(review, guess=0.25) for review in plain]
    recall = retrievability(10, 2.3065, DEFAULT_WEIGHTS)
    for reviews, chance in ((plain, recall), (lucky, 0.25 + 0.75 * recall)):
        found = refit(reviews, DEFAULT_WEIGHTS)
        assert isinstance(found, Refit)
        assert (found.tested, found.loss_before) == (25, pytest.approx(-log(chance)))


def test_what_a_coin_would_answer_as_well_is_history_and_nothing_to_be_fitted_to() -> None:
    reviews = reviews_of(STRONG, 150)
    coins = [replace(review, guess=0.5) if review.card < "card 5" else review for review in reviews]
    found = refit(coins, DEFAULT_WEIGHTS)
    assert isinstance(found, Refit)
    assert found.reviews == sum(target.review.card >= "card 5" for target in scored(reviews))
    only_coins = [replace(review, guess=0.5) for review in reviews]
    assert refit(only_coins, DEFAULT_WEIGHTS) is Unfitted.TOO_FEW
    assert fit(only_coins) is Unfitted.TOO_FEW


def test_a_typical_interval_by_hand() -> None:
    # Good at first: 2.3065 days; D0(Good) = 6.4133 − e^(0.8334 · 2) + 1 = 2.1181; then Good at a recall of 0.9:
    # 2.3065 · (1 + e^1.8722 · 8.8819 · 2.3065^−0.1666 · (e^(0.796 · 0.1) − 1)) = 12.6.
    stability = 2.3065 * (1 + 6.5026 * 8.8819 * 0.86998 * 0.082854)
    assert typical_days(DEFAULT_WEIGHTS) == pytest.approx(stability, rel=1e-3)
    assert typical_days(STRONG) > 2 * typical_days(DEFAULT_WEIGHTS)
    assert interval(1.0, 0.9, STRONG) == pytest.approx(1.0)

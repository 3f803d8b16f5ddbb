"""Weights fitted to reviews: what the optimiser finds, with caution."""

from __future__ import annotations

import sys

import fsrs_rs_python as optimiser
import pytest

from quizapp.memory.evaluate import fsrs_recall, log_loss
from quizapp.memory.fit import Fitted, Unfitted, fit, shrunk, worth_fitting
from quizapp.memory.fsrs import DEFAULT_WEIGHTS, WEIGHT_BOUNDS, check_weights
from quizapp.memory.history import Review, scored
from quizapp.memory.rating import Rating
from tests.memory.learners import STRONG, reviews_of


def test_weights_are_the_optimisers_own_drawn_towards_the_defaults() -> None:
    reviews = reviews_of(STRONG, 150)
    found = fit(reviews)
    assert isinstance(found, Fitted)
    targets = list(scored(reviews))
    items = [
        optimiser.FSRSItem(
            [optimiser.FSRSReview(int(each.rating), each.elapsed) for each in (*target.past, target.review)]
        )
        for target in targets
    ]
    theirs = optimiser.FSRS(list(DEFAULT_WEIGHTS)).compute_parameters(items)
    assert found.unshrunk == pytest.approx(theirs, rel=1e-6)
    share = len(targets) / (len(targets) + 500)
    for weight, default, their in zip(found.weights, DEFAULT_WEIGHTS, theirs, strict=True):
        assert weight == pytest.approx(default + share * (their - default), rel=1e-6)
    check_weights(found.weights)
    assert found.reviews == len(targets)


def test_a_fit_foretells_the_learner_it_was_made_for() -> None:
    found = fit(reviews_of(STRONG, 200))
    assert isinstance(found, Fitted)
    later = list(scored(reviews_of(STRONG, 200, seed=2)))
    happened = [target.recalled for target in later]
    ours, defaults = (
        log_loss([foretell(target) for target in later], happened)
        for foretell in (fsrs_recall(found.weights), fsrs_recall(DEFAULT_WEIGHTS))
    )
    assert ours < defaults - 0.005


def test_too_few_reviews_are_not_fitted() -> None:
    reviews = [Review(str(card), elapsed, Rating.GOOD) for elapsed in (0, 3) for card in range(99)]
    assert fit(reviews) is Unfitted.TOO_FEW
    assert fit([]) is Unfitted.TOO_FEW
    # Those of the same day do not count.
    assert fit([Review("a", 0, Rating.GOOD)] * 500) is Unfitted.TOO_FEW


def test_without_the_optimiser_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    reviews = [Review(str(card), elapsed, Rating.GOOD) for elapsed in (0, 3) for card in range(100)]
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    assert fit(reviews) is Unfitted.NO_OPTIMISER
    assert "quizapp[optimise]" in Unfitted.NO_OPTIMISER


@pytest.mark.parametrize("rating", Rating)
def test_reviews_that_teach_nothing_end_in_weights_or_a_sentence(rating: Rating) -> None:
    reviews = [Review(str(card), elapsed, rating) for elapsed in (0, 3) for card in range(120)]
    found = fit(reviews)
    if isinstance(found, Fitted):
        check_weights(found.weights)


def test_what_lies_outside_the_bounds_is_no_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Wild:
        def __init__(self, weights: list[float]) -> None: ...
        def compute_parameters(self, items: object) -> list[float]:
            return [high + 1 for _, high in WEIGHT_BOUNDS]

    monkeypatch.setattr(optimiser, "FSRS", Wild)
    reviews = [Review(str(card), elapsed, Rating.GOOD) for elapsed in (0, 3) for card in range(100)]
    assert fit(reviews) is Unfitted.FAILED


def test_shrinking_by_hand() -> None:
    found = tuple(weight + 1 for weight in DEFAULT_WEIGHTS)
    for reviews, share in ((0, 0.0), (500, 0.5), (1500, 0.75)):
        assert shrunk(found, reviews) == pytest.approx([weight + share for weight in DEFAULT_WEIGHTS])


def test_a_fit_is_made_from_a_hundred_reviews_on_and_after_a_quarter_more() -> None:
    assert [worth_fitting(reviews, 0) for reviews in (99, 100)] == [False, True]
    assert [worth_fitting(reviews, 400) for reviews in (499, 500)] == [False, True]

"""Models scored on reviews: the measures by hand, and against two independent libraries."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from math import log as ln
from math import sqrt
from typing import TYPE_CHECKING

import fsrs as released
import fsrs_rs_python as optimiser
import pytest

from quizapp.memory import evaluate as module
from quizapp.memory.evaluate import (
    auc,
    bin_of,
    constant,
    evaluate,
    fsrs_recall,
    log_loss,
    rmse_bins,
    sm2_recall,
)
from quizapp.memory.fit import Fitted, Unfitted, fit
from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.history import Review, Scored, scored
from quizapp.memory.rating import Rating
from tests.memory.learners import STRONG, reviews_of

if TYPE_CHECKING:
    from collections.abc import Sequence

AGAIN, HARD, GOOD, EASY = Rating


def reviews(*told: tuple[str, int, Rating]) -> list[Review]:
    return [Review(*each) for each in told]


def items(targets: Sequence[Scored]) -> list[object]:
    return [
        optimiser.FSRSItem(
            [optimiser.FSRSReview(int(each.rating), each.elapsed) for each in (*target.past, target.review)]
        )
        for target in targets
    ]


def test_what_is_scored_was_reviewed_on_an_earlier_day() -> None:
    log = reviews(
        ("a", 0, GOOD), ("b", 0, AGAIN), ("a", 0, GOOD), ("a", 3, AGAIN), ("b", 1, HARD), ("a", 2, GOOD)
    )
    found = list(scored(log))
    assert [(each.at, each.review, len(each.past), each.recalled) for each in found] == [
        (3, log[3], 2, False),
        (4, log[4], 1, True),
        (5, log[5], 3, True),
    ]


def test_log_loss_by_hand() -> None:
    assert log_loss([0.9, 0.8], [True, False]) == pytest.approx(-(ln(0.9) + ln(0.2)) / 2)
    # As in scikit-learn, what was given no chance at all costs 36, not infinity.
    assert log_loss([1.0], [False]) == pytest.approx(-ln(2.220446049250313e-16))


def test_auc_by_hand() -> None:
    assert auc([0.9, 0.8, 0.7], [True, True, False]) == 1.0
    assert auc([0.9, 0.8, 0.7], [False, True, True]) == 0.0
    assert auc([0.5, 0.5, 0.5], [False, True, True]) == 0.5
    # Pairs: .9>.5, .9>.6, .6=.6, .6>.5: three and a half of four.
    assert auc([0.9, 0.6, 0.6, 0.5], [True, True, False, False]) == pytest.approx(3.5 / 4)
    assert auc([0.9], [True]) is None
    assert auc([0.9], [False]) is None


def test_rmse_in_bins_by_hand() -> None:
    # One bin of two: (0.7 − 0.5)² · 2, and one of one: (0.9 − 1)².
    found = rmse_bins([0.8, 0.6, 0.9], [True, False, True], [(1, 1, 0), (1, 1, 0), (2, 1, 0)])
    assert found == pytest.approx(sqrt((0.04 * 2 + 0.01) / 3))


def test_the_models_foretell_by_their_definitions() -> None:
    log = reviews(("a", 0, GOOD), ("a", 0, GOOD), ("a", 2, GOOD), ("a", 5, GOOD), ("a", 9, AGAIN))
    targets = list(scored(log))
    assert [sm2_recall(target) for target in targets] == pytest.approx(
        [0.9**2, 0.9 ** (5 / 6), 0.9 ** (9 / 15)]
    )
    assert constant(targets)(targets[0]) == pytest.approx(2 / 3)


@pytest.mark.parametrize("weights", [DEFAULT_WEIGHTS, STRONG])
def test_fsrs_foretells_as_the_released_library(weights: tuple[float, ...]) -> None:
    log = reviews_of(STRONG, 25)
    foretell = fsrs_recall(weights)
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for target in scored(log):
        scheduler = released.Scheduler(
            parameters=weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )
        card, at = released.Card(card_id=1), start
        for review in target.past:
            at += timedelta(days=review.elapsed)
            card, _ = scheduler.review_card(card, released.Rating(int(review.rating)), at)
        at += timedelta(days=target.review.elapsed)
        assert foretell(target) == pytest.approx(scheduler.get_card_retrievability(card, at), rel=1e-9)


def test_figures_are_those_of_the_optimiser_on_the_same_split() -> None:
    """It scores one review as we do, and weighs several by their place, 0.25 + 0.75 · x³: in RMSE(bins)
    whole bins, by the weights of what is in them."""
    log = reviews_of(STRONG, 120)
    found = evaluate(log)
    assert found is not None
    targets = list(scored(log))
    training, tests = targets[: found.trained], targets[found.trained :]
    assert (len(training), len(tests)) == (found.trained, found.tested)
    fitted = fit(log[: training[-1].at + 1])
    assert isinstance(fitted, Fitted)
    scores = {score.model: score for score in found.scores}
    happened = [test.recalled for test in tests]
    for name, weights in (
        ("default weights", DEFAULT_WEIGHTS),
        ("fitted", fitted.unshrunk),
        ("fitted and shrunk", fitted.weights),
    ):
        theirs = optimiser.FSRS(list(weights))
        single = [theirs.evaluate([item]).log_loss for item in items(tests)]
        assert scores[f"FSRS-6, {name}"].log_loss == pytest.approx(sum(single) / len(single), abs=1e-5)
        whole = theirs.evaluate(items(tests))
        foretell = fsrs_recall(weights)
        foretold = [foretell(test) for test in tests]
        by_place = [0.25 + 0.75 * (place / (len(tests) - 1)) ** 3 for place in range(len(tests))]
        bins = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
        for test, recall, was, weight in zip(tests, foretold, happened, by_place, strict=True):
            for at, part in enumerate((recall, was, 1, weight)):
                bins[bin_of(test)][at] += part
        squares = sum(weight * ((said - was) / number) ** 2 for said, was, number, weight in bins.values())
        assert whole.rmse_bins == pytest.approx(sqrt(squares / sum(by_place)), abs=1e-5)
        assert len(bins) > 8


def test_nothing_of_the_future_is_trained_on(monkeypatch: pytest.MonkeyPatch) -> None:
    log = reviews_of(DEFAULT_WEIGHTS, 60)
    given: list[list[Review]] = []

    def watched(reviews: Sequence[Review]) -> Unfitted:
        given.append(list(reviews))
        return Unfitted.NO_OPTIMISER

    monkeypatch.setattr(module, "fit", watched)
    found = evaluate(log, 0.5)
    assert found is not None
    assert found.unfitted is Unfitted.NO_OPTIMISER
    assert [score.model for score in found.scores] == ["constant", "SM-2", "FSRS-6, default weights"]
    (trained,) = given
    assert trained == log[: len(trained)]
    assert len(list(scored(trained))) == found.trained
    # What happens later changes no constant: only how it scores.
    changed = [*trained, *(Review(each.card, each.elapsed, AGAIN) for each in log[len(trained) :])]
    worse = evaluate(changed, 0.5)
    assert worse is not None
    share = sum(each.recalled for each in scored(trained)) / found.trained
    assert worse.scores[0].log_loss == pytest.approx(-ln(1 - share))
    assert worse.scores[0].auc is None


def test_a_log_without_a_later_part_is_not_scored() -> None:
    assert evaluate([]) is None
    assert evaluate(reviews(("a", 0, GOOD), ("a", 0, GOOD))) is None
    assert evaluate(reviews(("a", 0, GOOD), ("a", 3, GOOD))) is None

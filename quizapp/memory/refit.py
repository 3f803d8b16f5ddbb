"""Whether weights fitted to a learner's reviews would foretell better than those that hold."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from quizapp.digest import blake2b
from quizapp.memory import fsrs
from quizapp.memory.evaluate import TRAINED, fsrs_recall, log_loss
from quizapp.memory.fit import FEWEST, Unfitted, fit, telling
from quizapp.memory.guess import likely_right
from quizapp.memory.rating import Rating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.memory.fsrs import Days, Recall, Weights
    from quizapp.memory.history import Review, Scored


@dataclass(frozen=True, slots=True)
class Refit:
    """Weights fitted to all reviews, `reviews` of them scored, and what speaks for them: how well weights
    fitted to the earlier reviews alone foretold the newest, `tested` in number, beside the weights that
    hold. The losses are mean log losses of the chance of a right answer. `same` says that these are the
    weights that hold."""

    weights: Weights
    reviews: int
    tested: int
    loss_before: float
    loss_after: float
    same: bool

    @property
    def weights_id(self) -> str:
        """A name that these weights have on every machine."""
        return f"fsrs6-{blake2b(repr(self.weights).encode(), digest_size=6).hexdigest()}"

    @property
    def better(self) -> bool:
        """Whether they should hold from now on."""
        return self.loss_after < self.loss_before and not self.same


def refit(reviews: Sequence[Review], current: Weights) -> Refit | Unfitted:
    """Fit weights to reviews in the order of time, and try them on the newest quarter of the scored ones.

    The weights tried have seen no review of that quarter; those returned have seen all.
    """
    targets = telling(reviews)
    if len(targets) < FEWEST:
        return Unfitted.TOO_FEW
    cut = floor(len(targets) * TRAINED)
    tests = targets[cut:]
    tried = fit(reviews[: targets[cut - 1].at + 1], fewest=1)
    whole = fit(reviews)
    if isinstance(tried, Unfitted):
        return tried
    if isinstance(whole, Unfitted):
        return whole
    return Refit(
        whole.weights,
        whole.reviews,
        len(tests),
        _loss(tests, current),
        _loss(tests, tried.weights),
        same=whole.weights == current,
    )


def _loss(tests: Sequence[Scored], weights: Weights) -> float:
    foretell = fsrs_recall(weights)
    return log_loss(
        [likely_right(foretell(test), test.review.guess) for test in tests],
        [test.recalled for test in tests],
    )


def typical_days(weights: Weights, retention: Recall = 0.9) -> Days:
    """The interval after a card was known at its first study, and again when its recall had fallen to
    `retention`: by it learners and weights can be compared."""
    stability, difficulty = fsrs.first(Rating.GOOD, weights)
    after = fsrs.stability_after_recall(stability, difficulty, retention, Rating.GOOD, weights)
    return fsrs.interval(after, retention, weights)

"""How well models of memory foretell a log of reviews: trained on its earlier part, scored on its later one.

A review counts where the card was reviewed on an earlier study day (`history.scored`). Measures as in
open-spaced-repetition/srs-benchmark (`utils.py`): log loss as scikit-learn has it, RMSE(bins), AUC. No
outliers are left out, and there is one split in place of its five, so figures for one log differ a little.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import floor, log, sqrt
from sys import float_info
from typing import TYPE_CHECKING

from quizapp.memory import fsrs, sm2
from quizapp.memory.fit import Unfitted, fit
from quizapp.memory.history import scored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizapp.memory.fsrs import Recall, Weights
    from quizapp.memory.history import Review, Scored

TRAINED = 0.75
"""The share of scored reviews, the earliest, that models are trained on by default."""

Bin = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """A model against what happened. `auc` is None where everything was recalled, or everything forgotten."""

    model: str
    log_loss: float
    rmse_bins: float
    auc: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`trained` and `tested` are numbers of scored reviews. `unfitted` says why no fitted model is among
    the scores."""

    reviews: int
    cards: int
    trained: int
    tested: int
    recalled: float
    scores: tuple[Score, ...]
    unfitted: Unfitted | None


def evaluate(reviews: Sequence[Review], share: float = TRAINED) -> Evaluation | None:
    """Score every model on reviews given in the order of time. None if there is nothing to test on.

    `share` of the scored reviews, the earliest, are trained on; a fitted model sees no review behind the
    last of them.
    """
    targets = list(scored(reviews))
    cut = floor(len(targets) * share)
    training, tests = targets[:cut], targets[cut:]
    if not training or not tests:
        return None
    models: list[tuple[str, Callable[[Scored], Recall]]] = [
        ("constant", constant(training)),
        ("SM-2", sm2_recall),
        ("FSRS-6, default weights", fsrs_recall(fsrs.DEFAULT_WEIGHTS)),
    ]
    fitted = fit(reviews[: training[-1].at + 1])
    unfitted = None
    if isinstance(fitted, Unfitted):
        unfitted = fitted
    else:
        models.append(("FSRS-6, fitted", fsrs_recall(fitted.unshrunk)))
        models.append(("FSRS-6, fitted and shrunk", fsrs_recall(fitted.weights)))
    return Evaluation(
        reviews=len(reviews),
        cards=len({review.card for review in reviews}),
        trained=len(training),
        tested=len(tests),
        recalled=_mean(tests),
        scores=tuple(score(name, tests, [model(test) for test in tests]) for name, model in models),
        unfitted=unfitted,
    )


def constant(training: Sequence[Scored]) -> Callable[[Scored], Recall]:
    """Foretells the share that was recalled in training."""
    share = _mean(training)
    return lambda _: share


def sm2_recall(target: Scored) -> Recall:
    """0.9^(t/interval), with the interval of SM-2 after the card's first rating of each day.

    SM-2 foretells nothing of itself; this is how srs-benchmark reads it.
    """
    first, *later = target.past
    ratings = [first.rating, *(review.rating for review in later if review.elapsed > 0)]
    return float(0.9 ** (target.review.elapsed / sm2.benchmark_interval(ratings)))


def fsrs_recall(weights: Weights) -> Callable[[Scored], Recall]:
    """Foretells by FSRS-6. Each card's reviews must come in their order, as `scored` gives them."""
    memories: dict[str, tuple[int, float, float]] = {}

    def foretell(target: Scored) -> Recall:
        name = target.review.card
        done, stability, difficulty = memories.get(name, (0, 0.0, 0.0))
        if not done:
            stability, difficulty = fsrs.first(target.card[0].rating, weights)
            done = 1
        for review in target.card[done : target.place]:
            stability, difficulty = fsrs.following(
                stability, difficulty, review.elapsed, review.rating, weights
            )
        memories[name] = target.place, stability, difficulty
        return fsrs.retrievability(target.review.elapsed, stability, weights)

    return foretell


def score(model: str, targets: Sequence[Scored], foretold: Sequence[Recall]) -> Score:
    """Measure what a model foretold of each review."""
    happened = [target.recalled for target in targets]
    bins = [bin_of(target) for target in targets]
    return Score(
        model, log_loss(foretold, happened), rmse_bins(foretold, happened, bins), auc(foretold, happened)
    )


def log_loss(foretold: Sequence[Recall], happened: Sequence[bool]) -> float:
    """Mean of −ln of the chance given to what happened, chances kept a float's epsilon away from 0 and 1."""
    least = float_info.epsilon
    total = 0.0
    for recall, recalled in zip(foretold, happened, strict=True):
        bounded = min(max(recall, least), 1 - least)
        total -= log(bounded if recalled else 1 - bounded)
    return total / len(foretold)


def bin_of(target: Scored) -> Bin:
    """Reviews of one bin have about as long an interval, as many reviews and lapses (of later days) behind them.

    Source of the steps: srs-benchmark, `rmse_matrix`, and `fsrs-rs`, `FSRSItem::r_matrix_index`.
    """
    later = [review for review in target.past if review.elapsed > 0]
    return (
        _step(2.48, 3.62, target.review.elapsed),
        _step(1.99, 1.89, len(later) + 2),
        _step(1.65, 1.73, sum(review.rating == 1 for review in later)),
    )


def _step(scale: float, base: float, number: int) -> int:
    """Which power of `base` a number has reached, in hundredths of its scale; 0 for 0."""
    return round(100 * scale * base ** floor(log(number) / log(base))) if number > 0 else 0


def rmse_bins(foretold: Sequence[Recall], happened: Sequence[bool], bins: Sequence[Bin]) -> float:
    """Root of the mean square of (mean foretold − share recalled) in each bin, by its reviews."""
    sums: dict[Bin, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for recall, recalled, bin in zip(foretold, happened, bins, strict=True):
        kept = sums[bin]
        kept[0] += recall
        kept[1] += recalled
        kept[2] += 1
    return sqrt(sum((said - was) ** 2 / count for said, was, count in sums.values()) / len(foretold))


def auc(foretold: Sequence[Recall], happened: Sequence[bool]) -> float | None:
    """The chance that of one review recalled and one forgotten the former was given more; ties count half.

    Mann and Whitney's U over its greatest value.
    """
    recalled = sum(happened)
    forgotten = len(happened) - recalled
    if not recalled or not forgotten:
        return None
    ordered = sorted(zip(foretold, happened, strict=True))
    total, start = 0.0, 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and ordered[end][0] == ordered[start][0]:
            end += 1
        rank = (start + 1 + end) / 2
        total += rank * sum(was for _, was in ordered[start:end])
        start = end
    return (total - recalled * (recalled + 1) / 2) / (recalled * forgotten)


def _mean(targets: Sequence[Scored]) -> float:
    return sum(target.recalled for target in targets) / len(targets)

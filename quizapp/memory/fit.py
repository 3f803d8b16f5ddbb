"""Weights fitted to a learner's own reviews. The only import of the optimiser, an optional extra.

Rules of `scheduling.md`, "Fitting": one set per learner, from 100 scored reviews on and again after each 25 % of
growth, and never further from the defaults than the evidence allows: w = default + n/(n + 500) · (fit − default).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING

from quizapp.memory import fsrs
from quizapp.memory.guess import COIN
from quizapp.memory.history import scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizapp.memory.fsrs import Weights
    from quizapp.memory.history import Review, Scored

FEWEST = 100
"""Scored reviews below which nothing is fitted."""
GROWTH = 1.25
"""By how much they must have grown since the last fit to be worth another."""
_CAUTION = 500
"""Scored reviews at which fit and defaults count the same."""

_LONGEST = 256
_OPTIMISER = "fsrs_rs_python"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights for a learner, and how many scored reviews they rest on. `unshrunk` are the optimiser's own."""

    weights: Weights
    unshrunk: Weights
    reviews: int


class Unfitted(StrEnum):
    """Why there are no weights; the value is a sentence for the learner."""

    TOO_FEW = (
        f"Too few reviews: from {FEWEST} on, of cards reviewed on an earlier day, weights can be fitted."
        " Answers of true or false, which a coin would give as well, do not count."
    )
    NO_OPTIMISER = "Fitting needs an optimiser, which is an extra: pip install 'quizapp[optimise]'"
    FAILED = "The optimiser found no weights for these reviews."


def has_optimiser() -> bool:
    """Whether the extra is installed."""
    return find_spec(_OPTIMISER) is not None


def telling(reviews: Iterable[Review]) -> list[Scored]:
    """The scored reviews that weights are fitted to, of reviews in the order of time.

    The optimiser takes luck for memory: of a learner who forgets half of what is asked as true or false it sees
    three quarters recalled. So answers that a coin would give as well are left out.
    """
    return [target for target in scored(reviews) if target.review.guess < COIN]


def fit(reviews: Iterable[Review], fewest: int = FEWEST) -> Fitted | Unfitted:
    """Weights for reviews in the order of time, of which the later ones count more.

    What comes after a card's 256th review is left out, as the optimiser would by itself.
    """
    targets = telling(reviews)
    if len(targets) < fewest:
        return Unfitted.TOO_FEW
    try:
        import fsrs_rs_python as optimiser  # noqa: PLC0415 -- an extra that need not be there
    except ImportError:
        return Unfitted.NO_OPTIMISER
    items = [
        optimiser.FSRSItem(
            [optimiser.FSRSReview(int(each.rating), each.elapsed) for each in target.card[: target.place + 1]]
        )
        for target in targets
        if target.place < _LONGEST
    ]
    try:
        found = tuple(optimiser.FSRS(list(fsrs.DEFAULT_WEIGHTS)).compute_parameters(items))
        fsrs.check_weights(found)
    except Exception:  # what it raises is not documented
        return Unfitted.FAILED
    return Fitted(shrunk(found, len(targets)), found, len(targets))


def shrunk(found: Sequence[float], reviews: int) -> Weights:
    """Fitted weights drawn towards the defaults, the more the fewer scored reviews there are."""
    share = reviews / (reviews + _CAUTION)
    pairs = zip(fsrs.DEFAULT_WEIGHTS, found, strict=True)
    return tuple(default + share * (weight - default) for default, weight in pairs)


def worth_fitting(reviews: int, fitted_at: int) -> bool:
    """Whether so many scored reviews are worth a fit, the last one resting on `fitted_at` (0: none yet)."""
    return reviews >= max(FEWEST, fitted_at * GROWTH)

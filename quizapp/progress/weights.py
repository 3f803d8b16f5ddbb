"""Which weights the memory model has, and what a fit of them came to, in sentences for the learner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.refit import typical_days
from quizapp.words import count

if TYPE_CHECKING:
    from quizapp.memory.fsrs import Weights
    from quizapp.memory.refit import Refit
    from quizapp.study.event import Fit

_ALIKE = 0.1
"""Up to this share longer or shorter, a memory is like the average one."""


def holding(fit: Fit | None) -> str:
    """By its weights the scheduler knows how fast you forget. Those of the average learner hold until they
    are fitted to your own answers, which needs 100 answers to cards that you had studied on an earlier day.
    They are the same for all decks. Due dates that were told stay; later ones go by the new weights."""
    if fit is None:
        return "Your memory is predicted with the weights of the average learner."
    at = fit.at
    return (
        f"Your memory is predicted with weights fitted to {fit.reviews:,} answers of yours"
        f" on {at.day} {at:%B %Y}."
    )


def losses(found: Refit | Fit) -> str:
    """How far predictions were off, before and after."""
    return (
        f"From {found.reviews:,} answers: predictions of the newest {found.tested:,} were off by"
        f" {found.loss_before:.3f} before and {found.loss_after:.3f} after (log loss; lower is better)."
    )


def compared(before: Weights, after: Weights) -> str:
    """What other weights say of the learner's memory, and what they do to intervals."""
    mine, average = typical_days(after), typical_days(DEFAULT_WEIGHTS)
    if abs(mine / average - 1) <= _ALIKE:
        said = "Your memory holds about as long as the average one"
    else:
        said = f"Your memory holds {'longer' if mine > average else 'less long'} than average"
    was, now = (max(1, round(typical_days(weights))) for weights in (before, after))
    if was == now:
        return f"{said}: a card that you knew twice comes back after about {count(now, 'day')}, as before."
    return f"{said}: a card that you knew twice comes back after about {count(now, 'day')} instead of {was}."

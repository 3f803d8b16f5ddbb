"""FSRS-6, one function per published formula, on plain floats.

Source of every formula here: "The Algorithm", section FSRS-6, in the wiki of
open-spaced-repetition/awesome-fsrs, as released in `fsrs` 6.3 (PyPI); the upper bound of stability is
that of `fsrs-rs`. A weight `w[i]` is the wiki's w with that index. Time is in whole study days.
"""

from __future__ import annotations

from math import exp, isfinite
from typing import TypeAlias

from quizapp.memory.rating import Rating

Days: TypeAlias = float
Stability: TypeAlias = float
"""Days until predicted recall falls from 1 to 0.9."""
Difficulty: TypeAlias = float
"""From 1 (easy) to 10."""
Recall: TypeAlias = float
"""A probability; the wiki's R, retrievability."""
Weights: TypeAlias = tuple[float, ...]
Curve: TypeAlias = tuple[float, float]
"""Factor and decay of a forgetting curve."""

DEFAULT_WEIGHTS: Weights = (
    *(0.212, 1.2931, 2.3065, 8.2956),  # first stability
    *(6.4133, 0.8334, 3.0194, 0.001),  # difficulty
    *(1.8722, 0.1666, 0.796),  # recall
    *(1.4835, 0.0614, 0.2629, 1.6483),  # forgetting
    *(0.6014, 1.8729),  # hard penalty, easy bonus
    *(0.5425, 0.0912, 0.0658),  # same day
    0.1542,  # decay of the forgetting curve
)
"""The published defaults, the average learner of the open benchmark."""

WEIGHTS_ID = "fsrs6-default"
"""The name under which the log says that a decision was made with `DEFAULT_WEIGHTS`."""

WEIGHT_BOUNDS: tuple[tuple[float, float], ...] = (
    *((0.001, 100.0),) * 4,
    *((1.0, 10.0), (0.001, 4.0), (0.001, 4.0), (0.001, 0.75)),
    *((0.0, 4.5), (0.0, 0.8), (0.001, 3.5)),
    *((0.001, 5.0), (0.001, 0.25), (0.001, 0.9), (0.0, 4.0)),
    *((0.0, 1.0), (1.0, 6.0)),
    *((0.0, 2.0), (0.0, 2.0), (0.0, 0.8)),
    (0.1, 0.8),
)
"""Lowest and highest of each weight, from `fsrs` 6.3; within them no formula here can overflow."""

MIN_STABILITY: Stability = 0.001
MAX_STABILITY: Stability = 36500.0
"""A hundred years; without a bound a long run of Easy grows past every float."""

_AGAIN, _HARD, _GOOD, _EASY = Rating


def check_weights(weights: Weights) -> None:
    """Raises ValueError unless these are 21 weights within their published bounds.

    A millionth beyond is let pass: an optimiser that computes in single precision returns 0.8 as
    0.80000001.
    """
    if len(weights) != len(WEIGHT_BOUNDS):
        raise ValueError(f"FSRS-6 has {len(WEIGHT_BOUNDS)} weights, not {len(weights)}")
    for index, (weight, (low, high)) in enumerate(zip(weights, WEIGHT_BOUNDS, strict=True)):
        if not isfinite(weight) or not low - 1e-6 <= weight <= high + 1e-6:
            raise ValueError(f"weight {index} is {weight}, and must be from {low} to {high}")


def forgetting_curve(weights: Weights) -> Curve:
    """Factor and decay of the curve: decay = −w20, factor = 0.9^(1/decay) − 1."""
    decay = -weights[20]
    return 0.9 ** (1 / decay) - 1, decay


def retrievability(elapsed_days: Days, stability: Stability, weights: Weights) -> Recall:
    """Predicted recall: R(t, S) = (1 + factor · t/S)^decay, with the curve of these weights."""
    factor, decay = forgetting_curve(weights)
    return float((1 + factor * elapsed_days / stability) ** decay)


def interval(stability: Stability, retention: Recall, weights: Weights) -> Days:
    """Days until recall falls to `retention`, not rounded: the forgetting curve solved for t.

    I(r, S) = S/factor · (r^(−1/w20) − 1)
    """
    inverse = -1 / weights[20]
    return float(stability / (0.9**inverse - 1) * (retention**inverse - 1))


def initial_stability(rating: Rating, weights: Weights) -> Stability:
    """After the first rating: S0(G) = w[G − 1]."""
    return max(weights[rating - 1], MIN_STABILITY)


def initial_difficulty(rating: Rating, weights: Weights) -> Difficulty:
    """After the first rating: D0(G) = w4 − e^(w5 · (G − 1)) + 1, from 1 to 10."""
    return _within_difficulty(_unbounded_initial_difficulty(rating, weights))


def next_difficulty(difficulty: Difficulty, rating: Rating, weights: Weights) -> Difficulty:
    """After any later rating, from 1 to 10.

    Linear damping: D' = D + ΔD · (10 − D)/9, with ΔD = −w6 · (G − 3).
    Mean reversion to the first difficulty of Easy, unbounded: D'' = w7 · D0(4) + (1 − w7) · D'.
    """
    damped = difficulty - weights[6] * (rating - 3) * (10 - difficulty) / 9
    reverted = weights[7] * _unbounded_initial_difficulty(_EASY, weights) + (1 - weights[7]) * damped
    return _within_difficulty(reverted)


def stability_after_recall(
    stability: Stability, difficulty: Difficulty, recall: Recall, rating: Rating, weights: Weights
) -> Stability:
    """After Hard, Good or Easy on a later day, when recall was predicted as `recall`.

    S' = S · (1 + e^w8 · (11 − D) · S^(−w9) · (e^(w10 · (1 − R)) − 1) · penalty · bonus), where the
    penalty of Hard is w15 and the bonus of Easy w16.
    """
    growth = (
        exp(weights[8]) * (11 - difficulty) * stability ** -weights[9] * (exp(weights[10] * (1 - recall)) - 1)
    )
    if rating == _HARD:
        growth *= weights[15]
    elif rating == _EASY:
        growth *= weights[16]
    return _within_stability(stability * (1 + growth))


def stability_after_forgetting(
    stability: Stability, difficulty: Difficulty, recall: Recall, weights: Weights
) -> Stability:
    """After Again on a later day, when recall was predicted as `recall`.

    S' = w11 · D^(−w12) · ((S + 1)^w13 − 1) · e^(w14 · (1 − R)), and at most S/e^(w17 · w18), what
    Again would leave within the day.
    """
    forgotten = (
        weights[11]
        * difficulty ** -weights[12]
        * ((stability + 1) ** weights[13] - 1)
        * exp(weights[14] * (1 - recall))
    )
    return _within_stability(min(forgotten, stability / exp(weights[17] * weights[18])))


def stability_same_day(stability: Stability, rating: Rating, weights: Weights) -> Stability:
    """After a rating on the study day of the one before.

    S' = S · e^(w17 · (G − 3 + w18)) · S^(−w19); only Again may shorten it.
    """
    change = exp(weights[17] * (rating - 3 + weights[18])) * stability ** -weights[19]
    if change < 1 and rating != _AGAIN:
        return stability
    return _within_stability(stability * change)


def first(rating: Rating, weights: Weights) -> tuple[Stability, Difficulty]:
    """Stability and difficulty after the first rating of an item."""
    return initial_stability(rating, weights), initial_difficulty(rating, weights)


def following(
    stability: Stability, difficulty: Difficulty, elapsed_days: int, rating: Rating, weights: Weights
) -> tuple[Stability, Difficulty]:
    """Stability and difficulty after a rating `elapsed_days` study days after the one before."""
    if elapsed_days <= 0:
        after = stability_same_day(stability, rating, weights)
    else:
        recall = retrievability(elapsed_days, stability, weights)
        if rating == _AGAIN:
            after = stability_after_forgetting(stability, difficulty, recall, weights)
        else:
            after = stability_after_recall(stability, difficulty, recall, rating, weights)
    return after, next_difficulty(difficulty, rating, weights)


def _unbounded_initial_difficulty(rating: Rating, weights: Weights) -> float:
    return weights[4] - exp(weights[5] * (rating - 1)) + 1


def _within_difficulty(difficulty: float) -> Difficulty:
    return min(max(difficulty, 1.0), 10.0)


def _within_stability(stability: float) -> Stability:
    return min(max(stability, MIN_STABILITY), MAX_STABILITY)

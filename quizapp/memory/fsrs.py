"""FSRS-6, each published formula once, on plain floats.

Source of every formula here: "The Algorithm", section FSRS-6, in the wiki of
open-spaced-repetition/awesome-fsrs, as released in `fsrs` 6.3 (PyPI); the upper bound of stability is
that of `fsrs-rs`. A weight `w[i]` is the wiki's w with that index. Time is in whole study days.
"""

from __future__ import annotations

from functools import lru_cache
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


class Formulas:
    """The formulas with one set of weights; what depends on these alone is worked out once.

    Whole logs are replayed with it, hence the comparisons in place of `min` and `max`.
    """

    __slots__ = (
        "_again_at_once",
        "_at_once",
        "_damping",
        "_decay",
        "_factor",
        "_first",
        "_forgetting",
        "_growth",
        "_inverse",
        "_of_rating",
        "_reversion",
        "_slowing",
        "_wear",
        "_wear_at_once",
        "_whole",
    )

    def __init__(self, weights: Weights) -> None:
        w = weights
        self._factor, self._decay = forgetting_curve(w)
        self._inverse = -1 / w[20]
        self._whole = 0.9**self._inverse - 1
        self._first = tuple(
            (max(w[rating - 1], MIN_STABILITY), _within_difficulty(_first_difficulty(rating, w)))
            for rating in Rating
        )
        self._damping = (0.0, *(w[6] * (rating - 3) for rating in Rating))
        self._reversion = w[7] * _first_difficulty(Rating.EASY, w), 1 - w[7]
        self._growth = exp(w[8])
        self._wear = -w[9]
        self._slowing = w[10]
        self._of_rating = 0.0, 0.0, w[15], 1.0, w[16]
        self._forgetting = w[11], -w[12], w[13], w[14]
        self._at_once = (0.0, *(exp(w[17] * (rating - 3 + w[18])) for rating in Rating))
        self._wear_at_once = -w[19]
        self._again_at_once = exp(w[17] * w[18])

    def first(self, rating: int) -> tuple[Stability, Difficulty]:
        """Stability and difficulty after the first rating of an item: S0(G) = w[G − 1], and
        D0(G) = w4 − e^(w5 · (G − 1)) + 1, from 1 to 10."""
        return self._first[rating - 1]

    def retrievability(self, elapsed_days: Days, stability: Stability) -> Recall:
        """Predicted recall: R(t, S) = (1 + factor · t/S)^decay, with the curve of these weights."""
        recall: Recall = (1 + self._factor * elapsed_days / stability) ** self._decay
        return recall

    def interval(self, stability: Stability, retention: Recall) -> Days:
        """Days until recall falls to `retention`, not rounded: the forgetting curve solved for t.

        I(r, S) = S/factor · (r^(−1/w20) − 1)
        """
        return float(stability / self._whole * (retention**self._inverse - 1))

    def next_difficulty(self, difficulty: Difficulty, rating: int) -> Difficulty:
        """After any rating but the first, from 1 to 10.

        Linear damping: D' = D + ΔD · (10 − D)/9, with ΔD = −w6 · (G − 3).
        Mean reversion to the first difficulty of Easy, unbounded: D'' = w7 · D0(4) + (1 − w7) · D'.
        """
        easy, kept = self._reversion
        after = easy + kept * (difficulty - self._damping[rating] * (10 - difficulty) / 9)
        return 1.0 if after < 1 else 10.0 if after > 10 else after

    def stability_after_recall(
        self, stability: Stability, difficulty: Difficulty, recall: Recall, rating: int
    ) -> Stability:
        """After Hard, Good or Easy on a later day, when recall was predicted as `recall`.

        S' = S · (1 + e^w8 · (11 − D) · S^(−w9) · (e^(w10 · (1 − R)) − 1) · penalty · bonus), where the
        penalty of Hard is w15 and the bonus of Easy w16.
        """
        growth = (
            self._growth * (11 - difficulty) * stability**self._wear * (exp(self._slowing * (1 - recall)) - 1)
        )
        if rating != 3:
            growth *= self._of_rating[rating]
        after = stability * (1 + growth)
        return MIN_STABILITY if after < MIN_STABILITY else MAX_STABILITY if after > MAX_STABILITY else after

    def stability_after_forgetting(
        self, stability: Stability, difficulty: Difficulty, recall: Recall
    ) -> Stability:
        """After Again on a later day, when recall was predicted as `recall`.

        S' = w11 · D^(−w12) · ((S + 1)^w13 − 1) · e^(w14 · (1 − R)), and at most S/e^(w17 · w18), what
        Again would leave within the day.
        """
        scale, by_difficulty, by_stability, by_recall = self._forgetting
        after: Stability = (
            scale
            * difficulty**by_difficulty
            * ((stability + 1) ** by_stability - 1)
            * exp(by_recall * (1 - recall))
        )
        most = stability / self._again_at_once
        after = min(after, most)
        return MIN_STABILITY if after < MIN_STABILITY else MAX_STABILITY if after > MAX_STABILITY else after

    def stability_same_day(self, stability: Stability, rating: int) -> Stability:
        """After a rating on the study day of the one before.

        S' = S · e^(w17 · (G − 3 + w18)) · S^(−w19); only Again may shorten it.
        """
        change = self._at_once[rating] * stability**self._wear_at_once
        if change < 1 and rating != 1:
            return stability
        after = stability * change
        return MIN_STABILITY if after < MIN_STABILITY else MAX_STABILITY if after > MAX_STABILITY else after

    def following(
        self, stability: Stability, difficulty: Difficulty, recall: Recall | None, rating: int
    ) -> tuple[Stability, Difficulty]:
        """Stability and difficulty after a rating when recall was predicted as `recall`; None on the study
        day of the rating before."""
        if recall is None:
            after = self.stability_same_day(stability, rating)
        elif rating == 1:
            after = self.stability_after_forgetting(stability, difficulty, recall)
        else:
            after = self.stability_after_recall(stability, difficulty, recall, rating)
        return after, self.next_difficulty(difficulty, rating)


def forgetting_curve(weights: Weights) -> Curve:
    """Factor and decay of the curve: decay = −w20, factor = 0.9^(1/decay) − 1."""
    decay = -weights[20]
    return 0.9 ** (1 / decay) - 1, decay


def formulas(weights: Weights) -> Formulas:
    """The formulas with these weights, made once for each."""
    # Looking up 21 numbers takes longer than a formula; nearly all learners have these.
    return _DEFAULT if weights is DEFAULT_WEIGHTS else _formulas(weights)


def retrievability(elapsed_days: Days, stability: Stability, weights: Weights) -> Recall:
    """As in `Formulas`."""
    return formulas(weights).retrievability(elapsed_days, stability)


def interval(stability: Stability, retention: Recall, weights: Weights) -> Days:
    """As in `Formulas`."""
    return formulas(weights).interval(stability, retention)


def initial_stability(rating: Rating, weights: Weights) -> Stability:
    """After the first rating."""
    return formulas(weights).first(rating)[0]


def stability_after_recall(
    stability: Stability, difficulty: Difficulty, recall: Recall, rating: Rating, weights: Weights
) -> Stability:
    """As in `Formulas`."""
    return formulas(weights).stability_after_recall(stability, difficulty, recall, rating)


def stability_after_forgetting(
    stability: Stability, difficulty: Difficulty, recall: Recall, weights: Weights
) -> Stability:
    """As in `Formulas`."""
    return formulas(weights).stability_after_forgetting(stability, difficulty, recall)


def stability_same_day(stability: Stability, rating: Rating, weights: Weights) -> Stability:
    """As in `Formulas`."""
    return formulas(weights).stability_same_day(stability, rating)


def first(rating: Rating, weights: Weights) -> tuple[Stability, Difficulty]:
    """Stability and difficulty after the first rating of an item."""
    return formulas(weights).first(rating)


def following(
    stability: Stability, difficulty: Difficulty, elapsed_days: int, rating: Rating, weights: Weights
) -> tuple[Stability, Difficulty]:
    """Stability and difficulty after a rating `elapsed_days` study days after the one before."""
    ours = formulas(weights)
    recall = ours.retrievability(elapsed_days, stability) if elapsed_days > 0 else None
    return ours.following(stability, difficulty, recall, rating)


def _first_difficulty(rating: Rating, weights: Weights) -> float:
    return weights[4] - exp(weights[5] * (rating - 1)) + 1


def _within_difficulty(difficulty: float) -> Difficulty:
    return min(max(difficulty, 1.0), 10.0)


_formulas = lru_cache(maxsize=8)(Formulas)
_DEFAULT = Formulas(DEFAULT_WEIGHTS)

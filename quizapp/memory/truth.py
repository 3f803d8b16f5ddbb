"""The true memory of simulated learners.

FSRS-6 written a second time, from the formulas in "The Algorithm", wiki of open-spaced-repetition/awesome-fsrs.
It shares nothing with `fsrs.py`, so that a fault of the scheduler cannot cancel itself when a simulation
judges it. Ratings are 1 (Again) to 4 (Easy), days are counted from the first of the simulation.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from math import cos, exp, expm1, log, log1p, pi, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CENTURY = 36500.0
_INSTANT = 0.001


@dataclass(frozen=True, slots=True)
class Trace:
    """What is left of an item in a head: days until recall is 0.9, difficulty 1 to 10, day it was last met."""

    stability: float
    difficulty: float
    day: int


class Mind:
    """A simulated learner.

    `weights` are the 21 of FSRS-6, here those of the head and not of any scheduler. With a `spread` items differ:
    each has its first stability times e^(spread · z), z from a normal distribution, which no scheduler is told.
    """

    def __init__(self, weights: Sequence[float], seed: int, spread: float = 0.0) -> None:
        self._w, self._seed, self._spread = tuple(weights), seed, spread
        # R(t, S) = (1 + f · t/S)^(−w20), and R(S, S) is to be 0.9.
        self._f = expm1(log(10 / 9) / self._w[20])

    def recalls(self, trace: Trace, day: int) -> float:
        """The chance to recall an item on a day."""
        passed = max(day - trace.day, 0)
        return exp(-self._w[20] * log1p(self._f * passed / trace.stability))

    def meets(self, item: str, rating: int, day: int) -> Trace:
        """An item is met for the first time, and rated."""
        stability = self._w[rating - 1]
        if self._spread:
            stability *= exp(self._spread * self._normal(item))
        return Trace(_between(_INSTANT, stability, _CENTURY), self._starting_difficulty(rating), day)

    def answers(self, trace: Trace, rating: int, day: int) -> Trace:
        """An item is asked again, and rated."""
        if day <= trace.day:
            stability = self._again_within_the_day(trace.stability, rating)
        elif rating == 1:
            stability = self._forgotten(trace, 1 - self.recalls(trace, day))
        else:
            stability = self._recalled(trace, 1 - self.recalls(trace, day), rating)
        difficulty = self._difficulty(trace.difficulty, rating)
        return Trace(_between(_INSTANT, stability, _CENTURY), difficulty, day)

    def luck(self, item: str, answer: int) -> float:
        """From 0 to 1, the same for an item's nth answer whatever the scheduler: plans differ, not luck."""
        return self._drawn(f"{item} answer {answer}")

    def _again_within_the_day(self, stability: float, rating: int) -> float:
        w = self._w
        log_factor = w[17] * (rating - 3 + w[18]) - w[19] * log(stability)
        return stability * exp(log_factor if rating == 1 else max(log_factor, 0.0))

    def _recalled(self, trace: Trace, loss: float, rating: int) -> float:
        w = self._w
        gain = exp(w[8] - w[9] * log(trace.stability)) * (11 - trace.difficulty) * expm1(w[10] * loss)
        return trace.stability * (1 + gain * {2: w[15], 3: 1.0, 4: w[16]}[rating])

    def _forgotten(self, trace: Trace, loss: float) -> float:
        w = self._w
        left = (
            w[11] * exp(w[14] * loss - w[12] * log(trace.difficulty)) * expm1(w[13] * log1p(trace.stability))
        )
        return min(left, trace.stability * exp(-w[17] * w[18]))

    def _difficulty(self, before: float, rating: int) -> float:
        w = self._w
        moved = before + w[6] * (3 - rating) * (10 - before) / 9
        easiest = w[4] - expm1(3 * w[5])
        return _between(1.0, moved + w[7] * (easiest - moved), 10.0)

    def _starting_difficulty(self, rating: int) -> float:
        return _between(1.0, self._w[4] - expm1(self._w[5] * (rating - 1)), 10.0)

    def _normal(self, item: str) -> float:
        radius = sqrt(-2 * log(1 - self._drawn(f"{item} radius")))
        return radius * cos(2 * pi * self._drawn(f"{item} angle"))

    def _drawn(self, name: str) -> float:
        digest = blake2b(f"{self._seed}/{name}".encode("utf-8", "surrogatepass"), digest_size=6).digest()
        return int.from_bytes(digest, "little") / (1 << 48)


def _between(low: float, value: float, high: float) -> float:
    return low if value < low else min(value, high)

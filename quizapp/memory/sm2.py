"""SM-2: as Anki schedules by it, and as the open benchmark predicts by it. To be compared with, not used.

Sources: the Anki Manual, "Deck Options" (the defaults: starting ease 2.50, graduating interval 1 day, easy interval 4
days, easy bonus 1.30, hard interval 1.20, new interval 0, minimum interval 1 day) and "What spaced repetition
algorithm does Anki use?" in its FAQ; for days late, fuzz and the order among the four its source,
`rslib/src/scheduler/states/review.rs`. For predictions open-spaced-repetition/srs-benchmark, `models/sm2.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.memory import fuzz
from quizapp.memory.rating import Rating

if TYPE_CHECKING:
    from collections.abc import Iterable

STARTING_EASE = 2.5
_LOWEST_EASE = 1.3
_EASY_BONUS = 1.3
_HARD = 1.2
_GRADUATING, _EASY_AT_ONCE = 1, 4
_LONGEST = 36500
_EASE = {Rating.AGAIN: -0.2, Rating.HARD: -0.15, Rating.GOOD: 0.0, Rating.EASY: 0.15}


@dataclass(frozen=True, slots=True)
class Sm2:
    """A card in review: its interval in days, its ease, and the day it was last answered."""

    interval: int
    ease: float
    day: int

    @property
    def due(self) -> int:
        return self.day + self.interval


def graduated(rating: Rating, day: int, place: float | None) -> Sm2:
    """A new card that left its learning steps: after Easy in four days, otherwise on the next."""
    if rating is Rating.EASY:
        return Sm2(_fuzzed(_EASY_AT_ONCE, _GRADUATING + 1, place), STARTING_EASE, day)
    return Sm2(_GRADUATING, STARTING_EASE, day)


def answered(card: Sm2, rating: Rating, day: int, place: float | None) -> Sm2:
    """A card after a rating in review; one forgotten has gone through its relearning step.

    Days late count half for Good and whole for Easy; each of Hard, Good and Easy is a day longer than the one
    before at least. `place`, from 0 to 1, says where within its fuzz an interval falls; without it there is none.
    """
    ease = max(card.ease + _EASE[rating], _LOWEST_EASE)
    if rating is Rating.AGAIN:
        return Sm2(1, ease, day)
    late = max(day - card.due, 0)
    interval = _fuzzed(card.interval * _HARD, card.interval + 1, place)
    if rating is not Rating.HARD:
        interval = _fuzzed((card.interval + late / 2) * card.ease, interval + 1, place)
    if rating is Rating.EASY:
        interval = _fuzzed((card.interval + late) * card.ease * _EASY_BONUS, interval + 1, place)
    return Sm2(interval, ease, day)


def _fuzzed(days: float, least: int, place: float | None) -> int:
    least = min(least, _LONGEST)
    days = min(max(days, least), _LONGEST)
    if place is None:
        return _rounded(days)
    low, high = (min(max(bound, least), _LONGEST) for bound in fuzz.bounds(days))
    if low == high and 2 < high < _LONGEST:
        high += 1
    return low + int(place * (high - low + 1))


def _rounded(days: float) -> int:
    """Half up, as Anki does; Python's own rounds half to even."""
    return int(days + 0.5)


def benchmark_interval(ratings: Iterable[Rating]) -> int:
    """The interval in days after ratings on as many days, by the SM-2 of 1987, as the benchmark has it.

    A rating counts one more there, from 2 to 5. Recall after t days is taken for 0.9^(t/interval).
    """
    interval, ease, passed = 0.0, STARTING_EASE, 0
    for rating in ratings:
        quality = rating + 1
        if rating is Rating.AGAIN:
            interval, passed = 1.0, 0
        else:
            interval = (1.0, 6.0)[passed] if passed < 2 else interval * ease
            passed += 1
        ease = max(_LOWEST_EASE, ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02))
        interval = float(min(max(1, round(interval + 0.01)), _LONGEST))
    return int(interval)

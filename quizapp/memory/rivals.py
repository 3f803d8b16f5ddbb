"""The schedulers that a simulation compares: each says what to ask today, and is told how it went."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Protocol

from quizapp.memory import fsrs, fuzz, sm2
from quizapp.memory.exam import Candidate, Habits, Policy, Seconds, choose
from quizapp.memory.recall import recall
from quizapp.memory.schedule import Memory, rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.memory.fsrs import Weights
    from quizapp.memory.rating import Rating

FIRST_DAY = date(2024, 1, 1)
"""Day 0 of every simulation; which one it is makes no difference."""


class Rival(StrEnum):
    SM2 = "SM-2 as in Anki"
    FSRS_90 = "FSRS at 0.9"
    FSRS_80 = "FSRS at 0.8"
    AHEAD = "review ahead"
    GAIN = "exam rule"


class Scheduler(Protocol):
    def order(self, day: int) -> Sequence[int]:
        """The items to ask on a day, by position, those to be asked first in front. All have an answer to give:
        how many are asked is a matter of time."""

    def rated(self, item: int, ratings: Sequence[Rating], day: int) -> None:
        """An item was asked until it left its steps within the day, and rated so, one after the other."""


class Sm2Scheduler:
    """Due items by the day they are due, then new ones in order."""

    def __init__(self, keys: Sequence[str], memories: Sequence[Memory | None]) -> None:
        self._keys = keys
        self._cards = [None if memory is None else _as_sm2(memory) for memory in memories]
        self._answers = [0] * len(keys)

    def order(self, day: int) -> list[int]:
        due = sorted((card.due, index) for index, card in enumerate(self._cards) if card and card.due <= day)
        return [index for _, index in due] + [index for index, card in enumerate(self._cards) if card is None]

    def rated(self, item: int, ratings: Sequence[Rating], day: int) -> None:
        card, place = self._cards[item], fuzz.fraction(self._keys[item], self._answers[item])
        self._answers[item] += 1
        if card is None:
            self._cards[item] = sm2.graduated(ratings[-1], day, place)
        else:
            self._cards[item] = sm2.answered(card, ratings[0], day, place)


class FsrsScheduler:
    """Due items by recall, the lowest first, then new ones in order."""

    def __init__(
        self, keys: Sequence[str], memories: Sequence[Memory | None], weights: Weights, retention: float
    ) -> None:
        self._keys, self._weights, self._retention = keys, weights, retention
        self._memories = list(memories)
        self._due = [0] * len(keys)
        for index, memory in enumerate(memories):
            if memory is not None:
                self._due[index] = self._next(index, memory)

    def order(self, day: int) -> list[int]:
        today, due, new = _date(day), [], []
        for index, memory in enumerate(self._memories):
            if memory is None:
                new.append(index)
            elif self._due[index] <= day:
                due.append((recall(memory, today, self._weights), index))
        return [index for _, index in sorted(due)] + new

    def rated(self, item: int, ratings: Sequence[Rating], day: int) -> None:
        memory = _after(self._memories[item], ratings, day, self._weights)
        self._memories[item], self._due[item] = memory, self._next(item, memory)

    def _next(self, item: int, memory: Memory) -> int:
        days = fsrs.interval(memory.stability, self._retention, self._weights)
        place = fuzz.fraction(self._keys[item], memory.reviews)
        return (memory.study_day - FIRST_DAY).days + max(fuzz.fuzzed(min(days, fsrs.MAX_STABILITY), place), 1)


class ExamScheduler:
    """What the app does before an exam, by one policy."""

    def __init__(
        self,
        items: Sequence[Candidate],
        exam_day: int,
        weights: Weights,
        policy: Policy,
        habits: Habits,
    ) -> None:
        self._candidates = list(items)
        self._exam_day, self._weights, self._policy, self._habits = exam_day, weights, policy, habits

    def order(self, day: int) -> Sequence[int]:
        exam_day = _date(self._exam_day)
        return choose(self._candidates, _date(day), exam_day, inf, self._weights, self._policy, self._habits)

    def rated(self, item: int, ratings: Sequence[Rating], day: int) -> None:
        before = self._candidates[item]
        memory = _after(before.memory, ratings, day, self._weights)
        self._candidates[item] = Candidate(before.key, memory, before.guess, before.weight, before.seconds)


def scheduler(
    rival: Rival,
    keys: Sequence[str],
    memories: Sequence[Memory | None],
    exam_day: int,
    weights: Weights,
    seconds: Seconds,
    habits: Habits,
) -> Scheduler:
    """A scheduler on day 0. `seconds` and `habits` are what it is told of the learner."""
    match rival:
        case Rival.SM2:
            return Sm2Scheduler(keys, memories)
        case Rival.FSRS_90:
            return FsrsScheduler(keys, memories, weights, 0.9)
        case Rival.FSRS_80:
            return FsrsScheduler(keys, memories, weights, 0.8)
        case Rival.AHEAD:
            policy = Policy.AHEAD
        case Rival.GAIN:
            policy = Policy.GAIN
    return ExamScheduler(candidates(keys, memories, seconds), exam_day, weights, policy, habits)


def candidates(keys: Sequence[str], memories: Sequence[Memory | None], seconds: Seconds) -> list[Candidate]:
    """Items as the exam rule takes them."""
    return [Candidate(key, memory, seconds=seconds) for key, memory in zip(keys, memories, strict=True)]


def _date(day: int) -> date:
    return FIRST_DAY + timedelta(days=day)


def _after(before: Memory | None, ratings: Sequence[Rating], day: int, weights: Weights) -> Memory:
    memory = before
    for rating in ratings:
        memory = rate(memory, rating, _date(day), weights)
    assert memory is not None
    return memory


def _as_sm2(memory: Memory) -> sm2.Sm2:
    """What SM-2 would start from: an interval as long as the stability, and the starting ease."""
    days = max(1, round(min(memory.stability, fsrs.MAX_STABILITY)))
    return sm2.Sm2(days, sm2.STARTING_EASE, (memory.study_day - FIRST_DAY).days)

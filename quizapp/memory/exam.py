"""Which items to study before an exam: those that add most to what is recalled on its day, per second.

Source of the rule: `scheduling.md`, "Exam day". Recall on the day of the exam T, seen from today t:

    R    = recall now                       stay = recall at T if the item is not reviewed
    up   = Σ over passing grades g of P(g | pass) · recall after T − t at S_g
    down = recall after T − t at the stability after Again, then Good
    gain = weight · (1 − guess) · (R · up + (1 − R) · down − stay)
    cost = R · seconds(right) + (1 − R) · seconds(wrong)

An item never studied has stay = 0, and a first study instead of a review.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.memory import fsrs
from quizapp.memory.rating import Rating

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from quizapp.memory.fsrs import Days, Difficulty, Recall, Stability, Weights
    from quizapp.memory.schedule import Memory


@dataclass(frozen=True, slots=True)
class Seconds:
    """What an item costs on one day: asked and right; wrong, and asked again until it is right; studied
    for the first time, learning steps included.

    The defaults are for a learner of whom nothing is known: what Anki's users take, by the answer times in
    `fsrs-rs`, `DEFAULT_SIMULATOR_CONFIG`.
    """

    right: float = 12.0
    wrong: float = 32.0
    new: float = 31.0


PLAIN = Seconds()


@dataclass(frozen=True, slots=True)
class Habits:
    """How a learner rates: P(Again, Hard, Good, Easy) at the first answer, P(Hard, Good, Easy | pass) later.

    By default a right answer is Good, as the app suggests, and the first answers are wrong as often as
    those of the learners of `fsrs-rs` (`DEFAULT_SIMULATOR_CONFIG`, first rating Again: 0.24).
    """

    first: tuple[float, float, float, float] = (0.24, 0.0, 0.76, 0.0)
    passed: tuple[float, float, float] = (0.0, 1.0, 0.0)


USUAL = Habits()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be studied; `memory` is None before its first answer.

    `guess` is the chance of being right without knowing, `weight` what the exam gives for the item.
    """

    key: str
    memory: Memory | None
    guess: float = 0.0
    weight: float = 1.0
    seconds: Seconds = PLAIN


@dataclass(frozen=True, slots=True)
class Worth:
    """What studying an item today is expected to add to the exam, in its points, and to take."""

    gain: float
    seconds: float

    @property
    def rate(self) -> float:
        """Gain per second."""
        return self.gain / self.seconds


class Policy(StrEnum):
    GAIN = "gain"
    """By gain per second."""
    AHEAD = "ahead"
    """What is due, the least likely to be recalled first; then new items; then what is not due yet, the
    least likely to be recalled at the exam first."""


DUE_AT: Recall = 0.9
"""The recall below which an item is due."""
_PASSING = (Rating.HARD, Rating.GOOD, Rating.EASY)
SHORTEST = 0.1
"""Seconds that anything takes at least, so that a cost of nothing does not divide."""


def exam_recall(memory: Memory | None, exam_day: date, weights: Weights) -> Recall:
    """Predicted recall on the day of the exam if nothing is studied until then; 0 before a first study."""
    if memory is None:
        return 0.0
    return fsrs.retrievability(max((exam_day - memory.study_day).days, 0), memory.stability, weights)


def worth(
    candidate: Candidate,
    today: date,
    exam_day: date,
    weights: Weights,
    habits: Habits = USUAL,
    fresh: Recall | None = None,
) -> Worth:
    """What one study of an item today is worth at the exam. The gain may be nothing or less. `fresh` is what
    `first_gain` gives, which is the same for all items, None where it is still to be worked out."""
    ahead = max((exam_day - today).days, 0)
    memory, seconds = candidate.memory, candidate.seconds
    if memory is None:
        added, cost = first_gain(ahead, weights, habits) if fresh is None else fresh, seconds.new
    else:
        elapsed = max((today - memory.study_day).days, 0)
        recall, added = review_gain(memory.stability, memory.difficulty, elapsed, ahead, weights, habits)
        cost = recall * seconds.right + (1 - recall) * seconds.wrong
    return Worth(candidate.weight * (1 - candidate.guess) * added, max(cost, SHORTEST))


def first_gain(ahead: Days, weights: Weights, habits: Habits) -> Recall:
    """Expected recall `ahead` days after a first study: a first rating, then Good within the day."""
    return sum(
        share
        * fsrs.retrievability(ahead, _relearnt(fsrs.initial_stability(rating, weights), weights), weights)
        for rating, share in zip(Rating, habits.first, strict=True)
        if share > 0
    )


def review_gain(
    stability: Stability,
    difficulty: Difficulty,
    elapsed: int,
    ahead: Days,
    weights: Weights,
    habits: Habits,
) -> tuple[Recall, Recall]:
    """Recall now, and what a review now is expected to add to the recall `ahead` days later.

    An item answered today (`elapsed` 0) is taken for recalled, and moved by the formula for the same day.
    """
    recall = fsrs.retrievability(elapsed, stability, weights)
    up = 0.0
    for rating, share in zip(_PASSING, habits.passed, strict=True):
        if share > 0:
            if elapsed > 0:
                after = fsrs.stability_after_recall(stability, difficulty, recall, rating, weights)
            else:
                after = fsrs.stability_same_day(stability, rating, weights)
            up += share * fsrs.retrievability(ahead, after, weights)
    down = 0.0
    if elapsed > 0:
        forgotten = fsrs.stability_after_forgetting(stability, difficulty, recall, weights)
        down = fsrs.retrievability(ahead, _relearnt(forgotten, weights), weights)
    stay = fsrs.retrievability(elapsed + ahead, stability, weights)
    return recall, recall * up + (1 - recall) * down - stay


def choose(
    candidates: Sequence[Candidate],
    today: date,
    exam_day: date,
    seconds: float,
    weights: Weights,
    policy: Policy = Policy.GAIN,
    habits: Habits = USUAL,
) -> tuple[int, ...]:
    """The positions of the items to study today, in that order: the next one as long as, of `seconds`, time is
    expected to be left.

    By gain nothing is chosen that would not gain; so an item answered today comes again only where
    that helps, as after a lapse.
    """
    chosen = []
    left = seconds
    for index, each in ranked(candidates, today, exam_day, weights, policy, habits):
        if left <= 0:
            break
        chosen.append(index)
        left -= each.seconds
    return tuple(chosen)


def ranked(
    candidates: Sequence[Candidate],
    today: date,
    exam_day: date,
    weights: Weights,
    policy: Policy = Policy.GAIN,
    habits: Habits = USUAL,
) -> list[tuple[int, Worth]]:
    """The positions of all items that `choose` may take, in its order, with what they are worth."""
    fresh = first_gain(max((exam_day - today).days, 0), weights, habits)
    worths = [worth(candidate, today, exam_day, weights, habits, fresh) for candidate in candidates]
    match policy:
        case Policy.GAIN:
            order: Iterable[int] = sorted(
                (index for index, each in enumerate(worths) if each.gain > 0),
                key=lambda index: (-worths[index].rate, index),
            )
        case Policy.AHEAD:
            order = _ahead(candidates, today, exam_day, weights)
    return [(index, worths[index]) for index in order]


def _ahead(candidates: Sequence[Candidate], today: date, exam_day: date, weights: Weights) -> list[int]:
    due, new, rest = [], [], []
    for index, candidate in enumerate(candidates):
        memory = candidate.memory
        if memory is None:
            new.append(index)
        elif memory.study_day < today:
            recall = fsrs.retrievability((today - memory.study_day).days, memory.stability, weights)
            if recall <= DUE_AT:
                due.append((recall, index))
            else:
                rest.append((exam_recall(memory, exam_day, weights), index))
    return [index for _, index in sorted(due)] + new + [index for _, index in sorted(rest)]


def _relearnt(stability: Stability, weights: Weights) -> Stability:
    return fsrs.stability_same_day(stability, Rating.GOOD, weights)

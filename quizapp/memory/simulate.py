"""Schedulers compared on the same true memories and the same minutes: how much is recalled at the exam?

What is taken for granted (`Assumptions`) is plain: an item takes so many seconds of a day, by whether it was known,
forgotten or new, as in the rule for an exam; a right answer is rated Good. An item is asked until it leaves its
steps within the day: a new one until it was right twice, a forgotten one once more. Schedulers with intervals ask
what is due and then what is new, as much as there is. A day is studied until its minutes are used, and an item
that was begun is finished. The exam comes before anything is studied on its day. True memories are FSRS-6
(`truth.py`) with weights that the schedulers know: nothing here says how well FSRS describes a real learner, and
nobody gets tired.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from typing import TYPE_CHECKING

from quizapp.memory import fsrs
from quizapp.memory.exam import Habits, Seconds
from quizapp.memory.forecast import Forecast, better, drawn
from quizapp.memory.rating import Rating
from quizapp.memory.rivals import FIRST_DAY, Rival, Scheduler, candidates, scheduler
from quizapp.memory.truth import Mind, Trace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizapp.memory.fsrs import Weights
    from quizapp.memory.schedule import Memory

_LEARNING_STEPS = 2
"""1 and 10 minutes, as in Anki and here: Good twice, or Easy, and an item has left them."""

UNHURRIED = Seconds(right=15.0, wrong=42.0, new=36.0)
"""What an item takes on a day: about a quarter more than `exam.PLAIN`."""

UNTAUGHT = Habits(first=(0.4, 0.0, 0.6, 0.0))
"""Learners who are asked before they are taught: four of ten first answers are wrong."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is taken for granted.

    With the seconds and the first answers that are given here, chosen among round numbers for it, each figure of
    the table in `scheduling.md`, "Exam day", comes out to within 0.015 (`tests/benchmarks/simulate.py`). Other
    times and other learners give other figures.
    """

    days: int = 40
    weights: Weights = fsrs.DEFAULT_WEIGHTS
    spread: float = 0.0
    """By how much true memories differ (`truth.Mind`)."""
    seconds: Seconds = UNHURRIED
    habits: Habits = UNTAUGHT


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one simulated learner ends: mean true recall at the exam, items never studied counting 0; how many
    were studied; answers and seconds until then."""

    recall: float
    seen: int
    answers: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """A scheduler at so many minutes a day, over several learners."""

    rival: Rival
    minutes: float
    outcomes: tuple[Outcome, ...]

    @property
    def recall(self) -> float:
        return sum(each.recall for each in self.outcomes) / len(self.outcomes)

    @property
    def error(self) -> float:
        """Standard error of the mean recall; 0 for a single learner, of whom nothing is known of others."""
        count = len(self.outcomes)
        if count < 2:
            return 0.0
        return sqrt(sum((each.recall - self.recall) ** 2 for each in self.outcomes) / (count - 1) / count)


def compare(
    keys: Sequence[str],
    memories: Sequence[Memory | None],
    minutes: Sequence[float],
    seeds: Sequence[int],
    assumptions: Assumptions,
    rivals: Sequence[Rival] = tuple(Rival),
    tick: Callable[[], None] = lambda: None,
) -> tuple[Result, ...]:
    """Every scheduler at every number of minutes a day, with one learner for each seed.

    `memories` are those of day 0 (None for an item never studied), counted from `FIRST_DAY`. `tick` is called
    after each learner, and may raise to stop.
    """
    results = []
    for rival in rivals:
        for each in minutes:
            outcomes = []
            for seed in seeds:
                outcomes.append(live(rival, keys, memories, each, seed, assumptions))
                tick()
            results.append(Result(rival, each, tuple(outcomes)))
    return tuple(results)


def promised(
    keys: Sequence[str], memories: Sequence[Memory | None], minutes: float, assumptions: Assumptions
) -> Forecast:
    """What the app forecasts on day 0, of the better of its two plans for an exam: no true memory has a say."""
    told = assumptions
    items = candidates(keys, memories, told.seconds)
    return better(items, FIRST_DAY, FIRST_DAY + timedelta(told.days), minutes, told.weights, told.habits)


def live(
    rival: Rival,
    keys: Sequence[str],
    memories: Sequence[Memory | None],
    minutes: float,
    seed: int,
    assumptions: Assumptions,
) -> Outcome:
    """One learner's days until the exam, studying what one scheduler says."""
    plan = scheduler(
        rival,
        keys,
        memories,
        assumptions.days,
        assumptions.weights,
        assumptions.seconds,
        assumptions.habits,
    )
    learner = _Learner(keys, memories, seed, assumptions)
    for day in range(assumptions.days):
        _study(plan, learner, day, 60 * minutes)
    return learner.outcome()


def _study(plan: Scheduler, learner: _Learner, day: int, seconds: float) -> None:
    left = seconds
    for item in plan.order(day):
        if left <= 0:
            break
        ratings, taken = learner.asked(item, day)
        plan.rated(item, ratings, day)
        left -= taken


class _Learner:
    """A mind, and what it holds of each item."""

    def __init__(
        self, keys: Sequence[str], memories: Sequence[Memory | None], seed: int, assumptions: Assumptions
    ) -> None:
        self._keys, self._assumptions = keys, assumptions
        self._mind = Mind(assumptions.weights, seed, assumptions.spread)
        self._traces = [None if memory is None else _trace(memory) for memory in memories]
        self._met = [0] * len(keys)
        self._answers = 0
        self._seconds = 0.0

    def asked(self, item: int, day: int) -> tuple[list[Rating], float]:
        """Ask an item until it leaves its steps within the day: its ratings, and the seconds they took."""
        key, trace, told = self._keys[item], self._traces[item], self._assumptions
        luck = self._mind.luck(key, self._met[item])
        if trace is None:
            ratings, taken = _first_study(drawn(luck, told.habits.first)), told.seconds.new
        else:
            recall = self._mind.recalls(trace, day)
            rating = drawn(luck, (1 - recall, *(recall * share for share in told.habits.passed)))
            if rating is Rating.AGAIN:
                ratings, taken = [rating, Rating.GOOD], told.seconds.wrong
            else:
                ratings, taken = [rating], told.seconds.right
        for rating in ratings:
            if trace is None:
                trace = self._mind.meets(key, rating, day)
            else:
                trace = self._mind.answers(trace, rating, day)
        self._traces[item] = trace
        self._met[item] += 1
        self._answers += len(ratings)
        self._seconds += taken
        return ratings, taken

    def outcome(self) -> Outcome:
        seen = [trace for trace in self._traces if trace is not None]
        recalled = sum(self._mind.recalls(trace, self._assumptions.days) for trace in seen)
        return Outcome(recalled / max(len(self._keys), 1), len(seen), self._answers, self._seconds)


def _first_study(rating: Rating) -> list[Rating]:
    """The ratings until an item leaves its learning steps: Good twice after Again and Hard, once after Good."""
    match rating:
        case Rating.EASY:
            return [rating]
        case Rating.GOOD:
            return [rating] * _LEARNING_STEPS
        case _:
            return [rating] + [Rating.GOOD] * _LEARNING_STEPS


def _trace(memory: Memory) -> Trace:
    return Trace(memory.stability, memory.difficulty, (memory.study_day - FIRST_DAY).days)

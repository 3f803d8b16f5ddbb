"""What a plan for an exam comes to: the days until then, lived through with the learner's own model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import sqrt
from typing import TYPE_CHECKING

from quizapp.memory import fsrs, fuzz
from quizapp.memory.exam import DUE_AT, SHORTEST, USUAL, Candidate, Habits, Policy, first_gain, review_gain
from quizapp.memory.guess import likely_right
from quizapp.memory.rating import Rating

if TYPE_CHECKING:
    from quizapp.memory.fsrs import Recall, Weights

Minutes = float | Sequence[float]
"""A day: the same each day, or from today on one day after the other (0 after the last)."""

MODEL_DEVIATION: Recall = 0.065
"""How far predicted and true recall of one learner lie apart, beyond luck: RMSE(bins) of FSRS-6, fitted, in
the open srs-benchmark, the mean over learners. With default weights it is 0.093 there. An upper bound for
a mean over many items, in which the errors of bins cancel in part."""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """What is studied on a day: expected seconds, reviews and first studies."""

    day: date
    seconds: float
    reviews: float
    new: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a plan is expected to come to.

    `predicted` is the mean recall at the exam over all items, by weight, those never studied counting
    0; `score` the same with what guessing adds. `deviation` is the standard deviation of `predicted`:
    the luck of each item studied (binomial, each as likely as their mean, so rather too much than too
    little), and `MODEL_DEVIATION` for the share of them. `items` is the recall of each candidate.
    """

    policy: Policy
    predicted: Recall
    score: float
    deviation: float
    days: tuple[PlannedDay, ...]
    items: tuple[Recall, ...]


_MOST_WORK = 30_000
"""Items times days times lives up to which there is more than one life: at most a second, if all items are
reviewed each day."""


def _on() -> None:
    pass


def better(
    candidates: Sequence[Candidate],
    today: date,
    exam_day: date,
    minutes: Minutes,
    weights: Weights,
    habits: Habits = USUAL,
    tick: Callable[[], None] = _on,
) -> Forecast:
    """The forecast of the policy that promises more; of gain per second where both promise the same."""
    plans = [forecast(candidates, today, exam_day, minutes, weights, each, habits, tick) for each in Policy]
    return max(plans, key=lambda plan: plan.score)


def forecast(
    candidates: Sequence[Candidate],
    today: date,
    exam_day: date,
    minutes: Minutes,
    weights: Weights,
    policy: Policy = Policy.GAIN,
    habits: Habits = USUAL,
    tick: Callable[[], None] = _on,
) -> Forecast:
    """Live through the days from today to the one before the exam.

    Answers are drawn by the model, the same for an item's nth answer whatever the policy, so that two
    plans differ by what they do and not by luck; few items are lived through several times if the exam is
    not far. `tick` is
    called after each day, and may raise to stop.
    """
    span = max((exam_day - today).days, 0)
    number_of_items = max(len(candidates), 1)
    lives = max(1, min(8, 1200 // number_of_items, _MOST_WORK // (number_of_items * max(span, 1))))
    totals = [[0.0, 0.0, 0.0] for _ in range(span)]
    recalls = [0.0] * len(candidates)
    for number in range(lives):
        life = _Life(candidates, today, exam_day, weights, habits, number)
        for at in range(span):
            life.begin(at)
            spent = life.study(policy, _seconds(minutes, at))
            totals[at] = [total + part / lives for total, part in zip(totals[at], spent, strict=True)]
            tick()
        for index, recall in enumerate(life.recalls()):
            recalls[index] += recall / lives
    return _summary(
        candidates,
        policy,
        recalls,
        [PlannedDay(today + timedelta(days=at), *total) for at, total in enumerate(totals)],
    )


def _seconds(minutes: Minutes, at: int) -> float:
    if isinstance(minutes, Sequence):
        return 60 * minutes[at] if at < len(minutes) else 0.0
    return 60 * minutes


def _summary(
    candidates: Sequence[Candidate], policy: Policy, recalls: list[float], days: list[PlannedDay]
) -> Forecast:
    whole = sum(each.weight for each in candidates)
    if whole <= 0:
        return Forecast(policy, 0.0, 0.0, 0.0, tuple(days), tuple(recalls))
    pairs = list(zip(candidates, recalls, strict=True))
    predicted = sum(each.weight * recall for each, recall in pairs) / whole
    score = sum(each.weight * likely_right(recall, each.guess) for each, recall in pairs) / whole
    weighed = [each.weight for each, recall in pairs if recall > 0]
    seen = sum(weighed) / whole
    mean = min(predicted / seen, 1.0) if seen > 0 else 0.0
    luck = sqrt(mean * (1 - mean) * sum(weight**2 for weight in weighed)) / whole
    deviation = sqrt(luck**2 + (seen * MODEL_DEVIATION) ** 2)
    return Forecast(policy, predicted, score, deviation, tuple(days), tuple(recalls))


class _Life:
    """The items of one simulated learner, whose memory is what the model says. Days count from today."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        today: date,
        exam_day: date,
        weights: Weights,
        habits: Habits,
        number: int,
    ) -> None:
        self._candidates = candidates
        self._weights, self._habits, self._number = weights, habits, number
        self._span = max((exam_day - today).days, 0)
        self._at = 0
        self._stability = [0.0] * len(candidates)
        """0 before the first study."""
        self._difficulty = [0.0] * len(candidates)
        self._last = [0] * len(candidates)
        self._answers = [0] * len(candidates)
        for index, candidate in enumerate(candidates):
            if (memory := candidate.memory) is not None:
                self._stability[index], self._difficulty[index] = memory.stability, memory.difficulty
                self._last[index] = min((memory.study_day - today).days, 0)
                self._answers[index] = memory.reviews

    def begin(self, at: int) -> None:
        """Go to a day, counted from today."""
        self._at = at

    def study(self, policy: Policy, budget: float) -> list[float]:
        """Study until so many seconds are used, finishing what was begun; the seconds used, the reviews, and
        the first studies."""
        spent, reviews, new = 0.0, 0, 0
        for index in self._gaining() if policy is Policy.GAIN else self._ahead():
            if spent >= budget:
                break
            if self._stability[index] == 0:
                spent += self._meet(index)
                new += 1
            else:
                spent += self._review(index)
                reviews += 1
        return [spent, reviews, new]

    def recalls(self) -> list[Recall]:
        """Recall of each item on the day of the exam."""
        return [
            fsrs.retrievability(self._span - last, stability, self._weights) if stability else 0.0
            for stability, last in zip(self._stability, self._last, strict=True)
        ]

    def _gaining(self) -> list[int]:
        """Positions of what gains today, most per second first."""
        ahead = self._span - self._at
        fresh = first_gain(ahead, self._weights, self._habits)
        rated = []
        for index, candidate in enumerate(self._candidates):
            seconds = candidate.seconds
            if stability := self._stability[index]:
                elapsed = self._at - self._last[index]
                recall, gain = review_gain(
                    stability, self._difficulty[index], elapsed, ahead, self._weights, self._habits
                )
                cost = recall * seconds.right + (1 - recall) * seconds.wrong
            else:
                gain, cost = fresh, seconds.new
            gain *= candidate.weight * (1 - candidate.guess)
            if gain > 0:
                rated.append((-gain / max(cost, SHORTEST), index))
        rated.sort()
        return [index for _, index in rated]

    def _ahead(self) -> list[int]:
        due, new, rest = [], [], []
        for index, (stability, last) in enumerate(zip(self._stability, self._last, strict=True)):
            if not stability:
                new.append(index)
            elif last < self._at:
                recall = fsrs.retrievability(self._at - last, stability, self._weights)
                if recall <= DUE_AT:
                    due.append((recall, index))
                else:
                    rest.append((fsrs.retrievability(self._span - last, stability, self._weights), index))
        return [index for _, index in sorted(due)] + new + [index for _, index in sorted(rest)]

    def _meet(self, index: int) -> float:
        """Study an item for the first time: a first rating, then Good within the day."""
        rating = drawn(self._luck(index), self._habits.first)
        stability, difficulty = fsrs.first(rating, self._weights)
        self._keep(index, *fsrs.following(stability, difficulty, 0, Rating.GOOD, self._weights))
        return self._candidates[index].seconds.new

    def _review(self, index: int) -> float:
        """Ask an item; one forgotten is asked again within the day."""
        stability, difficulty = self._stability[index], self._difficulty[index]
        elapsed, seconds = self._at - self._last[index], self._candidates[index].seconds
        recall = fsrs.retrievability(elapsed, stability, self._weights)
        rating = drawn(self._luck(index), (1 - recall, *(recall * share for share in self._habits.passed)))
        stability, difficulty = fsrs.following(stability, difficulty, elapsed, rating, self._weights)
        if rating is Rating.AGAIN:
            stability, difficulty = fsrs.following(stability, difficulty, 0, Rating.GOOD, self._weights)
        self._keep(index, stability, difficulty)
        return seconds.wrong if rating is Rating.AGAIN else seconds.right

    def _luck(self, index: int) -> float:
        return fuzz.fraction(f"{self._number} {self._candidates[index].key}", self._answers[index])

    def _keep(self, index: int, stability: float, difficulty: float) -> None:
        self._stability[index], self._difficulty[index] = stability, difficulty
        self._last[index] = self._at
        self._answers[index] += 1


def drawn(luck: float, shares: Sequence[float]) -> Rating:
    """The rating on which `luck`, from 0 to 1, falls among the shares of Again, Hard, Good and Easy."""
    for rating, bound in zip(Rating, accumulate(shares), strict=True):
        if luck < bound:
            return rating
    # The shares add up to a little less than 1.
    return Rating.GOOD

"""A way back after a gap: plans that work off what waits, each with what it costs and until when.

A plan is lived through with the learner's own model: every day the most valuable of what is due is asked, as
`budget.py` has it, until the minutes are used; what falls due meanwhile and what is forgotten again is
part of it. New items stay out of the reckoning, and out of the plan where the learner wants that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from quizapp.memory import fsrs, fuzz
from quizapp.memory.exam import PLAIN, Seconds
from quizapp.memory.rating import Rating
from quizapp.memory.upkeep import review_worth
from quizapp.study.dues import overdueness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from quizapp.memory.fsrs import Weights
    from quizapp.memory.schedule import Memory
    from quizapp.study.dues import Rank

WALL = 2
"""How many usual days' work make a backlog that is offered a way back."""
AWAY = 3
"""From so many days without study, or of waiting, on."""
LEAST = 10.0
"""Minutes below which nothing is a wall, however short the usual days are."""
LONGEST = 60
"""Days within which a plan has to be through; what takes longer is no plan but a hope."""
_DRAWS = 4000
"""Items are lived through several times where they are fewer than this, and the slowest time counts: luck
matters among few."""
FULL = 600
"""Minutes that nobody studies longer on one day."""
_DAY = 1440
_SPANS = (3, 7)
"""Days of the plans that say how long they take."""
_PACES = (10, 15, 20, 30, 45, 60, 90, 120, 180, 240)
"""Minutes a day that plans may offer."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that was studied before: its memory, and in how many days it is due (0: it waits now)."""

    item: str
    memory: Memory
    days: int
    guess: float = 0.0


@dataclass(frozen=True, slots=True)
class Backlog:
    """A course as a plan sees it: all its items that were studied before, and what it is reckoned with."""

    course: str
    items: tuple[Waiting, ...]
    weights: Weights = fsrs.DEFAULT_WEIGHTS
    retention: float = 0.9
    seconds: Seconds = PLAIN

    @property
    def cards(self) -> int:
        """How many wait now."""
        return sum(each.days <= 0 for each in self.items)

    def work(self, today: date) -> float:
        """The seconds that what waits now is expected to take."""
        found = 0.0
        for each in self.items:
            if each.days <= 0:
                elapsed = max((today - each.memory.study_day).days, 0)
                recall = fsrs.retrievability(elapsed, each.memory.stability, self.weights)
                found += recall * self.seconds.right + (1 - recall) * self.seconds.wrong
        return found


@dataclass(frozen=True, slots=True)
class Offer:
    """A plan: so many minutes a day in all, today included, and the last day on which they are asked for.

    `shares` are the minutes of each course (by id), which make up the whole.
    """

    minutes: float
    days: int
    until: date
    shares: Mapping[str, float]
    paced: bool = False
    """Whether it says how long a day is, rather than how many days there are."""


@dataclass(frozen=True, slots=True)
class Wall:
    """What has piled up: so many cards and minutes, and how many days it is since the last study."""

    cards: int
    minutes: float
    away: int


def due_seconds(ranks: Iterable[Rank], seconds: Seconds, weights: Weights) -> float:
    """The seconds that due items of these ranks are expected to take."""
    factor, decay = fsrs.forgetting_curve(weights)
    recalls = [float((1 + factor * overdueness(rank)) ** decay) for rank in ranks]
    right = sum(recalls)
    return right * seconds.right + (len(recalls) - right) * seconds.wrong


def is_wall(minutes: float, usual: float, away: int) -> bool:
    """Whether so much waits that a way back is offered.

    `minutes` of it wait, `usual` are those of a usual day; `away` is how many days it is since the last study,
    or how long as much has waited, whichever is more.
    """
    return away >= AWAY and minutes > max(WALL * usual, LEAST)


def offers(
    backlogs: Sequence[Backlog], today: date, usual: float, tick: Callable[[], None] = lambda: None
) -> tuple[Offer, ...]:
    """Plans from the steepest to the gentlest: all of it today, in three days, in a week, and at about the
    learner's `usual` minutes a day. None that costs as much as the one before or over `FULL` minutes a day, and
    none that does not get through within `LONGEST` days; where that leaves none, all of it today.

    `tick` is called now and then, and may raise to stop.
    """
    waiting = [each for each in backlogs if each.cards]
    work = {each.course: each.work(today) for each in waiting}
    whole = sum(work.values()) / 60
    if whole <= 0:
        return ()
    shares = {course: seconds / 60 / whole for course, seconds in work.items()}
    lives = max(1, min(4, _DRAWS // sum(len(each.items) for each in waiting)))

    def through(minutes: float, most: int) -> int | None:
        """The days until all courses are caught up."""
        longest = 0
        for each in waiting:
            tick()
            for luck in range(lives):
                days = caught_up(each, today, minutes * shares[each.course], most, luck)
                if days is None:
                    return None
                longest = max(longest, days)
        return longest

    def offer(minutes: float, days: int, *, paced: bool = False) -> Offer:
        parts = {course: minutes * share for course, share in shares.items()}
        return Offer(minutes, days, today + timedelta(days=days - 1), parts, paced)

    at_once = offer(min(ceil(whole), _DAY), 1)
    found = [at_once] if at_once.minutes <= FULL else []
    for span in _SPANS:
        minutes = _least(partial(through, most=span), ceil(whole))
        if minutes is not None and minutes < (found[-1].minutes if found else FULL + 1):
            found.append(offer(minutes, span))
    gentle = min(_PACES, key=lambda pace: (abs(pace - usual), pace))
    for pace in sorted({gentle, *(pace for pace in _PACES if pace > gentle)}):
        if found and pace >= found[-1].minutes:
            break
        days = through(pace, LONGEST) if whole <= pace * LONGEST else None
        if days is not None:
            found.append(offer(pace, days, paced=True))
            break
    return tuple(found or [at_once])


def _least(through: Callable[[int], int | None], most: int) -> int | None:
    """The fewest whole minutes up to `most` with which one gets through; None if these are too few."""
    if through(most) is None:
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        if through(middle) is None:
            low = middle
        else:
            high = middle
    return high


def caught_up(
    backlog: Backlog, today: date, minutes: float, most: int = LONGEST, luck: int = 0
) -> int | None:
    """After how many days of study nothing that is due is left over at the end of the day, today being the
    first; None if that takes more than `most`.

    Answers are drawn by the model, the same for an item's nth answer whatever the plan; another `luck` is
    another life.
    """
    life = _Life(backlog, today, luck)
    return next((at + 1 for at in range(most) if life.study(at, 60 * minutes)), None)


class _Life:
    """The items of a course in the days of one simulated learner. Days count from today."""

    def __init__(self, backlog: Backlog, today: date, luck: int) -> None:
        items = backlog.items
        self._backlog, self._luck = backlog, luck
        self._stability = [each.memory.stability for each in items]
        self._difficulty = [each.memory.difficulty for each in items]
        self._last = [min((each.memory.study_day - today).days, 0) for each in items]
        self._answers = [each.memory.reviews for each in items]
        self._coming: dict[int, list[int]] = {}
        """By day, what falls due on it."""
        for index, each in enumerate(items):
            self._coming.setdefault(max(each.days, 0), []).append(index)
        self._waiting: list[tuple[float, int]] = []
        """What is due, by its worth of the day on which it fell due; that changes little while it waits."""

    def study(self, at: int, budget: float) -> bool:
        """Study for so many seconds, finishing what was begun; whether nothing due is left over."""
        self._waiting += [(self._rank(index, at), index) for index in self._coming.pop(at, ())]
        self._waiting.sort(reverse=True)
        left = budget
        while self._waiting and left > 0:
            _, index = self._waiting.pop()
            left -= self._review(index, at)
        return not self._waiting

    def _rank(self, index: int, at: int) -> float:
        told = self._backlog
        stability, difficulty = self._stability[index], self._difficulty[index]
        elapsed, guess = at - self._last[index], told.items[index].guess
        return -review_worth(stability, difficulty, elapsed, told.weights, told.seconds, guess).rate

    def _review(self, index: int, at: int) -> float:
        """Ask an item; one forgotten is asked again within the day. Returns the seconds."""
        told, elapsed = self._backlog, at - self._last[index]
        stability, difficulty = self._stability[index], self._difficulty[index]
        recall = fsrs.retrievability(elapsed, stability, told.weights)
        right = fuzz.fraction(f"{self._luck} {told.items[index].item}", self._answers[index]) < recall
        rating = Rating.GOOD if right else Rating.AGAIN
        stability, difficulty = fsrs.following(stability, difficulty, elapsed, rating, told.weights)
        if not right:
            stability, difficulty = fsrs.following(stability, difficulty, 0, Rating.GOOD, told.weights)
        self._stability[index], self._difficulty[index] = stability, difficulty
        self._last[index] = at
        self._answers[index] += 1
        wait = max(1, round(fsrs.interval(stability, told.retention, told.weights)))
        self._coming.setdefault(at + wait, []).append(index)
        return told.seconds.right if right else told.seconds.wrong

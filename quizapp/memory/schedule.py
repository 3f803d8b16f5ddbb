"""From a rating to the next memory state and the next due date.

Two things are kept apart. The *memory* is a fold over ratings and study days: replaying the log
gives it again. The *due date* is a decision (fuzz, settings of the time) and is stored as decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from quizapp.memory import fsrs, fuzz, guess
from quizapp.memory.balance import UNBALANCED, Balance
from quizapp.memory.days import DAY_STARTS, day_start, study_day
from quizapp.memory.rating import Rating


class Phase(StrEnum):
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is believed about one item after its latest rating.

    `stability` is in study days, `difficulty` from 1 to 10, `step` the position in the learning
    steps, `study_day` the day of the latest rating. An item never rated has no Memory (None).
    """

    phase: Phase
    step: int
    stability: float
    difficulty: float
    study_day: date
    reviews: int
    """How many ratings, of any kind."""
    lapses: int
    """How often it was forgotten in review."""


@dataclass(frozen=True, slots=True)
class Due:
    """When an item comes back.

    `days` 0: within the day, at the instant `at`. Otherwise that many study days after the rating's
    own, and `at` is the start of that day where the learner was.
    """

    at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rating would lead to."""

    rating: Rating
    memory: Memory
    due: Due


@dataclass(frozen=True, slots=True)
class Parameters:
    """What decisions are made with. Raises ValueError for values that no decision can be made with.

    `weights_id` names the weights in the log. `desired_retention` is the recall at which an item
    should come back, `maximum_days` the longest interval (fuzz included), `day_starts` the rollover
    on the learner's clock. `balance` says which of the days that an interval leaves open is chosen.
    """

    weights: fsrs.Weights = fsrs.DEFAULT_WEIGHTS
    weights_id: str = fsrs.WEIGHTS_ID
    desired_retention: float = 0.9
    maximum_days: int = 36500
    day_starts: time = DAY_STARTS
    balance: Balance = UNBALANCED

    def __post_init__(self) -> None:
        fsrs.check_weights(self.weights)
        if not 0.1 <= self.desired_retention <= 0.999:
            raise ValueError(f"the desired retention is {self.desired_retention}, must be 0.1 to 0.999")
        if self.maximum_days < 2:
            raise ValueError(f"the longest interval is {self.maximum_days} days, must be 2 at least")


KNOWN_FROM = 21.0
"""Study days of stability from which an item counts as known. Anki calls a card mature from an interval
of 21 days on, and at a desired retention of 0.9 interval and stability are the same."""

FIRM_FROM = 2.0
"""Study days of stability from which an item is firm enough for others to rest on it: it was right once, and
is expected to be so again on another day."""

_Waits = dict[Rating, timedelta]


def _minutes(**waits: int) -> _Waits:
    return {Rating[name.upper()]: timedelta(minutes=wait) for name, wait in waits.items()}


_LEARNING = (_minutes(again=1, hard=6, good=10), _minutes(again=1, hard=10))
_REVIEW = _minutes(again=10)
_RELEARNING = _minutes(again=10, hard=15)


def _waits(before: Memory | None) -> _Waits:
    """The ratings that keep an item within the day, and for how long; any other graduates it."""
    if before is None:
        return _LEARNING[0]
    match before.phase:
        case Phase.LEARNING:
            return _LEARNING[1 if before.step > 0 else 0]
        case Phase.REVIEW:
            return _REVIEW
        case Phase.RELEARNING:
            return _RELEARNING


def rate(
    memory: Memory | None, rating: Rating, day: date, weights: fsrs.Weights, luck: float = 0.0
) -> Memory:
    """The memory after a rating on the study day `day`: one step of the fold.

    Depends on nothing but its arguments. A day before that of the latest rating (a clock set back, a
    journey over the date line) counts as the same day, and becomes the day of the latest rating.
    Where Good may come of a guess (`luck`, see `guess.luck_of`), stability and difficulty lie between those
    of Good and of Again; phase, step and counts are those of Good.
    """
    stability, difficulty = _moved(memory, rating, day, weights)
    if luck > 0 and rating == Rating.GOOD:
        credit = guess.credit(None if memory is None else recall(memory, day, weights), luck)
        if credit < 1:
            forgotten = _moved(memory, Rating.AGAIN, day, weights)
            stability = credit * stability + (1 - credit) * forgotten[0]
            difficulty = credit * difficulty + (1 - credit) * forgotten[1]
    if memory is None:
        reviews, lapses = 1, 0
    else:
        reviews = memory.reviews + 1
        lapses = memory.lapses + (rating == Rating.AGAIN and memory.phase is Phase.REVIEW)
    phase, step = _next_step(memory, rating)
    return Memory(phase, step, stability, difficulty, day, reviews, lapses)


def _moved(
    memory: Memory | None, rating: Rating, day: date, weights: fsrs.Weights
) -> tuple[fsrs.Stability, fsrs.Difficulty]:
    if memory is None:
        return fsrs.first(rating, weights)
    elapsed = (day - memory.study_day).days
    return fsrs.following(memory.stability, memory.difficulty, elapsed, rating, weights)


def _next_step(before: Memory | None, rating: Rating) -> tuple[Phase, int]:
    if rating not in _waits(before):
        return Phase.REVIEW, 0
    if before is not None and before.phase is not Phase.LEARNING:
        return Phase.RELEARNING, 0
    advanced = before is not None and before.step > 0
    return Phase.LEARNING, int(rating == Rating.GOOD or (rating == Rating.HARD and advanced))


def recall(memory: Memory, day: date, weights: fsrs.Weights) -> float:
    """Predicted recall on a study day; 1 on the day of the latest rating, of which FSRS says nothing."""
    return fsrs.retrievability(max((day - memory.study_day).days, 0), memory.stability, weights)


def is_known(memory: Memory | None) -> bool:
    """Whether a memory is mature: in review, with a stability of three weeks or more."""
    return memory is not None and memory.phase is Phase.REVIEW and memory.stability >= KNOWN_FROM


def is_firm(memory: Memory | None) -> bool:
    """Whether others may rest on an item: it is in review, with a stability of two days or more."""
    return memory is not None and memory.phase is Phase.REVIEW and memory.stability >= FIRM_FROM


def outlook(
    memory: Memory | None,
    now: datetime,
    item: str,
    parameters: Parameters,
    earlier: tuple[Outcome, ...] = (),
    luck: float = 0.0,
) -> tuple[Outcome, ...]:
    """What each of the four ratings would lead to at `now`, Again first: the memory that `rate` gives, and when
    the item comes back.

    `now` is aware, in the learner's zone; raises ValueError otherwise. All four are worked out together,
    because the order Again < Hard ≤ Good < Easy holds among them. `luck` is as in `rate`.
    `earlier` is what the same would have led to a little earlier, () where it was not asked: on one study day
    the memories are the same, and a day that was shown is kept, whatever other items were given since.
    """
    day = study_day(now, parameters.day_starts)
    shown: dict[Rating, int] = {}
    if earlier and earlier[0].memory.study_day == day:
        shown = {outcome.rating: outcome.due.days for outcome in earlier}
        afters = {outcome.rating: outcome.memory for outcome in earlier}
    else:
        afters = {rating: rate(memory, rating, day, parameters.weights, luck) for rating in Rating}
    dues = _dues(memory, afters, now, item, parameters, shown)
    return tuple(Outcome(rating, afters[rating], dues[rating]) for rating in Rating)


def is_due(due: Due, answered: date, today: date, now: datetime) -> bool:
    """Whether an item whose latest rating fell on the study day `answered` is to be asked at `now`.

    `today` is the study day of `now`, given because a queue asks this of every item. Days are
    counted as study days, so an item waits for a day where the learner is, not where they were;
    steps within a day are instants, and do not outlive the day.
    """
    elapsed = (today - answered).days
    if due.days == 0:
        return elapsed > 0 or _at_its_offset(now) >= due.at
    return elapsed >= due.days


def _dues(
    before: Memory | None,
    afters: dict[Rating, Memory],
    now: datetime,
    item: str,
    parameters: Parameters,
    shown: dict[Rating, int],
) -> dict[Rating, Due]:
    zone = now.tzinfo
    if zone is None:
        raise ValueError(f"a due date depends on a zone, and {now} has none")
    waits = _waits(before)
    dues = {rating: Due(_later(now, wait), 0) for rating, wait in waits.items()}
    latest = _later(now, max(waits.values()))
    day, starts = afters[Rating.GOOD].study_day, parameters.day_starts
    # Shortly before the rollover a step within the day reaches into the next; a day is longer still.
    shortest = max((study_day(latest, starts) - day).days + 1, 1)
    longest = max(parameters.maximum_days, shortest + 1)
    place = fuzz.fraction(item, before.reviews if before else 0)
    avoided = parameters.balance.siblings(item)
    chosen: dict[Rating, int] = {}

    def choose(rating: Rating, low: int, high: int) -> None:
        if rating in waits:
            return
        days = shown.get(rating)
        least, most = _bounds(afters[rating], parameters) if days is None else (days, days)
        least = min(max(least, low), high)
        most = min(max(most, least), high)
        chosen[rating] = parameters.balance.choose(day.toordinal(), least, most, place, avoided)

    # Good first: it is the most frequent, so the others make room for it.
    choose(Rating.GOOD, shortest, longest - 1)
    choose(Rating.HARD, shortest, chosen.get(Rating.GOOD, longest - 1))
    choose(Rating.EASY, chosen.get(Rating.GOOD, shortest - 1) + 1, longest)
    for rating, days in chosen.items():
        dues[rating] = Due(day_start(_day_after(day, days), starts, zone), days)
    return dues


def _bounds(after: Memory, parameters: Parameters) -> tuple[int, int]:
    days = fsrs.interval(after.stability, parameters.desired_retention, parameters.weights)
    return fuzz.bounds(min(days, parameters.maximum_days))


def _at_its_offset(instant: datetime) -> datetime:
    """The same instant, to be compared: Python compares two of one zone by their clocks on the wall."""
    return instant.replace(tzinfo=timezone(instant.utcoffset() or timedelta()))


def _later(now: datetime, wait: timedelta) -> datetime:
    """Counted in UTC, because Python adds to the clock on the wall, which may be put forward or back."""
    try:
        return (now.astimezone(UTC) + wait).astimezone(now.tzinfo)
    except OverflowError:
        return datetime.max.replace(tzinfo=now.tzinfo)


def _day_after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))

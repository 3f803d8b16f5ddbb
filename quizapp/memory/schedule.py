"""From a rating to the next memory state and the next due date.

Two things are kept apart. The *memory* is a fold over ratings and study days: replaying the log
gives it again. The *due date* is a decision (fuzz, settings of the time) and is stored as decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from quizapp.memory import fsrs, fuzz, guess
from quizapp.memory.balance import UNBALANCED, Balance
from quizapp.memory.days import DAY_STARTS, day_start, study_day
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase


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


_Waits = dict[Rating, timedelta]
Belief = tuple[fsrs.Stability, fsrs.Difficulty]


def _minutes(**waits: int) -> _Waits:
    return {Rating[name.upper()]: timedelta(minutes=wait) for name, wait in waits.items()}


_LEARNING = (_minutes(again=1, hard=6, good=10), _minutes(again=1, hard=10))
_REVIEW = _minutes(again=10)
_RELEARNING = _minutes(again=10, hard=15)


def _waits(phase: Phase | None, step: int) -> _Waits:
    """The ratings that keep an item within the day, and for how long; any other graduates it."""
    match phase:
        case None:
            return _LEARNING[0]
        case Phase.LEARNING:
            return _LEARNING[1 if step > 0 else 0]
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
    formulas = fsrs.formulas(weights)
    if memory is None:
        stability, difficulty = formulas.first(rating)
        if luck > 0 and rating == Rating.GOOD:
            stability, difficulty = credited((stability, difficulty), None, None, luck, formulas)
        return Memory(*next_step(None, 0, rating), stability, difficulty, day, 1, 0)
    before = memory.stability, memory.difficulty
    elapsed = (day - memory.study_day).days
    recalled = formulas.retrievability(elapsed, memory.stability) if elapsed > 0 else None
    stability, difficulty = formulas.following(*before, recalled, rating)
    if luck > 0 and rating == Rating.GOOD:
        stability, difficulty = credited((stability, difficulty), before, recalled, luck, formulas)
    phase, step = next_step(memory.phase, memory.step, rating)
    lapses = memory.lapses + (rating == Rating.AGAIN and memory.phase is Phase.REVIEW)
    return Memory(phase, step, stability, difficulty, day, memory.reviews + 1, lapses)


def credited(
    good: Belief, before: Belief | None, recalled: fsrs.Recall | None, luck: float, formulas: fsrs.Formulas
) -> Belief:
    """What is believed after a Good that may have come of a guess, in place of what it would leave for sure.

    `before` is what was believed until then, None of an item never rated; `recalled` as in `Formulas.following`.
    """
    known = None if before is None else 1.0 if recalled is None else recalled
    credit = guess.credit(known, luck)
    if credit >= 1:
        return good
    again = (
        formulas.first(Rating.AGAIN)
        if before is None
        else formulas.following(*before, recalled, Rating.AGAIN)
    )
    return credit * good[0] + (1 - credit) * again[0], credit * good[1] + (1 - credit) * again[1]


def next_step(phase: Phase | None, step: int, rating: Rating) -> tuple[Phase, int]:
    """Phase and step after a rating in that phase and step; None of an item never rated."""
    if rating not in _waits(phase, step):
        return Phase.REVIEW, 0
    if phase is not None and phase is not Phase.LEARNING:
        return Phase.RELEARNING, 0
    return Phase.LEARNING, int(rating == Rating.GOOD or (rating == Rating.HARD and step > 0))


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
    shown: dict[Rating, Due] = {}
    if earlier and earlier[0].memory.study_day == day:
        shown = {outcome.rating: outcome.due for outcome in earlier}
        afters = {outcome.rating: outcome.memory for outcome in earlier}
    else:
        afters = {rating: rate(memory, rating, day, parameters.weights, luck) for rating in Rating}
    dues = _dues(memory, afters, now, item, parameters, shown)
    return tuple(Outcome(rating, afters[rating], dues[rating]) for rating in Rating)


def _dues(
    before: Memory | None,
    afters: dict[Rating, Memory],
    now: datetime,
    item: str,
    parameters: Parameters,
    shown: dict[Rating, Due],
) -> dict[Rating, Due]:
    zone = now.tzinfo
    if zone is None:
        raise ValueError(f"a due date depends on a zone, and {now} has none")
    waits = _waits(None, 0) if before is None else _waits(before.phase, before.step)
    dues = {rating: Due(_later(now, wait), 0) for rating, wait in waits.items()}
    latest = _later(now, max(waits.values()))
    day, starts = afters[Rating.GOOD].study_day, parameters.day_starts
    # Shortly before the rollover a step within the day reaches into the next; a day is longer still.
    shortest = max((study_day(latest, starts) - day).days + 1, 1)
    longest = max(parameters.maximum_days, shortest + 1)
    chosen: dict[Rating, int] = {}
    if not shown:
        place = fuzz.fraction(item, before.reviews if before else 0)
        avoided = parameters.balance.siblings(item)

    def choose(rating: Rating, low: int, high: int) -> None:
        if rating in waits:
            return
        if shown:
            chosen[rating] = min(max(shown[rating].days, low), high)
            return
        least, most = _bounds(afters[rating], parameters)
        least = min(max(least, low), high)
        most = min(max(most, least), high)
        chosen[rating] = parameters.balance.choose(day.toordinal(), least, most, place, avoided)

    # Good first: it is the most frequent, so the others make room for it.
    choose(Rating.GOOD, shortest, longest - 1)
    choose(Rating.HARD, shortest, chosen.get(Rating.GOOD, longest - 1))
    choose(Rating.EASY, chosen.get(Rating.GOOD, shortest - 1) + 1, longest)
    for rating, days in chosen.items():
        due = shown.get(rating)
        if due is None or due.days != days or due.at.tzinfo != zone:
            due = Due(day_start(_day_after(day, days), starts, zone), days)
        dues[rating] = due
    return dues


def _bounds(after: Memory, parameters: Parameters) -> tuple[int, int]:
    days = fsrs.interval(after.stability, parameters.desired_retention, parameters.weights)
    return fuzz.bounds(min(days, parameters.maximum_days))


def _later(now: datetime, wait: timedelta) -> datetime:
    """Counted in UTC, because Python adds to the clock on the wall, which may be put forward or back."""
    try:
        return (now.astimezone(UTC) + wait).astimezone(now.tzinfo)
    except OverflowError:
        return datetime.max.replace(tzinfo=now.tzinfo)


def _day_after(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))

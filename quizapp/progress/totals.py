"""What one study day came to."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING

from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.rating import Rating
from quizapp.memory.schedule import Phase, is_known, recall
from quizapp.progress.fold import moves_memory, step
from quizapp.study.event import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from datetime import date

    from quizapp.memory.schedule import Memory
    from quizapp.progress.fold import ItemEvent
    from quizapp.study.state import ItemState

LONGEST = 180_000
"""Milliseconds of an answer that count: whoever leaves a question open for lunch did not study meanwhile."""

Hour = tuple["date", int]
"""A study day and an hour of it, 0 to 23 on the learner's clock."""


@dataclass(frozen=True, slots=True)
class DayTotals:
    """Sums over one study day; retracted answers are in none of them.

    `answers`, those `right` (rated above Again) and their time `ms` in milliseconds (of each answer at
    most `LONGEST`) count answers of every mode; `practice` of the answers left the schedule alone. The next count items, and only
    answers that move the memory: `new` were first answered on that day, `known` were answered and had
    been before. `reviews` are those of `known` that were in review when they were first answered that
    day, and `reviews_right` those of them that this first answer was right for: their ratio is the
    true retention. `predicted` is the sum of the recalls that were expected of these reviews, in
    millionths, so that sums are exact. The `mature` three are the same of reviews of known items
    (`memory.schedule.is_known`).

    `again` to `easy` count the ratings of the answers that move the memory. The last six count the
    answers by what the learner said before the mark was shown, and those that were right then
    (`Answer.was_right`: a right guess is right here).
    """

    study_day: date
    answers: int = 0
    right: int = 0
    ms: int = 0
    new: int = 0
    known: int = 0
    reviews: int = 0
    reviews_right: int = 0
    predicted: int = 0
    mature: int = 0
    mature_right: int = 0
    mature_predicted: int = 0
    practice: int = 0
    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0
    guessed: int = 0
    guessed_right: int = 0
    unsure: int = 0
    unsure_right: int = 0
    sure: int = 0
    sure_right: int = 0

    @property
    def minutes(self) -> float:
        return self.ms / 60_000

    @property
    def sums(self) -> tuple[int, ...]:
        """All of them in order, without the day."""
        return _all_sums(self)

    def plus(self, other: DayTotals) -> DayTotals:
        """The sums of both; the day is this one's."""
        return DayTotals(
            self.study_day, *(mine + more for mine, more in zip(self.sums, other.sums, strict=True))
        )


SUMS = tuple(spec.name for spec in fields(DayTotals)[1:])
"""The names of the sums in their order; the tables of derived.sql have columns of these names."""

_all_sums: Callable[[DayTotals], tuple[int, ...]] = attrgetter(*SUMS)


def total(day: date, days: Iterable[DayTotals]) -> DayTotals:
    """The sums over several days, under the name of one of them."""
    sums = [0] * len(SUMS)
    for one in days:
        sums = [mine + more for mine, more in zip(sums, one.sums, strict=True)]
    return DayTotals(day, *sums)


def counted(before: ItemState, answer: Answer) -> DayTotals:
    """What one answer adds to its study day; `before` is the state of its item until then."""
    right = int(answer.rating > Rating.AGAIN)
    moves = moves_memory(answer)
    memory = before.memory
    known = moves and memory is not None and memory.study_day < answer.study_day
    review = known and memory is not None and memory.phase is Phase.REVIEW
    expected = _millionths(memory, answer.study_day) if review and memory is not None else 0
    mature = review and is_known(memory)
    said = answer.confidence
    was_right = int(answer.was_right)
    return DayTotals(
        answer.study_day,
        answers=1,
        right=right,
        ms=min(answer.ms, LONGEST),
        new=int(moves and memory is None),
        known=int(known),
        reviews=int(review),
        reviews_right=right if review else 0,
        predicted=expected,
        mature=int(mature),
        mature_right=right if mature else 0,
        mature_predicted=expected if mature else 0,
        practice=int(not moves),
        again=int(moves and answer.rating is Rating.AGAIN),
        hard=int(moves and answer.rating is Rating.HARD),
        good=int(moves and answer.rating is Rating.GOOD),
        easy=int(moves and answer.rating is Rating.EASY),
        guessed=int(said == "guessed"),
        guessed_right=was_right if said == "guessed" else 0,
        unsure=int(said == "unsure"),
        unsure_right=was_right if said == "unsure" else 0,
        sure=int(said == "sure"),
        sure_right=was_right if said == "sure" else 0,
    )


def _millionths(memory: Memory, day: date) -> int:
    return round(recall(memory, day, DEFAULT_WEIGHTS) * 1_000_000)


@dataclass(frozen=True, slots=True)
class Run:
    """What came of an item's events: its state, what its own answers add to each hour, and its memory
    at the end of each study day on which that changed, in order (None: forgotten by a reset)."""

    state: ItemState
    hours: dict[Hour, DayTotals]
    memories: list[tuple[date, Memory | None]]


def run(state: ItemState, events: Iterable[ItemEvent], but: Container[str] = ()) -> Run:
    """Take the events in order, beginning with a state.

    Answers to an item that it follows move the state, and are counted for that item alone; those
    whose ids are in `but` are not counted. A later event of an earlier study day (a clock set back)
    takes the place of the memories of the days after it.
    """
    hours: dict[Hour, DayTotals] = {}
    memories: list[tuple[date, Memory | None]] = []
    for event in events:
        if isinstance(event, Answer) and event.item == state.item and event.id not in but:
            more = counted(state, event)
            hour = more.study_day, event.at.hour
            before = hours.get(hour)
            hours[hour] = more if before is None else before.plus(more)
        after = step(state, event)
        if after.memory is not state.memory:
            day = event.study_day if isinstance(event, Answer) else event.at.date()
            while memories and memories[-1][0] >= day:
                memories.pop()
            memories.append((day, after.memory))
        state = after
    return Run(state, hours, memories)

"""What one study day came to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.memory.rating import Rating
from quizapp.memory.schedule import Phase
from quizapp.progress.fold import moves_memory, step
from quizapp.study.event import Answer

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from datetime import date

    from quizapp.progress.fold import ItemEvent
    from quizapp.study.state import ItemState


@dataclass(frozen=True, slots=True)
class DayTotals:
    """Sums over one study day; retracted answers are in none of them.

    `answers`, those `right` (rated above Again) and their time `ms` in milliseconds count answers
    of every mode. The others count items, and only answers that move the memory: `new` were first
    answered on that day, `known` were answered and had been before. `reviews` are those of `known`
    that were in review when they were first answered that day, and `reviews_right` those of them
    that this first answer was right for: their ratio is the true retention.
    """

    study_day: date
    answers: int = 0
    right: int = 0
    ms: int = 0
    new: int = 0
    known: int = 0
    reviews: int = 0
    reviews_right: int = 0

    @property
    def minutes(self) -> float:
        return self.ms / 60_000

    def plus(self, other: DayTotals) -> DayTotals:
        """The sums of both; the day is this one's."""
        return replace(
            self,
            answers=self.answers + other.answers,
            right=self.right + other.right,
            ms=self.ms + other.ms,
            new=self.new + other.new,
            known=self.known + other.known,
            reviews=self.reviews + other.reviews,
            reviews_right=self.reviews_right + other.reviews_right,
        )


def counted(before: ItemState, answer: Answer) -> DayTotals:
    """What one answer adds to its study day; `before` is the state of its item until then."""
    right = int(answer.rating > Rating.AGAIN)
    memory = before.memory
    new = moves_memory(answer) and memory is None
    known = moves_memory(answer) and memory is not None and memory.study_day < answer.study_day
    review = known and memory is not None and memory.phase is Phase.REVIEW
    return DayTotals(
        answer.study_day,
        answers=1,
        right=right,
        ms=answer.ms,
        new=int(new),
        known=int(known),
        reviews=int(review),
        reviews_right=right if review else 0,
    )


def run(
    state: ItemState, events: Iterable[ItemEvent], but: Container[str] = ()
) -> tuple[ItemState, dict[date, DayTotals]]:
    """The state after the events, and what the item's own answers among them add to each day.

    Answers to an item that it follows move the state, and are counted for that item alone; those
    whose ids are in `but` are not counted.
    """
    days: dict[date, DayTotals] = {}
    for event in events:
        if isinstance(event, Answer) and event.item == state.item and event.id not in but:
            more = counted(state, event)
            day = days.get(more.study_day)
            days[more.study_day] = more if day is None else day.plus(more)
        state = step(state, event)
    return state, days

"""What is asked of a course on a day before its exam: what adds most to the score there, per second.

What is due in the ordinary sense and not worth its time before the exam waits; after the exam it comes as it
was decided, for nothing here moves a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.memory.exam import Candidate, Policy, Seconds, ranked
from quizapp.study.plan import Plan, prerequisites_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from quizapp.memory.fsrs import Weights
    from quizapp.study.candidates import Candidates
    from quizapp.study.needs import Needs
    from quizapp.study.state import ItemState


@dataclass(frozen=True, slots=True)
class Gain:
    """An item that is worth studying today, and the seconds that this is expected to take."""

    item: str
    seconds: float
    new: bool


@dataclass(frozen=True, slots=True)
class ExamDay:
    """A day before an exam: what is worth studying, most per second first, and the seconds left of the
    day's minutes; below 0 where more was studied."""

    gains: tuple[Gain, ...]
    seconds: float

    def split(self, parts: Sequence[Sequence[str]]) -> list[ExamDay]:
        """The same for each of several parts of the items alone."""
        if len(parts) == 1:
            return [self]
        part_of = {item: at for at, part in enumerate(parts) for item in part}
        found: list[list[Gain]] = [[] for _ in parts]
        for gain in self.gains:
            if gain.item in part_of:
                found[part_of[gain.item]].append(gain)
        return [ExamDay(tuple(own), self.seconds) for own in found]


def chance(answers: int) -> float:
    """The chance of being right without knowing, where one of so many answers is right (0: none are shown)."""
    return 1 / answers if answers else 0.0


def askable_for_exam(state: ItemState | None, today: date) -> bool:
    """Whether an item may be chosen today: it is neither suspended nor buried, and was not answered today;
    after that its learning steps alone bring it back."""
    if state is None:
        return True
    if state.suspended or (state.buried_until is not None and today < state.buried_until):
        return False
    return state.memory is None or state.memory.study_day < today


def gains(
    items: Iterable[tuple[str, int]],
    states: Mapping[str, ItemState],
    today: date,
    exam: date,
    seconds: Seconds,
    weights: Weights,
    policy: Policy = Policy.GAIN,
) -> tuple[Gain, ...]:
    """What is worth studying today, most per second first.

    `items` come in the course's order, each with the number of answers to choose from; `states` has those
    that have one. Time grows with the items.
    """
    candidates = list(_candidates(items, states, today, seconds))
    return tuple(
        Gain(candidates[index].key, worth.seconds, candidates[index].memory is None)
        for index, worth in ranked(candidates, today, exam, weights, policy)
    )


def _candidates(
    items: Iterable[tuple[str, int]], states: Mapping[str, ItemState], today: date, seconds: Seconds
) -> Iterator[Candidate]:
    for item, answers in items:
        state = states.get(item)
        if askable_for_exam(state, today):
            yield Candidate(item, None if state is None else state.memory, chance(answers), seconds=seconds)


def exam_plan(found: Candidates, day: ExamDay, seconds: Seconds, needs: Needs) -> Plan:
    """What is asked now of a course or deck: what is within the learning steps of today, then what is worth
    most per second, the next item as long as time is expected to be left.

    Of new items the choice says how many come and when among the reviews; which of those chosen comes first
    is for the course's order and for what they require.
    """
    worthwhile = {gain.item for gain in day.gains}
    within = [item for item in found.learning if item not in worthwhile]
    learning, fresh = sorted(within, key=found.ranks.__getitem__), set(found.new)
    whole = left = max(day.seconds, 0.0)
    left -= len(learning) * seconds.right
    chosen: list[Gain] = []
    for gain in day.gains:
        if left <= 0:
            break
        if not gain.new or gain.item in fresh:
            chosen.append(gain)
            left -= gain.seconds
    taken = {gain.item for gain in chosen if gain.new}
    new = prerequisites_first([item for item in found.new if item in taken], needs, len(taken))
    return Plan(
        due=(*learning, *(gain.item for gain in chosen if not gain.new)),
        new=tuple(new),
        later=found.later,
        asked=(*learning, *_in_turn(chosen, new)),
        seconds=whole - left,
    )


def _in_turn(chosen: Sequence[Gain], new: Iterable[str]) -> Iterator[str]:
    coming = iter(new)
    for gain in chosen:
        yield next(coming) if gain.new else gain.item

"""From the events of the log to the state of one item: a pure fold.

The result depends on the set of events alone, never on the order of arrival: what counts is decided
first (`history`), then the events are taken in the order of their instants, ids breaking ties.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from quizapp.memory.days import DAY_STARTS, study_day
from quizapp.memory.fsrs import DEFAULT_WEIGHTS, Weights
from quizapp.memory.rating import Rating
from quizapp.memory.schedule import Due, rate
from quizapp.study.confidence import Confidence
from quizapp.study.event import (
    Answer,
    Bury,
    Comeback,
    Event,
    Exam,
    Fit,
    Flag,
    Follow,
    ItemlessEvent,
    Note,
    Quiz,
    Reset,
    Retract,
    Suspend,
)
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ItemEvent = Answer | Suspend | Bury | Flag | Note | Reset | Follow
"""An event that belongs to one item."""

Position = tuple[datetime, str]
"""A place in the log: the instant in UTC and the event's id."""

_Placed = dict[str, list[tuple[Position, ItemEvent]]]
_Turns = list[tuple[Position, Follow]]

_START: Position = (datetime.min.replace(tzinfo=UTC), "")
_END: Position = (datetime.max.replace(tzinfo=UTC), "")


def position(event: Event) -> Position:
    """Where an event stands in the log.

    In UTC, because Python compares two instants of one zone by their clock faces, which run twice
    through the same hour in autumn.
    """
    return event.at.astimezone(UTC), event.id


def fold(item: str, events: Iterable[Event], weights: Weights = DEFAULT_WEIGHTS) -> ItemState:
    """The state of an item after all events that count for it.

    `events` may hold those of other items; those of items that it follows are needed.
    """
    state = ItemState(item)
    for event in history(item, events):
        state = step(state, event, weights)
    return state


def step(state: ItemState, event: Event, weights: Weights = DEFAULT_WEIGHTS) -> ItemState:
    """The state after one more event that counts and comes after all the others.

    Retractions and followings change which events count, and quizzes and exams are of no item, so they are
    no steps and change nothing here. `first_day` is the day of the first answer that moved the memory, since the latest reset if
    there was one.
    """
    match event:
        case Answer():
            return _answered(state, event, weights)
        case Suspend():
            return replace(state, suspended=event.on)
        case Bury():
            return replace(state, buried_until=_day_after(event.study_day))
        case Flag():
            return replace(state, flagged=event.on)
        case Note():
            return replace(state, note=event.text)
        case Reset():
            return replace(state, memory=None, due=None, first_day=None, sure_and_wrong_on=None)
        case Retract() | Follow() | Quiz() | Exam() | Fit() | Comeback():
            return state


def day_of(event: ItemEvent) -> date:
    """The study day of an event; where it does not tell one, by the usual rollover."""
    match event:
        case Answer() | Bury():
            return event.study_day
        case Reset(study_day=day) if day is not None:
            return day
        case _:
            return study_day(event.at, DAY_STARTS)


def _day_after(day: date) -> date:
    return min(day, date.max - timedelta(days=1)) + timedelta(days=1)


def _sure_and_wrong(since: date | None, answer: Answer) -> date | None:
    """The study day of the latest error held for sure that no right answer of a later day followed; a
    guess is none."""
    if is_error_held_for_sure(answer):
        return answer.study_day
    return None if since is None or (puts_right(answer) and answer.study_day > since) else since


def is_error_held_for_sure(answer: Answer) -> bool:
    """Whether the learner said that they knew, and did not."""
    return answer.confidence == Confidence.SURE and not answer.was_right


def puts_right(answer: Answer) -> bool:
    """Whether an answer of a later day puts right an error held for sure."""
    return answer.was_right and answer.rating > Rating.AGAIN


def _answered(state: ItemState, answer: Answer, weights: Weights) -> ItemState:
    memory, due, first_day = state.memory, state.due, state.first_day
    if answer.moves_memory:
        memory = rate(memory, answer.rating, answer.study_day, weights, answer.luck)
        due, first_day = Due(answer.due, answer.days), first_day or answer.study_day
    # Not replace(): whole logs are folded, and that takes three times as long.
    return ItemState(
        item=state.item,
        memory=memory,
        due=due,
        first_day=first_day,
        last_at=answer.at,
        expected=answer.expected,
        answers=state.answers + 1,
        suspended=state.suspended,
        buried_until=state.buried_until,
        flagged=state.flagged,
        note=state.note,
        sure_and_wrong_on=_sure_and_wrong(state.sure_and_wrong_on, answer),
    )


def history(item: str, events: Iterable[Event]) -> list[ItemEvent]:
    """The events that count for an item, in order: its own, and for each item it follows those
    from before the following, theirs included in turn. Where a following replaces, only those of
    its own that came after it."""
    return lives(item, events)[-1]


def lives(item: str, events: Iterable[Event]) -> list[list[ItemEvent]]:
    """The histories that an item has had: each that a following put another in the place of, as it
    was then, and last the one that counts."""
    known = {event.id: event for event in events}
    void = retracted(known.values())
    own: _Placed = {}
    for event in known.values():
        if not isinstance(event, ItemlessEvent) and event.id not in void:
            own.setdefault(event.item, []).append((position(event), event))
    for placed in own.values():
        placed.sort(key=_place)
    turns = {name: _turns(placed) for name, placed in own.items()}
    ends = [_cut(at) for at, _ in turns.get(item, ())]
    return [_life(item, end, own, turns) for end in (*ends, _END)]


def _life(item: str, end: Position, own: _Placed, turns: dict[str, _Turns]) -> list[ItemEvent]:
    """The events that count for an item up to a place in the log."""
    spans: dict[tuple[str, Position], Position] = {}
    waiting = [(item, end)]
    while waiting:
        name, end = waiting.pop()
        start = _START
        for at, turn in turns.get(name, ()):
            if at < end:
                start, was = _cut(at), turn.was
        if end <= spans.get((name, start), _START):
            continue
        spans[name, start] = end
        if start > _START and was:
            waiting.append((was, start))
        for at, event in own.get(name, ()):
            if start <= at < end and isinstance(event, Follow) and not event.replaces:
                waiting.append((event.was, at))
    counting = {
        at: event
        for (name, start), end in spans.items()
        for at, event in own.get(name, ())
        if start <= at < end
    }
    return [counting[at] for at in sorted(counting)]


def _turns(placed: list[tuple[Position, ItemEvent]]) -> _Turns:
    """The followings that replaced an item's history, without those that only tell of a change of
    layout that was told before: they speak of a layout that was left already."""
    turns: _Turns = []
    left: set[str] = set()
    now = ""
    for at, event in placed:
        if isinstance(event, Follow) and event.replaces and (event.before == now or event.before not in left):
            turns.append((at, event))
            left |= {now, event.before}
            now = event.after
    return turns


def _place(placed: tuple[Position, ItemEvent]) -> Position:
    return placed[0]


def _cut(at: Position) -> Position:
    """Up to where histories count for a following that replaces: the facets of a card change places
    at one instant, and none of them sees another's change."""
    return at[0], ""


def retracted(events: Iterable[Event]) -> set[str]:
    """The ids of the events that are taken back.

    A retraction that is itself taken back does nothing, whatever the clocks said. Retractions that
    take back one another in a circle (no undo makes them) do nothing either.
    """
    return taken_back({event.id: event.event for event in events if isinstance(event, Retract)})


def taken_back(retractions: Mapping[str, str]) -> set[str]:
    """The same from the ids of retractions, each with that of the event which it takes back."""
    undecided = Counter(retractions.values())
    ready = [id for id in retractions if not undecided[id]]
    void: set[str] = set()
    while ready:
        id = ready.pop()
        target = retractions[id]
        if id not in void:
            void.add(target)
        undecided[target] -= 1
        if target in retractions and not undecided[target]:
            ready.append(target)
    return void

"""One thing done to several items at once: the events, and a sentence that says what was done.

Each of these works on the items that it changes and passes the others over. `stamps` has a stamp for
each of the items, all of one instant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.study.event import Bury, Flag, Note, Reset, Retract, Suspend
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from quizapp.study.event import Event
    from quizapp.study.stamp import Stamp
    from quizapp.study.state import ItemState

    Stamps = Callable[[int], Sequence[Stamp]]
    """So many stamps of one instant."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: nothing if there are no events. The items changed are those of the events."""

    events: tuple[Suspend | Bury | Flag | Note | Reset, ...]
    sentence: str

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(event.item for event in self.events)

    def undone(self, stamps: Stamps) -> tuple[Retract, ...]:
        """The events that take it back."""
        return tuple(
            Retract(id=stamp.id, at=stamp.at, device=stamp.device, event=event.id)
            for event, stamp in zip(self.events, stamps(len(self.events)), strict=True)
        )


def suspend(states: Sequence[ItemState], stamps: Stamps) -> Deed:
    """Leave items out of study; where all of them are left out, take them in again."""
    on = not all(state.suspended for state in states)
    changed = [state for state in states if state.suspended is not on]
    events = tuple(
        Suspend(id=stamp.id, at=stamp.at, device=stamp.device, item=item, on=on)
        for item, stamp in _stamped(changed, stamps)
    )
    return Deed(
        events, f"{_items(events)} suspended." if on else f"{_items(events)} asked again from now on."
    )


def flag(states: Sequence[ItemState], stamps: Stamps) -> Deed:
    """Flag items; where all of them are flagged, take the flags off."""
    on = not all(state.flagged for state in states)
    changed = [state for state in states if state.flagged is not on]
    events = tuple(
        Flag(id=stamp.id, at=stamp.at, device=stamp.device, item=item, on=on)
        for item, stamp in _stamped(changed, stamps)
    )
    return Deed(events, f"{_items(events)} flagged." if on else f"{_items(events)} not flagged any more.")


def bury(states: Sequence[ItemState], stamps: Stamps, today: date) -> Deed:
    """Leave items out until the study day after `today`."""
    changed = [state for state in states if state.buried_until is None or state.buried_until <= today]
    if not changed:
        return Deed((), "Left out until tomorrow already; nothing was changed.")
    events = tuple(
        Bury(id=stamp.id, at=stamp.at, device=stamp.device, item=item, study_day=today)
        for item, stamp in _stamped(changed, stamps)
    )
    return Deed(events, f"{_items(events)} left out until tomorrow.")


def reset(states: Sequence[ItemState], stamps: Stamps, today: date) -> Deed:
    """Forget on the study day `today` what is remembered of items, so that they are new again; their
    answers stay in the log."""
    changed = [state for state in states if state.memory is not None]
    if not changed:
        return Deed((), "New already; nothing was changed.")
    events = tuple(
        Reset(id=stamp.id, at=stamp.at, device=stamp.device, item=item, study_day=today)
        for item, stamp in _stamped(changed, stamps)
    )
    return Deed(events, f"{_items(events)} new again.")


def note(state: ItemState, text: str, stamps: Stamps) -> Deed:
    """Keep a note on one item in place of the one it has; "" takes it away."""
    text = text.strip()
    if text == state.note:
        return Deed((), "The note is as it was.")
    events = tuple(
        Note(id=stamp.id, at=stamp.at, device=stamp.device, item=state.item, text=text) for stamp in stamps(1)
    )
    return Deed(events, "The note is kept." if text else "The note is taken away.")


def _stamped(states: Sequence[ItemState], stamps: Stamps) -> Iterator[tuple[str, Stamp]]:
    return zip((state.item for state in states), stamps(len(states)), strict=True)


def _items(events: Sequence[Event]) -> str:
    return count(len(events), "item is", "items are")

"""What became of one item, event by event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.memory.fsrs import DEFAULT_WEIGHTS, Weights
from quizapp.progress.fold import history, step
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.progress.fold import ItemEvent
    from quizapp.study.event import Event


@dataclass(frozen=True, slots=True)
class Step:
    """One event that counts for an item, and the item's state after it."""

    event: ItemEvent
    state: ItemState


def steps(item: str, events: Iterable[Event], weights: Weights = DEFAULT_WEIGHTS) -> tuple[Step, ...]:
    """Every step of an item in order: the events that `fold.history` finds for it. What was taken back is
    none; answers to an item that it follows are."""
    state = ItemState(item)
    taken = []
    for event in history(item, events):
        state = step(state, event, weights)
        taken.append(Step(event, state))
    return tuple(taken)

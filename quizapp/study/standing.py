"""How it stands with an item now, in words that can be shown and searched for."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from quizapp.memory.days import is_due
from quizapp.memory.recall import Phase
from quizapp.study.leech import is_leech

if TYPE_CHECKING:
    from datetime import date, datetime

    from quizapp.study.state import ItemState


class Standing(StrEnum):
    """One thing to say of an item; several may hold at once.

    NEW, LEARNING (also again, after it was forgotten) and LEARNT exclude one another. DUE is one that
    was answered before and would be asked now. BURIED is left out until a later study day; LEECH is
    `leech.is_leech`.
    """

    SUSPENDED = "suspended"
    BURIED = "buried"
    DUE = "due"
    LEARNING = "learning"
    LEARNT = "learnt"
    NEW = "new"
    FLAGGED = "flagged"
    NOTED = "noted"
    LEECH = "leech"


UNTOUCHED = frozenset({Standing.NEW})
"""How it stands with an item without events."""


def standings(state: ItemState, today: date, now: datetime) -> frozenset[Standing]:
    """Everything that holds of an item at `now`, whose study day is `today`."""
    memory, due = state.memory, state.due
    buried = state.buried_until is not None and today < state.buried_until
    found = set[Standing]()
    if memory is None or due is None:
        found.add(Standing.NEW)
    else:
        found.add(Standing.LEARNT if memory.phase is Phase.REVIEW else Standing.LEARNING)
        if not state.suspended and not buried and is_due(due, memory.study_day, today, now):
            found.add(Standing.DUE)
    if state.suspended:
        found.add(Standing.SUSPENDED)
    if buried:
        found.add(Standing.BURIED)
    if state.flagged:
        found.add(Standing.FLAGGED)
    if state.note:
        found.add(Standing.NOTED)
    if is_leech(state):
        found.add(Standing.LEECH)
    return frozenset(found)


@cache
def foremost(found: frozenset[Standing]) -> Standing:
    """The one that says most about when an item comes: the first in the order of the class."""
    return next(standing for standing in Standing if standing in found)

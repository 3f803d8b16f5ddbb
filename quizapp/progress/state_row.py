"""How the state of an item stands in a row of the database."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Due, Memory
from quizapp.study.malformed import MalformedEvent
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = (
    "item, phase, step, stability, difficulty, memory_day, reviews, lapses, due_at, due_days,"
    " first_day, last_at, expected, answers, suspended, buried_until, flagged, note, sure_and_wrong_on"
)
"""The columns of a state."""
OF_ITEM = f"SELECT {COLUMNS} FROM item_state WHERE item = ?"
"""The query of one item's state."""
_PHASES = {phase.value: phase for phase in Phase}


def read(row: Sequence[Any]) -> ItemState:
    """The state that a row says; raises MalformedEvent for one that makes no sense."""
    try:
        return _state(*row)
    except (KeyError, ValueError) as fault:
        raise MalformedEvent(f"no state of an item: {fault}") from fault


def _state(
    item: str,
    phase: str | None,
    step: int,
    stability: float,
    difficulty: float,
    memory_day: str,
    reviews: int,
    lapses: int,
    due_at: str | None,
    due_days: int,
    first_day: str | None,
    last_at: str | None,
    expected: str,
    answers: int,
    suspended: int,
    buried_until: str | None,
    flagged: int,
    note: str,
    sure_and_wrong_on: str | None,
) -> ItemState:
    memory = None
    if phase is not None:
        day = date.fromisoformat(memory_day)
        memory = Memory(_PHASES[phase], step, stability, difficulty, day, reviews, lapses)
    return ItemState(
        item=item,
        memory=memory,
        due=None if due_at is None else Due(datetime.fromisoformat(due_at), due_days),
        first_day=None if first_day is None else date.fromisoformat(first_day),
        last_at=None if last_at is None else datetime.fromisoformat(last_at),
        expected=expected,
        answers=answers,
        suspended=bool(suspended),
        buried_until=None if buried_until is None else date.fromisoformat(buried_until),
        flagged=bool(flagged),
        note=note,
        sure_and_wrong_on=None if sure_and_wrong_on is None else date.fromisoformat(sure_and_wrong_on),
    )

"""Reading what the database keeps of items: their states.

A start reads this, and loads nothing that reads events unless an event is asked for.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from quizapp.memory.schedule import Due, Memory, Phase
from quizapp.progress import past
from quizapp.study.malformed import MalformedEvent
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from sqlite3 import Connection


COLUMNS = (
    "item, phase, step, stability, difficulty, memory_day, reviews, lapses, due_at, due_days,"
    " first_day, last_at, expected, answers, suspended, buried_until, flagged, note, sure_and_wrong_on"
)
"""The columns of a state."""
_PHASES = {phase.value: phase for phase in Phase}


def states(db: Connection, items: Collection[str] | None = None) -> dict[str, ItemState]:
    """The states of these items that have events, or of all."""
    if items is None:
        rows = db.execute(f"SELECT {COLUMNS} FROM item_state ORDER BY item")
    elif len(items) == 1:
        rows = db.execute(f"SELECT {COLUMNS} FROM item_state WHERE item = ?", tuple(items))
    else:
        chosen = json.dumps(list(items))
        rows = db.execute(
            f"SELECT {COLUMNS} FROM item_state WHERE item IN (SELECT value FROM json_each(?))", (chosen,)
        )
    try:
        return {row[0]: _state(*row) for row in rows}
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


def has_events(db: Connection, type: str) -> bool:
    """Whether the log has events of a type, other than answers, taken back or not."""
    # The first condition, word for word, lets the index of the rarer types be used.
    rows = db.execute("SELECT 1 FROM event WHERE type <> 'answer' AND type = ? LIMIT 1", (type,))
    return rows.fetchone() is not None


def latest(db: Connection) -> int:
    """The instant of the last event of the log, in milliseconds since 1970; 0 without any."""
    return int(db.execute("SELECT coalesce(max(instant), 0) FROM event").fetchone()[0])


def suspended(db: Connection) -> set[str]:
    """The items that are suspended."""
    return {item for (item,) in db.execute("SELECT item FROM item_state WHERE suspended > 0")}


def introduced(db: Connection, day: date) -> set[str]:
    """The items first answered on a day. Time grows with the items answered since."""
    return _answered(db, day, past.introduced_on)


def reviewed(db: Connection, day: date) -> set[str]:
    """The items answered on a day that had been answered before it. Time grows as above."""
    return _answered(db, day, past.reviewed_on)


def _answered(db: Connection, day: date, fits: Callable[[bytes, int], bool]) -> set[str]:
    ordinal = day.toordinal()
    rows = db.execute("SELECT item, answers FROM item_past WHERE latest_day >= ?", (ordinal,))
    return {item for item, answers in rows if fits(answers, ordinal)}

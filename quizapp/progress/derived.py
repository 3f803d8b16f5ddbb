"""What the database keeps of the log in derived form: states of items, their memories day by day, sums.

Each function works within the caller's transaction. Whatever way events come in, the tables hold
exactly what `rebuild` would write.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from quizapp.memory.schedule import Due, Memory, Phase
from quizapp.progress import log
from quizapp.progress.fold import lives
from quizapp.progress.totals import SUMS, DayTotals, run
from quizapp.study.event import Event, Follow, MalformedEvent, Quiz, Retract
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from sqlite3 import Connection

    from quizapp.progress.totals import Hour

TABLES = ("item_state", "item_hour", "item_memory", "day_total", "hour_total")

_STATE = (
    "item, phase, step, stability, difficulty, memory_day, reviews, lapses, due_at, due_days,"
    " first_day, last_at, expected, answers, suspended, buried_until, flagged, note, sure_and_wrong_on"
)
_SELECT_HOUR = f"SELECT {', '.join(SUMS)} FROM item_hour WHERE study_day = ? AND item = ? AND hour = ?"
_INSERT_HOUR = f"INSERT INTO item_hour VALUES (?, ?, ?, {', '.join('?' * len(SUMS))})"


# -- reading ------------------------------------------------------------------------------


def states(db: Connection, items: Collection[str] | None = None) -> dict[str, ItemState]:
    """The states of these items that have events, or of all."""
    if items is None:
        rows = db.execute(f"SELECT {_STATE} FROM item_state ORDER BY item")
    elif len(items) == 1:
        rows = db.execute(f"SELECT {_STATE} FROM item_state WHERE item = ?", tuple(items))
    else:
        chosen = json.dumps(list(items))
        rows = db.execute(
            f"SELECT {_STATE} FROM item_state WHERE item IN (SELECT value FROM json_each(?))", (chosen,)
        )
    try:
        return {row[0]: _state(*row) for row in rows}
    except ValueError as fault:
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
        memory = Memory(Phase(phase), step, stability, difficulty, day, reviews, lapses)
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


def suspended(db: Connection) -> set[str]:
    """The items that are suspended."""
    return {item for (item,) in db.execute("SELECT item FROM item_state WHERE suspended > 0")}


def introduced(db: Connection, day: date) -> set[str]:
    """The items first answered on a day."""
    rows = db.execute("SELECT item FROM item_hour WHERE study_day = ? AND new > 0", (day.isoformat(),))
    return {item for (item,) in rows}


def reviewed(db: Connection, day: date) -> set[str]:
    """The items answered on a day that had been answered before it."""
    rows = db.execute("SELECT item FROM item_hour WHERE study_day = ? AND known > 0", (day.isoformat(),))
    return {item for (item,) in rows}


def contents(db: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every derived table, in the order of their keys."""
    return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}


# -- writing ------------------------------------------------------------------------------


def add(db: Connection, told: Iterable[tuple[Event, str]]) -> int:
    """Put told events into the log and bring the tables up to date; returns how many were new.

    Events that come after all others of their item, as every answer of a sitting does, are steps
    from the stored state. Anything else folds the items concerned anew from the log.
    """
    new = [event for event, body in told if log.insert(db, event, body)]
    groups: dict[str, list[Event]] = {}
    for event in new:
        item = log.item_of(db, event)
        if item is not None:
            groups.setdefault(item, []).append(event)
    anew: set[str] = set()
    for item, own in groups.items():
        if not _step(db, item, own):
            anew |= _with_followers(db, item)
    for item in sorted(anew):
        _refold(db, item)
    return len(new)


def rebuild(db: Connection) -> None:
    """Fill the empty tables from the log. Time and memory grow with the log and one item."""
    for item in log.items(db):
        _refold(db, item)


def _step(db: Connection, item: str, events: list[Event]) -> bool:
    """Advance an item by its new events, if that comes to the same as a new fold."""
    ordered = [event for event in events if not isinstance(event, Retract | Follow | Quiz)]
    if len(ordered) < len(events):
        return False
    ordered.sort(key=log.place)
    row = db.execute("SELECT latest_instant, latest_event FROM item_state WHERE item = ?", (item,)).fetchone()
    if row is not None and log.place(ordered[0]) < tuple(row):
        return False
    if log.is_followed(db, item, log.place(ordered[0])) or log.is_retracted(
        db, [event.id for event in ordered]
    ):
        return False
    state = states(db, (item,)).get(item) or ItemState(item)
    came = run(state, ordered)
    _write_state(db, came.state, log.place(ordered[-1]))
    _write_memories(db, item, came.memories)
    for hour, sums in came.hours.items():
        _add_hour(db, item, hour, sums)
    return True


def _with_followers(db: Connection, item: str) -> set[str]:
    found: set[str] = set()
    waiting = [item]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += log.followers(db, name)
    return found


def _refold(db: Connection, item: str) -> None:
    db.execute("DELETE FROM item_hour WHERE item = ?", (item,))
    db.execute("DELETE FROM item_memory WHERE item = ?", (item,))
    *replaced, counting = lives(item, log.concerning(db, item))
    if not counting:
        db.execute("DELETE FROM item_state WHERE item = ?", (item,))
        return
    came = run(ItemState(item), counting)
    _write_state(db, came.state, log.place(counting[-1]))
    _write_memories(db, item, came.memories)
    for hour, sums in came.hours.items():
        _insert_hour(db, item, hour, sums)
    # The learner answered on those days, whatever the answers count for by now.
    done = {event.id for event in counting}
    for life in reversed(replaced):
        for hour, sums in run(ItemState(item), life, done).hours.items():
            _add_hour(db, item, hour, sums)
        done |= {event.id for event in life}


def _write_state(db: Connection, state: ItemState, latest: log.Place) -> None:
    memory, due = state.memory, state.due
    row = (
        state.item,
        *(
            (None,) * 7
            if memory is None
            else (
                memory.phase.value,
                memory.step,
                memory.stability,
                memory.difficulty,
                memory.study_day.isoformat(),
                memory.reviews,
                memory.lapses,
            )
        ),
        None if due is None else due.at.isoformat(),
        None if due is None else due.days,
        None if state.first_day is None else state.first_day.isoformat(),
        None if state.last_at is None else state.last_at.isoformat(),
        state.expected,
        state.answers,
        state.suspended,
        None if state.buried_until is None else state.buried_until.isoformat(),
        state.flagged,
        state.note,
        None if state.sure_and_wrong_on is None else state.sure_and_wrong_on.isoformat(),
        *latest,
    )
    db.execute(f"INSERT OR REPLACE INTO item_state VALUES ({', '.join('?' * len(row))})", row)


def _write_memories(db: Connection, item: str, memories: Sequence[tuple[date, Memory | None]]) -> None:
    """Add the memories of days, in order, in place of what is there of the first of them and later days."""
    if not memories:
        return
    db.execute(
        "DELETE FROM item_memory WHERE item = ? AND study_day >= ?", (item, memories[0][0].isoformat())
    )
    db.executemany(
        "INSERT INTO item_memory VALUES (?, ?, ?, ?)",
        (
            (item, day.isoformat(), memory and memory.phase.value, memory and memory.stability)
            for day, memory in memories
        ),
    )


def _add_hour(db: Connection, item: str, hour: Hour, more: DayTotals) -> None:
    key = (hour[0].isoformat(), item, hour[1])
    row = db.execute(_SELECT_HOUR, key).fetchone()
    if row is not None:
        more = DayTotals(more.study_day, *row).plus(more)
        db.execute("DELETE FROM item_hour WHERE study_day = ? AND item = ? AND hour = ?", key)
    _insert_hour(db, item, hour, more)


def _insert_hour(db: Connection, item: str, hour: Hour, sums: DayTotals) -> None:
    db.execute(_INSERT_HOUR, (hour[0].isoformat(), item, hour[1], *sums.sums))

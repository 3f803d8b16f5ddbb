"""What the database keeps of the log in derived form: states of items, their past, sums of days.

Each function works within the caller's transaction. Whatever way events come in, the tables hold
exactly what `rebuild` would write.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from quizapp.collector import collector_paused
from quizapp.progress import database, fits, log, past, states
from quizapp.progress.fold import lives, step
from quizapp.progress.life import Life
from quizapp.progress.replays import Replays
from quizapp.progress.state_row import COLUMNS, read
from quizapp.progress.totals import SUMS
from quizapp.study.event import Bury, Event, Fit, Flag, Follow, ItemlessEvent, Note, Retract, Suspend
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from quizapp.memory.fsrs import Weights
    from quizapp.progress.past import Tally

TABLES = ("fitted", "item_state", "item_past", "day_total", "hour_total")

_SETTING = {kind.type for kind in (Suspend, Bury, Flag, Note)}
"""Events that set something beside the memory."""
_INSERT_STATE = f"INSERT OR REPLACE INTO item_state VALUES ({', '.join('?' * (COLUMNS.count(',') + 4))})"
_INSERT_PAST = "INSERT OR REPLACE INTO item_past VALUES (?, ?, ?, ?)"
_PAST = "SELECT answers, memories FROM item_past WHERE item = ?"
# The last columns say whether the log has what makes an event of the item no mere step.
_BEFORE = f"""
    SELECT {", ".join(f"item_state.{column}" for column in COLUMNS.split(", "))},
        latest_instant, latest_event, item_past.answers, item_past.memories,
        EXISTS (SELECT 1 FROM event WHERE target = ? AND type = 'follow' AND (instant, id) > (?, ?)),
        EXISTS (SELECT 1 FROM event WHERE target = ? AND type = 'retract')
    FROM (SELECT ? AS item) AS asked LEFT JOIN item_state USING (item) LEFT JOIN item_past USING (item)
"""
_ADD_DAY = (
    f"INSERT INTO day_total VALUES (?, {', '.join('?' * len(SUMS))}) ON CONFLICT (study_day) DO UPDATE SET "
    + ", ".join(f"{name} = {name} + excluded.{name}" for name in SUMS)
)
_ADD_HOUR = (
    "INSERT INTO hour_total VALUES (?, ?, ?, ?) ON CONFLICT (study_day, hour) DO UPDATE SET"
    " answers = answers + excluded.answers, right = right + excluded.right"
)


def contents(db: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every derived table, in the order of their keys."""
    return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}


def add(db: Connection, told: Iterable[tuple[Event, str]]) -> int:
    """Put told events into the log and bring the tables up to date; returns how many were new.

    Events that come after all others of their item, as every answer of a sitting does, are steps
    from the stored state. Anything else folds the items concerned anew from the log; other
    weights fold all of it.
    """
    new = [event for event, body in told if log.insert(db, event, body)]
    groups: dict[str, list[Event]] = {}
    may_refit = False
    for event in new:
        item = log.item_of(db, event)
        if item is not None:
            groups.setdefault(item, []).append(event)
        else:
            may_refit = may_refit or isinstance(event, Fit | Retract)
    if may_refit and fits.choose(db):
        for table in TABLES:
            db.execute(f"DELETE FROM {table}")
        rebuild(db)
        return len(new)
    weights, _ = fits.weights(db)
    anew: set[str] = set()
    tally = past.Tally()
    for item, own in groups.items():
        if not (_step(db, item, own, weights, tally) or _take_back(db, item, own)):
            anew |= _with_followers(db, item)
    for item in sorted(anew):
        _refold(db, item, weights, tally)
    _add_up(db, tally)
    return len(new)


def stale(db: Connection) -> list[str]:
    """The tables that are not what the log says. Writers wait meanwhile, and nothing is changed."""
    db.execute("BEGIN IMMEDIATE")
    try:
        kept = contents(db)
        database.remake(db, rebuild)
        made = contents(db)
    finally:
        db.execute("ROLLBACK")
    return [table for table in TABLES if kept[table] != made[table]]


def rebuild(db: Connection) -> None:
    """Fill the empty tables from the log. Time grows with the log."""
    fits.choose(db)
    weights, _ = fits.weights(db)
    tally = past.Tally()
    replays = Replays(db, weights, tally, log.entwined(db))
    with collector_paused():
        for states_of_items, pasts in replays.portions():
            db.executemany(_INSERT_STATE, states_of_items)
            db.executemany(_INSERT_PAST, pasts)
    for item in sorted(replays.apart):
        _refold(db, item, weights, tally)
    _add_up(db, tally)


def _step(db: Connection, item: str, events: list[Event], weights: Weights, tally: Tally) -> bool:
    """Advance an item by its new events, if that comes to the same as a new fold."""
    ordered = [(log.place(event), event) for event in events if not isinstance(event, ItemlessEvent | Follow)]
    if len(ordered) < len(events):
        return False
    ordered.sort(key=_by_place)
    first, latest = ordered[0][0], ordered[-1][0]
    row = db.execute(_BEFORE, (item, *first, first[1], item)).fetchone()
    *known, instant, id, answers, memories, is_followed, is_retracted = row
    if is_followed or is_retracted or (instant is not None and first < (instant, id)):
        return False
    if len(ordered) > 1 and log.is_retracted(db, [event.id for _, event in ordered[1:]]):
        return False
    state = ItemState(item) if instant is None else read(known)
    life = Life(state, weights, memories or b"")
    for _, event in ordered:
        life.take(event)
    _write_state(db, life.state, latest)
    more = life.answers
    if more or life.memories != memories:
        _write_past(db, item, past.merged(answers or b"", more), life.memories)
        tally.count(more)
    return True


def _by_place(placed: tuple[log.Place, Event]) -> log.Place:
    return placed[0]


def _take_back(db: Connection, item: str, events: list[Event]) -> bool:
    """Take back what was only set (a flag, a note, …), if nothing but that was: memory and past stay."""
    if not all(isinstance(event, Retract) for event in events) or log.is_tangled(db, item):
        return False
    marks = log.marks(db, item)
    kinds = {mark.id: mark.type for mark in marks}
    if not all(kinds.get(event.event) in _SETTING for event in events if isinstance(event, Retract)):
        return False
    void = log.void(marks)
    counting = [mark for mark in marks if mark.type != Retract.type and mark.id not in void]
    state = states.state(db, item)
    if state is None or not counting:
        return False
    state = replace(state, suspended=False, buried_until=None, flagged=False, note="")
    for mark in counting:
        if mark.type in _SETTING:
            state = step(state, log.read(mark.body))
    _write_state(db, state, (counting[-1].instant, counting[-1].id))
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


def _refold(db: Connection, item: str, weights: Weights, tally: Tally) -> None:
    before = db.execute(_PAST, (item,)).fetchone()
    if before is not None:
        tally.count(before[0], sign=-1)
    *replaced, counting = lives(item, log.concerning(db, item))
    if not counting:
        db.execute("DELETE FROM item_state WHERE item = ?", (item,))
        db.execute("DELETE FROM item_past WHERE item = ?", (item,))
        return
    life = Life(ItemState(item), weights)
    for event in counting:
        life.take(event)
    _write_state(db, life.state, log.place(counting[-1]))
    answers = life.answers
    # The learner answered on those days, whatever the answers count for by now.
    done = {event.id for event in counting}
    for other in reversed(replaced):
        earlier = Life(ItemState(item), weights)
        for event in other:
            earlier.take(event, event.id not in done)
        answers += earlier.answers
        done |= {event.id for event in other}
    answers = past.merged(b"", answers)
    _write_past(db, item, answers, life.memories)
    tally.count(answers)


def _write_state(db: Connection, state: ItemState, latest: log.Place) -> None:
    db.execute(_INSERT_STATE, _row(state, latest))


def _row(state: ItemState, latest: log.Place) -> tuple[Any, ...]:
    memory, due = state.memory, state.due
    return (
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
        None if memory is None or due is None or not due.days else memory.study_day.toordinal() + due.days,
    )


def _write_past(db: Connection, item: str, answers: bytes, memories: bytes) -> None:
    if answers or memories:
        row = item, past.latest_day(answers), answers, memories
        db.execute(_INSERT_PAST, row)
    else:
        db.execute("DELETE FROM item_past WHERE item = ?", (item,))


def _add_up(db: Connection, tally: Tally) -> None:
    """Bring the sums up to date by what was counted and what was taken away."""
    for day, sums in tally.days().items():
        if any(sums):
            db.execute(_ADD_DAY, (date.fromordinal(day).isoformat(), *sums))
    less = False
    for (day, hour), sums in tally.hours().items():
        if any(sums):
            db.execute(_ADD_HOUR, (date.fromordinal(day).isoformat(), hour, *sums[:2]))
            less = less or sums[0] < 0
    if less:
        db.execute("DELETE FROM day_total WHERE answers = 0")
        db.execute("DELETE FROM hour_total WHERE answers = 0")

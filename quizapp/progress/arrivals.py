"""Which items the events concern that came since a moment, in whatever order they stand in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from sqlite3 import Connection


class Arrival(NamedTuple):
    """How far the log has come: the number of the event that arrived last, and its id."""

    number: int = 0
    event: str = ""


class Arrivals:
    """What arrives in the log of one store. Raises StoreFault as the store does."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def latest(self) -> Arrival:
        """What arrived last in the log."""
        with self._reading() as db:
            return latest(db)

    def making(self) -> int:
        """A number that changes when all that is derived is made anew."""
        with self._reading() as db:
            return int(db.execute("PRAGMA schema_version").fetchone()[0])

    def concerned(self, since: Arrival) -> set[str] | None:
        """The items that later events may have changed; None where this log never came so far."""
        with self._reading() as db:
            return concerned(db, since) if has_come(db, since) else None


def latest(db: Connection) -> Arrival:
    """What arrived last."""
    row = db.execute("SELECT number, id FROM event ORDER BY number DESC LIMIT 1").fetchone()
    return Arrival() if row is None else Arrival(*row)


def has_come(db: Connection, far: Arrival) -> bool:
    """Whether this log, and not another one in its place, has come so far."""
    if far == Arrival():
        return True
    row = db.execute("SELECT id FROM event WHERE number = ?", (far.number,)).fetchone()
    return row is not None and row[0] == far.event


def concerned(db: Connection, since: Arrival) -> set[str]:
    """The items that events which arrived later may have changed: their own, those whose events they take
    back, and all that carry these on."""
    # A start asks only what arrived last, and reads no event.
    from quizapp.progress import log, states
    from quizapp.study.event import Follow, Retract

    rows = db.execute(
        "SELECT item, type, CASE type WHEN 'retract' THEN body END FROM event WHERE number > ?",
        (since.number,),
    ).fetchall()
    waiting = {item for item, _, _ in rows if item is not None}
    for _, kind, body in rows:
        if kind == Retract.type:
            item = log.item_of(db, log.read(body))
            if item is not None:
                waiting.add(item)
    if not states.has_events(db, Follow.type):
        return waiting
    found: set[str] = set()
    while waiting:
        item = waiting.pop()
        if item not in found:
            found.add(item)
            waiting.update(log.followers(db, item))
    return found

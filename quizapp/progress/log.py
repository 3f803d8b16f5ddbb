"""The rows of the log: events in, events out, and which of them concern an item."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from quizapp.study.event import Answer, Event, Follow, MalformedEvent, Quiz, Retract, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

Place = tuple[int, str]
"""A place in the log: milliseconds since 1970 UTC, and the event's id."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

# The events of items, their retractions, the retractions of these, and so on.
_ABOUT = """
    WITH RECURSIVE about (id) AS (
        SELECT id FROM event WHERE item IN (SELECT value FROM json_each(?))
        UNION
        SELECT event.id FROM event JOIN about ON event.target = about.id
        WHERE event.type = 'retract'
    )
    SELECT body FROM event JOIN about USING (id)
"""


def place(event: Event) -> Place:
    """Where an event stands in the log."""
    return milliseconds(event.at), event.id


def milliseconds(instant: datetime) -> int:
    """Whole milliseconds since 1970 UTC."""
    return (instant.astimezone(UTC) - _EPOCH) // _MILLISECOND


def read(body: str) -> Event:
    """The event of a row's body, or of a text that may be one; raises MalformedEvent."""
    try:
        event = from_json(json.loads(body))
        place(event)
    except MalformedEvent:
        raise
    except (ValueError, TypeError, OverflowError) as fault:
        raise MalformedEvent(f"no event: {fault}") from fault
    return event


def told(event: Event) -> tuple[Event, str]:
    """An event as the log will tell it from now on, and its row's body; raises MalformedEvent.

    Instants have whole milliseconds there and an offset in place of a zone. What derives at once
    must derive from this event, as a rebuild will.
    """
    # ASCII, so that a body can be told from rubbish in a damaged file.
    body = json.dumps(to_json(event), allow_nan=False, separators=(",", ":"))
    return read(body), body


def insert(db: Connection, event: Event, body: str) -> bool:
    """Put a told event into the log; False if one of its id is there already."""
    instant, id = place(event)
    item = None if isinstance(event, Retract | Quiz) else event.item
    target = event.event if isinstance(event, Retract) else event.was if isinstance(event, Follow) else None
    cursor = db.execute(
        "INSERT INTO event (id, instant, type, item, target, body) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (id, instant, event.type, item, target, body),
    )
    return cursor.rowcount > 0


def item_of(db: Connection, event: Event) -> str | None:
    """The item an event concerns; None for one that concerns none, and for a retraction of something
    not in the log yet."""
    if isinstance(event, Quiz):
        return None
    if not isinstance(event, Retract):
        return event.item
    seen = set[str]()
    id: str | None = event.event
    while id is not None and id not in seen:
        seen.add(id)
        row = db.execute("SELECT item, type, target FROM event WHERE id = ?", (id,)).fetchone()
        if row is None:
            return None
        item, kind, target = row
        if kind != Retract.type:
            return None if item is None else str(item)
        id = target
    return None


def is_retracted(db: Connection, ids: Iterable[str]) -> bool:
    """Whether the log has a retraction of any of these events, be it taken back itself or not."""
    return any(
        db.execute("SELECT 1 FROM event WHERE target = ? AND type = 'retract' LIMIT 1", (id,)).fetchone()
        for id in ids
    )


def followers(db: Connection, item: str) -> list[str]:
    """The items that follow an item directly, whether or not that was taken back."""
    rows = db.execute("SELECT item FROM event WHERE target = ? AND type = 'follow'", (item,))
    return [name for (name,) in rows]


def is_followed(db: Connection, item: str, after: Place) -> bool:
    """Whether a following from behind that place in the log, be it taken back or not, takes over the
    item's history."""
    row = db.execute(
        "SELECT 1 FROM event WHERE target = ? AND type = 'follow' AND (instant, id) > (?, ?) LIMIT 1",
        (item, *after),
    ).fetchone()
    return row is not None


def about(db: Connection, items: Iterable[str]) -> list[Event]:
    """The items' own events and every retraction of them, in no order."""
    rows = db.execute(_ABOUT, (json.dumps(sorted(items)),))
    return [read(body) for (body,) in rows]


def concerning(db: Connection, item: str) -> list[Event]:
    """All events that have a say in the fold of an item: its own, those of the items it follows,
    and every retraction of them."""
    events: list[Event] = []
    known: set[str] = set()
    names = {item}
    while names:
        known |= names
        found = about(db, names)
        events += found
        names = {event.was for event in found if isinstance(event, Follow)} - known
    return events


def items(db: Connection) -> list[str]:
    """Every item with an event of its own."""
    return [
        item for (item,) in db.execute("SELECT DISTINCT item FROM event WHERE item IS NOT NULL ORDER BY item")
    ]


def page(db: Connection, after: Place, kind: str | None, size: int = 1000) -> list[Event]:
    """Up to `size` events after a place in the log, in order; all, or those of one type."""
    chosen = ""
    values: tuple[str, ...] = ()
    if kind == Answer.type:
        chosen = "AND type = 'answer'"
    elif kind is not None:
        # The first condition, word for word, lets the index of the rarer types be used.
        chosen, values = "AND type <> 'answer' AND type = ?", (kind,)
    rows = db.execute(
        f"SELECT body FROM event WHERE (instant, id) > (?, ?) {chosen} ORDER BY instant, id LIMIT ?",
        (*after, *values, size),
    ).fetchall()
    return [read(body) for (body,) in rows]


def is_readable(db: Connection) -> bool:
    """Whether every row of the log makes sense; time grows with the log. True without a log."""
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'event'").fetchone() is None:
        return True
    try:
        for body in bodies(db):
            read(body)
    except MalformedEvent:
        return False
    return True


def bodies(db: Connection) -> Iterator[str]:
    """The texts of all events, in the order of arrival."""
    for (body,) in db.execute("SELECT body FROM event ORDER BY number"):
        yield body

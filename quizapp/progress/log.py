"""The rows of the log: events in, events out, and which of them concern an item."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from quizapp.progress.fold import taken_back
from quizapp.study.event import Answer, Event, Follow, ItemlessEvent, Retract
from quizapp.study.event_json import answer_to_fold, from_json, to_json
from quizapp.study.malformed import MalformedEvent

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from sqlite3 import Connection

    from quizapp.progress.fold import ItemEvent

Place = tuple[int, str]
"""A place in the log: milliseconds since 1970 UTC, and the event's id."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_encode = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode
_SURROGATE = r"\ud"
"""What JSON reads back as another text: two halves of a character become one where they meet."""
_decode = json.JSONDecoder().raw_decode

_NOT_TAKEN_BACK = """
    NOT EXISTS (SELECT 1 FROM event AS undo WHERE undo.target = event.id AND undo.type = 'retract')
"""
_AHEAD = f"FROM event WHERE instant > ? AND type <> 'retract' AND {_NOT_TAKEN_BACK}"

# The events of items, their retractions, the retractions of these, and so on.
_ABOUT_IDS = """
    WITH RECURSIVE about (id) AS (
        SELECT id FROM event WHERE item IN (SELECT value FROM json_each(?))
        UNION
        SELECT event.id FROM event JOIN about ON event.target = about.id
        WHERE event.type = 'retract'
    )
"""
_ABOUT = f"{_ABOUT_IDS} SELECT body FROM event JOIN about USING (id)"
_MARKS = (
    f"{_ABOUT_IDS} SELECT instant, id, type, target, CASE type WHEN 'answer' THEN '' ELSE body END"
    " FROM event JOIN about USING (id)"
)
# The first condition, word for word, lets the index of the rarer types be used.
_STANDING = """
    WITH RECURSIVE about (id) AS (
        SELECT id FROM event WHERE type <> 'answer' AND type = ?
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
        data = json.loads(body)
    except (ValueError, TypeError, RecursionError) as fault:
        raise MalformedEvent(f"no event: {fault}") from fault
    return _event(data)


def _event(data: object) -> Event:
    try:
        event = from_json(data)
        place(event)
    except MalformedEvent:
        raise
    except (ValueError, TypeError, OverflowError, RecursionError) as fault:
        raise MalformedEvent(f"no event: {fault}") from fault
    return event


def told(event: Event) -> tuple[Event, str]:
    """An event as the log will tell it from now on, and its row's body; raises MalformedEvent.

    Instants have whole milliseconds there and an offset in place of a zone. What derives at once
    must derive from this event, as a rebuild will.
    """
    data = to_json(event)
    # ASCII, so that a body can be told from rubbish in a damaged file.
    body = _encode(data)
    return read(body) if _SURROGATE in body else _event(data), body


def insert(db: Connection, event: Event, body: str) -> bool:
    """Put a told event into the log; False if one of its id is there already."""
    instant, id = place(event)
    item, target = _about_what(event)
    cursor = db.execute(
        "INSERT INTO event (id, instant, type, item, target, body) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO NOTHING",
        (id, instant, event.type, item, target, body),
    )
    return cursor.rowcount > 0


def _about_what(event: Event) -> tuple[str | None, str | None]:
    item = None if isinstance(event, ItemlessEvent) else event.item
    target = event.event if isinstance(event, Retract) else event.was if isinstance(event, Follow) else None
    return item, target


def item_of(db: Connection, event: Event) -> str | None:
    """The item an event concerns; None for one that concerns none, and for a retraction of something
    not in the log yet."""
    if not isinstance(event, Retract):
        return None if isinstance(event, ItemlessEvent) else event.item
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


def standing(db: Connection, kind: str) -> list[Event]:
    """The events of one type, other than answers, that nothing takes back, in order."""
    rows = db.execute(_STANDING, (kind,)).fetchall()
    events = [read(body) for (body,) in rows]
    void = taken_back({event.id: event.event for event in events if isinstance(event, Retract)})
    return sorted((event for event in events if event.type == kind and event.id not in void), key=place)


def is_retracted(db: Connection, ids: Iterable[str]) -> bool:
    """Whether the log has a retraction of any of these events, be it taken back itself or not."""
    return any(
        db.execute("SELECT 1 FROM event WHERE target = ? AND type = 'retract' LIMIT 1", (id,)).fetchone()
        for id in ids
    )


def knows_quiz(db: Connection, attempt: str) -> bool:
    """Whether the log has any step of a quiz."""
    row = db.execute(
        "SELECT 1 FROM event WHERE type <> 'answer' AND type = 'quiz'"
        " AND json_extract(body, '$.attempt') = ? LIMIT 1",
        (attempt,),
    ).fetchone()
    return row is not None


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


class Mark(NamedTuple):
    """A row of the log; the body of an answer is left out ("")."""

    instant: int
    id: str
    type: str
    target: str | None
    body: str


def marks(db: Connection, item: str) -> list[Mark]:
    """The item's own events and every retraction of them, in order."""
    rows = db.execute(_MARKS, (json.dumps([item]),)).fetchall()
    return sorted(map(Mark._make, rows))


def void(marks: Iterable[Mark]) -> set[str]:
    """The ids of those that are taken back, as `fold.retracted` has it."""
    return taken_back({mark.id: mark.target or "" for mark in marks if mark.type == Retract.type})


def is_tangled(db: Connection, item: str) -> bool:
    """Whether the item follows another, or is followed, be it taken back or not."""
    row = db.execute(
        "SELECT 1 FROM event WHERE item = ? AND type <> 'answer' AND type = 'follow'"
        " UNION ALL SELECT 1 FROM event WHERE target = ? AND type = 'follow' LIMIT 1",
        (item, item),
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


def tangled(db: Connection) -> set[str]:
    """The items of which not simply all their own events count, in order: those with a retraction, and
    those that follow or are followed."""
    rows = db.execute(
        "SELECT item FROM event WHERE type <> 'answer' AND type = 'follow'"
        " UNION SELECT target FROM event WHERE type <> 'answer' AND type = 'follow' AND target <> ''"
        " UNION SELECT taken.item FROM event JOIN event AS taken ON taken.id = event.target"
        " WHERE event.type <> 'answer' AND event.type = 'retract' AND taken.item IS NOT NULL"
    )
    return {item for (item,) in rows}


def of_items(db: Connection, but: Container[str]) -> Iterator[tuple[Place, ItemEvent]]:
    """All events that belong to an item, but to none of `but`, with their places and in order."""
    rows = db.execute("SELECT instant, id, item, body FROM event WHERE item IS NOT NULL ORDER BY instant, id")
    for instant, id, item, body in rows:
        if item not in but:
            event = _read_to_fold(body)
            if isinstance(event, ItemlessEvent):
                raise MalformedEvent(f"an event of type {event.type} has no item")
            yield (instant, id), event


def _read_to_fold(body: str) -> Event:
    """As `read`, but of an answer that can be folded only what that needs."""
    try:
        data, end = _decode(body)
        if data["type"] == Answer.type and end == len(body):
            answer = answer_to_fold(data)
            if answer.at.tzinfo is not None and answer.due.tzinfo is not None:
                return answer
    except (KeyError, TypeError, ValueError):
        pass  # reading it in full says what is wrong with it
    return read(body)


def entwined(db: Connection) -> set[str]:
    """The items that follow or are followed, be it taken back or not."""
    rows = db.execute(
        "SELECT item FROM event WHERE type <> 'answer' AND type = 'follow'"
        " UNION SELECT target FROM event WHERE type <> 'answer' AND type = 'follow' AND target <> ''"
    )
    return {item for (item,) in rows}


def numbers_taken_back(db: Connection) -> set[int]:
    """The numbers of all events that are taken back."""
    retractions = "SELECT id, target FROM event WHERE type <> 'answer' AND type = 'retract'"
    void = taken_back(dict(db.execute(retractions).fetchall()))
    rows = db.execute(
        "SELECT number FROM event WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(void)),)
    )
    return {number for (number,) in rows}


def numbered(db: Connection, number: int) -> Event:
    """The event of a number, by the order of arrival."""
    return read(db.execute("SELECT body FROM event WHERE number = ?", (number,)).fetchone()[0])


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


def has(db: Connection, id: str) -> bool:
    """Whether the log has an event of this id."""
    return db.execute("SELECT 1 FROM event WHERE id = ?", (id,)).fetchone() is not None


def has_alike(db: Connection, event: Event) -> bool:
    """Whether the log has an event of the same instant and type, of the same item and target, if by another
    id."""
    instant, _ = place(event)
    item, target = _about_what(event)
    row = db.execute(
        "SELECT 1 FROM event WHERE instant = ? AND type = ? AND item IS ? AND target IS ? LIMIT 1",
        (instant, event.type, item, target),
    ).fetchone()
    return row is not None


def size(db: Connection) -> int:
    """How many events the log has. Time grows with them, if slowly."""
    return int(db.execute("SELECT count(*) FROM event").fetchone()[0])


def answers(db: Connection) -> int:
    """How many answers the log has, taken back or not. Time grows with the log, if slowly."""
    others = int(db.execute("SELECT count(*) FROM event WHERE type <> 'answer'").fetchone()[0])
    return size(db) - others


def last(db: Connection) -> Event | None:
    """The last event in order that is not taken back; None without any."""
    row = db.execute(
        f"SELECT body FROM event WHERE {_NOT_TAKEN_BACK} ORDER BY instant DESC, id DESC LIMIT 1"
    ).fetchone()
    return None if row is None else read(row[0])


def ahead(db: Connection, instant: datetime) -> list[Event]:
    """The events after an instant that nothing takes back, in order."""
    rows = db.execute(f"SELECT body {_AHEAD} ORDER BY instant, id", (milliseconds(instant),))
    return [read(body) for (body,) in rows]


def count_ahead(db: Connection, instant: datetime) -> tuple[int, datetime | None]:
    """How many these are, and the instant of the last, in UTC."""
    number, latest = db.execute(
        f"SELECT count(*), max(instant) {_AHEAD}", (milliseconds(instant),)
    ).fetchone()
    return number, None if latest is None else _EPOCH + latest * _MILLISECOND


def missing(db: Connection) -> tuple[int, int]:
    """How many events of a log another one, attached as `other`, does not have, and how many it has with
    another text. Time grows with the logs, if slowly."""
    absent, differing = db.execute(
        "SELECT count(*) FILTER (WHERE its.id IS NULL), count(*) FILTER (WHERE its.body <> mine.body)"
        " FROM main.event AS mine LEFT JOIN other.event AS its USING (id)"
    ).fetchone()
    return absent, differing


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

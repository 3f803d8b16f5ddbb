"""Which items are due, from the store in a few milliseconds, also where there are a hundred thousand."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from quizapp.memory.schedule import FIRM_FROM
from quizapp.progress import states
from quizapp.study.malformed import MalformedEvent
from quizapp.study.plan import IDLE, RESTING, Dues

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date
    from sqlite3 import Connection

_ALL = "item_state INDEXED BY item_state_by_day WHERE true"
"""That index has all that is read here, and a tenth of the table's pages."""
_COURSE = "item_state NOT INDEXED WHERE item >= :first AND item < :beyond"
# Where `due_day` is one, the day alone says whether an item is due, as `memory.schedule.is_due` has it; for
# one within its steps the instant counts.
_OPEN = "suspended = 0 AND coalesce(buried_until <= :today, 1)"
_RANK = """
    -CAST(1e6 * (:day - due_day + due_days) / stability AS INTEGER) - (sure_and_wrong_on IS NOT NULL) * (1 << 60)
"""
# A list as one text of JSON takes a third of the time of as many rows.
_DUE = f"""
    SELECT json_group_array(item), json_group_array({_RANK}), json_group_array(item) FILTER (WHERE phase <> 'review')
    FROM {{}} AND due_day <= :day AND {_OPEN}
"""
_RESTING = """
    SELECT json_group_array(item) FILTER (WHERE phase = 'review'), json_group_array(item) FILTER (WHERE phase <> 'review')
    FROM {} AND due_day > :day
"""
_CLOSED = f"SELECT item, phase = 'review' FROM {{}} AND due_day <= :day AND NOT ({_OPEN})"
_SHAKY = f"""
    SELECT json_group_array(item)
    FROM {{}} AND due_day NOT NULL AND suspended = 0 AND NOT (phase = 'review' AND stability >= {FIRM_FROM})
"""
_OTHERS = "SELECT item FROM {} AND due_day IS NULL"


def dues(db: Connection, today: date, now: datetime, course: str | None = None) -> Dues:
    """What planning needs of all items, or of those of a course, at a moment of a study day.

    Raises MalformedEvent for rows that make no sense.
    """
    values = {"today": today.isoformat(), "day": today.toordinal()}
    if course is not None:
        # The zero is what comes after the slash.
        values |= {"first": f"{course}/", "beyond": f"{course}0"}

    def rows(query: str) -> list[tuple[Any, ...]]:
        return db.execute(query.format(_ALL if course is None else _COURSE), values).fetchall()

    due, ranks, learning = map(json.loads, rows(_DUE)[0])
    resting, idle = map(json.loads, rows(_RESTING)[0])
    if None in ranks:
        raise MalformedEvent("no state of an item: its memory has no stability, or is due after no days")
    found = dict(zip(due, ranks, strict=True))
    found.update(dict.fromkeys(resting, RESTING))
    found.update(dict.fromkeys(idle, IDLE))
    found.update({item: RESTING if in_review else IDLE for item, in_review in rows(_CLOSED)})
    shaky: list[str] = json.loads(rows(_SHAKY)[0][0])
    others = Dues.of(states.states(db, [item for (item,) in rows(_OTHERS)]).values(), today, now)
    found.update(others.ranks)
    return Dues(found, {*learning, *others.learning}, others.later, {*shaky, *others.shaky})


def coming(db: Connection) -> dict[int, int]:
    """How many items come back on each study day (its ordinal), those of decks that are gone among them."""
    return dict(
        db.execute(
            f"SELECT due_day, count(*) FROM {_ALL} AND due_day NOT NULL AND suspended = 0 GROUP BY due_day"
        )
    )


def siblings(db: Connection, item: str) -> frozenset[int]:
    """On which study days (their ordinals) the other items of its card come back."""
    card = item.rpartition("/")[0]
    rows = db.execute(
        "SELECT due_day FROM item_state WHERE item >= ? AND item < ? AND item <> ?"
        " AND due_day NOT NULL AND suspended = 0",
        (f"{card}/", f"{card}0", item),
    )
    return frozenset(day for (day,) in rows)


def waiting_since(db: Connection, today: date, days: int) -> list[str]:
    """The items that have been due for so many study days, and are not suspended."""
    since = today - timedelta(days=days)
    rows = db.execute(
        f"SELECT item FROM {_ALL} AND due_day <= :day AND suspended = 0 UNION ALL"
        f" SELECT item FROM {_ALL} AND due_day IS NULL AND memory_day <= :since AND suspended = 0",
        {"day": since.toordinal(), "since": since.isoformat()},
    )
    return [item for (item,) in rows]


def next_due(db: Connection, now: datetime, among: Container[str]) -> datetime | None:
    """The earliest instant after `now` at which one of these items comes back; None if none does."""
    # Instants in several zones do not sort as texts.
    rows = db.execute(
        "SELECT item, due_at FROM item_state WHERE suspended = 0 AND julianday(due_at) > julianday(?)"
        " ORDER BY julianday(due_at)",
        (now.isoformat(),),
    )
    for item, at in rows:
        if item in among:
            return datetime.fromisoformat(at)
    return None

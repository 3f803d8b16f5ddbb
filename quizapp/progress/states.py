"""Reading what the database keeps of items: their states.

A start reads this, and loads nothing that reads events unless an event is asked for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from sqlite3 import Connection

    from quizapp.study.state import ItemState


def states(db: Connection, items: Collection[str] | None = None) -> dict[str, ItemState]:
    """The states of these items that have events, or of all."""
    from quizapp.progress.state_row import COLUMNS, read

    if items is None:
        rows = db.execute(f"SELECT {COLUMNS} FROM item_state ORDER BY item")
    else:
        chosen = json.dumps(list(items))
        rows = db.execute(
            f"SELECT {COLUMNS} FROM item_state WHERE item IN (SELECT value FROM json_each(?))", (chosen,)
        )
    return {row[0]: read(row) for row in rows}


def state(db: Connection, item: str) -> ItemState | None:
    """The state of one item; None if it has no events."""
    from quizapp.progress.state_row import OF_ITEM, read

    row = db.execute(OF_ITEM, (item,)).fetchone()
    return None if row is None else read(row)


def due_days(db: Connection, items: Collection[str]) -> list[int]:
    """On which study days (their ordinals) those of these items come back that are not suspended."""
    query = "SELECT due_day FROM item_state WHERE item = ? AND due_day NOT NULL AND suspended = 0"
    return [day for item in items for (day,) in db.execute(query, (item,))]


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


def answered(db: Connection, items: Collection[str]) -> set[str]:
    """Those of these items that were answered."""
    rows = db.execute(
        "SELECT item FROM item_state WHERE answers > 0 AND item IN (SELECT value FROM json_each(?))",
        (json.dumps(list(items)),),
    )
    return {item for (item,) in rows}


def introduced(db: Connection, day: date) -> set[str]:
    """The items first answered on a day. Time grows with the items answered since."""
    answered = _answered(db, day)
    if not answered:  # as at the first start of a day
        return set()
    from quizapp.progress.past import introduced_on

    return {item for item, answers in answered if introduced_on(answers, day.toordinal())}


def reviewed(db: Connection, day: date) -> set[str]:
    """The items answered on a day that had been answered before it. Time grows as above."""
    answered = _answered(db, day)
    if not answered:
        return set()
    from quizapp.progress.past import reviewed_on

    return {item for item, answers in answered if reviewed_on(answers, day.toordinal())}


def _answered(db: Connection, day: date) -> list[tuple[str, bytes]]:
    """The items answered since a day, with the records of their answers (`past`)."""
    rows = db.execute("SELECT item, answers FROM item_past WHERE latest_day >= ?", (day.toordinal(),))
    return rows.fetchall()

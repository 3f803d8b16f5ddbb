"""Which items are due, from the store in a few milliseconds, also where there are a hundred thousand."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from quizapp.memory.recall import FIRM_FROM
from quizapp.progress import states
from quizapp.study.dues import DUE, IDLE, LEARNING, RESTING, Dues, Unranked
from quizapp.study.malformed import MalformedEvent

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import date
    from sqlite3 import Connection

_ALL = "item_state INDEXED BY item_state_by_day WHERE true"
"""Where that index has all that is read: it has a tenth of the table's pages."""
# Where `due_day` is one, the day alone says whether an item is due, as `memory.days.is_due` has it; for
# one within its steps the instant counts.
_OPEN = "suspended = 0 AND coalesce(buried_until <= :today, 1)"
_RANK = """
    -CAST(1e6 * (:day - due_day + due_days) / stability AS INTEGER) - (sure_and_wrong_on IS NOT NULL) * (1 << 60)
"""
_OTHER = 3
"""In place of a rank, where the instant counts at which an item comes back, or it has no memory."""


def _told(due: str) -> str:
    """In SQL, the items of a course and what holds of each, which is null where a row makes no sense.

    A list as one text of JSON takes a third of the time of as many rows.
    """
    return f"""
        json_group_array(item), json_group_array(
            CASE
                WHEN due_day IS NULL THEN {_OTHER}
                WHEN due_day > :day OR NOT ({_OPEN}) THEN iif(phase = 'review', {RESTING}, {IDLE})
                WHEN stability > 0 AND due_days NOT NULL THEN {due}
            END
        )
    """


_COURSE = "FROM item_state NOT INDEXED WHERE item >= :first AND item < :beyond"
_KIND = f"iif(phase = 'review', {DUE}, {LEARNING})"
_UNRANKED = f"SELECT {_told(_KIND)} {_COURSE}"
_DUES = f"""
    SELECT {_told(_RANK)},
        json_group_array(item) FILTER (WHERE due_day <= :day AND {_OPEN} AND phase <> 'review'),
        json_group_array(item) FILTER (
            WHERE due_day NOT NULL AND suspended = 0 AND NOT (phase = 'review' AND stability >= {FIRM_FROM})
        )
    {_COURSE}
"""


def dues(db: Connection, today: date, now: datetime, course: str) -> Dues:
    """What planning needs of the items of a course at a moment of a study day.

    Raises MalformedEvent for rows that make no sense.
    """
    items, told, learning, shaky = map(json.loads, db.execute(_DUES, _values(today, course)).fetchone())
    ranks, more = _known(db, items, told, today, now)
    ranks.update(more.ranks)
    return Dues(ranks, {*learning, *more.learning}, more.later, {*shaky, *more.shaky})


def unranked(db: Connection, today: date, now: datetime, course: str) -> Unranked:
    """What counting needs of them, in half the time. Raises MalformedEvent as well."""
    items, told = map(json.loads, db.execute(_UNRANKED, _values(today, course)).fetchone())
    kinds, more = _known(db, items, told, today, now)
    kinds.update(more.unranked.kinds)
    return Unranked(kinds, more.later)


def _known(
    db: Connection, items: Sequence[str], told: Sequence[int | None], today: date, now: datetime
) -> tuple[dict[str, int], Dues]:
    """What holds of items as their rows tell, and of the others as their states do."""
    different = set(told)
    if None in different:
        raise MalformedEvent("no state of an item: its memory has no stability, or is due after no days")
    known: dict[str, int] = dict(zip(items, told, strict=True))  # type: ignore[arg-type]
    if _OTHER not in different:
        return known, Dues()
    others = [item for item, rank in known.items() if rank == _OTHER]
    for item in others:
        del known[item]
    return known, Dues.of(states.states(db, others).values(), today, now)


def _values(today: date, course: str) -> dict[str, object]:
    # The zero is what comes after the slash.
    return {
        "today": today.isoformat(),
        "day": today.toordinal(),
        "first": f"{course}/",
        "beyond": f"{course}0",
    }


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

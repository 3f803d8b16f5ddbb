"""Logs of any size for benchmarks, always the same but for the day on which they end.

`answered` makes up the answers, for any program; `write_log` puts them into a store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from random import Random
from typing import TYPE_CHECKING

from quizapp.paths import Paths
from quizapp.progress import database
from quizapp.progress.store import Store
from quizapp.study.stamp import uuid7

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from sqlite3 import Connection

DAYS = 365
"""How many study days a log goes back unless told otherwise."""
_UNSEEN = 10
"""One item of so many was never answered."""
_GROWTH = 1.6
"""How much longer each interval of an item is than the one before."""
_PER_TURN = 6
"""Seconds from one answer of a day to the next."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to the item with this number; `days` later it comes back. `turn` counts the answers
    of the item from 0, `left` those to come."""

    at: datetime
    item: int
    turn: int
    left: int
    rating: int
    days: int
    ms: int


def answered(items: int, answers: int, until: date, days: int = DAYS) -> list[Given]:
    """So many answers to so many items, in the order of time, on study days that end with `until`.

    Nine items of ten have answers, about as many each, at growing intervals; one answer of eight is
    forgotten. What comes back when is spread about `until`, some of it overdue.
    """
    random = Random(2025)
    seen = [item for item in range(items) if item % _UNSEEN]
    each, more = divmod(answers, len(seen))
    first = until - timedelta(days=days - 1)
    found: list[tuple[int, int, int, int, int]] = []
    for place, item in enumerate(seen):
        turns = each + (place < more)
        start = int(random.random() ** 1.5 * days * 0.8)
        whole = (days - start) / (_GROWTH**turns - 1) if turns else 0.0
        at = [start + int(whole * (_GROWTH**turn - 1)) for turn in range(turns)]
        for turn, day in enumerate(at):
            following = at[turn + 1] - day if turn + 1 < turns else days - day
            wait = max(1, round(following * random.uniform(0.7, 1.3)))
            found.append((day, random.getrandbits(30), item, turn, wait))
    found.sort()
    total = dict.fromkeys(seen, each) | dict.fromkeys(seen[:more], each + 1)
    given, today, number = [], -1, 0
    for day, _, item, turn, wait in found:
        number = number + 1 if day == today else 0
        today = day
        # Sittings of the morning, at noon and in the evening.
        second = (7, 12, 19)[number % 3] * 3600 + (number // 3) * _PER_TURN % 10_800 + number % 3
        at_second = datetime(first.year, first.month, first.day, tzinfo=UTC) + timedelta(day, second)
        rating = 1 if random.random() < 1 / 8 else random.choice((2, 3, 3, 3, 3, 4))
        left = total[item] - turn - 1
        given.append(Given(at_second, item, turn, left, rating, wait, random.randint(1500, 20_000)))
    given.sort(key=attrgetter("at"))
    return given


def write_log(
    home: Path, names: Sequence[str], answers: int, until: date | None = None, days: int = DAYS
) -> Path:
    """Fill the store of a home with answers to these items (by id); returns the store's file.

    `until` is the last study day, today unless given.
    """
    until = until or datetime.now(UTC).date()
    path = Paths.below(home).store
    path.parent.mkdir(parents=True, exist_ok=True)
    with Store.open(path, device="benchmark") as store:
        given = answered(len(names), answers, until, days)
        with database.writing(store._db) as db:
            _insert(db, _rows(given, names))
        store.rebuild()
    return path


def _insert(db: Connection, rows: Iterator[tuple[object, ...]]) -> None:
    """Put rows into the log. Its indices grow with it, and are as full as those of a log that was lived."""
    (size,) = db.execute("PRAGMA cache_size").fetchone()
    db.execute("PRAGMA cache_size = -400000")
    db.executemany(
        "INSERT INTO event (id, instant, type, item, target, body) VALUES (?, ?, 'answer', ?, NULL, ?)", rows
    )
    db.execute(f"PRAGMA cache_size = {size}")


_WAYS = (
    ("flip", "null", "null", "self"),
    ("typed", '"The river of number 7"', "1.0", "right"),
    ("choice", '["river"]', "1.0", "right"),
)
_CONFIDENCE = ("null", '"sure"', "null", '"unsure"', "null")


def _rows(given: Sequence[Given], names: Sequence[str]) -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(given):
        instant = int(one.at.timestamp() * 1000) + number % 1000
        at = (one.at + timedelta(milliseconds=number % 1000)).isoformat(timespec="milliseconds")
        id = uuid7(instant, number.to_bytes(10, "big"))
        item = names[one.item]
        yield id, instant, item, body(number, one, id, at, item)


def body(number: int, one: Given, id: str, at: str, item: str) -> str:
    """The event of an answer as the log has it, without the ten times longer way over an Answer."""
    asked, response, score, verdict = _WAYS[number % len(_WAYS)]
    if verdict == "right" and one.rating == 1:
        response, score, verdict = '"The hill"', "0.0", "wrong"
    mode = "practice" if number % 50 == 49 else "review"
    due = one.at.replace(hour=4, minute=0, second=0) + timedelta(days=one.days)
    return (
        f'{{"type":"answer","id":"{id}","at":"{at}","device":"benchmark","item":"{item}",'
        f'"sitting":"{one.at:%Y%m%d%H}","mode":"{mode}","asked":"{asked}","response":{response},'
        f'"score":{score},"verdict":"{verdict}","rating":{one.rating},"suggested":{one.rating},'
        f'"overruled":false,"confidence":{_CONFIDENCE[number % len(_CONFIDENCE)]},"guess_rate":0.0,'
        f'"hints":0,"ms":{one.ms},"first_key_ms":{one.ms // 2},"study_day":"{one.at:%Y-%m-%d}",'
        f'"due":"{due.isoformat(timespec="milliseconds")}","days":{one.days},"weights":"fsrs6-default",'
        f'"expected":"6cb7a2f0c1d2e3f4"}}'
    )

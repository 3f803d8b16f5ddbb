"""The reviews in an Anki collection: the table `revlog` of schemas 11 (any Anki) and 18 (since 2.1.50).

Source of what columns mean: Anki's manual, "Database", and `rslib/src/revlog/mod.rs`. A file may come from
anybody: it is opened so that nothing is written, no view or trigger of its own runs, and no value is large.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizapp.exchange.review_log import MOST, Refusal, ReviewLog, Timed, by_card
from quizapp.memory.rating import Rating
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_COLLECTION = "It is a database, but not an Anki collection."
_DAY = 86_400
_ROLLOVER = 4
"""The hour at which Anki lets a day begin unless it is told otherwise, and at which `crt` always lies."""
_LONGEST_VALUE = 50_000_000
"""Bytes. Schema 11 keeps all note types and decks in the one row of `col`."""
_LEARNING, _FILTERED, _MANUAL = 0, 3, 4
_MAX_INSTANT = 1 << 53


def read_collection(path: Path) -> ReviewLog | Refusal:
    """The reviews of a collection.

    Left out are answers in filtered decks that did not reschedule, what is no answer (cards moved by hand),
    and, as Anki does for FSRS, what came before a card was learnt the first time or was reset.
    """
    wal = path.with_name(path.name + "-wal")
    try:
        if wal.exists() and wal.stat().st_size:
            return Refusal("Anki has it open. Close Anki and try again, or export the collection.")
        # immutable: neither locks nor files beside it, so a collection on a read-only disk can be read.
        address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as db:
            return _read(db)
    except (sqlite3.Error, OSError, ValueError, OverflowError):
        return Refusal("It is damaged: SQLite cannot read it. Anki's own Tools → Check Database may help.")


def _read(db: sqlite3.Connection) -> ReviewLog | Refusal:
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        db.execute(f"PRAGMA {pragma}")
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not {"revlog", "col"} <= tables:
        return Refusal(_NO_COLLECTION)
    columns = {row[1] for row in db.execute("PRAGMA table_info(revlog)")}
    if not {"id", "cid", "ease", "factor", "type"} <= columns:
        return Refusal(_NO_COLLECTION)
    (number,) = db.execute("SELECT count(*) FROM revlog").fetchone()
    if number > MOST:
        return Refusal(f"It has {number:,} reviews; {MOST:,} can be read.")
    row = db.execute("SELECT crt FROM col").fetchone()
    if row is None or not isinstance(row[0], int):
        return Refusal(_NO_COLLECTION)
    begins = row[0] + 3600 * (_rollover(db, "config" in tables) - _ROLLOVER)
    left_out = [0, 0]
    timed = list(_reviews(db, begins, left_out))
    strange, headless = left_out
    notes = []
    if strange:
        notes.append(f"{count(strange, 'entry', 'entries')} of the log made no sense.")
    if headless:
        notes.append(f"{count(headless, 'review')} left out, of cards whose learning is not in the log.")
    return by_card(timed, notes)


def _reviews(db: sqlite3.Connection, begins: int, left_out: list[int]) -> Iterator[Timed]:
    """The answers that count. `begins` is the start of the first day, in seconds since 1970; `left_out`
    counts entries that make no sense, and reviews of cards whose learning is missing."""
    learnt: set[int] = set()
    resets: dict[int, int] = {}
    for at, card, ease, factor, kind in db.execute(
        "SELECT id, cid, ease, factor, type FROM revlog ORDER BY id"
    ):
        numbers = (at, card, ease, factor, kind)
        if not all(isinstance(number, int) for number in numbers) or not 0 < at < _MAX_INSTANT:
            left_out[0] += 1
            continue
        if kind >= _MANUAL or ease == 0:
            if factor == 0 and kind == _MANUAL:
                learnt.discard(card)
                resets[card] = resets.get(card, 0) + 1
            continue
        if not 1 <= ease <= 4 or kind < 0:
            left_out[0] += 1
            continue
        if kind == _FILTERED and factor == 0:
            continue
        if kind == _LEARNING:
            learnt.add(card)
        elif card not in learnt:
            left_out[1] += 1
            continue
        name = f"{card}.{resets[card]}" if card in resets else str(card)
        yield Timed(at, name, (at // 1000 - begins) // _DAY, Rating(ease))


def _rollover(db: sqlite3.Connection, has_config: bool) -> int:
    """The hour at which the learner's day begins."""
    try:
        if has_config:
            row = db.execute("SELECT CAST(val AS TEXT) FROM config WHERE key = 'rollover'").fetchone()
            hour = json.loads(row[0]) if row else _ROLLOVER
        else:
            hour = json.loads(db.execute("SELECT conf FROM col").fetchone()[0]).get("rollover", _ROLLOVER)
    except (sqlite3.Error, ValueError, TypeError, AttributeError, RecursionError):
        return _ROLLOVER
    return hour if isinstance(hour, int) and -23 <= hour <= 23 else _ROLLOVER

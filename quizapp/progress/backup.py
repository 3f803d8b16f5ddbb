"""Rotating backups of the store, each one a whole store in a single file.

What one holds is taken over without losing anything since (`Store.take_over`); to go back to one, close
the program and put it in the store's place.
"""

from __future__ import annotations

import os
import re
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quizapp.progress import database, log
from quizapp.progress.companions import suspect
from quizapp.progress.faults import StoreFault
from quizapp.study.malformed import MalformedEvent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

DAYS = 7
WEEKS = 4

_NAME = re.compile(r"progress-(\d{4}-\d\d-\d\d)\.db")
_BEFORE = re.compile(r"progress-before-version-(\d+)\.db")


def daily_backup(store: Path, folder: Path, today: date, patience: float = 30.0) -> Path | None:
    """Make today's backup, and let go of those too many; returns the file, None if nothing was due.

    Opens a connection of its own, so it may run in a thread while the store is in use. Every page
    is read and checked on the way: a damaged store raises StoreFault and costs no older backup. Nor is
    one let go of that holds an event which today's does not, or not with the same text.
    """
    target = daily_target(folder, today)
    if target.exists() or not store.exists():
        return None
    write_backup(store, target, patience)
    days = {day: path for path in backups_in(folder) if (day := _day(path)) is not None}
    for day in days.keys() - kept(days, today):
        with suppress(OSError):
            # A log that was lost and begun anew must not push out the last trace of the old one.
            if (held := examine(days[day], target)) is not None and held.is_in_log:
                days[day].unlink()
    for unfinished in folder.glob("progress-*.part*"):
        # Of a program that ended meanwhile; one of today may still be at it.
        if not unfinished.name.startswith(target.name):
            with suppress(OSError):
                unfinished.unlink()
    return target


def daily_target(folder: Path, day: date) -> Path:
    """Where the backup of a study day goes."""
    return folder / f"progress-{day.isoformat()}.db"


def write_backup(store: Path, target: Path, patience: float = 30.0) -> None:
    """Copy a store to `target`, whole or not at all; makes the folder. Raises StoreFault."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with database.Sentences(store), closing(database.connect(store, patience)) as db:
            sound = database.copy(db, unfinished)
        if not sound:
            suspect(store)
            raise database.damaged(store)
        unfinished.replace(target)
    except OSError as error:
        raise database.refused(target, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Held:
    """What a backup holds: `answers`, the last event given at `latest`; `missing` is how many events the
    log does not have, `differing` how many it has with another text."""

    answers: int
    latest: datetime | None
    missing: int
    differing: int

    @property
    def is_in_log(self) -> bool:
        """Whether the log has all of it."""
        return not self.missing and not self.differing


def examine(path: Path, store: Path) -> Held | None:
    """What a backup (or another store) holds, beside the log of a store; None if it cannot be read."""
    try:
        with closing(database.beside(path, store)) as db:
            if not database.identify(db, path):
                return Held(0, None, 0, 0)
            last = log.last(db)
            return Held(log.answers(db), last.at if last else None, *log.missing(db))
    except (*database.ERRORS, StoreFault, MalformedEvent):
        return None


def kept(days: Iterable[date], today: date = date.max) -> set[date]:
    """Which days' backups to keep: the newest seven, and the newest of each of the newest four
    weeks. Counted in backups, not by today's date, so a long absence deletes nothing. Those of days
    after today are counted apart: a clock that was wrong once must not push others out."""
    known = set(days)
    past = {day for day in known if day <= today}
    return _newest(past) | _newest(known - past)


def _newest(days: set[date]) -> set[date]:
    newest = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest:
        year, week, _ = day.isocalendar()
        weeks.setdefault((year, week), day)
    return {*newest[:DAYS], *list(weeks.values())[:WEEKS]}


def dated(path: Path) -> str:
    """How a backup is called: by its day, else by the name of its file."""
    day = _day(path)
    return path.name if day is None else day.isoformat()


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, the newest last; those from before a new version come first."""
    if not folder.is_dir():
        return []
    names = [path for path in folder.iterdir() if _NAME.fullmatch(path.name) or _BEFORE.fullmatch(path.name)]
    return sorted(names, key=lambda path: (_day(path) is not None, path.name))


def before_version(folder: Path, version: int) -> Path:
    """Where the backup goes that is made before a store of this version is changed."""
    return folder / f"progress-before-version-{version}.db"


def _day(path: Path) -> date | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        return None

"""Rotating backups of the store, each one a whole store in a single file.

To go back to one, close the program and put it in the store's place; to take over what it holds
without losing anything since, merge it (`Store.merge`).
"""

from __future__ import annotations

import os
import re
from contextlib import closing, suppress
from datetime import date
from typing import TYPE_CHECKING

from quizapp.progress import database

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DAYS = 7
WEEKS = 4

_NAME = re.compile(r"progress-(\d{4}-\d\d-\d\d)\.db")
_BEFORE = re.compile(r"progress-before-version-(\d+)\.db")


def daily_backup(store: Path, folder: Path, today: date, patience: float = 30.0) -> Path | None:
    """Make today's backup, and let go of those too many; returns the file, None if nothing was due.

    Opens a connection of its own, so it may run in a thread while the store is in use. Every page
    is read and checked on the way: a damaged store raises StoreFault and costs no older backup.
    """
    target = folder / f"progress-{today.isoformat()}.db"
    if target.exists() or not store.exists():
        return None
    write_backup(store, target, patience)
    days = {day: path for path in backups_in(folder) if (day := _day(path)) is not None}
    for day in days.keys() - kept(days):
        with suppress(OSError):
            days[day].unlink()
    for unfinished in folder.glob("progress-*.part*"):
        # Of a program that ended meanwhile; one of today may still be at it.
        if not unfinished.name.startswith(target.name):
            with suppress(OSError):
                unfinished.unlink()
    return target


def write_backup(store: Path, target: Path, patience: float = 30.0) -> None:
    """Copy a store to `target`, whole or not at all; makes the folder. Raises StoreFault."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with database.sentences(store), closing(database.connect(store, patience)) as db:
            sound = database.copy(db, unfinished)
        if not sound:
            database.suspect(store)
            raise database.damaged(store)
        unfinished.replace(target)
    except OSError as error:
        raise database.no_rights(target) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def kept(days: Iterable[date]) -> set[date]:
    """Which days' backups to keep: the newest seven, and the newest of each of the newest four
    weeks. Counted in backups, not by today's date, so a long absence deletes nothing."""
    newest = sorted(set(days), reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest:
        year, week, _ = day.isocalendar()
        weeks.setdefault((year, week), day)
    return {*newest[:DAYS], *list(weeks.values())[:WEEKS]}


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

"""Opening the store's file, whatever is found in its place."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from quizapp.progress import backup, database, derived, log, recovery
from quizapp.progress.faults import Cause, Notice, StoreFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from sqlite3 import Connection

_ATTEMPTS = 3


def open_file(
    path: Path, backups: Path, device: str | None, patience: float
) -> tuple[Connection, int, tuple[Notice, ...]]:
    """A connection to a store of the newest version, the identity of its file, and what the learner
    should know of it.

    Raises StoreFault for what must be left as it is. See `Store.open` for the arguments.
    """
    notices: list[Notice] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise StoreFault(
                Cause.RIGHTS,
                f"{path} is a folder, where the progress file should be.",
                "Move the folder elsewhere, or set QUIZAPP_HOME to a folder of your own.",
            )
        for _ in range(_ATTEMPTS):
            before = identity(path)
            if _is_orphaned(path):
                notices += _mend(path, backups, device, patience, lambda: _is_orphaned(path))
                continue
            notices += _emptiness(path, backups)
            try:
                db = _connect(path, backups, device, patience)
            except StoreFault as fault:
                if fault.cause is not Cause.DAMAGED:
                    raise
                notices += _mend(path, backups, device, patience, lambda: identity(path) == before)  # noqa: B023
                continue
            after = identity(path)
            if after is not None and before in (None, after):
                return db, after, tuple(notices)
            db.close()  # another program has put a mended file there meanwhile
    except OSError as error:
        raise database.no_rights(path) from error
    raise database.damaged(path)


def identity(path: Path) -> int | None:
    """What tells a file from another one put in its place; None if there is none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _connect(path: Path, backups: Path, device: str | None, patience: float) -> Connection:
    with database.sentences(path):
        db = database.connect(path, patience)
        try:
            suspect = database.suspicion(path)
            doubtful = suspect.exists() or database.is_cut(db, path)
            if doubtful and (database.flaws(db) or not log.is_readable(db)):
                raise database.damaged(path)
            database.migrate(
                db,
                path,
                derived.rebuild,
                lambda version: backup.write_backup(path, backup.before_version(backups, version), patience),
            )
            if not database.device(db):
                database.name_device(db, device or os.urandom(4).hex())
            if doubtful:
                with database.writing(db):
                    database.remake(db, derived.rebuild)
                suspect.unlink(missing_ok=True)
        except BaseException:
            db.close()
            raise
    return db


def _is_orphaned(path: Path) -> bool:
    """Whether there is a write-ahead log without a database: SQLite would delete it, and it may be
    all that is left."""
    # Asked in this order: a file that is being made never has a log before it has bytes.
    return bool(_size(recovery.companion(path, "-wal"))) and not _size(path)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _emptiness(path: Path, backups: Path) -> list[Notice]:
    if _size(path) != 0:
        return []
    return [
        Notice(
            f"{path} was empty (0 bytes); a new log was begun in it.",
            f"If you had progress before, take over the newest backup from {backups}.",
        )
    ]


def _mend(
    path: Path, backups: Path, device: str | None, patience: float, needed: Callable[[], bool]
) -> list[Notice]:
    """Put a sound file with all that can be read in the place of a damaged one, if that is still
    needed when no other program is at it."""
    with database.sentences(path), database.alone(path, patience):
        return [_recover(path, backups, device, patience)] if needed() else []


def _recover(path: Path, backups: Path, device: str | None, patience: float) -> Notice:
    events = recovery.salvage(path, backups)
    # Complete before the damaged file is moved: only between two renamings is there no store.
    fresh = path.with_name(f"{path.name}.{os.getpid()}.part")
    fresh.unlink(missing_ok=True)
    try:
        name = device or recovery.device(path, events)
        with closing(_connect(fresh, backups, name, patience)) as db, database.writing(db):
            derived.add(db, map(log.told, events))
        kept = recovery.set_aside(path)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    database.suspicion(path).unlink(missing_ok=True)
    return Notice(
        f"{path} was damaged. It is kept as {kept.name}; {len(events)} events that could be read of it"
        " and of the newest backup are in a new file.",
        f"Look whether your latest answers are there; older backups are in {backups}.",
    )

"""Opening the store's file, whatever is found in its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quizapp.progress import database
from quizapp.progress.companions import companion, suspicion
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.frames import are_sound, frames

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from sqlite3 import Connection

    from quizapp.progress.faults import Notice

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
            size, unread = _size(path), _unread(path)
            try:
                db = _connect(path, backups, device, patience)
            except StoreFault as fault:
                if fault.cause is not Cause.DAMAGED:
                    raise
                notices += _mend(path, backups, device, patience, lambda: identity(path) == before)  # noqa: B023
                continue
            after = identity(path)
            if after is not None and before in (None, after):
                try:
                    with database.Sentences(path):
                        if unread or not size:
                            notices += _missed(db, path, backups, unread, size)
                except BaseException:
                    db.close()
                    raise
                return db, after, tuple(notices)
            db.close()  # another program has put a mended file there meanwhile
    except OSError as error:
        raise database.refused(path, error) from error
    raise database.damaged(path)


def identity(path: Path) -> int | None:
    """What tells a file from another one put in its place; None if there is none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _connect(path: Path, backups: Path, device: str | None, patience: float) -> Connection:
    with database.Sentences(path):
        db = database.connect(path, patience)
        try:
            suspect = suspicion(path)
            doubtful = suspect.exists() or database.is_cut(db, path)
            if doubtful and (database.flaws(db) or database.broken(db) or not _is_readable(db)):
                raise database.damaged(path)
            database.migrate(
                db,
                path,
                _rebuild,
                lambda version: _save(path, backups, version, patience),
            )
            if not database.device(db):
                database.name_device(db, device or os.urandom(4).hex())
            if doubtful:
                with database.writing(db):
                    database.remake(db, _rebuild)
                suspect.unlink(missing_ok=True)
        except BaseException:
            db.close()
            raise
    return db


# What the rest needs is loaded where it comes to that: most starts find all in order.


def _rebuild(db: Connection) -> None:
    from quizapp.progress import derived

    derived.rebuild(db)


def _is_readable(db: Connection) -> bool:
    from quizapp.progress import log

    return log.is_readable(db)


def _save(path: Path, backups: Path, version: int, patience: float) -> None:
    from quizapp.progress import backup

    backup.write_backup(path, backup.before_version(backups, version), patience)


def _mend(
    path: Path, backups: Path, device: str | None, patience: float, needed: Callable[[], bool]
) -> list[Notice]:
    from quizapp.progress import mending

    def connect(fresh: Path, name: str | None) -> Connection:
        return _connect(fresh, backups, name, patience)

    with database.Sentences(path), database.alone(path, patience):
        return [mending.mend(path, backups, device, connect)] if needed() else []


def _missed(db: Connection, path: Path, backups: Path, unread: bytes, size: int | None) -> list[Notice]:
    """What is found for a store whose file was of this size, None if there was none, and had such a log."""
    accepted = _cut_at(db, unread) if unread else None
    if accepted is None and size:  # as where another program is open beside this one, or was killed
        return []
    from quizapp.progress import mending

    notices = [] if accepted is None else mending.refused(db, path, unread, accepted)
    if size == 0:
        notices += mending.refilled(db, path, backups)
    elif size is None:
        notices += mending.begun(db, path, backups)
    return notices


def _cut_at(db: Connection, wal: bytes) -> int | None:
    """How many frames of a write-ahead log SQLite took over, where it left out others: it ends at a damaged
    place without a word, and overwrites the rest. None where it took all."""
    accepted = database.accepted_frames(db)
    return accepted if accepted < frames(wal) and not are_sound(wal) else None


def _is_orphaned(path: Path) -> bool:
    """Whether there is a write-ahead log without a database: SQLite would delete it, and it may be
    all that is left."""
    # Asked in this order: a file that is being made never has a log before it has bytes.
    return bool(_size(companion(path, "-wal"))) and not _size(path)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _unread(path: Path) -> bytes:
    """The write-ahead log that is there before the store is opened; b"" if there is none, as always
    where the last program ended in peace."""
    try:
        return companion(path, "-wal").read_bytes()
    except FileNotFoundError:
        return b""

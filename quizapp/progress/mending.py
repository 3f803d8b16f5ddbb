"""What is done about a store whose file is damaged, empty or gone."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from quizapp.progress import backup, database, derived, log, pages, recovery
from quizapp.progress.companions import suspicion
from quizapp.progress.faults import Notice
from quizapp.words import count, when

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from sqlite3 import Connection


def refused(db: Connection, path: Path, wal: bytes, accepted: int) -> list[Notice]:
    """Take over what stands in the write-ahead log behind a damaged place, where SQLite ended: after so many
    frames."""
    image = pages.Image(b"", wal, accepted)
    rows = (body for _, before, body in image.rows() if recovery.is_whole(before, body))
    with database.writing(db):
        taken = derived.add(db, recovery.unknown(db, rows))
        taken += derived.add(db, recovery.unknown(db, image.texts(), doubtful=True))
        if not taken:
            return []
        kept = recovery.keep_log(path, wal)
    return [
        Notice(
            f"The latest part of {path} was damaged. {count(taken, 'event')} behind the damage could be read"
            f" and {'is' if taken == 1 else 'are'} in the log; what was there is kept as {kept.name}.",
            "Look whether your latest answers are there.",
        )
    ]


def refilled(db: Connection, path: Path, backups: Path) -> list[Notice]:
    """Fill a store, whose file was there and empty, from the backups."""
    with database.writing(db):
        for saved in reversed(backup.backups_in(backups)):
            recovery.take(db, recovery.of_backup(saved))
        database.remake(db, derived.rebuild)
        answers, last = log.answers(db), log.last(db)
    return [
        Notice(
            f"{path} was empty (0 bytes). {_saved(answers, last.at if last else None)} from the backups"
            f" {'is' if answers == 1 else 'are'} in it again."
            if answers
            else f"{path} was empty (0 bytes), and there are no backups; a new log was begun in it.",
            "Answers given after the last backup are missing."
            if answers
            else "If you have a copy of your progress, `quizapp restore FILE` takes it over.",
        )
    ]


def begun(db: Connection, path: Path, backups: Path) -> list[Notice]:
    """Tell of backups where there was no store."""
    if log.size(db) or not backup.backups_in(backups):
        return []
    return [
        Notice(
            f"{path} was not there; a new log was begun, but there are backups of an earlier one.",
            "`quizapp restore all` takes over what they hold.",
        )
    ]


def mend(
    path: Path, backups: Path, device: str | None, connect: Callable[[Path, str | None], Connection]
) -> Notice:
    """Put a sound file with all that can be read in the place of a damaged one.

    `connect` makes a store of a machine of this name, None for any; `device` is the name, if it is known.
    """
    # Complete before the damaged file is moved: only between two renamings is there no store.
    fresh = path.with_name(f"{path.name}.{os.getpid()}.part")
    fresh.unlink(missing_ok=True)
    try:
        name = device or recovery.device(path)
        with closing(connect(fresh, name or None)) as db, database.writing(db):
            saved = recovery.salvage(path, backups, db)
            if not name and saved.device:
                database.rename_device(db, saved.device)
            database.remake(db, derived.rebuild)
        kept = recovery.set_aside(path)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    suspicion(path).unlink(missing_ok=True)
    lost = f" {count(saved.lost, 'event')} or more could not be read anywhere." if saved.lost else ""
    return Notice(
        f"{path} was damaged. It is kept as {kept.name}; {_saved(saved.answers, saved.latest)}"
        f" could be read of it and of the backups and {'is' if saved.answers == 1 else 'are'} in a new file.{lost}",
        "Look whether your latest answers are there.",
    )


def _saved(answers: int, latest: datetime | None) -> str:
    until = f" (the latest of {when(latest.astimezone())})" if latest is not None and answers else ""
    return f"{count(answers, 'answer')}{until}"

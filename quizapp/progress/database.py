"""SQLite as the store uses it: connections, versions, transactions, and its errors as sentences.

The only import of sqlite3 at run time outside the readers of other people's formats.
"""

from __future__ import annotations

import errno
import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.progress.companions import suspect
from quizapp.progress.faults import Cause, StoreFault
from quizapp.study.malformed import MalformedEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

APPLICATION_ID = 0x5175697A  # "Quiz"

SCRIPTS = Path(__file__).parent

MIGRATIONS: tuple[str, ...] = (
    *("schema.sql", "known.sql", "quiz.sql", "past.sql", "goals.sql", "due_day.sql", "folding.sql"),
)
"""The scripts in that folder that lead from an empty file to the newest version, one a version.

There is no way back. A new type of event, and any change to what is derived from events (the fold,
the weights it uses, derived.sql), also need a version of their own, if with an empty script: older
programs must leave such a store alone, and the derived tables are made anew with each version.
"""

ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What the sqlite3 module raises; the second where a message quotes the bytes of a damaged schema."""

_DERIVED = "derived.sql"

_PAGES_AHEAD = 8000
"""How many pages the write-ahead log may grow to, 32 MB, before an answer has to wait until they are moved
into the file. A sitting does not get so far: they are moved while nobody waits (`Store.settle`), and when it
is closed."""

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)

_CAUSES = {
    sqlite3.SQLITE_BUSY: Cause.LOCKED,
    sqlite3.SQLITE_LOCKED: Cause.LOCKED,
    sqlite3.SQLITE_PERM: Cause.RIGHTS,
    sqlite3.SQLITE_AUTH: Cause.RIGHTS,
    sqlite3.SQLITE_READONLY: Cause.RIGHTS,
    sqlite3.SQLITE_CANTOPEN: Cause.RIGHTS,
    sqlite3.SQLITE_FULL: Cause.FULL,
    sqlite3.SQLITE_IOERR: Cause.DISK,
    sqlite3.SQLITE_CORRUPT: Cause.DAMAGED,
    sqlite3.SQLITE_NOTADB: Cause.DAMAGED,
}


# -- connections --------------------------------------------------------------------------


def connect(path: Path, patience: float) -> Connection:
    """A connection for reading and writing, made for durable single events.

    A file that is not there is made. `patience` is in seconds: so long another writer is waited
    for. The caller turns errors into sentences.
    """
    db = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_AHEAD}")
        identify(db, path)
        _write_ahead(db, patience)
    except BaseException:
        db.close()
        raise
    return db


def look(path: Path) -> Connection:
    """A connection for reading only; never makes a file, nor changes one."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def wait(db: Connection, patience: float) -> None:
    """From now on wait so many seconds for another writer."""
    db.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")


def identify(db: Connection, path: Path) -> int:
    """The version of the store, 0 for an empty file; raises StoreFault for any other file."""
    mark = _number(db, "PRAGMA application_id")
    version = _number(db, "PRAGMA user_version")
    if mark == APPLICATION_ID and version > len(MIGRATIONS):
        raise StoreFault(
            Cause.NEWER,
            f"{path} was written by a newer quizapp (its version is {version}, ours {len(MIGRATIONS)}).",
            "Update quizapp. The file was left as it is.",
        )
    if mark != APPLICATION_ID and (mark or version or _number(db, "SELECT count(*) FROM sqlite_master")):
        raise StoreFault(
            Cause.FOREIGN,
            f"{path} is a database of another program.",
            "Move it elsewhere, or set QUIZAPP_HOME to a folder of your own. The file was left as it is.",
        )
    return version


def _write_ahead(db: Connection, patience: float) -> None:
    # Two programs that open a new file at once exclude each other here without waiting.
    deadline = time.monotonic() + patience
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.005)


def _number(db: Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])


def glance(path: Path) -> Connection:
    """As `look`, but where nobody uses the store it is read as a plain file, without the files that
    SQLite would put beside it in the name of whoever looks."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return look(path)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


@contextmanager
def alone(path: Path, patience: float) -> Iterator[None]:
    """Keeps other programs from mending the same store; ends with the program, however that ends.

    The lock is that of an empty database beside the store, which stays there.
    """
    with closing(sqlite3.connect(f"{path}-mending", timeout=patience, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield


# -- versions -----------------------------------------------------------------------------


def migrate(
    db: Connection, path: Path, rebuild: Callable[[Connection], None], save: Callable[[int], object]
) -> None:
    """Bring a store to the newest version, all of it or nothing.

    `save` is called first with the version there is, unless the file is new; `rebuild` last, to
    fill the derived tables.
    """
    version = identify(db, path)
    if version == len(MIGRATIONS):
        return
    if version:
        save(version)
    with writing(db):
        version = identify(db, path)  # another program may have been faster
        if version == len(MIGRATIONS):
            return
        for script in MIGRATIONS[version:]:
            _execute(db, script)
        remake(db, rebuild)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def remake(db: Connection, rebuild: Callable[[Connection], None]) -> None:
    """Drop what is derived and make it again, within the caller's transaction."""
    _execute(db, _DERIVED)
    rebuild(db)


def _execute(db: Connection, script: str) -> None:
    # Not executescript(): that one commits first.
    statement = ""
    for line in (SCRIPTS / script).read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


# -- transactions and errors --------------------------------------------------------------


@contextmanager
def writing(db: Connection) -> Iterator[Connection]:
    """A transaction that holds the right to write from its start; durable when the block ends."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


class Sentences:
    """Turns what SQLite raises about a file, and rows that make no sense, into a StoreFault; may be used again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, MalformedEvent):
            fault = damaged(self._path)
        elif isinstance(error, ERRORS):
            fault = _fault(self._path, error)
        else:
            return
        if fault.cause is Cause.DAMAGED:
            suspect(self._path)
        raise fault from error


def _fault(path: Path, error: Exception) -> StoreFault:
    cause = _cause(error)
    match cause:
        case Cause.LOCKED:
            return StoreFault(
                cause,
                f"Another program kept {path} locked for too long; nothing was saved.",
                "Close the other quizapp or wait until it is done, then try again.",
            )
        case Cause.RIGHTS:
            return no_rights(path)
        case Cause.FULL:
            return _full(path)
        case Cause.DISK:
            return StoreFault(
                cause,
                f"The disk with {path} did not take it; the last step was not saved.",
                "Look whether it is full, over its quota or was taken out, and do it again."
                " What was saved before is safe.",
            )
        case Cause.DAMAGED:
            return damaged(path)
        case _:
            return StoreFault(
                cause,
                f"The database refused a step on {path}: {error}.",
                "Start quizapp again. If it happens again, please report it.",
            )


def _cause(error: Exception) -> Cause:
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, UnicodeDecodeError) or (code is None and "decode to UTF-8" in str(error)):
        return Cause.DAMAGED
    return _CAUSES.get((code or 0) & 0xFF, Cause.OTHER)


def refused(path: Path, error: OSError) -> StoreFault:
    """The fault of a step that the system did not take."""
    if error.errno in _NO_SPACE:
        return _full(path)
    return no_rights(path)


def _full(path: Path) -> StoreFault:
    return StoreFault(
        Cause.FULL,
        f"The disk with {path} is full; the last step was not saved.",
        "Free some space and do it again. What was saved before is safe.",
    )


def no_rights(path: Path) -> StoreFault:
    """The fault of a file or folder that may not be written."""
    return StoreFault(
        Cause.RIGHTS,
        f"{path} cannot be opened for writing.",
        "Give yourself the right to write this file and its folder,"
        " or set QUIZAPP_HOME to a folder of your own.",
    )


def damaged(path: Path) -> StoreFault:
    """The fault of a file that is no sound database."""
    return StoreFault(
        Cause.DAMAGED,
        f"{path} is damaged.",
        "Start quizapp again: the file is then set aside, never deleted,"
        " and all that can be read of it is taken over.",
    )


# -- what is neither the log nor derived from it ------------------------------------------


def device(db: Connection) -> str:
    """The name of the machine this store belongs to; "" if it has none yet."""
    row = db.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    return "" if row is None else str(row[0])


def name_device(db: Connection, name: str) -> None:
    """Give the store its machine's name, unless another program was faster."""
    db.execute("INSERT INTO meta VALUES ('device', ?) ON CONFLICT DO NOTHING", (name,))


def rename_device(db: Connection, name: str) -> None:
    """Give the store another name of its machine, for one that was recovered."""
    db.execute("UPDATE meta SET value = ? WHERE key = 'device'", (name,))


# -- whole files --------------------------------------------------------------------------


def is_cut(db: Connection, path: Path) -> bool:
    """Whether a file ends within a page, which SQLite takes for a page of zeros.

    Asked of the connection and of the folder: a program that opens and closes the file itself
    loses the locks that its own connections hold on it (sqlite.org/howtocorrupt.html, 2.2).
    """
    return path.stat().st_size % _number(db, "PRAGMA page_size") != 0


def flaws(db: Connection) -> list[str]:
    """What SQLite finds wrong with a file, in its words; time grows with the file."""
    try:
        rows = db.execute("PRAGMA integrity_check").fetchall()
    except ERRORS as error:
        if _cause(error) is Cause.DAMAGED:
            return [str(error)]
        raise
    return [text for (text,) in rows if text != "ok"]


def copy(db: Connection, target: Path) -> bool:
    """Write a copy of an open store to `target`, which must not exist, as one single file.

    Others may go on writing meanwhile. Returns whether the copy is sound.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as into:
        db.backup(into)
        into.execute("PRAGMA journal_mode = DELETE")
        return not flaws(into) and not broken(into)


def broken(db: Connection) -> bool:
    """Whether an event is no JSON any more, or not what its row says; SQLite has no check of what a row holds."""
    if not _number(db, "SELECT count(*) FROM sqlite_master WHERE name = 'event'"):
        return False
    query = """
        SELECT count(*) FROM event WHERE CASE WHEN json_valid(body)
            THEN json_extract(body, '$.id') IS NOT id OR json_extract(body, '$.type') IS NOT type
                OR json_extract(body, '$.item') IS NOT item
            ELSE 1 END
    """
    return _number(db, query) > 0


def beside(path: Path, other: Path) -> Connection:
    """A connection for reading a store, with another one attached by the name `other`."""
    db = glance(path)
    try:
        db.execute("ATTACH ? AS other", (f"{other.absolute().as_uri()}?mode=ro",))
    except BaseException:
        db.close()
        raise
    return db


def accepted_frames(db: Connection) -> int:
    """How many frames of its write-ahead log SQLite accepts; takes them over into the file."""
    return int(db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1])


def tolerant(path: Path) -> Connection:
    """A connection to a damaged file, which asks nothing of it."""
    return sqlite3.connect(path, isolation_level=None)


def tolerant_rows(db: Connection, backwards: bool) -> Iterator[tuple[int, str, str]]:
    """The numbers, ids and bodies of a damaged log from one end up to the first row that cannot be read."""
    order = "DESC" if backwards else "ASC"
    try:
        for number, id, body in db.execute(f"SELECT number, id, body FROM event ORDER BY number {order}"):
            yield number, str(id), str(body)
    except ERRORS:
        return

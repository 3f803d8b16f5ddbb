"""What becomes of a damaged store: nothing of it is lost that can still be read.

The damaged file is only ever read and renamed. Because the log is a set of events, what is read of
it and what the backups hold are simply put together.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.progress import database, log
from quizapp.progress.backup import backups_in
from quizapp.progress.companions import companion
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.frames import SIZE
from quizapp.progress.pages import Image
from quizapp.study.malformed import MalformedEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from sqlite3 import Connection

    from quizapp.progress.pages import Bytes
    from quizapp.study.event import Event

_COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite may leave beside a file. The last is rolled back into whatever file has the name."""
_ID = re.compile(r'\{"type":"\w+","id":"([^"\\]+)"')
_WHOLE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHORTEST = 100
"""Bytes that every event takes at least."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was saved of a damaged store. `answers` are in the new log, whose latest event is of `latest`
    and written by `device` ("" without any); `lost` is how many events at least cannot be read anywhere."""

    answers: int
    latest: datetime | None
    device: str
    lost: int


def salvage(path: Path, backups: Path, into: Connection) -> Salvage:
    """Put into a log all events that can be read of a damaged store and of its backups.

    Backups come first: they were sound when they were made, so of an event that reads otherwise
    here and there, theirs holds. What derives from the log is left to the caller.
    """
    for backup in reversed(backups_in(backups)):
        take(into, of_backup(backup))
    # Numbers run without gaps; one beyond what the file has room for is damaged itself.
    most = (_bytes(path) + _bytes(companion(path, "-wal"))) // _SHORTEST
    highest = 0

    def bodies() -> Iterator[str]:
        nonlocal highest
        for number, body in rows_of(path):
            if number <= most:
                highest = max(highest, number)
            yield body

    take(into, bodies())
    take(into, texts_of(path), doubtful=True)
    last = log.last(into)
    return Salvage(
        log.answers(into),
        last.at if last else None,
        last.device if last else "",
        max(0, highest - log.size(into)),
    )


def take(into: Connection, bodies: Iterable[str], *, doubtful: bool = False) -> int:
    """Put those of some texts into a log that are events, and that it has not; returns how many were."""
    return sum(log.insert(into, event, body) for event, body in unknown(into, bodies, doubtful=doubtful))


def unknown(db: Connection, bodies: Iterable[str], *, doubtful: bool = False) -> Iterator[tuple[Event, str]]:
    """Those of some texts that are events, and that a log has not, as `log.told` gives them.

    Where the ids are `doubtful`, what the log has under another id is left out. Bodies are ASCII: one with
    another letter was hit. It comes last, without that letter, if no text has the event whole. An event
    may come twice, unless what came is put into the log at once.
    """
    hit: dict[str, str] = {}
    for body in bodies:
        found = _ID.match(body)
        if found is not None and log.has(db, found[1]):
            continue
        if body.isascii():
            with suppress(MalformedEvent):
                event = log.read(body)
                if not (doubtful and log.has_alike(db, event)):
                    yield event, body
        elif found is not None and _WHOLE_ID.fullmatch(found[1]):
            hit.setdefault(found[1], body.encode("ascii", "replace").decode())
    for id, body in hit.items():
        with suppress(MalformedEvent):
            event = log.read(body)
            if not log.has(db, id) and not log.has_alike(db, event):
                yield event, body


def device(path: Path) -> str:
    """The name of the machine as a damaged store has it; "" if that cannot be read."""
    with (
        suppress(OSError, StoreFault, *database.ERRORS),
        _twin(path) as twin,
        closing(database.connect(twin, patience=0)) as db,
    ):
        return database.device(db)
    return ""


def set_aside(path: Path) -> Path:
    """Rename a store, with what SQLite keeps beside it, to the first free `…damaged-<n>`."""
    target = _free(path)
    # The companions first: left behind, they would be applied to the new file.
    for ending in (*_COMPANIONS, ""):
        with suppress(FileNotFoundError):
            companion(path, ending).rename(companion(target, ending))
    return target


def keep_log(path: Path, wal: bytes) -> Path:
    """Keep what a write-ahead log was beside the store, as that of a damaged one."""
    target = companion(_free(path), "-wal")
    target.write_bytes(wal)
    return target


def kept_aside(path: Path) -> list[Path]:
    """The files that were set aside as damaged, the first one first."""
    found = path.parent.glob(f"{path.stem}.damaged-*{path.suffix}*")
    return sorted(
        (file for file in found if not file.name.endswith("-shm")),
        key=lambda file: (len(file.name), file.name),
    )


def _free(path: Path) -> Path:
    number = 1
    while any(companion(_aside(path, number), end).exists() for end in ("", *_COMPANIONS)):
        number += 1
    return _aside(path, number)


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")


def read_events(path: Path) -> list[Event]:
    """All events of another store's file, which is only read; raises StoreFault."""
    try:
        with closing(database.look(path)) as db:
            if not database.identify(db, path):
                return []
            return [log.read(body) for body in log.bodies(db)]
    except (*database.ERRORS, MalformedEvent) as error:
        raise StoreFault(
            Cause.OTHER,
            f"{path} cannot be read: {error}.",
            "Nothing was taken over. Choose another file.",
        ) from error


def of_backup(path: Path) -> Iterator[str]:
    """The bodies that SQLite reads of a backup, damaged or not; none of one that is of a newer version."""
    for backwards in (False, True):
        with suppress(StoreFault, *database.ERRORS), closing(database.glance(path)) as db:
            database.identify(db, path)
            for _, _, body in database.tolerant_rows(db, backwards):
                yield body


def of_other(path: Path, folder: Path, into: Connection) -> Iterator[tuple[Event, str]]:
    """All events that can be read of another store's file, which is left as it is, and that a log has not.
    Raises StoreFault for a file of a newer version or another program. Copies are made in `folder`."""
    sound = False
    with suppress(*database.ERRORS), closing(database.glance(path)) as db:
        database.identify(db, path)
        sound = not database.flaws(db) and not database.broken(db)
    yield from unknown(into, of_backup(path))
    if not sound:
        yield from unknown(into, (body for _, body in rows_of(path, folder)))
        yield from unknown(into, texts_of(path, folder), doubtful=True)


def rows_of(path: Path, folder: Path | None = None) -> Iterator[tuple[int, str]]:
    """What may be bodies in the rows of a damaged store, with the numbers of the rows: what SQLite reads,
    and what stands in the bytes whatever SQLite makes of them. Both ids of a row, beside the body and
    in it, are the same. Copies are made in `folder`, by default beside the store."""
    with _twin(path, folder) as twin:
        for backwards in (False, True):
            with suppress(*database.ERRORS), closing(database.tolerant(twin)) as db:
                for number, id, body in database.tolerant_rows(db, backwards):
                    found = _ID.match(body)
                    if found is not None and found[1] == id:
                        yield number, body
    with _image(path, folder) as image:
        for number, before, body in image.rows():
            if is_whole(before, body):
                yield number, body


def is_whole(before: bytes, body: str) -> bool:
    """Whether the id in a body is that which its row has before it."""
    found = _ID.match(body)
    return found is not None and found[1].encode() in before


def texts_of(path: Path, folder: Path | None = None) -> Iterator[str]:
    """What may be a body anywhere in the bytes of a damaged store; an id may be damaged in one copy and
    whole in another."""
    with _image(path, folder) as image:
        yield from image.texts()


@contextmanager
def _image(path: Path, folder: Path | None) -> Iterator[Image]:
    with _twin(path, folder) as twin, ExitStack() as files:
        yield Image(_view(twin, files), _view(companion(twin, "-wal"), files))


def _view(path: Path, open_files: ExitStack) -> Bytes:
    import mmap

    if not _bytes(path):
        return b""
    file = open_files.enter_context(path.open("rb"))
    return open_files.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


@contextmanager
def _twin(path: Path, folder: Path | None = None) -> Iterator[Path]:
    """A copy of a store with what stands beside it, which SQLite may change; gone afterwards."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(dir=folder or path.parent) as own:
        twin = Path(own) / path.name
        for ending in ("", "-wal", "-journal"):
            with suppress(FileNotFoundError):
                _copy(companion(path, ending), companion(twin, ending))
        yield twin


def _copy(source: Path, target: Path) -> None:
    """Copy a file; pages that the disk does not give come out as zeros."""
    with source.open("rb", buffering=0) as file, target.open("wb") as copy:
        for start in range(0, _bytes(source), SIZE):
            file.seek(start)
            try:
                page = file.read(SIZE)
            except OSError:
                page = bytes(SIZE)
            copy.write(page)

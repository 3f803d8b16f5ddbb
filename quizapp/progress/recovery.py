"""What becomes of a damaged store: nothing of it is lost that can still be read.

The damaged file is only ever read and renamed. Because the log is a set of events, what is read of
it and what a backup holds are simply put together.
"""

from __future__ import annotations

import json
import re
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.progress import database, log
from quizapp.progress.backup import backups_in
from quizapp.progress.faults import Cause, StoreFault
from quizapp.study.event import MalformedEvent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from mmap import mmap

    from quizapp.study.event import Event

_COMPANIONS = ("-wal", "-shm")
_BODY = re.compile(rb'\{"type":"')
_LENGTHS = (8 << 10, 1 << 20)
"""How many bytes a body may take: nearly every one, and the longest."""


def companion(path: Path, ending: str) -> Path:
    """A file that SQLite keeps beside a database (`-wal`, `-shm`), or we do."""
    return path.with_name(path.name + ending)


def salvage(path: Path, backups: Path) -> list[Event]:
    """The events that can be read of a damaged store, and those of its newest sound backup."""
    found: dict[str, Event] = {}
    for source in (_newest(backups), _by_query(path), _by_sight(path)):
        for event in source:
            found.setdefault(event.id, event)
    return list(found.values())


def device(path: Path, events: Sequence[Event]) -> str:
    """The name of the machine as a damaged store has it, else as its latest event does; "" without any."""
    with (
        suppress(OSError, StoreFault, *database.ERRORS),
        _twin(path) as twin,
        closing(database.connect(twin, patience=0)) as db,
    ):
        if name := database.device(db):
            return name
    return max(events, key=log.place).device if events else ""


def set_aside(path: Path) -> Path:
    """Rename a store, with what SQLite keeps beside it, to the first free `…damaged-<n>`."""
    number = 1
    while any(companion(_aside(path, number), end).exists() for end in ("", *_COMPANIONS)):
        number += 1
    target = _aside(path, number)
    # The write-ahead log first: left behind, it would be applied to the new file.
    for ending in (*_COMPANIONS, ""):
        with suppress(FileNotFoundError):
            companion(path, ending).rename(companion(target, ending))
    return target


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")


def _newest(folder: Path) -> Iterator[Event]:
    for path in reversed(backups_in(folder)):
        try:
            events = read_events(path)
        except StoreFault:
            continue
        yield from events
        return


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


def _by_query(path: Path) -> Iterator[Event]:
    """What SQLite itself still reads of a copy: all rows if only an index or a sum is broken, else
    those before and those after the broken place."""
    with suppress(OSError), _twin(path) as twin:
        for backwards in (False, True):
            yield from _readable(database.tolerant_bodies(twin, backwards))


@contextmanager
def _twin(path: Path) -> Iterator[Path]:
    """A copy of a store with its write-ahead log, which SQLite may change; gone afterwards."""
    import shutil  # noqa: PLC0415 - here and below: for a damaged file only
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    with TemporaryDirectory(dir=path.parent) as folder:
        twin = Path(folder) / path.name
        for ending in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(companion(path, ending), companion(twin, ending))
        yield twin


def _by_sight(path: Path) -> Iterator[Event]:
    """Bodies that stand whole somewhere in the bytes, whatever has become of the pages around."""
    import mmap  # noqa: PLC0415

    for ending in ("", "-wal"):
        with (
            suppress(OSError, ValueError),  # a ValueError: mmap takes no empty file
            companion(path, ending).open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view,
        ):
            yield from _readable(_bodies(view))


def _bodies(view: mmap) -> Iterator[str]:
    decoder = json.JSONDecoder()
    for match in _BODY.finditer(view):
        start = match.start()
        for length in _LENGTHS:
            text = view[start : start + length].decode("latin-1")
            with suppress(ValueError, RecursionError):
                _, end = decoder.raw_decode(text)
                # Ours are ASCII: another letter is a sign that this one was hit, too.
                if text[:end].isascii():
                    yield text[:end]
                break


def _readable(bodies: Iterator[str]) -> Iterator[Event]:
    for body in bodies:
        with suppress(MalformedEvent):
            yield log.read(body)

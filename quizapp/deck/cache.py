"""Keeps what was read of courses, so that unchanged files need not be read again.

One file holds all courses, each with the look of its files when it was read: sizes, times and inodes, as
in git's index, and digests for files so young that a change might not show in their times. A table of
all courses and decks is read at once, the outline of a deck when it is looked at, and its cards after that.
A cache that is missing, foreign or damaged costs a reading and nothing else.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import quizapp
from quizapp.deck.folders import entries
from quizapp.deck.outline import Outline, drawn, renamed, required
from quizapp.deck.pickling import Unsound, dump, load
from quizapp.deck.stored_cards import CacheFile, StoredCards, StoredDeck, stored
from quizapp.digest import blake2b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizapp.deck.card import Card
    from quizapp.deck.course import Course, Deck
    from quizapp.deck.library import Library

_FORMAT = 5
_DIGEST = 16
_HEAD = 32 + 8 + _DIGEST
"""Bytes of the fingerprint, of where the table begins, and of its digest. Courses follow, and the table."""
_GRAIN = 2_000_000_000
"""Nanoseconds within which two writings may leave a file with one time; FAT has the coarsest."""

Reader = tuple[Path, bool]
"""A file or folder that is a course, and whether it came with the program."""


class _Look(NamedTuple):
    """What is seen of a course without opening its files. `folder` has its real path and what stands in
    it, () for a lone file; `files` have size, times and inode, None for one that is not there."""

    folder: tuple[str, ...]
    files: tuple[tuple[str, tuple[int, int, int, int] | None], ...]

    @property
    def youngest(self) -> int:
        """When the latest of the files was changed, in nanoseconds."""
        return max((max(status[1], status[2]) for _, status in self.files if status), default=0)


class _Entry(NamedTuple):
    """A course in the file: from `start` on `length` bytes. `at` is the moment of its reading, in nanoseconds.
    `library` lacks the cards; `decks` tells of those of each course and deck."""

    place: str
    shipped: bool
    at: int
    look: _Look
    digests: tuple[tuple[str, bytes], ...]
    start: int
    length: int
    library: Library
    decks: tuple[tuple[StoredDeck, ...], ...]


def cached(
    places: Iterable[Reader], read: Callable[[Path, bool], Library], cache: Path
) -> tuple[Library, ...]:
    """What `read` makes of each course, from the cache where none of its files has changed."""
    fingerprint = _fingerprint()
    file, known = _table(cache, fingerprint)
    libraries: list[Library] = []
    written: list[tuple[_Entry, bytes | None]] = []
    for place, shipped in places:
        entry = known.get((str(place), shipped))
        if entry is not None and file is not None and (now := _unchanged(entry)) is not None:
            library = _opened(file, entry, read)
            written.append((now, None))
        else:
            at = time.time_ns()
            library = read(place, shipped)
            if (made := _made(place, shipped, at, library)) is not None:
                written.append(made)
        libraries.append(library)
    if [entry for entry, _ in written] != list(known.values()):
        _write(cache, fingerprint, file, written)
    return tuple(libraries)


# -- whether something changed ------------------------------------------------------------


def _fingerprint() -> bytes:
    """Of the program that reads; a checkout changes without a new version."""
    digest = blake2b(f"{_FORMAT}/{quizapp.__version__}".encode(), digest_size=32)
    folders = [os.path.dirname(__file__)]  # noqa: PTH120 - a hundred paths would take milliseconds
    for folder in folders:
        with os.scandir(folder) as found:
            for entry in sorted(found, key=_name):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    digest.update(f"{entry.path}/{status.st_mtime_ns}/{status.st_size}\n".encode())
                elif not entry.name.startswith("_") and entry.is_dir():
                    folders.append(entry.path)
    return digest.digest()


def _look(place: Path, files: Iterable[str]) -> _Look | None:
    """How a course looks; None where that says too little: a link may lead anywhere, and what is no
    file is not read."""
    seen: list[tuple[str, tuple[int, int, int, int] | None]] = []
    for file in files:
        try:
            status = os.lstat(file)
        except FileNotFoundError:
            seen.append((file, None))
            continue
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        seen.append((file, (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)))
    if not os.path.isdir(place):  # noqa: PTH112
        return _Look((), tuple(seen))
    around = tuple(map(str, entries(place)))
    return _Look((os.path.realpath(place), *around), tuple(seen))


def _unchanged(entry: _Entry) -> _Entry | None:
    """The entry if its course is as it was read, with a later moment where that was looked into; None
    if it has changed."""
    now = time.time_ns()
    look = _look(Path(entry.place), (file for file, _ in entry.digests))
    if look is None or look != entry.look:
        return None
    if look.youngest < entry.at - _GRAIN:
        return entry
    for (file, digest), (_, status) in zip(entry.digests, look.files, strict=True):
        if (
            status is not None
            and max(status[1], status[2]) >= entry.at - _GRAIN
            and _digest_of(file) != digest
        ):
            return None
    return entry._replace(at=now) if look.youngest < now - _GRAIN else entry


def _digest_of(file: str) -> bytes:
    """The digest of a file's bytes; b"" for one that is not read: too large, or none with an end."""
    from quizapp.deck.files import read_bytes  # noqa: PLC0415 - few files are read again

    data = read_bytes(Path(file))
    return _digest(data) if isinstance(data, bytes) else b""


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


# -- from the file ------------------------------------------------------------------------


def _table(cache: Path, fingerprint: bytes) -> tuple[CacheFile | None, dict[tuple[str, bool], _Entry]]:
    """The file, and its entries by place; no file where there is none that can be used."""
    try:
        file = CacheFile(cache)
        head = file.read(0, _HEAD)
        start = int.from_bytes(head[32:40], "little")
        # What is foreign may say anything.
        if head[:32] != fingerprint or start > file.size:
            return None, {}
        table = file.read(start, file.size - start)
        found = load(table) if _digest(table) == head[40:] else None
    except (OSError, Unsound):
        return None, {}
    if not isinstance(found, tuple) or not all(isinstance(entry, _Entry) for entry in found):
        return None, {}
    return file, {(entry.place, entry.shipped): entry for entry in found}


def _opened(file: CacheFile, entry: _Entry, read: Callable[[Path, bool], Library]) -> Library:
    """The library of an entry, with cards that are still to be opened."""

    def cards(deck: Deck, kept: StoredDeck) -> StoredCards:
        def again(outline: Outline | None) -> tuple[Outline, Sequence[Card]]:
            return _again(read(Path(entry.place), entry.shipped), deck, kept, outline)

        return StoredCards(kept, file, entry.start, again)

    courses = tuple(
        replace(
            course,
            decks=tuple(
                replace(deck, cards=cards(deck, kept)) for deck, kept in zip(course.decks, decks, strict=True)
            ),
        )
        for course, decks in zip(entry.library.courses, entry.decks, strict=True)
    )
    return replace(entry.library, courses=courses)


def _again(
    library: Library, deck: Deck, kept: StoredDeck, outline: Outline | None
) -> tuple[Outline, Sequence[Card]]:
    """A deck from its file: its outline and its cards. Raises OSError if the file has been edited as well:
    then there is nothing that says what these cards were."""
    for course in library.courses:
        for found in course.decks:
            if (found.file, len(found.cards), renamed(course, found)) == (deck.file, *kept[:2]):
                now = drawn(course, found, required(course))
                if outline is None or now.items == outline.items:
                    return now, found.cards
    raise OSError(errno.ESTALE, "the deck was edited, and what was kept of it is damaged", deck.file)


# -- into the file ------------------------------------------------------------------------


def _made(place: Path, shipped: bool, at: int, library: Library) -> tuple[_Entry, bytes] | None:
    """What was read of a course as it stands in the file; None for what cannot be kept."""
    digests = dict(library.files)
    for finding in library.diagnostics:
        # A comment in a file that the course does not list may say that this is meant.
        if finding.file not in digests:
            digests[finding.file] = _digest_of(finding.file)
    look = _look(place, digests)
    if look is None:
        return None
    data: list[bytes] = []
    length = 0
    decks: list[tuple[StoredDeck, ...]] = []
    for course in library.courses:
        wanted = required(course)
        parts: list[StoredDeck] = []
        for deck in course.decks:
            own, kept = stored(deck.cards, drawn(course, deck, wanted), renamed(course, deck), length)
            data.append(own)
            length += len(own)
            parts.append(kept)
        decks.append(tuple(parts))
    bare = replace(library, courses=tuple(map(_bare, library.courses)))
    entry = _Entry(str(place), shipped, at, look, tuple(digests.items()), 0, length, bare, tuple(decks))
    return entry, b"".join(data)


def _bare(course: Course) -> Course:
    return replace(course, decks=tuple(replace(deck, cards=()) for deck in course.decks))


def _write(
    cache: Path, fingerprint: bytes, old: CacheFile | None, written: Sequence[tuple[_Entry, bytes | None]]
) -> None:
    """Put a new file with these courses in the place of the old one, whose courses it takes over where
    there are no bytes for them."""
    table: list[_Entry] = []
    unfinished = cache.with_name(f"{cache.name}.{os.getpid()}.part")
    with suppress(OSError, Unsound):
        cache.parent.mkdir(parents=True, exist_ok=True)
        try:
            with unfinished.open("wb") as file:
                file.seek(_HEAD)
                for entry, own in written:
                    start = file.tell()
                    if own is not None:
                        file.write(own)
                    elif old is not None:
                        file.write(old.read(entry.start, entry.length))
                    table.append(entry._replace(start=start))
                end = file.tell()
                data = dump(tuple(table))
                file.write(data)
                file.seek(0)
                file.write(fingerprint + end.to_bytes(8, "little") + _digest(data))
            unfinished.replace(cache)
        finally:
            unfinished.unlink(missing_ok=True)

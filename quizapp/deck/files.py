"""Decks on disk: which files make which course, and how a learner names them.

Nothing here follows a link out of a course's folder, and
only regular files of bounded size are opened.
"""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.collector import collector_paused
from quizapp.deck.course_builder import FileRead, build_course
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.folders import courses_in, entries, kind_of, unreadable
from quizapp.deck.library import COURSE_FILE, ENDINGS, Library, together
from quizapp.deck.reader import Header, read_course_file, read_deck_file
from quizapp.deck.report import Report
from quizapp.deck.source_text import MAX_BYTES, decode
from quizapp.deck.text import clean
from quizapp.digest import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterator


@collector_paused()
def load(path: Path, *, shipped: bool = False) -> Library:
    """The courses of a file or a folder.

    A folder with `course.yaml` is one course; any other folder holds the decks and courses in it.
    A file that a course beside it lists is read as a part of that course, and only its own deck and
    findings are returned.
    """
    kind = kind_of(path)
    if kind is None:
        return Library(missing=(str(path),))
    if isinstance(kind, Diagnostic):
        return Library(diagnostics=(kind,))
    if kind == "folder":
        return together(
            Library(diagnostics=(place,))
            if isinstance(place, Diagnostic)
            else read_course(place, shipped=shipped)
            for place in courses_in(path)
        )
    if path.name == COURSE_FILE:
        return _course(path.parent, shipped)
    if kind_of(path.parent / COURSE_FILE) is not None:
        whole = _course(path.parent, shipped)
        if not whole.courses:
            # Read alone, its items would get other ids than in the course that cannot be read.
            return whole
        for course in whole.courses:
            own = tuple(deck for deck in course.decks if Path(deck.file) == path)
            if own:
                findings = tuple(found for found in whole.diagnostics if Path(found.file) == path)
                return Library((replace(course, decks=own, whole=len(own) == len(course.decks)),), findings)
    return _lone_file(path, shipped)


def load_all(paths: list[Path], *, shipped: bool = False) -> Library:
    """The courses of several files and folders; each file is read once."""
    return together(load(path, shipped=shipped) for path in dict.fromkeys(paths))


@collector_paused()
def read_course(place: Path, *, shipped: bool = False) -> Library:
    """The course of a deck file, or of a folder with `course.yaml`; nothing around it is looked at."""
    return _course(place, shipped) if kind_of(place) == "folder" else _lone_file(place, shipped)


def _lone_file(path: Path, shipped: bool) -> Library:
    """A deck file on its own: a course of one deck."""
    looked = Files()
    opened = looked.open(path)
    if isinstance(opened, Diagnostic):
        return Library(diagnostics=(opened,), files=looked.seen())
    deck = read_deck_file(opened)
    file = FileRead(_stem(path), opened, deck)
    if not deck.written or deck.header.no_id:
        return Library(diagnostics=opened.findings(), files=looked.seen())
    course = build_course(deck.header, _stem(path), str(path), (file,), shipped, opened)
    return Library((course,), opened.findings(), files=looked.seen())


def _course(folder: Path, shipped: bool) -> Library:
    looked = Files()
    opened = looked.open(folder / COURSE_FILE)
    if isinstance(opened, Diagnostic):
        return Library(diagnostics=(opened,), files=looked.seen())
    header = read_course_file(opened)
    if header is None or header.no_id:
        return Library(diagnostics=opened.findings(), files=looked.seen())
    name = folder.resolve().name
    if not header.id and not opened.errors:
        label = "progress hangs on the id: add `id:`, and never change it"
        opened.add("I304", "the course has no id", 0, 0, label)
    files: list[FileRead] = []
    found: list[Diagnostic] = []
    listed: dict[Path, tuple[int, int]] = {}
    names: list[str] | None = None
    for entry in header.path:
        path = folder / entry.name
        real = _inside(path, folder)
        if real is None:
            label = "name files of the course's own folder"
            opened.add(
                "S403", f"`{entry.name}` leads out of the course's folder", entry.start, entry.end, label
            )
            continue
        if not entry.name.endswith(ENDINGS):
            label = "rename the file so that it ends in .yaml"
            opened.add("S405", f"`{entry.name}` is no deck file by its name", entry.start, entry.end, label)
            continue
        kind = kind_of(path)
        if kind != "file":
            looked.missed(path)
        if isinstance(kind, Diagnostic):
            found.append(kind)
            continue
        if kind == "folder":
            label = "name the deck files in it, one by one"
            opened.add("S402", f"`{entry.name}` is a folder", entry.start, entry.end, label)
            continue
        if kind is None:
            if names is None:
                names = _names(folder, {COURSE_FILE, *(entry.name for entry in header.path)})
            meant = opened.nearest(entry.name, names)
            label = f"did you mean `{meant}`?" if meant else "make it, or take it out of `path`"
            opened.add("S402", f"there is no file `{entry.name}`", entry.start, entry.end, label)
            continue
        if real in listed:
            seen = f"`{entry.name}` stands here twice"
            first = (opened.place(*listed[real], "the first one"),)
            opened.add("Y005", seen, entry.start, entry.end, "keep one of them", related=first)
            continue
        listed[real] = entry.start, entry.end
        deck_report = looked.open(path)
        if isinstance(deck_report, Diagnostic):
            found.append(deck_report)
            continue
        deck = read_deck_file(deck_report, header)
        files.append(FileRead(_stem(path), deck_report, deck))
    course = build_course(_with_deck_sources(header, files), name, str(folder), files, shipped, opened)
    for file in files:
        found.extend(file.report.findings())
    found.extend(_unlisted(folder, header, {folder / entry.name for entry in header.path} | listed.keys()))
    return Library((course,), opened.findings() + tuple(found), files=looked.seen())


def _with_deck_sources(header: Header, files: list[FileRead]) -> Header:
    sources = dict(header.sources)
    for file in files:
        sources |= file.deck.header.sources
    return replace(header, sources=sources)


def _unlisted(folder: Path, header: Header, listed: set[Path]) -> Iterator[Diagnostic]:
    """Deck files beside `course.yaml` that its `path` leaves out; they are never studied."""
    if not header.path:
        return
    for place in entries(folder):
        if (
            isinstance(place, Path)
            and kind_of(place) == "file"
            and place.name != COURSE_FILE
            and not listed & {place, place.resolve()}
        ):
            report = Report(str(place), "")
            label = "add it to `path` in course.yaml, or move it elsewhere"
            report.add("S406", "the course does not list this file", 0, 0, label)
            yield from report.findings()


def _inside(path: Path, folder: Path) -> Path | None:
    """The real path behind a path, links followed; None if that leads out of the folder."""
    try:
        real = path.resolve()
        return real if real.is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError, ValueError):
        return None


def _names(folder: Path, listed: set[str]) -> list[str]:
    """The names of the files that the course may have meant: those that it does not list."""
    return [place.name for place in entries(folder) if isinstance(place, Path) and place.name not in listed]


def _stem(path: Path) -> str:
    """The name without `.yaml`, `.yml`, or `.quiz.yaml`."""
    return clean(path.stem.removesuffix(".quiz"))


class Files:
    """Opens the files of one course, and knows which they were and what was in them."""

    def __init__(self) -> None:
        self._seen: dict[str, bytes] = {}

    def open(self, path: Path) -> Report | Diagnostic:
        """The text of a file in a new report, or the finding that it cannot be read."""
        data = read_bytes(path)
        if isinstance(data, Diagnostic):
            self.missed(path)
            return data
        name = str(path)
        self._seen[name] = digest(data)
        text = decode(data, name)
        return text if isinstance(text, Diagnostic) else Report(name, text)

    def missed(self, path: Path) -> None:
        """Note a file that was wanted and not read."""
        self._seen[str(path)] = b""

    def seen(self) -> tuple[tuple[str, bytes], ...]:
        """As `Library.files`."""
        return tuple(self._seen.items())


def digest(data: bytes) -> bytes:
    """By which the content of a file is told from any other."""
    return blake2b(data, digest_size=16).digest()


def read_bytes(path: Path) -> bytes | Diagnostic:
    """All bytes of a regular file of bounded size, or the finding that it cannot be read."""
    name = str(path)
    try:
        # O_NONBLOCK: opening a pipe without a writer must not wait for one.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as fault:
        return unreadable(path, fault)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return unreadable(path, OSError(0, "it is no ordinary file"))
        if status.st_size > MAX_BYTES:
            return _too_large(name, status.st_size)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as fault:
        return unreadable(path, fault)
    finally:
        os.close(handle)
    return _too_large(name, len(data)) if len(data) > MAX_BYTES else data


def text_of(file: str) -> str:
    """The text of a deck file as the reader sees it; "" for one that cannot be read."""
    opened = Files().open(Path(file))
    return "" if isinstance(opened, Diagnostic) else opened.index.text


def _too_large(name: str, size: int) -> Diagnostic:
    report = Report(name, "")
    label = "split it into several decks of at most 5 MB"
    report.add("Y011", f"this file has {size / 1e6:.1f} MB", 0, 0, label)
    return report.findings()[0]

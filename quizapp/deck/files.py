"""Decks on disk: which files make which course, and how a learner names them.

The only part of `deck` that reads files. Nothing here follows a link out of a course's folder, and
only regular files of bounded size are opened.
"""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from quizapp.deck.course_builder import FileRead, build_course
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.library import COURSE_FILE, ENDINGS, Library
from quizapp.deck.reader import Header, read_course_file, read_deck_file
from quizapp.deck.report import Report
from quizapp.deck.source_text import MAX_BYTES, decode
from quizapp.deck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.deck.model import Course


def load(path: Path, *, shipped: bool = False) -> Library:
    """The courses of a file or a folder.

    A folder with `course.yaml` is one course; any other folder holds the decks and courses in it.
    A file that a course beside it lists is read as a part of that course, and only its own deck and
    findings are returned.
    """
    kind = _kind(path)
    if kind is None:
        return Library(missing=(str(path),))
    if isinstance(kind, Diagnostic):
        return Library(diagnostics=(kind,))
    if kind == "folder":
        return _folder(path, shipped)
    if path.name == COURSE_FILE:
        return _course(path.parent, shipped)
    if _kind(path.parent / COURSE_FILE) is not None:
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


def together(libraries: Iterable[Library]) -> Library:
    """All of them as one. Decks of one course come together; of two courses with one id the earlier is
    kept, and the later is a finding."""
    courses: dict[str, Course] = {}
    diagnostics: dict[Diagnostic, None] = {}
    missing: list[str] = []
    for library in libraries:
        diagnostics.update(dict.fromkeys(library.diagnostics))
        missing.extend(library.missing)
        for course in library.courses:
            twin = courses.setdefault(course.id, course)
            if twin.root != course.root:
                diagnostics[_same_course_id(course, twin)] = None
            elif twin is not course:
                known = {deck.file for deck in twin.decks}
                more = tuple(deck for deck in course.decks if deck.file not in known)
                whole = twin.whole or course.whole
                courses[course.id] = replace(twin, decks=twin.decks + more, whole=whole)
    return Library(tuple(courses.values()), tuple(diagnostics), tuple(missing))


def _same_course_id(course: Course, twin: Course) -> Diagnostic:
    report, other = (
        Report(str(Path(root, COURSE_FILE) if _kind(Path(root)) == "folder" else root), "")
        for root in (course.root, twin.root)
    )
    label = f"{clean(twin.root)} has it too, so this one is left out: give one of them another `id`"
    first = (other.place(0, 0, "this course is kept"),)
    report.add("I305", f"two courses have the id `{course.id}`", 0, 0, label, related=first)
    return report.findings()[0]


def _kind(path: Path) -> Literal["file", "folder"] | Diagnostic | None:
    """What stands at a path, links followed: None for nothing, a finding where that cannot be told."""
    try:
        return "folder" if stat.S_ISDIR(path.stat().st_mode) else "file"
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as fault:
        return _unreadable(path, fault)


def _folder(folder: Path, shipped: bool) -> Library:
    if _kind(folder / COURSE_FILE) is not None:
        return _course(folder, shipped)
    return together(_entry(place, shipped) for place in _entries(folder))


def _entry(place: Path | Diagnostic, shipped: bool) -> Library:
    if isinstance(place, Diagnostic):
        return Library(diagnostics=(place,))
    return _folder(place, shipped) if _kind(place) == "folder" else _lone_file(place, shipped)


def _entries(folder: Path) -> Iterator[Path | Diagnostic]:
    """The deck files and folders of a folder by name, without hidden ones and links to folders."""
    try:
        entries = sorted(os.scandir(folder), key=_entry_name)
    except OSError as fault:
        yield _unreadable(folder, fault)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False) or (entry.name.endswith(ENDINGS) and not _is_dir(entry)):
            yield Path(entry.path)


def _is_dir(entry: os.DirEntry[str]) -> bool:
    """Whether an entry, links followed, is a folder; a link that leads nowhere is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _entry_name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _lone_file(path: Path, shipped: bool) -> Library:
    """A deck file on its own: a course of one deck."""
    opened = _open(path)
    if isinstance(opened, Diagnostic):
        return Library(diagnostics=(opened,))
    deck = read_deck_file(opened)
    file = FileRead(_stem(path), opened, deck)
    if not deck.written or deck.header.no_id:
        return Library(diagnostics=opened.findings())
    course = build_course(deck.header, _stem(path), str(path), (file,), shipped, opened)
    return Library((course,), opened.findings())


def _course(folder: Path, shipped: bool) -> Library:
    opened = _open(folder / COURSE_FILE)
    if isinstance(opened, Diagnostic):
        return Library(diagnostics=(opened,))
    header = read_course_file(opened)
    if header is None or header.no_id:
        return Library(diagnostics=opened.findings())
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
        inside = _inside(path, folder)
        if not inside:
            label = "name files of the course's own folder"
            opened.add(
                "S403", f"`{entry.name}` leads out of the course's folder", entry.start, entry.end, label
            )
            continue
        if not entry.name.endswith(ENDINGS):
            label = "rename the file so that it ends in .yaml"
            opened.add("S405", f"`{entry.name}` is no deck file by its name", entry.start, entry.end, label)
            continue
        kind = _kind(path)
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
        if path in listed:
            seen = f"`{entry.name}` stands here twice"
            first = (opened.place(*listed[path], "the first one"),)
            opened.add("Y005", seen, entry.start, entry.end, "keep one of them", related=first)
            continue
        listed[path] = entry.start, entry.end
        deck_report = _open(path)
        if isinstance(deck_report, Diagnostic):
            found.append(deck_report)
            continue
        deck = read_deck_file(deck_report, header)
        files.append(FileRead(_stem(path), deck_report, deck))
    course = build_course(_with_deck_sources(header, files), name, str(folder), files, shipped, opened)
    for file in files:
        found.extend(file.report.findings())
    found.extend(_unlisted(folder, header, {folder / entry.name for entry in header.path}))
    return Library((course,), opened.findings() + tuple(found))


def _with_deck_sources(header: Header, files: list[FileRead]) -> Header:
    sources = dict(header.sources)
    for file in files:
        sources |= file.deck.header.sources
    return replace(header, sources=sources)


def _unlisted(folder: Path, header: Header, listed: set[Path]) -> Iterator[Diagnostic]:
    """Deck files beside `course.yaml` that its `path` leaves out; they are never studied."""
    if not header.path:
        return
    for place in _entries(folder):
        if (
            isinstance(place, Path)
            and _kind(place) == "file"
            and place.name != COURSE_FILE
            and place not in listed
        ):
            report = Report(str(place), "")
            label = "add it to `path` in course.yaml, or move it elsewhere"
            report.add("S406", "the course does not list this file", 0, 0, label)
            yield from report.findings()


def _inside(path: Path, folder: Path) -> bool:
    """Whether a path, links followed, stays in the folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _names(folder: Path, listed: set[str]) -> list[str]:
    """The names of the files that the course may have meant: those that it does not list."""
    return [place.name for place in _entries(folder) if isinstance(place, Path) and place.name not in listed]


def _stem(path: Path) -> str:
    """The name without `.yaml`, `.yml`, or `.quiz.yaml`."""
    return clean(path.stem.removesuffix(".quiz"))


def _open(path: Path) -> Report | Diagnostic:
    """The text of a file in a new report, or the finding that it cannot be read."""
    data = read_bytes(path)
    if isinstance(data, Diagnostic):
        return data
    name = str(path)
    text = decode(data, name)
    return text if isinstance(text, Diagnostic) else Report(name, text)


def read_bytes(path: Path) -> bytes | Diagnostic:
    """All bytes of a regular file of bounded size, or the finding that it cannot be read."""
    name = str(path)
    try:
        # O_NONBLOCK: opening a pipe without a writer must not wait for one.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as fault:
        return _unreadable(path, fault)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return _unreadable(path, OSError(0, "it is no ordinary file"))
        if status.st_size > MAX_BYTES:
            return _too_large(name, status.st_size)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as fault:
        return _unreadable(path, fault)
    finally:
        os.close(handle)
    return _too_large(name, len(data)) if len(data) > MAX_BYTES else data


def text_of(file: str) -> str:
    """The text of a deck file as the reader sees it; "" for one that cannot be read."""
    opened = _open(Path(file))
    return "" if isinstance(opened, Diagnostic) else opened.index.text


def _too_large(name: str, size: int) -> Diagnostic:
    report = Report(name, "")
    label = "split it into several decks of at most 5 MB"
    report.add("Y011", f"this file has {size / 1e6:.1f} MB", 0, 0, label)
    return report.findings()[0]


def _unreadable(path: Path, fault: Exception) -> Diagnostic:
    report = Report(str(path), "")
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    report.add("Y016", f"this cannot be read: {reason}", 0, 0, "look at its name and its rights")
    return report.findings()[0]

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
    from collections.abc import Iterator


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
                return Library((replace(course, decks=own),), findings)
    return _lone_file(path, shipped)


def load_all(paths: list[Path], *, shipped: bool = False) -> Library:
    """The courses of several files and folders; each file is read once."""
    library = Library()
    for path in dict.fromkeys(paths):
        found = load(path, shipped=shipped)
        for course in found.courses:
            twin = library.course(course.id)
            if twin is not None and twin.root != course.root:
                report = Report(course.root, "")
                label = f"progress on both counts as one; the other is {clean(twin.root)}"
                report.add("I305", f"two courses have the id `{course.id}`", 0, 0, label)
                found = replace(found, diagnostics=found.diagnostics + report.findings())
        library += found
    return replace(library, diagnostics=tuple(dict.fromkeys(library.diagnostics)))


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
    library = Library()
    for place in _entries(folder):
        if isinstance(place, Diagnostic):
            library += Library(diagnostics=(place,))
        elif _kind(place) == "folder":
            library += _folder(place, shipped)
        else:
            library += _lone_file(place, shipped)
    return library


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
    listed: set[Path] = set()
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
            names = _names(folder) if names is None else names
            label = _similar(names, entry.name)
            opened.add("S402", f"there is no file `{entry.name}`", entry.start, entry.end, label)
            continue
        if path in listed:
            opened.add(
                "Y005", f"`{entry.name}` stands here twice", entry.start, entry.end, "keep one of them"
            )
            continue
        listed.add(path)
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


def _names(folder: Path) -> list[str]:
    return [place.name for place in _entries(folder) if isinstance(place, Path)]


def _similar(names: list[str], name: str) -> str:
    """A remedy for a missing file, with the name that may be meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    close = get_close_matches(name[:80], names, n=1)
    return f"did you mean `{close[0]}`?" if close else "make it, or take it out of `path`"


def _stem(path: Path) -> str:
    """The name without `.yaml`, `.yml`, or `.quiz.yaml`."""
    return clean(path.stem.removesuffix(".quiz"))


def _open(path: Path) -> Report | Diagnostic:
    """The text of a file in a new report, or the finding that it cannot be read."""
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
    if len(data) > MAX_BYTES:
        return _too_large(name, len(data))
    text = decode(data, name)
    return text if isinstance(text, Diagnostic) else Report(name, text)


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

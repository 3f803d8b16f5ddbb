"""Folders of decks: which files and folders in them are a course each."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from quizapp.deck.library import COURSE_FILE, ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.deck.diagnostics import Diagnostic


def courses_in(folder: Path) -> Iterator[Path | Diagnostic]:
    """The files and folders that are a course each, in the order to show them, or findings in place of
    what cannot be looked at.

    A folder with `course.yaml` is one course; any other holds the decks and courses in it.
    """
    waiting: list[Path | Diagnostic] = [folder]
    while waiting:
        place = waiting.pop()
        if isinstance(place, Path) and kind_of(place) == "folder" and kind_of(place / COURSE_FILE) is None:
            waiting.extend(reversed(list(entries(place))))
        else:
            yield place


def entries(folder: Path) -> Iterator[Path | Diagnostic]:
    """The deck files and folders of a folder by name, without hidden ones and links to folders."""
    try:
        found = sorted(os.scandir(folder), key=_name)
    except OSError as fault:
        yield unreadable(folder, fault)
        return
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False) or (entry.name.endswith(ENDINGS) and not _is_dir(entry)):
            yield Path(entry.path)


def kind_of(path: Path) -> Literal["file", "folder"] | Diagnostic | None:
    """What stands at a path, links followed: None for nothing, a finding where that cannot be told."""
    try:
        return "folder" if stat.S_ISDIR(path.stat().st_mode) else "file"
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as fault:
        return unreadable(path, fault)


def unreadable(path: Path, fault: Exception) -> Diagnostic:
    """The finding that a file or a folder cannot be read."""
    from quizapp.deck.report import Report  # noqa: PLC0415 - most starts have nothing to report

    report = Report(str(path), "")
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    report.add("Y016", f"this cannot be read: {reason}", 0, 0, "look at its name and its rights")
    return report.findings()[0]


def _is_dir(entry: os.DirEntry[str]) -> bool:
    """Whether an entry, links followed, is a folder; a link that leads nowhere is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name

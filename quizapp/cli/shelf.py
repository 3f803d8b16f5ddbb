"""Where decks stand: those that came with the program, and the learner's own."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import quizapp
from quizapp.deck.cache import cached
from quizapp.deck.folders import courses_in
from quizapp.deck.library import COURSE_FILE, Library, together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.deck.course import Course
    from quizapp.paths import Paths


class Shelf(NamedTuple):
    """Folders of decks. `own` need not exist; it is made when something is put there."""

    own: Path
    shipped: Path
    cache: Path
    """The file in which what was read of them is kept."""

    @classmethod
    def of(cls, paths: Paths) -> Shelf:
        return cls(paths.decks, shipped_decks(), paths.cache / "decks.pickle")

    def library(self) -> Library:
        """All courses. The learner's own come first, and hide shipped ones of the same id."""
        own = list(courses_in(self.own)) if self.own.is_dir() else []
        found = own + (list(courses_in(self.shipped)) if self.shipped.is_dir() else [])
        places = [(place, at >= len(own)) for at, place in enumerate(found) if isinstance(place, Path)]
        read = dict(zip(places, cached(places, _read, self.cache), strict=True))
        libraries = [
            read[place, at >= len(own)] if isinstance(place, Path) else Library(diagnostics=(place,))
            for at, place in enumerate(found)
        ]
        return together(libraries[: len(own)]) + together(libraries[len(own) :])

    def copy(self, course: Course) -> Path:
        """Copy a shipped course into the learner's folder, whole or not at all; returns its new root.

        Raises OSError. A folder of the same name that is there already is left alone.
        """
        import shutil

        source = Path(course.root)
        self.own.mkdir(parents=True, exist_ok=True)
        target = _free(self.own / source.name)
        unfinished = self.own / f".{target.name}.{os.getpid()}.part"
        try:
            if source.is_dir():
                shutil.copytree(source, unfinished, ignore=shutil.ignore_patterns(".*", "__pycache__"))
            else:
                shutil.copyfile(source, unfinished)
            unfinished.rename(target)
        finally:
            if unfinished.is_dir():
                shutil.rmtree(unfinished, ignore_errors=True)
            else:
                unfinished.unlink(missing_ok=True)
        return target


def _read(place: Path, shipped: bool) -> Library:
    from quizapp.deck.files import read_course, text_of
    from quizapp.deck.ignores import sift_files

    library = read_course(place, shipped=shipped)
    return replace(library, diagnostics=sift_files(library.diagnostics, text_of).kept)


def shipped_decks() -> Path:
    """The folder of the decks that came with the program: in the package, or beside it in a checkout."""
    package = Path(quizapp.__file__).parent
    inside = package / "decks"
    return inside if inside.is_dir() else package.parent / "decks"


Signature = tuple[tuple[str, int, int], ...]
"""Files by name, each with its time and size; what tells whether they changed."""


def signature(library: Library) -> dict[str, Signature]:
    """The files of each course, by its id; under "" the folders that hold the courses."""
    # A hundred Paths would take milliseconds.
    folders = dict.fromkeys(
        os.path.dirname(course.root) or os.curdir  # noqa: PTH120
        for course in library.courses
    )
    return {"": _looked_at(folders)} | {course.id: _looked_at(_files(course)) for course in library.courses}


def _files(course: Course) -> Iterable[str]:
    files = [course.root]
    if os.path.isdir(course.root):  # noqa: PTH112
        files.append(os.path.join(course.root, COURSE_FILE))  # noqa: PTH118
    return dict.fromkeys((*files, *(deck.file for deck in course.decks)))


def _looked_at(files: Iterable[str]) -> Signature:
    found = []
    for file in files:
        try:
            status = os.stat(file)  # noqa: PTH116
        except OSError:
            continue
        found.append((file, status.st_mtime_ns, status.st_size))
    return tuple(found)


def _free(wanted: Path) -> Path:
    found, number = wanted, 2
    while found.exists():
        found, number = wanted.with_stem(f"{wanted.stem}-{number}"), number + 1
    return found

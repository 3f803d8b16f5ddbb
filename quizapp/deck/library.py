"""The decks that there are, and what is wrong with their files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.deck.course import Course
    from quizapp.deck.diagnostics import Diagnostic

COURSE_FILE = "course.yaml"
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Library:
    """Courses in the order to show them, and what is wrong with their files.

    `missing` are the paths that were asked for and are not there. `files` are the files that were looked
    for, by name, each with the digest of its content; that is empty where it could not be read.
    """

    courses: tuple[Course, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()

    def __add__(self, other: Library) -> Library:
        """Both libraries; of two courses with one id, the earlier is kept."""
        ids = {course.id for course in self.courses}
        return Library(
            self.courses + tuple(course for course in other.courses if course.id not in ids),
            self.diagnostics + other.diagnostics,
            self.missing + other.missing,
            self.files + other.files,
        )

    def course(self, course_id: str) -> Course | None:
        return next((course for course in self.courses if course.id == course_id), None)


def together(libraries: Iterable[Library]) -> Library:
    """All of them as one. Decks of one course come together; of two courses with one id the earlier is
    kept, and the later is a finding."""
    courses: dict[str, Course] = {}
    diagnostics: dict[Diagnostic, None] = {}
    missing: list[str] = []
    files: dict[str, bytes] = {}
    for library in libraries:
        diagnostics.update(dict.fromkeys(library.diagnostics))
        missing.extend(library.missing)
        files.update(library.files)
        for course in library.courses:
            twin = courses.setdefault(course.id, course)
            if twin.root != course.root:
                diagnostics[_same_course_id(course, twin)] = None
            elif twin is not course:
                known = {deck.file for deck in twin.decks}
                more = tuple(deck for deck in course.decks if deck.file not in known)
                whole = twin.whole or course.whole
                courses[course.id] = replace(twin, decks=twin.decks + more, whole=whole)
    return Library(tuple(courses.values()), tuple(diagnostics), tuple(missing), tuple(files.items()))


def _same_course_id(course: Course, twin: Course) -> Diagnostic:
    from quizapp.deck.report import Report  # noqa: PLC0415 - most starts have nothing to report
    from quizapp.deck.text import clean  # noqa: PLC0415

    report, other = (
        Report(str(Path(root, COURSE_FILE) if Path(root).is_dir() else root), "")
        for root in (course.root, twin.root)
    )
    label = f"{clean(twin.root)} has it too, so this one is left out: give one of them another `id`"
    first = (other.place(0, 0, "this course is kept"),)
    report.add("I305", f"two courses have the id `{course.id}`", 0, 0, label, related=first)
    return report.findings()[0]

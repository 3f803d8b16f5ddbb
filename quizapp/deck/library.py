"""The decks that there are, and what is wrong with their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.deck.diagnostics import Diagnostic
    from quizapp.deck.model import Course

COURSE_FILE = "course.yaml"
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Library:
    """Courses in the order to show them, and what is wrong with their files.

    `missing` are the paths that were asked for and are not there.
    """

    courses: tuple[Course, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: tuple[str, ...] = ()

    def __add__(self, other: Library) -> Library:
        """Both libraries; of two courses with one id, the earlier is kept."""
        ids = {course.id for course in self.courses}
        return Library(
            self.courses + tuple(course for course in other.courses if course.id not in ids),
            self.diagnostics + other.diagnostics,
            self.missing + other.missing,
        )

    def course(self, course_id: str) -> Course | None:
        return next((course for course in self.courses if course.id == course_id), None)

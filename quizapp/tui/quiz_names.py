"""What decks and quizzes are called on screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizapp.deck.course import Course

_NAMED = 2
"""So many decks are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of courses by id, of decks by `course/deck`, and of authors' plans by course and id."""

    courses: dict[str, str] = field(default_factory=dict)
    decks: dict[str, str] = field(default_factory=dict)
    plans: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, courses: Iterable[Course]) -> Names:
        """The names in these courses. They are an author's, and are drawn through `tui.text` alone."""
        courses = tuple(courses)
        return cls(
            {course.id: course.title for course in courses},
            {f"{course.id}/{deck.id}": deck.title for course in courses for deck in course.decks},
            {(course.id, plan.id): plan.title or plan.id for course in courses for plan in course.blueprints},
        )

    def theme(self, name: str) -> str:
        """A course or `course/deck`; its id where the deck is gone."""
        return one_line(self.courses.get(name) or self.decks.get(name) or name.rpartition("/")[2])

    def quiz(self, scope: Sequence[str], blueprint: str = "") -> str:
        """A quiz of these courses and decks, by its plan if it has one."""
        course = scope[0].partition("/")[0] if scope else ""
        plan = self.plans.get((course, blueprint))
        if plan is not None:
            return one_line(f"{self.theme(course)}, {plan}")
        named = [self.theme(name) for name in scope[:_NAMED]]
        if len(scope) > _NAMED:
            named.append(count(len(scope) - _NAMED, "other"))
        return ", ".join(named)


def one_line(text: str) -> str:
    """The text without line ends, for where there is one line."""
    return " ".join(text.split())

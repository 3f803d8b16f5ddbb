"""What a course is studied for: what the learner wants, else what its author says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from quizapp.deck.course import Course
    from quizapp.study.event import Comeback, Event, Exam

USUAL_MINUTES = 15.0
"""Minutes a day for an exam where nobody says how many there are."""
_MOST_MINUTES = 1440.0
_FURTHEST = 3660
"""Days up to which an exam is studied for: ten years. What decks and logs of others say may be anything."""


class Goal(NamedTuple):
    """What decides which items of a course are asked.

    `exam` is the study day of its exam, and `exam_minutes` are there for it on each day until then.
    `minutes` are a day's in place of counts, None where counts hold. `comeback` is the plan chosen after a
    gap, which takes the place of both until it is over.
    """

    exam: date | None = None
    exam_minutes: float = USUAL_MINUTES
    minutes: float | None = None
    comeback: Comeback | None = None

    def examined(self, today: date) -> bool:
        """Whether an exam is to be studied for on a day: it is today or in the ten years ahead."""
        return self.exam is not None and 0 <= (self.exam - today).days <= _FURTHEST

    def coming_back(self, today: date) -> bool:
        """Whether a plan to come back may hold on a day: it is not past, and no exam goes before it."""
        return self.comeback is not None and self.comeback.until >= today and not self.examined(today)


def goal_of(
    course: Course,
    exams: Mapping[str, Exam],
    minutes: float | None = None,
    comeback: Comeback | None = None,
) -> Goal:
    """The goal of a course. `exams` are the learner's own, by course; `minutes` a day are what the settings
    say, None for nothing; `comeback` is the latest plan to come back that counts."""
    own = exams.get(course.id)
    day = course.exam if own is None else own.day
    chosen = course.exam_minutes if own is None else own.minutes
    if chosen is None or not 0 < chosen <= _MOST_MINUTES:
        chosen = minutes or USUAL_MINUTES
    return Goal(day, chosen, minutes, comeback)


def latest_exams(events: Collection[Event]) -> dict[str, Exam]:
    """The exam that holds for each course, of the events that count in the order of the log."""
    if not events:
        return {}
    from quizapp.study.event import Exam

    return {event.course: event for event in events if isinstance(event, Exam)}


def latest_comebacks(events: Collection[Event]) -> dict[str, Comeback]:
    """The plan to come back that was last chosen for each course, past or not, as above."""
    if not events:
        return {}
    from quizapp.study.event import Comeback

    return {event.course: event for event in events if isinstance(event, Comeback)}

"""How many items wait in the decks of a course, counted anew only after something happened to the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.outline import outline
from quizapp.progress.arrivals import Arrival
from quizapp.study.candidates import counts, course_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from quizapp.deck.course import Course
    from quizapp.progress.store import Store
    from quizapp.study.candidates import Counts


class CourseCounts:
    """The counts of one store, as of the latest `look`. Home is drawn after each sitting, which is over one
    course; with a hundred thousand items it would count for as long again as everything else takes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._until = Arrival()
        self._basis: tuple[date, int] | None = None
        self._kept: dict[str, tuple[Course, tuple[Counts, ...]]] = {}

    def look(self, today: date) -> None:
        """Forget what may be different by now: all on another study day, and where what derives from the log
        was made anew; else the courses of which events have come."""
        arrival, basis = self._store.arrivals.latest(), (today, self._store.arrivals.making())
        touched = self._store.arrivals.concerned(self._until) if basis == self._basis else None
        if touched is None:
            self._kept.clear()
        for course in set(map(course_of, touched or ())):
            self._kept.pop(course, None)
        self._until, self._basis = arrival, basis

    def of(self, course: Course, today: date, now: datetime) -> tuple[Counts, ...]:
        """What waits in each deck of a course. What comes back today is looked up each time."""
        kept = self._kept.get(course.id)
        if kept is not None and kept[0] is course:
            return kept[1]
        known = self._store.unranked(today, now, course.id)
        found = tuple(counts(outline(course, deck).items, known) for deck in course.decks)
        if not known.later:
            self._kept[course.id] = course, found
        return found

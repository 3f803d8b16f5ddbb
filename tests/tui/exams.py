"""The exams of a desk that lives in memory: the real choice and the real forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizapp.deck.outline import outline
from quizapp.memory.exam import PLAIN, Candidate
from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.progress.agenda import ExamChoice
from quizapp.progress.goals import goal_of, latest_exams
from quizapp.progress.prospects import Subject, prospect
from quizapp.study.event import Exam
from quizapp.study.exam_day import ExamDay, chance, gains

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from quizapp.deck.course import Course
    from quizapp.progress.goals import Goal
    from quizapp.progress.prospects import Prospect

    from .desk import MemoryDesk


class MemoryExams:
    """What is worked out holds until something is recorded."""

    def __init__(self, desk: MemoryDesk) -> None:
        self.desk = desk
        self.days: dict[str, tuple[int, Any]] = {}
        self.made: dict[str, tuple[int, Prospect]] = {}
        self.worked = 0

    def today(self) -> date:
        return self.desk.clock.date()

    def goal(self, course: str) -> Goal:
        found = next(own for own in self.desk.courses if own.id == course)
        return goal_of(found, latest_exams(self.desk.standing()))

    def prepares(self, course: str) -> bool:
        return self.goal(course).examined(self.today())

    def event(self, course: str, day: date | None, minutes: float | None) -> Exam:
        stamp = self.desk.stamp()
        return Exam(id=stamp.id, at=stamp.at, device=stamp.device, course=course, day=day, minutes=minutes)

    def spent(self, course: str) -> float:
        return sum(
            answer.ms / 1000
            for answer in self.desk.answers()
            if answer.item.startswith(f"{course}/") and answer.study_day == self.today()
        )

    def choice(self, course: str, more: bool) -> ExamChoice | None:
        goal = self.goal(course)
        if not goal.examined(self.today()):
            return None
        left = goal.exam_minutes * 60 - (0 if more else self.spent(course))
        at, found = self.days.get(course, (-1, ()))
        day = ExamDay(found, left) if at == len(self.desk.log) else None
        return ExamChoice(goal, day, PLAIN, left <= 0)

    def prospects(self) -> dict[str, Prospect]:
        return {course: made for course, (at, made) in self.made.items() if at == len(self.desk.log)}

    def jobs(self) -> list[Callable[[Callable[[], None]], Any]]:
        now = len(self.desk.log)
        found: list[Callable[[Callable[[], None]], Any]] = []
        for course in self.desk.courses:
            if self.goal(course.id).examined(self.today()):
                if self.days.get(course.id, (-1,))[0] != now:
                    found.append(lambda tick, course=course: self._plan(course))
                if self.made.get(course.id, (-1,))[0] != now:
                    found.append(lambda tick, course=course: self._predict(course, tick))
        return found

    def take(self, found: Any) -> None:
        kind, course, value = found
        self.worked += 1
        (self.days if kind == "day" else self.made)[course] = value

    def settle(self, course: str) -> None:
        self.take(self._plan(next(own for own in self.desk.courses if own.id == course)))

    def _plan(self, course: Course) -> Any:
        exam = self.goal(course.id).exam
        assert exam is not None
        items = [
            pair
            for deck in course.decks
            for own in [outline(course, deck)]
            for pair in zip(own.items, own.chances, strict=True)
        ]
        found = gains(items, self.desk.states(), self.today(), exam, PLAIN, DEFAULT_WEIGHTS)
        return "day", course.id, (len(self.desk.log), found)

    def _predict(self, course: Course, tick: Callable[[], None]) -> Any:
        goal, states = self.goal(course.id), self.desk.states()
        assert goal.exam is not None
        subjects = []
        for deck in course.decks:
            own = outline(course, deck)
            for item, answers in zip(own.items, own.chances, strict=True):
                state = states.get(item)
                memory = None if state is None else state.memory
                candidate = Candidate(item, memory, chance(answers))
                subjects.append(Subject(deck.id, candidate, state is not None and state.suspended))
        titles = {deck.id: deck.title for deck in course.decks}
        left = max(0.0, goal.exam_minutes - self.spent(course.id) / 60)
        made = prospect(
            subjects, titles, self.today(), goal.exam, goal.exam_minutes, left, DEFAULT_WEIGHTS, tick
        )
        return "prospect", course.id, (len(self.desk.log), made)

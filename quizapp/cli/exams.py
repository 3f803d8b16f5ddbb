"""The exams of the learner's courses on this machine: where their rules meet the clock, the decks and the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.outline import outline
from quizapp.memory.days import study_day
from quizapp.progress.agenda import ExamChoice
from quizapp.study.event import Exam

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from quizapp.cli.desk import Desk
    from quizapp.deck.course import Course
    from quizapp.memory.exam import Policy, Seconds
    from quizapp.memory.fsrs import Weights
    from quizapp.progress.goals import Goal
    from quizapp.progress.prospects import Prospect
    from quizapp.progress.store import Store
    from quizapp.study.exam_day import Gain

Key = tuple[object, ...]
"""What a finding holds for: the log, the decks and the day as they were."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was worked out for one course: what is worth studying today, or what the exam will come to."""

    course: str
    key: Key
    gains: tuple[Gain, ...] | None = None
    seconds: Seconds | None = None
    prospect: Prospect | None = None


@dataclass(frozen=True, slots=True)
class _Work:
    """All that working something out for one course needs, fit for another thread."""

    course: str
    key: Key
    items: tuple[tuple[str, str, int], ...]
    """Item, theme, and the number of answers to choose from."""
    titles: Mapping[str, str]
    today: date
    exam: date
    minutes: float
    left: float
    weights: Weights
    policy: Policy | None

    def plan(self, store: Store) -> Found:
        """What is worth studying today."""
        from quizapp.memory.exam import Policy
        from quizapp.study.exam_day import gains

        seconds = store.sums.pace()
        states = store.states(item for item, _, _ in self.items)
        found = gains(
            [(item, answers) for item, _, answers in self.items],
            states,
            self.today,
            self.exam,
            seconds,
            self.weights,
            self.policy or Policy.GAIN,
        )
        return Found(self.course, self.key, found, seconds)

    def predict(self, store: Store, tick: Callable[[], None]) -> Found:
        """What the exam will come to."""
        from quizapp.memory.exam import Candidate
        from quizapp.progress.prospects import Subject, prospect
        from quizapp.study.exam_day import chance

        seconds = store.sums.pace()
        states = store.states(item for item, _, _ in self.items)
        subjects = [
            Subject(
                theme,
                Candidate(item, states[item].memory, chance(answers), seconds=seconds),
                states[item].suspended,
            )
            for item, theme, answers in self.items
        ]
        made = prospect(
            subjects,
            self.titles,
            self.today,
            self.exam,
            self.minutes,
            max(self.left, 0.0) / 60,
            self.weights,
            tick,
        )
        return Found(self.course, self.key, prospect=made)


class Exams:
    """The exams of a desk; what the screens know as `tui.exams.Exams`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._days: dict[str, Found] = {}
        self._prospects: dict[str, Found] = {}
        self._policies: dict[str, Policy] = {}
        """What the latest prospect of each course found to be the better way."""

    def goal(self, course: str) -> Goal:
        """What a course is studied for. Raises KeyError for one that is not on the desk."""
        found = self._desk.library.course(course)
        if found is None:
            raise KeyError(course)
        return self._desk.today.goals([found])[course]

    def prepares(self, course: str) -> bool:
        """Whether a course has an exam today or ahead; none that is not on the desk has."""
        return any(own.id == course for own, _ in self.ahead())

    def event(self, course: str, day: date | None, minutes: float | None) -> Exam:
        """The event that sets an exam, or says that there is none."""
        stamp = self._desk.stamp()
        return Exam(id=stamp.id, at=stamp.at, device=stamp.device, course=course, day=day, minutes=minutes)

    # -- what is known --------------------------------------------------------------------

    def choices(self, goals: Mapping[str, Goal], today: date, *, more: bool = False) -> dict[str, ExamChoice]:
        """What the exams ahead make of the day, as far as that is worked out. `more` gives a day's minutes
        anew, whatever was studied."""
        goals = {course: goal for course, goal in goals.items() if goal.examined(today)}
        if not goals:
            return {}
        from quizapp.memory.exam import PLAIN
        from quizapp.study.exam_day import ExamDay

        spent = {} if more else self._desk.store.sums.spent(today)
        found = {}
        for course, goal in goals.items():
            left = goal.exam_minutes * 60 - spent.get(course, 0.0)
            known = self._days.get(course)
            if known is None or known.key != self._key(course, goal, today):
                found[course] = ExamChoice(goal, None, PLAIN, left <= 0)
            else:
                found[course] = ExamChoice(
                    goal, ExamDay(known.gains or (), left), known.seconds or PLAIN, left <= 0
                )
        return found

    def choosing(self) -> Callable[[Store], dict[str, ExamChoice]]:
        """How to work out, with a store of another thread, what the exams ahead make of the day."""
        today = self.today()
        goals = {course.id: goal for course, goal in self.ahead()}
        known = self.choices(goals, today)
        works = {course.id: self._work(course, goal, today) for course, goal in self.ahead()}

        def choose(store: Store) -> dict[str, ExamChoice]:
            from quizapp.study.exam_day import ExamDay

            for course, choice in known.items():
                if choice.day is None:
                    found = works[course].plan(store)
                    day = ExamDay(found.gains or (), works[course].left)
                    known[course] = choice._replace(day=day, seconds=found.seconds or choice.seconds)
            return known

        return choose

    def prospects(self) -> dict[str, Prospect]:
        """What the exams ahead will come to, by course, the nearest first, as far as that is worked out."""
        today = self.today()
        found = {}
        for course, goal in self.ahead():
            kept = self._prospects.get(course.id)
            if kept is not None and kept.prospect and kept.key == self._key(course.id, goal, today):
                found[course.id] = kept.prospect
        return found

    def ahead(self) -> list[tuple[Course, Goal]]:
        """The courses on the desk with an exam today or later, the nearest first."""
        today = self.today()
        goals = self._desk.today.goals(self._desk.library.courses)
        found = [(course, goals[course.id]) for course in self._desk.library.courses]
        ahead = [(course, goal) for course, goal in found if goal.examined(today)]
        return sorted(ahead, key=lambda each: (str(each[1].exam), each[0].id))

    # -- what is to be worked out ---------------------------------------------------------

    def jobs(self) -> list[Callable[[Callable[[], None]], Found]]:
        """What is not known: each is work for a thread, and has a connection of its own there; `take` takes
        what it finds. The callable that it is given is called now and then, and may raise to stop it.
        Raises StoreFault there."""
        today = self.today()
        planning, predicting = [], []
        for course, goal in self.ahead():
            key = self._key(course.id, goal, today)
            if (day := self._days.get(course.id)) is None or day.key != key:
                planning.append(self._planning(self._work(course, goal, today)))
            if (kept := self._prospects.get(course.id)) is None or kept.key != key:
                predicting.append(self._predicting(self._work(course, goal, today)))
        return planning + predicting

    def take(self, found: Found) -> None:
        """Keep what a job found."""
        if found.prospect is None:
            self._days[found.course] = found
            return
        self._prospects[found.course] = found
        from quizapp.memory.exam import Policy

        before = self._policies.get(found.course, Policy.GAIN)
        self._policies[found.course] = found.prospect.policy
        if before is not found.prospect.policy:
            # What is worth studying today goes by the better way.
            self._days.pop(found.course, None)

    def settle(self, only: str | None = None) -> None:
        """Work out at once what is worth studying today, of all courses or one, where that is not known."""
        today = self.today()
        for course, goal in self.ahead():
            day = self._days.get(course.id)
            if only in (None, course.id) and (day is None or day.key != self._key(course.id, goal, today)):
                self.take(self._work(course, goal, today).plan(self._desk.store))

    def foretell(self, course: Course) -> Prospect:
        """What the exam ahead of a course will come to, worked out at once."""
        work = self._work(course, self.goal(course.id), self.today())
        made = work.predict(self._desk.store, lambda: None).prospect
        assert made is not None
        return made

    def _planning(self, work: _Work) -> Callable[[Callable[[], None]], Found]:
        path, backups = self._desk.paths.store, self._desk.paths.backups

        def run(tick: Callable[[], None]) -> Found:
            from quizapp.progress.store import Store

            with Store.open(path, backups=backups) as store:
                return work.plan(store)

        return run

    def _predicting(self, work: _Work) -> Callable[[Callable[[], None]], Found]:
        path, backups = self._desk.paths.store, self._desk.paths.backups

        def run(tick: Callable[[], None]) -> Found:
            from quizapp.progress.store import Store

            with Store.open(path, backups=backups) as store:
                return work.predict(store, tick)

        return run

    def _work(self, course: Course, goal: Goal, today: date) -> _Work:
        assert goal.exam is not None
        desk = self._desk
        items = []
        for deck in course.decks:
            own = outline(course, deck)
            items += [(item, deck.id, answers) for item, answers in zip(own.items, own.chances, strict=True)]
        return _Work(
            course.id,
            self._key(course.id, goal, today),
            tuple(items),
            {deck.id: deck.title for deck in course.decks},
            today,
            goal.exam,
            goal.exam_minutes,
            goal.exam_minutes * 60 - desk.store.sums.spent(today).get(course.id, 0.0),
            desk.parameters(course.id).weights,
            self._policies.get(course.id),
        )

    def _key(self, course: str, goal: Goal, today: date) -> Key:
        return self._desk.store.version(), self._desk.readings, course, goal, today

    def today(self) -> date:
        return study_day(self._desk.now(), self._desk.settings.day_starts)

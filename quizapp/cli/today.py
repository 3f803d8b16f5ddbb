"""What there is to do on the study day that it is, in the courses on a desk."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from quizapp.deck.outline import outline
from quizapp.memory.days import day_start, study_day
from quizapp.progress.agenda import CourseAgenda, counted_agenda, course_agenda
from quizapp.progress.course_counts import CourseCounts
from quizapp.progress.goals import goal_of, latest_comebacks, latest_exams
from quizapp.progress.overview import expected_minutes, streak, true_retention
from quizapp.study.candidates import Allowance, course_of
from quizapp.tui.overview import Overview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from quizapp.cli.desk import Desk
    from quizapp.deck.course import Course
    from quizapp.progress.goals import Goal
    from quizapp.progress.store import Store
    from quizapp.study.budget import Budget
    from quizapp.study.comeback import Wall
    from quizapp.study.dues import Dues

_MONTH = 30


class Today:
    """Looked up anew each time: other programs study too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._counts = CourseCounts(desk.store)

    def goals(self, courses: Iterable[Course]) -> dict[str, Goal]:
        """What each of these courses is studied for."""
        exams = latest_exams(self._desk.store.standing("exam"))
        plans = latest_comebacks(self._desk.store.standing("comeback"))
        return {
            course.id: goal_of(
                course,
                exams,
                self._desk.settings.limits(course.id).minutes_per_day or None,
                plans.get(course.id),
            )
            for course in courses
        }

    def agendas(self, course: str | None = None, *, more: bool = False) -> tuple[CourseAgenda, ...]:
        """What to do now in each course, or in one. `more` gives the day's minutes anew."""
        return self._agendas(course, more=more, counted=False)

    def _agendas(self, course: str | None, *, more: bool, counted: bool) -> tuple[CourseAgenda, ...]:
        """The agendas. With `counted`, courses that nothing but counts decides are only counted."""
        desk = self._desk
        desk.look_up_weights()
        now = desk.now()
        today = study_day(now, desk.settings.day_starts)
        courses = [own for own in desk.library.courses if course in (None, own.id)]
        goals = self.goals(courses)
        dues = cache(partial(self._dues, desk.store, today, now))
        examined = any(goal.examined(today) for goal in goals.values())
        exams = desk.exams.choices(goals, today, more=more) if examined else {}
        timed = _timed(goals, today)
        budgets = desk.comebacks.budgets(desk.store, courses, goals, dues, today, more=more) if timed else {}
        introduced = _by_course(desk.store.introduced(today))
        reviewed = _by_course(desk.store.reviewed(today))
        planned = {course_of(item) for item in desk.changed_items} | exams.keys() | budgets.keys()
        if counted:
            self._counts.look(today)
        found = []
        for own in courses:
            limits = self.allowance(own.id)
            done = introduced.get(own.id, frozenset[str]()), reviewed.get(own.id, frozenset[str]())
            if not counted or own.id in planned or any(outline(own, deck).requires for deck in own.decks):
                exam, minutes = exams.get(own.id), budgets.get(own.id, ())
                found.append(course_agenda(own, dues(own.id), limits, *done, exam, minutes))
            else:
                waiting = self._counts.of(own, today, now)
                found.append(counted_agenda(own, waiting, limits, *done, partial(dues, own.id)))
        return tuple(found)

    def budgeting(self, now: datetime) -> Callable[[Store], Mapping[str, Sequence[Budget]]]:
        """How to look up, with a store of another thread, the days in minutes of the courses that have one."""
        desk, courses = self._desk, self._desk.library.courses
        today = study_day(now, desk.settings.day_starts)
        goals = self.goals(courses)
        if not _timed(goals, today):
            return lambda _: {}
        comebacks = desk.comebacks

        def look_up(store: Store) -> Mapping[str, Sequence[Budget]]:
            dues = partial(self._dues, store, today, now)
            return comebacks.budgets(store, courses, goals, dues, today, more=False)

        return look_up

    def _dues(self, store: Store, today: date, now: datetime, course: str) -> Dues:
        """What the log says of the items of a course, those among them whose answers were changed."""
        dues = store.dues(today, now, course)
        changed = [item for item in self._desk.changed_items if course_of(item) == course]
        if not changed:
            return dues
        states = {item: self._desk.soon(state) for item, state in store.states(changed).items()}
        return dues.with_states(states, today, now)

    def settled(self, course: str | None = None, *, more: bool = False) -> tuple[CourseAgenda, ...]:
        """The agendas, with all worked out that exams make of the day, however long that takes."""
        found = self.agendas(course, more=more)
        if not any(agenda.pending for agenda in found):
            return found
        self._desk.exams.settle(course)
        return self.agendas(course, more=more)

    def allowance(self, course: str) -> Allowance:
        """How many items of a course (by id) may be asked on a day."""
        limits = self._desk.settings.limits(course)
        return Allowance(limits.new_per_day, limits.reviews_per_day)

    def overview(self) -> Overview:
        agendas = self._agendas(None, more=False, counted=True)
        now = self._desk.now()
        today = study_day(now, self._desk.settings.day_starts)
        studied = self._desk.store.sums.studied()
        month = self._desk.store.days(today - timedelta(days=_MONTH - 1))
        counted = [agenda for agenda in agendas if agenda.chosen is None]
        due, new = sum(agenda.due for agenda in counted), sum(agenda.new for agenda in counted)
        chosen = sum(agenda.chosen.seconds or 0.0 for agenda in agendas if agenda.chosen is not None)
        return Overview(
            agendas=agendas,
            diagnostics=self._desk.library.diagnostics,
            minutes=expected_minutes(due, new, month) + chosen / 60,
            streak=streak(studied, today),
            retention=true_retention(month),
            answered_today=sum(day.answers for day in month if day.study_day == today),
            next_due=self._next_due(agendas, now, today),
            folder=str(self._desk.paths.decks),
            first=not studied,
            proposals=len(self._desk.proposals()),
            prospects=self._desk.exams.prospects() if any(agenda.exam for agenda in agendas) else {},
        )

    def wall(self, overview: Overview) -> Wall | None:
        today = study_day(self._desk.now(), self._desk.settings.day_starts)
        month = self._desk.store.days(today - timedelta(days=_MONTH - 1))
        return self._desk.comebacks.wall(overview.agendas, self._desk.store.sums.studied(), month, today)

    def _next_due(self, agendas: Iterable[CourseAgenda], now: datetime, today: date) -> datetime | None:
        """When something comes back that is not asked now. Where something is, this is also when the
        study day ends, whatever comes then; to look for that is left to those who wait for nothing else."""
        later = [at for agenda in agendas for own in agenda.decks for at in own.counts.later]
        if not any(agenda.due or agenda.new for agenda in agendas):
            from quizapp.deck.item_index import ItemIndex

            return self._desk.store.next_due(now, ItemIndex(self._desk.library.courses))
        return min(
            [*later, day_start(today + timedelta(days=1), self._desk.settings.day_starts, now.tzinfo or UTC)]
        )


def _timed(goals: Mapping[str, Goal], today: date) -> bool:
    """Whether a course may have its day in minutes."""
    return any(goal.minutes is not None or goal.coming_back(today) for goal in goals.values())


def _by_course(items: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for item in items:
        found.setdefault(course_of(item), set()).add(item)
    return found

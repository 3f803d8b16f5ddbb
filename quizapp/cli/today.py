"""What there is to do on the study day that it is, in the courses on a desk."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from quizapp.deck.item_index import ItemIndex
from quizapp.memory.days import day_start, study_day
from quizapp.progress.agenda import CourseAgenda, course_agenda
from quizapp.progress.goals import goal_of, latest_comebacks, latest_exams
from quizapp.progress.overview import expected_minutes, streak, true_retention
from quizapp.study.plan import Allowance
from quizapp.tui.overview import Overview

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.cli.desk import Desk
    from quizapp.deck.model import Course
    from quizapp.progress.goals import Goal
    from quizapp.study.comeback import Wall

_MONTH = 30


class Today:
    """Looked up anew each time: other programs study too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

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
        self._desk.look_up_weights()
        now = self._desk.now()
        today = study_day(now, self._desk.settings.day_starts)
        dues = self._desk.store.dues(today, now, course)
        if changed := self._desk.changed_items:
            dues = dues.with_states(self._desk.states(changed), today, now)
        introduced, reviewed = self._desk.store.introduced(today), self._desk.store.reviewed(today)
        courses = [own for own in self._desk.library.courses if course in (None, own.id)]
        goals = self.goals(courses)
        examined = any(goal.examined(today) for goal in goals.values())
        exams = self._desk.exams.choices(goals, today, more=more) if examined else {}
        timed = any(goal.minutes is not None or goal.coming_back(today) for goal in goals.values())
        budgets = self._desk.comebacks.budgets(courses, goals, dues, today, more=more) if timed else {}
        return tuple(
            course_agenda(
                own,
                dues,
                self.allowance(own.id),
                introduced,
                reviewed,
                exams.get(own.id),
                budgets.get(own.id, ()),
            )
            for own in courses
        )

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
        agendas = self.agendas()
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
        later = [at for agenda in agendas for own in agenda.decks for at, _ in own.candidates.later]
        if not any(agenda.due or agenda.new for agenda in agendas):
            return self._desk.store.next_due(now, ItemIndex(self._desk.library.courses))
        return min(
            [*later, day_start(today + timedelta(days=1), self._desk.settings.day_starts, now.tzinfo or UTC)]
        )

"""All statistics at one moment: what to count, and the counting of it from a store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from quizapp.progress import counting, knowledge
from quizapp.progress.agenda import course_agenda
from quizapp.progress.overview import expected_minutes
from quizapp.progress.passing import passing
from quizapp.progress.places import Places
from quizapp.progress.results import history
from quizapp.progress.statistics import Period, QuizMark, Statistics, Today
from quizapp.progress.themes import tags, themes
from quizapp.progress.totals import DayTotals, total
from quizapp.study.event import Quiz, Retract
from quizapp.study.plan import Dues
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from quizapp.deck.model import Course
    from quizapp.memory.schedule import Parameters
    from quizapp.progress.agenda import CourseAgenda, ExamChoice
    from quizapp.progress.knowledge import Standing
    from quizapp.progress.results import QuizResult
    from quizapp.progress.statistics import Passing
    from quizapp.progress.store import Store
    from quizapp.study.plan import Allowance

_MONTH = timedelta(days=30)


def _no_exams(store: Store) -> Mapping[str, ExamChoice]:
    return {}


@dataclass(frozen=True, slots=True)
class Survey:
    """What to count: courses, all of their decks or one (by id), at an instant of the study day `today`.

    `every` says that these are all courses there are; then answers to cards that are gone count too,
    which otherwise have no place. `since` is the first study day of the sums, None for all days.
    `parameters` and `limits` are a course's (by id); `soon` is what the decks say of a state
    (an item whose answer was changed is due at once). `exams` tells what exams ahead make of the day.
    """

    courses: tuple[Course, ...]
    now: datetime
    today: date
    parameters: Callable[[str], Parameters]
    limits: Callable[[str], Allowance]
    soon: Callable[[ItemState], ItemState]
    deck: str | None = None
    every: bool = True
    since: date | None = None
    exams: Callable[[Store], Mapping[str, ExamChoice]] = _no_exams

    def count(self, store: Store) -> Statistics:
        """Everything, read from one store. Raises StoreFault.

        Time grows with the items, the answers since `since`, and the days on which items were
        answered; where not all courses are counted, with all answers.
        """
        today, places = self.today, Places(self.courses, self.deck)
        heirs = store.sums.heirs()
        mine = None if self.every else places.of(store.sums.answered(), heirs)
        days = store.sums.days(date.min, mine)
        counted = counting.since(days, self.since)
        first = days[0].study_day if days else today
        whole = total(self.since or first, counted)
        states = {item: self.soon(state) for item, state in store.all_states().items()}
        standings = self._standings(places, states)
        themed = {one.item.id: one.theme for one in standings}
        weeks = knowledge.over_time(
            store.sums.memories(themed),
            themed,
            knowledge.week_ends(today, first if days else None),
            {f"{course.id}/{deck.id}": self.parameters(course.id).weights for course, deck in places.decks},
        )
        sums = store.sums.by_place(self.since or date.min, partial(places.themes_and_tags, heirs=heirs))
        return Statistics(
            now=self.now,
            today_is=today,
            since=self.since,
            total=whole,
            today=self._today(store, states, days),
            streak=counting.streak(days, today),
            days=counted,
            calendar=counting.calendar(days, today),
            retention=tuple(
                counting.retention(
                    total(today, counting.since(days, counting.start_of(period, today))), period
                )
                for period in Period
            ),
            recalled=counting.recalled(whole),
            forecast=knowledge.forecast(standings, today),
            items=knowledge.counts(standings),
            recall=knowledge.recall(standings),
            themes=themes(places, standings, sums, weeks),
            tags=tags(places, standings, sums),
            weeks=knowledge.together(weeks.values()),
            passing=() if self.deck else self._passing(standings),
            hardest=knowledge.hardest(standings),
            hours=counting.hours(store.sums.hours(self.since or date.min, mine)),
            buttons=counting.buttons(whole),
            sureness=counting.sureness(whole),
            quizzes=quizzes(
                history([*store.events(Quiz.type), *store.events(Retract.type)]),
                self.courses,
                self.deck,
                every=self.every,
            ),
            fit=store.fits.current(),
        )

    def _standings(self, places: Places, states: Mapping[str, ItemState]) -> list[Standing]:
        weights = {course.id: self.parameters(course.id).weights for course in self.courses}
        return [
            knowledge.standing(
                item, states.get(item.id) or ItemState(item.id), self.today, weights[item.course]
            )
            for item in places.items
        ]

    def _passing(self, standings: Sequence[Standing]) -> tuple[Passing, ...]:
        found: list[Passing] = []
        for course in self.courses:
            found += passing(course, [one for one in standings if one.item.course == course.id])
        return tuple(found)

    def _today(self, store: Store, states: Mapping[str, ItemState], days: Sequence[DayTotals]) -> Today:
        introduced, reviewed = store.introduced(self.today), store.reviewed(self.today)
        dues = Dues.of(states.values(), self.today, self.now)
        exams = self.exams(store)
        agendas = [
            course_agenda(
                course,
                dues,
                self.limits(course.id),
                introduced,
                reviewed,
                exams.get(course.id),
            )
            for course in self.courses
        ]
        due, fresh = left_today(agendas, self.deck)
        now = next((day for day in days if day.study_day == self.today), DayTotals(self.today))
        month = [day for day in days if day.study_day > self.today - _MONTH]
        return Today(
            answers=now.answers,
            right=now.right,
            minutes=now.minutes,
            new=now.new,
            reviewed=now.known,
            due=due,
            fresh=fresh,
            minutes_left=expected_minutes(due, fresh, month) if due + fresh else 0.0,
        )


def left_today(agendas: Iterable[CourseAgenda], deck: str | None = None) -> tuple[int, int]:
    """What there is to study now within your daily limits: items that are due, and new ones."""
    parts = [agenda.part(deck) for agenda in agendas]
    return sum(part.due for part in parts), sum(part.new for part in parts)


def quizzes(
    results: Iterable[QuizResult], courses: Sequence[Course], deck: str | None = None, *, every: bool = True
) -> tuple[QuizMark, ...]:
    """The quizzes you handed in. The score is the mean of the marks of all questions; one without an
    answer counts as 0, and after "I was right" as right."""
    titles = {course.id: course.title for course in courses}
    titles |= {f"{course.id}/{own.id}": own.title for course in courses for own in course.decks}
    plans = {(course.id, plan.id): plan.title for course in courses for plan in course.blueprints}
    scopes = [f"{course.id}/{deck}" if deck else course.id for course in courses]
    found = []
    for result in results:
        if not every and not any(result.asks_of(scope) for scope in scopes):
            continue
        planned = [plans.get((scope, result.blueprint), "") for scope in result.scope]
        names = [plan for plan in planned if plan] or [
            result.blueprint or ", ".join(titles.get(scope, scope) for scope in result.scope)
        ]
        found.append(
            QuizMark(result.at, names[0], result.score, result.questions, result.seconds, result.passed)
        )
    return tuple(found)

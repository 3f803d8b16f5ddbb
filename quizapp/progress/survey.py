"""All statistics at one moment: what to count, and the counting of it from a store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from quizapp.progress import counting, knowledge
from quizapp.progress.agenda import course_agenda
from quizapp.progress.kept_counts import KeptCounts, Terms
from quizapp.progress.left import Left, left
from quizapp.progress.overview import expected_minutes
from quizapp.progress.passing import passing
from quizapp.progress.results import history
from quizapp.progress.statistics import Period, QuizMark, Statistics, Today
from quizapp.progress.themes import tags, themes
from quizapp.progress.totals import DayTotals, total
from quizapp.study.event import Quiz

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from quizapp.deck.course import Course
    from quizapp.memory.schedule import Parameters
    from quizapp.progress.agenda import CourseAgenda, ExamChoice
    from quizapp.progress.deck_count import CountedDeck, DeckCount
    from quizapp.progress.passing import Chances
    from quizapp.progress.results import QuizResult
    from quizapp.progress.statistics import Passing
    from quizapp.progress.store import Store
    from quizapp.study.budget import Budget
    from quizapp.study.candidates import Allowance
    from quizapp.study.state import ItemState

_MONTH = timedelta(days=30)


def _none(_: Store) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Survey:
    """What to count: courses, all of their decks or one (by id), at an instant of the study day `today`.

    `every` says that these are all courses there are; then answers to cards that are gone count too,
    which otherwise have no place. `since` is the first study day of the sums, None for all days.
    `parameters` and `limits` are a course's (by id); `soon` is what the decks say of a state
    (an item whose answer was changed is due at once), and makes others of those of `changed` alone. `exams`
    tells what exams ahead make of the day, and `budgets` which courses have minutes for it (as in
    `agenda.course_agenda`), both by the id of a course. `signatures` are as in `kept_counts.Terms`.
    """

    courses: tuple[Course, ...]
    now: datetime
    today: date
    parameters: Callable[[str], Parameters]
    limits: Callable[[str], Allowance]
    soon: Callable[[ItemState], ItemState]
    changed: Collection[str] = ()
    deck: str | None = None
    every: bool = True
    since: date | None = None
    exams: Callable[[Store], Mapping[str, ExamChoice]] = _none
    budgets: Callable[[Store], Mapping[str, Sequence[Budget]]] = _none
    signatures: Mapping[str, Hashable] = field(default_factory=dict)
    kept: KeptCounts = field(default_factory=KeptCounts)

    def count(self, store: Store) -> Statistics:
        """Everything, read from one store as it is at one moment. Raises StoreFault.

        Time grows with the decks and with the items and answers of those that changed since `kept` last
        counted them; on another day and with other cards that is all of them.
        """
        with store.deck_rows.at_one_moment():
            return self._count(store)

    def _count(self, store: Store) -> Statistics:
        today, periods = self.today, self._periods()
        decks = self._decks(store, periods)
        days = store.sums.days(date.min) if self.every else _days(decks)
        counted = counting.since(days, self.since)
        first = days[0].study_day if days else today
        whole = total(self.since or first, counted)
        period = periods.index(_ordinal(self.since))
        items = knowledge.together(one.count.now.items for one in decks)
        ends = knowledge.week_ends(today, first if days else None)
        return Statistics(
            now=self.now,
            today_is=today,
            since=self.since,
            total=whole,
            today=self._today(store, decks, days),
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
            forecast=knowledge.forecast((one.count.now for one in decks), today),
            items=knowledge.counts(items),
            recall=knowledge.recall(items),
            themes=themes(decks, period, len(ends)),
            tags=tags(decks, period),
            weeks=knowledge.over_time(
                [(one.count.now.items.counts.total, one.count.weeks(len(ends))) for one in decks], ends
            ),
            passing=() if self.deck else self._passing(decks),
            hardest=knowledge.hardest(decks),
            hours=counting.hours(
                store.sums.hours(self.since or date.min) if self.every else _hours(decks, period)
            ),
            buttons=counting.buttons(whole),
            sureness=counting.sureness(whole),
            quizzes=quizzes(history(store.standing(Quiz.type)), self.courses, self.deck, every=self.every),
            fit=store.fits.current(),
        )

    def _periods(self) -> tuple[int, ...]:
        """The first days of the periods to count together."""
        usual = {_ordinal(counting.start_of(period, self.today)) for period in Period}
        asked = _ordinal(self.since)
        return tuple(sorted(usual)) if asked in usual else (asked,)

    def _decks(self, store: Store, periods: tuple[int, ...]) -> tuple[CountedDeck, ...]:
        states = store.states(self.changed) if self.changed else {}
        soon = {item: self.soon(state) for item, state in states.items()}
        terms = Terms(
            self.today,
            periods,
            lambda course: self.parameters(course).weights,
            {item: state.due for item, state in soon.items() if state.due and state.due != states[item].due},
            self.signatures,
            not self.every,
        )
        decks = [(course, own) for course in self.courses for own in course.decks]
        return self.kept.count(store, [one for one in decks if self.deck in (None, one[1].id)], terms)

    def _passing(self, decks: Iterable[CountedDeck]) -> tuple[Passing, ...]:
        chances: dict[str, list[Sequence[Sequence[Chances]]]] = {course.id: [] for course in self.courses}
        for one in decks:
            chances[one.course.id].append(one.count.now.chances)
        return tuple(found for course in self.courses for found in passing(course, chances[course.id]))

    def _today(self, store: Store, decks: Sequence[CountedDeck], days: Sequence[DayTotals]) -> Today:
        left = tuple(self._left(store, decks))
        due, fresh = left_today(left)
        minutes = sum(part.seconds or 0.0 for part in left) / 60
        now = next((day for day in days if day.study_day == self.today), DayTotals(self.today))
        month = [day for day in days if day.study_day > self.today - _MONTH]
        counted = left_today(part for part in left if part.seconds is None)
        return Today(
            answers=now.answers,
            right=now.right,
            minutes=now.minutes,
            new=now.new,
            reviewed=now.known,
            due=due,
            fresh=fresh,
            minutes_left=minutes + expected_minutes(*counted, month),
        )

    def _left(self, store: Store, decks: Sequence[CountedDeck]) -> Iterator[Left]:
        exams, budgets = self.exams(store), self.budgets(store)
        own: dict[str, list[DeckCount]] = {course.id: [] for course in self.courses}
        for one in decks:
            own[one.course.id].append(one.count)
        for course in self.courses:
            # Where items wait for one another, where a deck shares the limits of its course, and where that has
            # a goal, counts do not tell what is asked.
            counted, exam, days = own[course.id], exams.get(course.id), budgets.get(course.id, ())
            if self.deck or exam or days or any(count.now.waiting.require for count in counted):
                part = self._agenda(store, course, exam, days).part(self.deck)
                yield Left(part.due, part.new, None if part.chosen is None else part.chosen.seconds)
            else:
                yield left(counted, self.limits(course.id), self.today, self.now)

    def _agenda(
        self, store: Store, course: Course, exam: ExamChoice | None, budgets: Sequence[Budget]
    ) -> CourseAgenda:
        dues = store.dues(self.today, self.now, course.id)
        if self.changed:
            states = {item: self.soon(state) for item, state in store.states(self.changed).items()}
            dues = dues.with_states(states, self.today, self.now)
        introduced, reviewed = store.introduced(self.today), store.reviewed(self.today)
        return course_agenda(course, dues, self.limits(course.id), introduced, reviewed, exam, budgets)


def _ordinal(first: date | None) -> int:
    return 0 if first is None else first.toordinal()


def _days(decks: Iterable[CountedDeck]) -> list[DayTotals]:
    """The study days with answers to some decks, in order."""
    found: dict[int, Sequence[int]] = {}
    for one in decks:
        for day, sums in one.count.days.days.items() if one.count.days else ():
            found[day] = tuple(map(int.__add__, found[day], sums)) if day in found else sums
    return [DayTotals(date.fromordinal(day), *found[day]) for day in sorted(found)]


def _hours(decks: Iterable[CountedDeck], period: int) -> dict[int, tuple[int, int]]:
    """The right answers and all answers of a period to some decks, by the hour."""
    found: dict[int, tuple[int, int]] = {}
    for one in decks:
        for hour, (right, answers) in one.count.days.hours[period].items() if one.count.days else ():
            before = found.get(hour, (0, 0))
            found[hour] = before[0] + right, before[1] + answers
    return found


def left_today(parts: Iterable[Left]) -> tuple[int, int]:
    """What there is to study now within your daily limits: items that are due, and new ones."""
    due = new = 0
    for part in parts:
        due += part.due
        new += part.new
    return due, new


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

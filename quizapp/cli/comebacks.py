"""Days of so many minutes, and ways back after a gap: where their rules meet the clock, the decks and the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.outline import outline
from quizapp.memory.days import study_day
from quizapp.progress.overview import expected_minutes, usual_minutes
from quizapp.study.budget import Budget, worths
from quizapp.study.comeback import AWAY, LEAST, WALL, Backlog, Waiting, Wall, due_seconds, is_wall, offers
from quizapp.study.event import Comeback, Retract
from quizapp.study.exam_day import chance

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from datetime import date

    from quizapp.cli.desk import Desk
    from quizapp.deck.course import Course
    from quizapp.memory.exam import Seconds
    from quizapp.memory.schedule import Parameters
    from quizapp.progress.agenda import CourseAgenda
    from quizapp.progress.goals import Goal
    from quizapp.progress.store import Store
    from quizapp.progress.totals import DayTotals
    from quizapp.study.comeback import Offer
    from quizapp.study.dues import Dues, Rank
    from quizapp.study.state import ItemState

_DAYS = 30
"""So many study days say how long a usual one is."""
_DAY = 86_400.0
"""Seconds."""
_AT_MOST = 3
"""By so much the time for what was forgotten exceeds what the home screen expects of as many cards at most."""


class Comebacks:
    """What minutes and plans to come back make of a desk's days; the screens know it as
    `tui.comebacks.Comebacks`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # -- days in minutes ------------------------------------------------------------------

    def budgets(
        self,
        store: Store,
        courses: Iterable[Course],
        goals: Mapping[str, Goal],
        dues: Callable[[str], Dues],
        today: date,
        *,
        more: bool,
    ) -> dict[str, tuple[Budget, ...]]:
        """The days in minutes of the courses that have one: that of a plan to come back before the ordinary
        one. `more` gives a day's minutes anew; `store` belongs to the thread that asks."""
        found: dict[str, tuple[Budget, ...]] = {}
        pace = store.sums.pace()
        spent = {} if more else store.sums.spent(today)
        for course in courses:
            goal = goals[course.id]
            if goal.examined(today):
                continue
            plan = goal.comeback if goal.coming_back(today) else None
            if plan is None and goal.minutes is None:
                continue
            worth = worths(
                self._due(store, course, dues(course.id)),
                _chances(course),
                today,
                pace,
                self._desk.parameters(course.id).weights,
            )
            done = spent.get(course.id, 0.0)
            days = []
            if plan is not None:
                before = plan.spent if not more and self._day(plan) == today else 0.0
                left = 60 * plan.daily - max(0.0, done - before)
                days.append(Budget(plan.daily, left, worth, pace, plan.new, plan.until))
            if goal.minutes is not None:
                days.append(Budget(goal.minutes, 60 * goal.minutes - done, worth, pace))
            found[course.id] = tuple(days)
        return found

    def _due(self, store: Store, course: Course, dues: Dues) -> Iterable[ItemState]:
        """The states of the items of a course that are due."""
        ranks = dues.ranks
        ids = [
            item
            for deck in course.decks
            for item in outline(course, deck).items
            if (rank := ranks.get(item)) is not None and rank <= 0
        ]
        return map(self._desk.soon, store.states(ids).values())

    # -- what waits -----------------------------------------------------------------------

    def wall(
        self,
        agendas: Sequence[CourseAgenda],
        studied: Sequence[date],
        month: Sequence[DayTotals],
        today: date,
    ) -> Wall | None:
        """What has piled up in the courses that have no exam ahead and no plan to come back; None if that is
        not much. `studied` are the days with answers, in order, `month` the totals of the last ones. Takes a
        moment only where much waits."""
        free = [each for each in agendas if each.exam is None and not _coming_back(each)]
        numbers = {each.course.id: _number(each) for each in free}
        cards = sum(numbers.values())
        if not studied or not cards:
            return None
        usual = self.usual([each.course for each in free if numbers[each.course.id]], studied)
        if _AT_MOST * expected_minutes(cards, 0, month) <= max(WALL * usual, LEAST):
            return None
        desk = self._desk
        pace, away = desk.store.sums.pace(), max((today - studied[-1]).days, 0)
        waiting = {each.course.id: _waiting(each) for each in free if numbers[each.course.id]}

        def minutes(items: Container[str] | None = None) -> float:
            return (
                sum(
                    due_seconds(
                        (rank for item, rank in ranks.items() if items is None or item in items),
                        pace,
                        desk.parameters(course).weights,
                    )
                    for course, ranks in waiting.items()
                )
                / 60
            )

        found = Wall(cards, minutes(), away)
        if away < AWAY and minutes(set(desk.store.waiting_since(today, AWAY))) > WALL * usual:
            away = AWAY
        return found if is_wall(found.minutes, usual, away) else None

    def usual(self, courses: Iterable[Course], studied: Sequence[date]) -> float:
        """The minutes of a usual day: what the settings give these courses, else the learner's median day."""
        goals = self._desk.today.goals(courses).values()
        chosen = sum(goal.minutes or 0.0 for goal in goals)
        if chosen or not studied:
            return chosen
        latest = studied[-_DAYS:]
        days = set(latest)
        return usual_minutes(day for day in self._desk.store.days(latest[0]) if day.study_day in days)

    # -- the way back ---------------------------------------------------------------------

    def job(self) -> Callable[[Callable[[], None]], tuple[Offer, ...]]:
        """How to work out the plans to choose from, for a thread: it has a connection of its own there, and
        calls what it is given now and then, which may raise to stop it. Raises StoreFault there."""
        desk = self._desk
        today = study_day(desk.now(), desk.settings.day_starts)
        goals = desk.today.goals(desk.library.courses)
        courses = [course for course in desk.library.courses if not goals[course.id].examined(today)]
        usual = self.usual(courses, sorted(desk.store.sums.studied()))
        told = [(course, desk.parameters(course.id)) for course in courses]
        path, backups = desk.paths.store, desk.paths.backups

        def run(tick: Callable[[], None]) -> tuple[Offer, ...]:
            from quizapp.progress.store import Store

            with Store.open(path, backups=backups) as store:
                return offers(_backlogs(store, told, today), today, usual, tick)

        return run

    def offers(self) -> tuple[Offer, ...]:
        """The plans to choose from, worked out at once."""
        return self.job()(lambda: None)

    def choosing(self, offer: Offer, *, new: bool) -> tuple[Comeback, ...]:
        """The events that choose a plan, for each course that it has a part for."""
        desk = self._desk
        today = study_day(desk.now(), desk.settings.day_starts)
        spent = desk.store.sums.spent(today)
        return tuple(
            Comeback(
                id=stamp.id,
                at=stamp.at,
                device=stamp.device,
                course=course,
                daily=round(minutes, 2),
                until=offer.until,
                new=new,
                spent=min(round(spent.get(course, 0.0), 1), _DAY),
            )
            for stamp, (course, minutes) in zip(
                desk.stamps(len(offer.shares)), offer.shares.items(), strict=True
            )
        )

    def standing(self) -> tuple[Comeback, ...]:
        """The plan that holds, an event for each course that it has a part for; () without one. Of several
        chosen one after the other, the latest."""
        today = study_day(self._desk.now(), self._desk.settings.day_starts)
        goals = self._desk.today.goals(self._desk.library.courses).values()
        plans = [goal.comeback for goal in goals if goal.comeback is not None and goal.coming_back(today)]
        latest = max((plan.at for plan in plans), default=None)
        return tuple(plan for plan in plans if plan.at == latest)

    def undoing(self) -> tuple[Retract, ...]:
        """The events that take back the plan that holds; () without one."""
        plans = self.standing()
        stamps = self._desk.stamps(len(plans))
        return tuple(
            Retract(id=stamp.id, at=stamp.at, device=stamp.device, event=plan.id)
            for stamp, plan in zip(stamps, plans, strict=True)
        )

    def _day(self, plan: Comeback) -> date:
        return study_day(plan.at, self._desk.settings.day_starts)


def _chances(course: Course) -> dict[str, float]:
    """The chances of being right by guessing, of the items that have one."""
    return {
        item: chance(answers)
        for own in (outline(course, deck) for deck in course.decks)
        for item, answers in zip(own.items, own.chances, strict=True)
        if answers
    }


def _number(agenda: CourseAgenda) -> int:
    """How many items of a course are due."""
    return sum(deck.counts.reviews + deck.counts.learning for deck in agenda.decks)


def _waiting(agenda: CourseAgenda) -> dict[str, Rank]:
    """The same items with their ranks."""
    found = [deck.candidates for deck in agenda.decks]
    return {item: own.ranks[item] for own in found for item in (*own.reviews, *own.learning)}


def _coming_back(agenda: CourseAgenda) -> bool:
    return agenda.budget is not None and agenda.budget.until is not None


def _backlogs(store: Store, courses: Iterable[tuple[Course, Parameters]], today: date) -> list[Backlog]:
    pace = store.sums.pace()
    found = []
    for course, told in courses:
        ids = [item for deck in course.decks for item in outline(course, deck).items]
        states = store.states(ids).values()
        found.append(_backlog(course.id, states, _chances(course), today, told, pace))
    return found


def _backlog(
    course: str,
    states: Iterable[ItemState],
    chances: Mapping[str, float],
    today: date,
    told: Parameters,
    pace: Seconds,
) -> Backlog:
    items = tuple(
        Waiting(state.item, state.memory, _days_until(state, today), chances.get(state.item, 0.0))
        for state in states
        if state.memory is not None and not state.suspended
    )
    return Backlog(course, items, told.weights, told.desired_retention, pace)


def _days_until(state: ItemState, today: date) -> int:
    """In how many days an item comes back; below 0 where it has waited for so many."""
    if state.memory is None or state.due is None:
        return 0
    return (state.memory.study_day - today).days + state.due.days

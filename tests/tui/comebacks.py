"""Ways back in a desk that lives in memory: what has piled up is told, the plans are worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.memory.exam import PLAIN
from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.progress.goals import latest_comebacks
from quizapp.study.budget import Budget, worths
from quizapp.study.comeback import Backlog, Waiting, Wall, offers
from quizapp.study.event import Comeback, Retract

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from quizapp.progress.agenda import CourseAgenda
    from quizapp.progress.faults import StoreFault
    from quizapp.study.comeback import Offer

    from .desk import MemoryDesk


class MemoryComebacks:
    """`away` days without study make a wall of whatever waits; `minutes` are a day's by the settings."""

    def __init__(self, desk: MemoryDesk) -> None:
        self.desk = desk
        self.away = 0
        self.minutes: float | None = None
        self.trouble: StoreFault | None = None

    def wall(self, agendas: Sequence[CourseAgenda]) -> Wall | None:
        if not self.away or self.standing():
            return None
        cards = sum(deck.counts.reviews for agenda in agendas for deck in agenda.decks)
        return Wall(cards, cards / 5, self.away) if cards else None

    def budgets(self, course: str, more: bool) -> tuple[Budget, ...]:
        today = self._today()
        worth = worths(self.desk.states().values(), {}, today, PLAIN, DEFAULT_WEIGHTS)
        spent = 0.0 if more else self.desk.exams.spent(course)
        days = []
        for plan in self.standing():
            if plan.course == course:
                days.append(Budget(plan.daily, 60 * plan.daily - spent, worth, PLAIN, plan.new, plan.until))
        if self.minutes is not None:
            days.append(Budget(self.minutes, 60 * self.minutes - spent, worth, PLAIN))
        return tuple(days)

    def job(self) -> Callable[[Callable[[], None]], tuple[Offer, ...]]:
        def run(tick: Callable[[], None]) -> tuple[Offer, ...]:
            if self.trouble is not None:
                raise self.trouble
            waiting = tuple(
                Waiting(state.item, state.memory, 0)
                for state in self.desk.states().values()
                if state.memory is not None
            )
            backlogs = [
                Backlog(course.id, tuple(each for each in waiting if each.item.startswith(f"{course.id}/")))
                for course in self.desk.courses
            ]
            return offers(backlogs, self._today(), 10, tick)

        return run

    def choosing(self, offer: Offer, *, new: bool) -> tuple[Comeback, ...]:
        stamp = self.desk.stamp()
        return tuple(
            Comeback(
                id=f"{stamp.id}-{course}",
                at=stamp.at,
                device=stamp.device,
                course=course,
                daily=minutes,
                until=offer.until,
                new=new,
            )
            for course, minutes in offer.shares.items()
        )

    def standing(self) -> tuple[Comeback, ...]:
        plans = latest_comebacks(self.desk.standing()).values()
        return tuple(plan for plan in plans if plan.until >= self._today())

    def undoing(self) -> tuple[Retract, ...]:
        stamp = self.desk.stamp()
        return tuple(
            Retract(id=f"{stamp.id}-{plan.id}", at=stamp.at, device=stamp.device, event=plan.id)
            for plan in self.standing()
        )

    def _today(self) -> date:
        return self.desk.clock.date()

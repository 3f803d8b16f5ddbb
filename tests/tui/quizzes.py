"""Quizzes of a desk that lives in memory: the real rules, and drafts in a dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.item import items
from quizapp.memory.schedule import Parameters
from quizapp.progress.results import comparable, history
from quizapp.study.draft import draft_from, draft_of, plan_of, progress_of, resume, start
from quizapp.study.quiz_log import abandoned, close, correct, started
from quizapp.study.selection import candidates, count, draw

if TYPE_CHECKING:
    from quizapp.deck.item import Item
    from quizapp.progress.results import QuizResult
    from quizapp.study.draft import Draft
    from quizapp.study.quiz import Attempt
    from quizapp.study.setup import Setup
    from tests.tui.desk import MemoryDesk


def _parameters(item: Item) -> Parameters:
    return Parameters()


def _borrow(item: Item, seed: str) -> tuple[str, ...]:
    return ()


class MemoryQuizzes:
    def __init__(self, desk: MemoryDesk) -> None:
        self.desk = desk

    def _items(self) -> list[Item]:
        return [item for course in self.desk.courses for deck in course.decks for item in items(course, deck)]

    def count(self, setup: Setup) -> int:
        return count(self._candidates(setup))

    def _candidates(self, setup: Setup) -> tuple[Item, ...]:
        suspended = {item for item, state in self.desk.states().items() if state.suspended}
        return candidates(self._items(), suspended, setup)

    def begin(self, setup: Setup, seed: int | None = None) -> Attempt:
        seed = 1 if seed is None else seed
        drawn = draw(self._candidates(setup), setup, seed)
        stamp = self.desk.stamp()
        return start(stamp.id, seed, setup, drawn, stamp.at, _parameters, self.desk.context, _borrow)

    def keep(self, attempt: Attempt) -> bool:
        if attempt.id in self.desk.elsewhere:
            return False
        if attempt.id in self.desk.drafts:
            self.desk.record()
        else:
            self.desk.record(started(attempt, self.desk.stamp()))
        draft = draft_of(attempt, self.desk.now())
        kept = draft_from(draft.id, plan_of(draft), progress_of(draft))
        assert kept is not None
        self.desk.drafts[attempt.id] = kept
        return True

    def open(self) -> tuple[Draft, ...]:
        return tuple(reversed(self.desk.drafts.values()))

    def resume(self, draft: Draft) -> Attempt:
        found = {item.id: item for item in self._items()}
        return resume(draft, found, _parameters, self.desk.context, _borrow)

    def drop(self, attempt: str) -> bool:
        if attempt in self.desk.elsewhere:
            return False
        self.desk.record(abandoned(attempt, self.desk.stamp()))
        self.desk.drafts.pop(attempt, None)
        return True

    def submit(self, attempt: Attempt) -> Attempt | None:
        if attempt.id in self.desk.elsewhere:
            return None
        submitted, events = close(attempt, self.desk.now(), self.desk.states(), self.desk.stamp)
        self.desk.record(*events)
        self.desk.drafts.pop(attempt.id, None)
        return submitted

    def overrule(self, attempt: Attempt, number: int) -> Attempt:
        corrected, events = correct(attempt, number, self.desk.stamp)
        self.desk.record(*events)
        return corrected

    def results(self, scope: str | None = None) -> tuple[QuizResult, ...]:
        found = history(self.desk.log)
        return found if scope is None else tuple(result for result in found if result.asks_of(scope))

    def earlier(self, attempt: Attempt) -> tuple[QuizResult, ...]:
        return comparable(self.results(), attempt)

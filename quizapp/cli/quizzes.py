"""The learner's quizzes on this machine: where their rules meet the clock, the decks and the store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from quizapp.deck.item import items
from quizapp.progress.quizzes import OpenQuiz
from quizapp.progress.results import comparable, history
from quizapp.study.draft import draft_from, draft_of, plan_of, progress_of, resume, start
from quizapp.study.quiz_log import abandoned, close, correct, started
from quizapp.study.selection import candidates, count, draw

if TYPE_CHECKING:
    from quizapp.cli.desk import Desk
    from quizapp.deck.item import Item
    from quizapp.memory.schedule import Parameters
    from quizapp.progress.results import QuizResult
    from quizapp.study.draft import Draft
    from quizapp.study.quiz import Attempt
    from quizapp.study.setup import Setup

_SEEDS = 1_000_000
"""A seed is below this, so that one can read it to somebody else."""


class Quizzes:
    """The quizzes of a desk; what the screens know as `tui.quizzes.Quizzes`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._before: dict[str, str] = {}
        """Quizzes left in the middle, as they were when this program last kept or read them."""

    def count(self, setup: Setup) -> int:
        return count(self._candidates(setup))

    def begin(self, setup: Setup, seed: int | None = None) -> Attempt:
        seed = int.from_bytes(os.urandom(8), "big") % _SEEDS if seed is None else seed
        desk = self._desk
        stamp = desk.stamp()
        drawn = draw(self._candidates(setup), setup, seed)
        return start(stamp.id, seed, setup, drawn, stamp.at, self._parameters, desk.context, desk.borrow)

    def keep(self, attempt: Attempt) -> bool:
        desk = self._desk
        now = desk.now()
        draft = draft_of(attempt, now)
        quiz = OpenQuiz(draft.id, plan_of(draft), progress_of(draft))
        mine = desk.store.quizzes.save(
            quiz, now, started(attempt, desk.stamp()), self._before.get(attempt.id)
        )
        if mine:
            self._before[attempt.id] = quiz.progress
        return mine

    def open(self) -> tuple[Draft, ...]:
        quizzes = self._desk.store.quizzes.all()
        self._before = {quiz.attempt: quiz.progress for quiz in quizzes}
        # What cannot be read is left out: nothing of it has counted yet.
        found = [draft_from(quiz.attempt, quiz.plan, quiz.progress) for quiz in quizzes]
        return tuple(draft for draft in found if draft is not None)

    def resume(self, draft: Draft) -> Attempt:
        desk = self._desk
        # Another program may have gone on with it since the draft was read.
        draft = next((latest for latest in self.open() if latest.id == draft.id), draft)
        wanted = set(draft.items)
        found = {item.id: item for item in self._items(draft.setup) if item.id in wanted}
        return resume(draft, found, self._parameters, desk.context, desk.borrow)

    def drop(self, attempt: str) -> bool:
        told = abandoned(attempt, self._desk.stamp())
        return self._desk.store.quizzes.end(attempt, told, before=self._before.get(attempt))

    def submit(self, attempt: Attempt) -> Attempt | None:
        desk = self._desk
        states = desk.states(question.item.id for question in attempt.questions)
        submitted, events = close(attempt, desk.now(), states, desk.stamp)
        mine = desk.store.quizzes.end(attempt.id, *events, before=self._before.get(attempt.id))
        return submitted if mine else None

    def overrule(self, attempt: Attempt, number: int) -> Attempt:
        corrected, events = correct(attempt, number, self._desk.stamp)
        self._desk.record(*events)
        return corrected

    def results(self, scope: str | None = None) -> tuple[QuizResult, ...]:
        store = self._desk.store
        found = history([*store.events("quiz"), *store.events("retract")])
        return found if scope is None else tuple(result for result in found if result.asks_of(scope))

    def earlier(self, attempt: Attempt) -> tuple[QuizResult, ...]:
        return comparable(self.results(), attempt)

    def _candidates(self, setup: Setup) -> tuple[Item, ...]:
        return candidates(self._items(setup), self._desk.store.suspended(), setup)

    def _items(self, setup: Setup) -> list[Item]:
        """All items of the decks in its scope."""
        return [
            item
            for course in self._desk.library.courses
            for deck in course.decks
            if course.id in setup.scope or f"{course.id}/{deck.id}" in setup.scope
            for item in items(course, deck)
        ]

    def _parameters(self, item: Item) -> Parameters:
        return self._desk.parameters(item.course)

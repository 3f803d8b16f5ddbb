"""What the quiz screens need from the rest of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from quizapp.progress.results import QuizResult
    from quizapp.study.draft import Draft
    from quizapp.study.quiz import Attempt
    from quizapp.study.setup import Setup

ELSEWHERE = "This quiz was carried on or ended in another window; what was done there counts."


class Quizzes(Protocol):
    """Quizzes of the learner: drawn, kept from step to step, submitted, and looked back on.

    Whatever writes raises `progress.faults.StoreFault` if that fails; then nothing is written. Nor is it
    where a quiz was carried on or ended in another window since it was last kept or read here.
    """

    def count(self, setup: Setup) -> int:
        """How many questions there are, before the number wished cuts them."""

    def begin(self, setup: Setup, seed: int | None = None) -> Attempt:
        """A quiz with its questions drawn, its clock standing. The same seed draws the same questions."""

    def keep(self, attempt: Attempt) -> bool:
        """Keep a quiz as it is, durably, to be resumed from here. False: another window has it."""

    def open(self) -> tuple[Draft, ...]:
        """The quizzes that were left in the middle, latest first."""

    def resume(self, draft: Draft) -> Attempt:
        """A quiz as it was left, its clock standing. Questions whose cards are gone are left out, so
        that there may be none."""

    def drop(self, attempt: str) -> bool:
        """Give up a quiz that was left in the middle. False: another window has it."""

    def submit(self, attempt: Attempt) -> Attempt | None:
        """Close a quiz: its answers and its result are in the log when this returns. None: another window
        has it."""

    def overrule(self, attempt: Attempt, number: int) -> Attempt:
        """ "I was right", of a question of a submitted quiz, and back again; in the log as well."""

    def results(self, scope: str | None = None) -> tuple[QuizResult, ...]:
        """The quizzes submitted, oldest first: all, or those that asked of a course or `course/deck`."""

    def earlier(self, attempt: Attempt) -> tuple[QuizResult, ...]:
        """The results to compare a quiz with, of the same decks and plan, oldest first."""

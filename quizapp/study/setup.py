"""What a learner wants to be asked in a quiz, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.grading.mark import Mode

if TYPE_CHECKING:
    from quizapp.deck.blueprint import Blueprint, Weight
    from quizapp.study.kind import Kind

QUESTIONS = 20
"""How many questions a quiz has if nobody says."""

MODES = {"written": None, "typed": Mode.TYPED, "choice": Mode.CHOICE}
"""The ways to ask by the names that blueprints, commands and the log have for them."""


@dataclass(frozen=True, slots=True)
class Setup:
    """A quiz before its questions are drawn.

    `scope` holds course ids and `course/deck`; a card is asked if any of `tags` is on it and it is
    of one of `kinds`, each empty for all. `questions` None asks all, `minutes` None takes any time.
    `mode` None asks as the cards are written. `at_once` shows each mark as soon as its question is
    answered, and then the answer stands; else answers may be changed until the end. `practice`
    leaves the schedule alone. `pass_mark` goes from 0 to 1. `weights` and `blueprint`, the id of the
    author's plan or "", are as in `deck.blueprint`.
    """

    scope: tuple[str, ...]
    tags: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    questions: int | None = QUESTIONS
    minutes: float | None = None
    mode: Mode | None = None
    at_once: bool = False
    practice: bool = False
    pass_mark: float | None = None
    weights: tuple[Weight, ...] = ()
    blueprint: str = ""

    @classmethod
    def of(cls, course: str, plan: Blueprint) -> Setup:
        """The quiz that an author plans for a course."""
        return cls(
            (course,),
            questions=plan.questions,
            minutes=plan.minutes,
            mode=MODES[plan.mode],
            at_once=plan.at_once,
            pass_mark=plan.pass_mark,
            weights=plan.weights,
            blueprint=plan.id,
        )

    @property
    def mode_name(self) -> str:
        """written, typed or choice."""
        return next(name for name, mode in MODES.items() if mode is self.mode)

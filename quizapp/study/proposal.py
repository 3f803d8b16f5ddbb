"""An edited card that may be one the learner knows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new card and one that is gone, alike enough to ask whether they are the same.

    `number` stands for the proposal for good; it is 0 until it is kept. `likeness` goes to 100,
    `answers` is how many the learner gave to the earlier card.
    """

    number: int
    course: str
    card: str
    question: str
    was_course: str
    was_card: str
    was_question: str
    likeness: int
    answers: int

"""How well an answer went, and what a mark suggests."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from quizapp.grading.verdict import Verdict

if TYPE_CHECKING:
    from quizapp.grading.mark import Mark

GUESSED = "guessed"
"""The confidence of a learner who pressed "I guessed"."""


SURE = "sure"
"""The confidence of a learner who said, before the mark was shown, that they knew."""


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def suggest(mark: Mark, hints: int, retry: bool = False, confidence: str | None = None) -> Rating | None:
    """The rating that the evidence suggests; the learner may give another.

    `hints` is how many were shown, `retry` whether a wrong answer came before on the same question,
    `confidence` what the learner said ("guessed", "unsure", "sure" or nothing). None where the
    learner judges. Never Easy, which is the learner's own word; and never Hard for a right choice as
    such, which costs about 70 % more reviews for nothing (`scheduling.md`, Ratings).
    """
    match mark.verdict:
        case Verdict.SELF:
            return None
        case Verdict.WRONG | Verdict.UNANSWERED:
            return Rating.AGAIN
        case Verdict.PARTLY:
            return Rating.HARD if mark.score >= 0.5 and confidence != GUESSED else Rating.AGAIN
        case Verdict.RIGHT:
            if confidence == GUESSED:
                return Rating.AGAIN
            return Rating.HARD if hints > 0 or retry else Rating.GOOD

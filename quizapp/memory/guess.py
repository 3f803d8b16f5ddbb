"""What a right answer is worth that may have been a guess.

`scheduling.md`, Ratings: with a guess rate g (one over the options shown) and a predicted recall R, an answer is
right with probability P = g + (1 − g) · R, and a right one was known with probability q = R/(R + g·(1 − R)), by
Bayes' rule; the memory is then mixed between what Good and what Again would leave, by q (`schedule.rate`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.grading.verdict import Verdict
from quizapp.memory.rating import SURE

if TYPE_CHECKING:
    from quizapp.memory.fsrs import Recall

COIN = 0.5
"""From this guess rate on, as of true and false, a right answer is always in doubt."""
DOUBTFUL: Recall = 0.8
"""Below this predicted recall, any right answer that could be guessed is."""
UNTAUGHT: Recall = 0.5
"""What is taken for the recall of an item that was never answered here: nothing is known of it."""

_RIGHT = Verdict.RIGHT.value


def luck_of(verdict: str, guess_rate: float, confidence: str | None) -> float:
    """The chance that an answer marked so was right without knowing, as far as the memory heeds it.

    None where the mark was not right: who overrules it, or rates it Good all the same, says that they
    knew. None either of one who said they were sure, before the mark was shown, and was right. One who
    was unsure is taken as one who said nothing; who says "I guessed" is not rated Good.
    """
    return guess_rate if verdict == _RIGHT and confidence != SURE else 0.0


def likely_right(recalled: Recall, guess_rate: float) -> float:
    """The chance of a right answer: P = g + (1 − g) · R. A guess rate beyond 0 and 1 counts as the nearer one."""
    if guess_rate <= 0:
        return recalled
    chance = min(guess_rate, 1.0)
    return chance + (1 - chance) * recalled


def known(recalled: Recall, guess_rate: float) -> float:
    """The probability that a right answer was known: 1 where nothing can be guessed."""
    chance = likely_right(recalled, guess_rate)
    return recalled / chance if chance > 0 else 1.0


def credit(recalled: Recall | None, luck: float) -> float:
    """How much of a right answer the memory is given: 1 where luck is not heeded. `recalled` is the recall
    that was predicted, None of an item without a memory."""
    if recalled is None:
        recalled = UNTAUGHT
    if luck <= 0 or (luck < COIN and recalled >= DOUBTFUL):
        return 1.0
    return known(recalled, luck)

"""What a right answer is worth that may have been a guess.

`scheduling.md`, Ratings: with a guess rate g (one over the options shown) and a predicted recall R, the
answer was known with probability q = R/(R + g·(1 − R)), by Bayes' rule; the memory is then mixed between
what Good and what Again would leave, by q.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.memory.rating import Rating
from quizapp.memory.schedule import Memory, rate, recall

if TYPE_CHECKING:
    from datetime import date

    from quizapp.memory.fsrs import Recall, Weights

COIN = 0.5
"""From this guess rate on, as of true and false, a right answer is always in doubt."""
DOUBTFUL: Recall = 0.8
"""Below this predicted recall, any right answer that could be guessed is."""
UNTAUGHT: Recall = 0.5
"""What is taken for the recall of an item that was never answered here: nothing is known of it."""


def known(recalled: Recall, guess_rate: float) -> float:
    """The probability that a right answer was known: 1 where nothing can be guessed."""
    right = recalled + guess_rate * (1 - recalled)
    return recalled / right if right > 0 else 1.0


def rate_with_luck(
    memory: Memory | None, rating: Rating, day: date, weights: Weights, guess_rate: float
) -> Memory:
    """The memory after a rating, as `schedule.rate` gives it, but with luck in it: where Good may come
    of a guess, stability and difficulty lie between those of Good and of Again. Phase, step and counts
    are those of the rating."""
    after = rate(memory, rating, day, weights)
    if rating is not Rating.GOOD or guess_rate <= 0:
        return after
    recalled = UNTAUGHT if memory is None else recall(memory, day, weights)
    if guess_rate < COIN and recalled >= DOUBTFUL:
        return after
    forgotten = rate(memory, Rating.AGAIN, day, weights)
    share = known(recalled, min(guess_rate, 1.0))
    return replace(
        after,
        stability=share * after.stability + (1 - share) * forgotten.stability,
        difficulty=share * after.difficulty + (1 - share) * forgotten.difficulty,
    )

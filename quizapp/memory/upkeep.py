"""What reviewing an item today is worth where no exam is ahead: recall over the coming month, per second.

The mean predicted recall of the next `HORIZON` days if the item is reviewed today, less the same if it is left
alone for as long:

    R    = recall now                        stay = mean recall over the horizon if it is not reviewed
    up   = Σ over passing grades g of P(g | pass) · mean recall over the horizon at S_g
    down = mean recall over the horizon at the stability after Again, then Good
    gain = (1 − guess) · (R · up + (1 − R) · down − stay)
    cost = R · seconds(right) + (1 − R) · seconds(wrong)

It is the rule of `exam.py`, with a month in place of a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.memory import fsrs
from quizapp.memory.exam import PLAIN, SHORTEST, USUAL, Habits, Seconds, Worth
from quizapp.memory.rating import Rating

if TYPE_CHECKING:
    from quizapp.memory.fsrs import Days, Difficulty, Recall, Stability, Weights

HORIZON = 30
"""Days over which recall is counted: long enough for a review to pay, and as far as learners look ahead."""
_PASSING = (Rating.HARD, Rating.GOOD, Rating.EASY)


def mean_recall(start: Days, days: Days, stability: Stability, weights: Weights) -> Recall:
    """The mean predicted recall from `start` to `start + days` days after a review.

    The forgetting curve integrated: ∫ (1 + f·t/S)^d dt = S / (f·(d + 1)) · (1 + f·t/S)^(d + 1).
    """
    factor, decay = fsrs.forgetting_curve(weights)
    slope, power = factor / stability, decay + 1
    area = (1 + slope * (start + days)) ** power - (1 + slope * start) ** power
    return float(area / (slope * power * days))


def review_worth(
    stability: Stability,
    difficulty: Difficulty,
    elapsed: int,
    weights: Weights,
    seconds: Seconds = PLAIN,
    guess: Recall = 0.0,
    habits: Habits = USUAL,
) -> Worth:
    """What a review `elapsed` study days after the last one adds, and what it is expected to take."""
    recall = fsrs.retrievability(elapsed, stability, weights)
    up = down = 0.0
    for rating, share in zip(_PASSING, habits.passed, strict=True):
        if share > 0:
            after, _ = fsrs.following(stability, difficulty, elapsed, rating, weights)
            up += share * mean_recall(0, HORIZON, after, weights)
    if recall < 1:
        forgotten = fsrs.stability_after_forgetting(stability, difficulty, recall, weights)
        relearnt = fsrs.stability_same_day(forgotten, Rating.GOOD, weights)
        down = mean_recall(0, HORIZON, relearnt, weights)
    stay = mean_recall(elapsed, HORIZON, stability, weights)
    cost = recall * seconds.right + (1 - recall) * seconds.wrong
    return Worth((1 - guess) * (recall * up + (1 - recall) * down - stay), max(cost, SHORTEST))

"""The memory of one item while its ratings are taken one after the other, as `schedule.rate` moves it.

Whole logs are replayed, so this makes no Memory for each rating and counts in plain numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import credited, next_step

if TYPE_CHECKING:
    from quizapp.memory.fsrs import Formulas, Recall

STANDINGS: tuple[tuple[Phase | None, int], ...] = (
    (None, 0),
    (Phase.LEARNING, 0),
    (Phase.LEARNING, 1),
    (Phase.REVIEW, 0),
    (Phase.RELEARNING, 0),
)
"""Each phase and step that there is; no phase before the first rating."""
NEW = STANDINGS.index((None, 0))
IN_REVIEW = STANDINGS.index((Phase.REVIEW, 0))

_AFTER = tuple(
    (NEW, *(STANDINGS.index(next_step(phase, step, rating)) for rating in Rating))
    for phase, step in STANDINGS
)
_AGAIN, _GOOD = Rating.AGAIN.value, Rating.GOOD.value


class Replay:
    """What the ratings so far have left; equal to folding `rate`, bit for bit.

    `standing` is a place in `STANDINGS`, `day` the ordinal of the study day of the latest rating.
    """

    __slots__ = ("_formulas", "day", "difficulty", "lapses", "reviews", "stability", "standing")

    def __init__(self, formulas: Formulas) -> None:
        self._formulas = formulas
        self.standing = NEW
        self.stability = self.difficulty = 0.0
        self.day = self.reviews = self.lapses = 0

    def take(self, day: int, rating: int, luck: float) -> Recall | None:
        """Take one more rating of this number on a study day (by its ordinal); `luck` is as in `rate`. Returns the
        recall that was predicted for it, None of the first and on the study day of the one before."""
        formulas, standing = self._formulas, self.standing
        recall: Recall | None = None
        if standing == NEW:
            after = formulas.first(rating)
            if luck > 0 and rating == _GOOD:
                after = credited(after, None, None, luck, formulas)
        else:
            elapsed, stability, difficulty = day - self.day, self.stability, self.difficulty
            if elapsed > 0:
                recall = formulas.retrievability(elapsed, stability)
            after = formulas.following(stability, difficulty, recall, rating)
            if luck > 0 and rating == _GOOD:
                after = credited(after, (stability, difficulty), recall, luck, formulas)
            if rating == _AGAIN and standing == IN_REVIEW:
                self.lapses += 1
        self.stability, self.difficulty = after
        self.standing = _AFTER[standing][rating]
        self.day = day
        self.reviews += 1
        return recall

"""What one study day came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

LONGEST = 180_000
"""Milliseconds of an answer that count: whoever leaves a question open for lunch did not study meanwhile."""


class DayTotals(NamedTuple):
    """Sums over one study day; retracted answers are in none of them.

    `answers`, those `right` (rated above Again) and their time `ms` in milliseconds (of each answer at
    most `LONGEST`) count answers of every mode; `practice` of the answers left the schedule alone. The next count items, and only
    answers that move the memory: `new` were first answered on that day, `known` were answered and had
    been before. `reviews` are those of `known` that were in review when they were first answered that
    day, and `reviews_right` those of them that this first answer was right for: their ratio is the
    true retention. `predicted` is the sum of the chances of a right answer that were expected of these reviews, in
    millionths, so that sums are exact. The `mature` three are the same of reviews of known items
    (`memory.recall.is_known`).

    `again` to `easy` count the ratings of the answers that move the memory. The last six count the
    answers by what the learner said before the mark was shown, and those that were right then
    (`Answer.was_right`: a right guess is right here).
    """

    study_day: date
    answers: int = 0
    right: int = 0
    ms: int = 0
    new: int = 0
    known: int = 0
    reviews: int = 0
    reviews_right: int = 0
    predicted: int = 0
    mature: int = 0
    mature_right: int = 0
    mature_predicted: int = 0
    practice: int = 0
    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0
    guessed: int = 0
    guessed_right: int = 0
    unsure: int = 0
    unsure_right: int = 0
    sure: int = 0
    sure_right: int = 0

    @property
    def minutes(self) -> float:
        return self.ms / 60_000

    @property
    def sums(self) -> tuple[int, ...]:
        """All of them in order, without the day."""
        return self[1:]

    def plus(self, other: DayTotals) -> DayTotals:
        """The sums of both; the day is this one's."""
        return DayTotals(
            self.study_day, *(mine + more for mine, more in zip(self.sums, other.sums, strict=True))
        )


SUMS = DayTotals._fields[1:]
"""The names of the sums in their order; the tables of derived.sql have columns of these names."""


def total(day: date, days: Iterable[DayTotals]) -> DayTotals:
    """The sums over several days, under the name of one of them."""
    columns = zip(*(one.sums for one in days), strict=True)
    return DayTotals(day, *map(sum, columns))

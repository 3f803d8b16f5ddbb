"""What is left to study today of a course, from what was counted of its decks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.memory.days import is_due
from quizapp.memory.schedule import Due

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from quizapp.progress.deck_count import DeckCount
    from quizapp.study.candidates import Allowance


class Left(NamedTuple):
    """Items to study now, within the limits of the day. `seconds` are those that a goal expects them to take,
    None where counts hold."""

    due: int
    new: int
    seconds: float | None = None


def left(decks: Sequence[DeckCount], limits: Allowance, today: date, now: datetime) -> Left:
    """What there is to study now in a course whose cards require nothing, as `agenda.course_agenda` has it:
    what was answered today has used of the day's limits, and learning steps do not."""
    waiting = [deck.now.waiting for deck in decks]
    steps = [
        in_review for own in waiting for at, in_review in own.steps if is_due(Due(at, 0), today, today, now)
    ]
    learning = sum(own.learning for own in waiting) + steps.count(False)
    reviews = sum(own.reviews for own in waiting) + steps.count(True)
    most_reviews = max(0, limits.reviews - sum(deck.today.reviewed for deck in decks))
    most_new = max(0, limits.new - sum(deck.today.introduced for deck in decks))
    return Left(learning + min(most_reviews, reviews), min(most_new, sum(own.new for own in waiting)))

"""Reviews as they were, of many cards in one row: what a model of memory is fitted to and judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.memory.rating import Rating

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Review:
    """One rated answer. `elapsed` counts study days since the card's review before, 0 for its first; `guess` is
    the chance of being right without knowing."""

    card: str
    elapsed: int
    rating: Rating
    guess: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A review that a model can be judged by: of a card reviewed on an earlier study day.

    `at` is its position among all reviews, `place` the one among those of its card, `card` (the first of them at
    0, those behind it included).
    """

    at: int
    card: Sequence[Review]
    place: int

    @property
    def review(self) -> Review:
        return self.card[self.place]

    @property
    def past(self) -> Sequence[Review]:
        """The card's reviews before it."""
        return self.card[: self.place]

    @property
    def recalled(self) -> bool:
        return self.review.rating > Rating.AGAIN


def scored(reviews: Iterable[Review]) -> Iterator[Scored]:
    """The reviews to judge by, of reviews in the order of time. Those of the same day are past, never scored:
    FSRS says nothing of recall within a day."""
    cards: dict[str, list[Review]] = {}
    for at, review in enumerate(reviews):
        card = cards.setdefault(review.card, [])
        card.append(review)
        if len(card) > 1 and review.elapsed > 0:
            yield Scored(at, card, len(card) - 1)

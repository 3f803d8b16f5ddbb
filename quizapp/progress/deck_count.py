"""Everything that statistics count of one deck on a study day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.deck.course import Course, Deck
    from quizapp.progress.deck_now import DeckNow
    from quizapp.progress.deck_past import Answered, DeckDays, DeckPast, DeckToday, Week


@dataclass(frozen=True, slots=True)
class DeckCount:
    """Its items as they stand, what was answered today, and what was before. A period is told by its place
    among those that were counted. `days` are None where nobody asked for them."""

    now: DeckNow
    today: DeckToday
    past: DeckPast
    days: DeckDays | None = None

    def answered(self, period: int) -> Answered:
        """All answers of a period."""
        return self.past.answered[period].plus(self.today.answered)

    def answered_by_tag(self, period: int) -> Iterator[tuple[str, Answered]]:
        """The answers of a period to the cards of each tag; a tag may come twice."""
        yield from self.past.tags[period].items()
        yield from self.today.tags.items()

    def weeks(self, most: int) -> tuple[Week, ...]:
        """The ends of so many of the last weeks, oldest first; the last of them is today."""
        return (*self.past.weeks, self.today.week)[-most:]


@dataclass(frozen=True, slots=True)
class CountedDeck:
    """A deck of a course, and what was counted of it."""

    course: Course
    deck: Deck
    count: DeckCount

    @property
    def theme(self) -> str:
        """Its id as `course/deck`."""
        return f"{self.course.id}/{self.deck.id}"

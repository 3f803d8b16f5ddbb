"""Where in the decks an answer belongs, also one to a card that was renamed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.model import items

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizapp.deck.model import Card, Course, Deck, Item

Place = tuple["Course", "Deck", "Card"]

Theme = tuple[str, str, str]
"""A deck or a tag of a course: their ids, the one that is not meant ""."""


class Places:
    """The decks of courses, all or one (by id), with their items; and for an id of an item its card."""

    def __init__(self, courses: Sequence[Course], deck: str | None = None) -> None:
        self.decks: tuple[tuple[Course, Deck], ...] = tuple(
            (course, own) for course in courses for own in course.decks if deck in (None, own.id)
        )
        self.items: tuple[Item, ...] = tuple(
            item for course, own in self.decks for item in items(course, own)
        )
        # Retired cards, and facets that a card has no longer, have no items; their answers stay.
        self._cards: dict[str, Place] = {
            f"{course.id}/{card.id}": (course, own, card) for course, own in self.decks for card in own.cards
        }

    def find(self, item: str, heirs: Mapping[str, str]) -> Place | None:
        """The card that an item is of, or the one that carries on its history; None if it is not here.

        `heirs` leads from items to those that followed them (`Sums.heirs`).
        """
        passed: set[str] = set()
        while (place := self._cards.get(item.rpartition("/")[0])) is None:
            passed.add(item)
            heir = heirs.get(item)
            if heir is None or heir in passed:
                return None
            item = heir
        return place

    def of(self, answered: Iterable[str], heirs: Mapping[str, str]) -> list[str]:
        """Those of some items that belong here."""
        return [item for item in answered if self.find(item, heirs) is not None]

    def themes_and_tags(self, item: str, heirs: Mapping[str, str]) -> tuple[Theme, ...]:
        """The deck that an item belongs to, and its tags, of which each has its course."""
        place = self.find(item, heirs)
        if place is None:
            return ()
        course, deck, card = place
        return (course.id, deck.id, ""), *((course.id, "", tag) for tag in card.tags)

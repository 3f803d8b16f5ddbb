"""Items: what is scheduled of the cards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from quizapp.deck.card import facets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.card import Card
    from quizapp.deck.course import Course, Deck


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """The unit that is scheduled: one way of asking one card.

    `id` is `course id/card id/facet`. The facet is `q`, `reverse`, a cloze group's label, or the
    ordinal of a cloze deletion.
    """

    id: str
    card: Card
    facet: str
    course: str
    deck: str

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Item):
            return NotImplemented
        return (self.id, self.deck) == (other.id, other.deck) and self.card == other.card

    def __hash__(self) -> int:
        return hash(self.id)


class UnopenedItem(Item):
    """An item whose card is opened when it is looked at: most of a queue waits for a long time. From then on
    it holds that card alone, and lets go of the others of its deck."""

    __slots__ = ("_card", "_cards", "_place")
    _card: Card | None
    _cards: Sequence[Card]
    _place: int

    def __init__(self, id: str, cards: Sequence[Card], place: int, course: str, deck: str) -> None:
        put = partial(object.__setattr__, self)
        put("id", id)
        put("facet", id.rpartition("/")[2])
        put("course", course)
        put("deck", deck)
        put("_card", None)
        put("_cards", cards)
        put("_place", place)

    @property
    def card(self) -> Card:
        cards, card = self._cards, self._card
        if card is None:
            card = cards[self._place]
            object.__setattr__(self, "_card", card)
            object.__setattr__(self, "_cards", ())
        return card


def items(course: Course, deck: Deck) -> tuple[Item, ...]:
    """The items of one deck in course order; retired cards have none."""
    return tuple(
        Item(f"{course.id}/{card.id}/{facet}", card, facet, course.id, deck.id)
        for card in deck.cards
        if not card.retired
        for facet in facets(card)
    )

"""What can be told of a deck's items without opening a card."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from quizapp.deck.card import Card
    from quizapp.deck.course import Course, Deck


class Outline(NamedTuple):
    """The items of one deck: `items` are their ids in the author's order, without those of retired cards,
    and `places` says of each which card of the deck it asks.

    `requires` gives for an item the names that its card requires, if it requires any, and `named` for a
    name that cards of the course require the items of this deck that it means. `chances` has a byte for each
    item: among how many answers that may be chosen one is right, 0 where nothing is chosen
    (`answers_to_choose`).
    """

    items: tuple[str, ...] = ()
    places: Sequence[int] = ()
    requires: Mapping[str, tuple[str, ...]] | None = None
    named: Mapping[str, tuple[str, ...]] | None = None
    chances: bytes = b""


Renamed = tuple[tuple[str, str], ...]
"""Items with those that they were before, by the `was` of their cards."""


class OutlinedCards(Sequence["Card"]):
    """Cards whose outline is known before they are opened, and which items were renamed even before that."""

    @property
    @abstractmethod
    def outline(self) -> Outline: ...

    @property
    @abstractmethod
    def renamed(self) -> Renamed: ...


def outline(course: Course, deck: Deck) -> Outline:
    """The outline of a deck of a course."""
    cards = deck.cards
    return cards.outline if isinstance(cards, OutlinedCards) else drawn(course, deck, required(course))


def renamed(course: Course, deck: Deck) -> Renamed:
    """Which items of a deck carry on the history of which others."""
    cards = deck.cards
    if isinstance(cards, OutlinedCards):
        return cards.renamed
    from quizapp.deck.card import facets  # noqa: PLC0415 - a start shows no card

    return tuple(
        # An earlier id without a course means the same one.
        (f"{course.id}/{card.id}/{facet}", f"{was if '/' in was else f'{course.id}/{was}'}/{facet}")
        for card in cards
        if card.was and not card.retired
        for facet in facets(card)
        for was in card.was
    )


def required(course: Course) -> Set[str]:
    """The names that cards of a course require."""
    return {name for deck in course.decks for card in deck.cards for name in card.requires}


def drawn(course: Course, deck: Deck, wanted: Set[str]) -> Outline:
    """An outline made from the cards themselves. `wanted` are the names that the course's cards require."""
    from quizapp.deck.card import facets, names_of  # noqa: PLC0415 - a start shows no card

    items: list[str] = []
    places: list[int] = []
    requires: dict[str, tuple[str, ...]] = {}
    named: dict[str, list[str]] = {}
    chances = bytearray()
    for place, card in enumerate(deck.cards):
        if card.retired:
            continue
        asked = facets(card)
        own = [f"{course.id}/{card.id}/{facet}" for facet in asked]
        items += own
        chances.extend(answers_to_choose(card, facet) for facet in asked)
        places += [place] * len(own)
        if card.requires:
            requires.update(dict.fromkeys(own, card.requires))
        if wanted:
            for name in names_of(deck.id, card):
                if name in wanted:
                    named.setdefault(name, []).extend(own)
    plain = range(len(deck.cards))
    return Outline(
        tuple(items),
        plain if places == list(plain) else tuple(places),
        requires or None,
        {name: tuple(meant) for name, meant in named.items()} or None,
        bytes(chances),
    )


def answers_to_choose(card: Card, facet: str) -> int:
    """Among how many answers one is right, where an item is asked as a choice; 0 where it is not. Of several
    right options one of the sets that are not empty is; more than 255 are told as 255."""
    from quizapp.deck.shapes import MultipleChoice, TextAnswer, TrueFalse  # noqa: PLC0415 - a start shows no card

    match card.shape:
        case TextAnswer(wrong=wrong, typed=False) if wrong and facet != "reverse":
            return min(len(wrong) + 1, 255)
        case MultipleChoice(right=right, wrong=wrong):
            return (1 << min(len(right) + len(wrong), 8)) - 1
        case TrueFalse():
            return 2
        case _:
            return 0

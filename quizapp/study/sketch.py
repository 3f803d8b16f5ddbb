"""Makes of a course what is known of its cards from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.card import facets
from quizapp.deck.item import Item
from quizapp.deck.prose import plain
from quizapp.grading.expected import expected_of
from quizapp.study.known import KnownCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.deck.card import Card
    from quizapp.deck.course import Course


def known_cards(course: Course, place: Callable[[str], str] = str) -> tuple[KnownCard, ...]:
    """The cards of a course as they are now; `place` gives a file the name to know it by."""
    return tuple(
        _known(course.id, deck.id, file, card)
        for deck in course.decks
        for file in (place(deck.file),)
        for card in deck.cards
    )


def _known(course: str, deck: str, file: str, card: Card) -> KnownCard:
    answers = tuple(
        (facet, "; ".join(expected_of(Item(f"{course}/{card.id}/{facet}", card, facet, course, deck))))
        for facet in facets(card)
    )
    return KnownCard(course, card.id, deck, file, plain(card.stem), answers)

"""What the cards of a deck say of its items, as far as statistics need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.item import items
from quizapp.deck.outline import outline
from quizapp.progress.passing import guess_rate, planned
from quizapp.study.selection import candidates, group_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizapp.deck.course import Course, Deck
    from quizapp.deck.item import Item
    from quizapp.study.setup import Setup

Tags = tuple[str, ...]

Draw = tuple[int, float]
"""The place of an item in its deck, and the chance to be right there without knowing."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The items of one deck in the author's order, with the tags of each one's card, and `places`, which
    card of the deck each asks.

    `cards` has the tags of every card by `course/card`, of retired ones too. `quizzes` has, for each quiz of
    the course (`passing.planned`) and each group that it draws from, the items that it may ask.
    `requires` says whether a card requires another.
    """

    items: tuple[str, ...]
    tags: tuple[Tags, ...]
    places: Sequence[int]
    cards: Mapping[str, Tags]
    quizzes: tuple[tuple[tuple[Draw, ...], ...], ...]
    requires: bool


def roster(course: Course, deck: Deck) -> Roster:
    """Read it off the cards; all of them are opened."""
    own, drawn = items(course, deck), outline(course, deck)
    return Roster(
        tuple(item.id for item in own),
        tuple(item.card.tags for item in own),
        drawn.places,
        {f"{course.id}/{card.id}": card.tags for card in deck.cards},
        tuple(_groups(own, setup) for _, setup in planned(course)),
        bool(drawn.requires),
    )


def _groups(own: Sequence[Item], setup: Setup) -> tuple[tuple[Draw, ...], ...]:
    asked = {item.id for item in candidates(own, (), setup)}
    groups: list[list[Draw]] = [[] for _ in setup.weights or (None,)]
    for at, item in enumerate(own):
        if item.id in asked:
            group = group_of(item, setup.weights) if setup.weights else 0
            assert group is not None  # or it were no candidate
            groups[group].append((at, guess_rate(item, setup.mode)))
    return tuple(map(tuple, groups))

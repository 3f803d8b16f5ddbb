"""Cards that are taken for one another: the wrong answer here is the right one there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.normal import normalise
from quizapp.deck.shapes import Matching, Ordering, Timeline, TrueFalse
from quizapp.grading.expected import expected_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quizapp.deck.card import Card
    from quizapp.deck.item import Item
    from quizapp.grading.context import Context
    from quizapp.progress.evidence import Evidence

TELLING = 2
"""How often two cards must be taken for one another; once is a slip."""
_MOST_HOLDERS = 3
"""An answer that more cards share, as a year may be, does not say which of them was meant."""

Right = dict[tuple[str, str], dict[str, "Card"]]
"""The cards, by id, of which a normalised text is the right answer, by course and text."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """The answer of `other` was given to an item `here` times; `there` is how often the reverse was."""

    item: Item
    form: str
    other: Card
    here: int
    there: int


def right_answers(items: Iterable[Item], context: Callable[[Item], Context]) -> Right:
    """The right answers of whole courses."""
    found: Right = {}
    for item in items:
        if isinstance(item.card.shape, TrueFalse | Matching | Ordering | Timeline):
            continue
        for text in expected_of(item):
            key = item.course, normalise(text, context(item).language)
            found.setdefault(key, {})[item.card.id] = item.card
    return found


def confusions(evidence: Iterable[Evidence], right: Right) -> dict[str, list[Confusion]]:
    """The confusions by the item in which they happened; most frequent first."""
    given: dict[tuple[str, str, str], int] = Counter()
    seen: list[tuple[Evidence, str, Card]] = []
    for found in evidence:
        item = found.item
        for form, number in found.wrong.items():
            holders = right.get((item.course, form), {})
            if len(holders) > _MOST_HOLDERS:
                continue
            for card in holders.values():
                if card.id != item.card.id:
                    given[item.course, item.card.id, card.id] += number
                    seen.append((found, form, card))
    return _told(seen, given)


def _told(
    seen: Iterable[tuple[Evidence, str, Card]], given: Mapping[tuple[str, str, str], int]
) -> dict[str, list[Confusion]]:
    told: dict[str, list[Confusion]] = {}
    for found, form, card in seen:
        item = found.item
        here, there = given[item.course, item.card.id, card.id], given[item.course, card.id, item.card.id]
        if here + there >= TELLING:
            told.setdefault(item.id, []).append(Confusion(item, form, card, found.wrong[form], there))
    for own in told.values():
        own.sort(key=_by_number)
    return told


def _by_number(confusion: Confusion) -> int:
    return -confusion.here

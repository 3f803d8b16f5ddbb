"""Finds items by their ids, and opens no card for that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quizapp.deck.item import Item, UnopenedItem
from quizapp.deck.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizapp.deck.course import Course, Deck


class ItemIndex(Mapping[str, Item]):
    """The items of some courses by id; retired cards have none. `also` are to be found beside them, and
    in place of those of the same ids."""

    def __init__(self, courses: Iterable[Course], also: Mapping[str, Item] | None = None) -> None:
        self._also = also or {}
        self._courses = {course.id: course for course in courses}
        self._decks: dict[str, tuple[_Index, ...]] = {}

    def __getitem__(self, item: str) -> Item:
        if item in self._also:
            return self._also[item]
        # Neither the id of a card nor a facet has a slash.
        name = item.rsplit("/", 2)[0]
        for index in self._indices(name):
            place = index.places.get(item)
            if place is not None:
                return UnopenedItem(item, index.deck.cards, place, name, index.deck.id)
        raise KeyError(item)

    def __contains__(self, item: object) -> bool:
        if item in self._also:
            return True
        return isinstance(item, str) and any(
            item in index.places for index in self._indices(item.rsplit("/", 2)[0])
        )

    def __iter__(self) -> Iterator[str]:
        yield from self._also
        for name in self._courses:
            for index in self._indices(name):
                yield from (item for item in index.places if item not in self._also)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _indices(self, name: str) -> Sequence[_Index]:
        if name not in self._courses:
            return ()
        if name not in self._decks:
            course = self._courses[name]
            self._decks[name] = tuple(_Index(course, deck) for deck in course.decks)
        return self._decks[name]


class _Index:
    """Which card of a deck each of its items asks."""

    def __init__(self, course: Course, deck: Deck) -> None:
        own = outline(course, deck)
        self.deck = deck
        self.places = dict(zip(own.items, own.places, strict=True))

"""What marks an answer besides its card: the other cards of its deck and course."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.deck.item import Item
    from quizapp.deck.library import Library
    from quizapp.grading.context import Context
    from quizapp.study.distractors import Pool


class Surroundings:
    """Of the items of one library; worked out when first asked for, and kept."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._contexts: dict[tuple[str, str], Context] = {}
        self._pools: dict[str, Pool] = {}

    def context(self, item: Item) -> Context:
        """What grading knows of the item's deck."""
        from quizapp.grading.grade import Context, context_of

        key = (item.course, item.deck)
        if key not in self._contexts:
            course = self._library.course(item.course)
            deck = next((deck for deck in course.decks if deck.id == item.deck), None) if course else None
            self._contexts[key] = context_of(course, deck) if course and deck else Context()
        return self._contexts[key]

    def borrow(self, item: Item, seed: str) -> tuple[str, ...]:
        """Wrong options for a card without any, from the other answers of its course."""
        from quizapp.deck.item import items
        from quizapp.study.distractors import distractors, pool_of

        course = self._library.course(item.course)
        if course is None:
            return ()
        if course.id not in self._pools:
            self._pools[course.id] = pool_of(other for deck in course.decks for other in items(course, deck))
        return distractors(item, self._pools[item.course], self.context(item), seed)

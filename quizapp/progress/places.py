"""Where in the decks an answer belongs, also one to a card that was renamed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizapp.deck.course import Course, Deck
    from quizapp.progress.roster import Roster


class Place(NamedTuple):
    """A card, as `course/card`, and the number of its deck in `Places.decks`."""

    deck: int
    card: str


class Places:
    """Decks of courses with their rosters; for an id of an item, its card.

    `heirs` leads from items to those that followed them (`Sums.heirs`).
    """

    def __init__(
        self,
        decks: Sequence[tuple[Course, Deck]],
        rosters: Sequence[Roster],
        heirs: Mapping[str, str],
    ) -> None:
        self.decks = decks
        self.rosters = rosters
        self._heirs = heirs
        self._by_course: dict[str, list[int]] = {}
        for at, (course, _) in enumerate(decks):
            self._by_course.setdefault(course.id, []).append(at)

    def find(self, item: str) -> Place | None:
        """The card that an item is of, or the one that carries on its history; None if it is not here."""
        passed: set[str] = set()
        while (place := self._own(item)) is None:
            passed.add(item)
            heir = self._heirs.get(item)
            if heir is None or heir in passed:
                return None
            item = heir
        return place

    def led(self) -> list[dict[str, str]]:
        """For each deck the items that belong to it because others carry them on, with the cards of these."""
        found: list[dict[str, str]] = [{} for _ in self.decks]
        for item in sorted(self._heirs):
            if self._own(item) is None and (place := self.find(item)) is not None:
                found[place.deck][item] = place.card
        return found

    def _own(self, item: str) -> Place | None:
        # Retired cards, and facets that a card has no longer, have no items; their answers stay.
        card = item.rpartition("/")[0]
        for at in self._by_course.get(card.rpartition("/")[0], ()):
            if card in self.rosters[at].cards:
                return Place(at, card)
        return None

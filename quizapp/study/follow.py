"""Which items carry on the history of earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.deck.model import Item


@dataclass(frozen=True, slots=True)
class Lineage:
    """An item, and the id of the item that it was before; "" if it starts afresh.

    `before` and `after` are as in `event.Follow`.
    """

    item: str
    was: str
    before: str = ""
    after: str = ""


def lineages(items: Iterable[Item]) -> Iterator[Lineage]:
    """What the cards' `was` says, facet by facet. An earlier id without a course means the same one."""
    for item in items:
        for earlier in item.card.was:
            card = earlier if "/" in earlier else f"{item.course}/{earlier}"
            yield Lineage(item.id, f"{card}/{item.facet}")

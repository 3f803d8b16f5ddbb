"""What cards require before them, and which new ones wait for it.

A card is required with all its items: each asks a part of what it teaches. Those that are suspended keep nothing
waiting, so a learner has a way past a card that will not stay.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from quizapp.study.candidates import card_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizapp.study.candidates import Candidates
    from quizapp.study.dues import Dues


class Needs(NamedTuple):
    """What comes before what: the names that the cards of items require (card ids, `tag:x`, `deck:x`), and
    the items that each name means. `circles` gives cards that require one another, each by what its items
    begin with, the number of their circle."""

    requires: Mapping[str, Sequence[str]] = MappingProxyType({})
    named: Mapping[str, Sequence[str]] = MappingProxyType({})
    circles: Mapping[str, int] = MappingProxyType({})


def held(items: Iterable[str], needs: Needs, dues: Dues) -> frozenset[str]:
    """Which of these new items wait: their cards require one that is not known yet, or not any more.

    Cards that require one another in a circle do not wait for each other. Time grows with the items and the
    names that they require.
    """
    unknown: dict[str, frozenset[str | int]] = {}
    found = set()
    for item in items:
        names = needs.requires.get(item)
        if not names:
            continue
        own = _together(item, needs)
        for name in names:
            if name not in unknown:
                unknown[name] = frozenset(
                    _together(one, needs)
                    for one in needs.named.get(name, ())
                    if one not in dues.ranks or one in dues.shaky
                )
            if unknown[name] and unknown[name] != {own}:
                found.add(item)
                break
    return frozenset(found)


def _together(item: str, needs: Needs) -> str | int:
    """What keeps an item from waiting for itself: its circle, or its card where there is none."""
    card = card_of(item)
    return needs.circles.get(card, card)


def without_held(found: Candidates, waiting: frozenset[str]) -> Candidates:
    """The candidates without the new ones that wait."""
    mine = tuple(item for item in found.new if item in waiting)
    if not mine:
        return found
    return found._replace(new=tuple(item for item in found.new if item not in waiting), held=mine)

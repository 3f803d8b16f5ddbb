"""Which day an item comes back on, among those that its interval leaves open: even days, easy days, siblings.

Days are ordinals as of `date.toordinal`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

WIDEST = 31
"""How many days are looked at; so each weekday is among them, and a decision takes as long however long the
interval is."""
_FARTHER = 0.3
"""Days further off have less on them for no other reason than that they are, so the load of a day counts by
this power of its distance: without it intervals come out 13 % too long, with 1 as much too short, in a year
of 20 new items a day; with this within 4 %, also for one new item a day."""


def _empty(_: int) -> int:
    return 0


def _alone(_: str) -> Collection[int]:
    return ()


@dataclass(frozen=True, slots=True)
class Balance:
    """What to go by.

    `load` says how many items come back on a day, `siblings` on which days the other facets of an item's
    card do, and `easy` has the weekdays (Monday is 0) on which little is to come.
    """

    load: Callable[[int], int] = field(default=_empty, compare=False, repr=False)
    siblings: Callable[[str], Collection[int]] = field(default=_alone, compare=False, repr=False)
    easy: frozenset[int] = frozenset()

    def plus(self, more: Mapping[int, int]) -> Balance:
        """The same with more items on some days."""
        return Balance(lambda day: self.load(day) + more.get(day, 0), self.siblings, self.easy)

    def choose(self, today: int, low: int, high: int, place: float, avoided: Collection[int]) -> int:
        """The interval from `low` to `high` days that suits best, counted from `today`.

        No easy day if that can be, then none of those `avoided`, then the least load; among equals the one
        next to where `place` (0 up to, not including, 1) lies between `low` and `high`. The order is that
        of Anki's load balancer (siblings, load, nearness; `scheduler/states/load_balancer.rs`).
        """
        point = low + int(place * (high - low + 1))
        first = max(low, min(point - WIDEST // 2, high - WIDEST + 1))

        def cost(days: int) -> tuple[bool, bool, float, int]:
            day = today + days
            load = self.load(day) * days**_FARTHER
            return (day - 1) % 7 in self.easy, day in avoided, load, abs(days - point)

        return min(range(first, min(high, first + WIDEST - 1) + 1), key=cost)


UNBALANCED = Balance()
"""Nothing to go by: intervals are spread as `place` says."""

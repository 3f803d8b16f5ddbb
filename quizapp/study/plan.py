"""Which items a sitting asks, and in what order."""

from __future__ import annotations

from collections import deque
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from quizapp.study.candidates import card_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from quizapp.deck.item import Item
    from quizapp.study.candidates import Allowance, Candidates
    from quizapp.study.needs import Needs

SIBLING_DISTANCE = 4
"""How many other items stand between two facets of one card, where there are enough."""


class Queue(NamedTuple):
    """What is to be asked now: `due` by ascending recall, errors held for sure first; `new` in course order.
    Where a goal says in which order they come, that is `asked`; else due items come before new ones.

    `later` are the items within their learning steps that come back today, with the instant at which
    they do; a sitting that lasts until then asks them as well.
    """

    due: tuple[Item, ...]
    new: tuple[Item, ...]
    later: tuple[tuple[datetime, Item], ...] = ()
    asked: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All that is to be asked, one after the other."""
        return self.asked or self.due + self.new

    def order(self) -> tuple[Item, ...]:
        """The same, facets of one card apart.

        Of a card that others require, the first facet still comes before them; a later one, moved
        away from it, may come after.
        """
        return spread_siblings(self.items)


class Plan(NamedTuple):
    """A queue by ids: as `Queue`, before any card is opened. `seconds` are those that a goal expects it to
    take, None where counts hold."""

    due: tuple[str, ...]
    new: tuple[str, ...]
    later: tuple[tuple[datetime, str], ...] = ()
    asked: tuple[str, ...] = ()
    seconds: float | None = None

    def queue(self, items: Mapping[str, Item]) -> Queue:
        """The queue with the items themselves."""
        return Queue(
            tuple(items[item] for item in self.due),
            tuple(items[item] for item in self.new),
            tuple((at, items[item]) for at, item in self.later),
            tuple(items[item] for item in self.asked),
        )


def plan(found: Candidates, allowance: Allowance, needs: Needs) -> Plan:
    """What is asked now of the items that could be.

    Items within their learning steps are always asked; of the others, those of the lowest `rank` come
    first, and `allowance.reviews` bounds them. New items keep their order, but none comes before a new
    one that it requires.
    """
    rank_of = found.ranks.__getitem__
    reviews = nsmallest(max(0, allowance.reviews), found.reviews, key=rank_of)
    due = sorted([*found.learning, *reviews], key=rank_of)
    return Plan(tuple(due), tuple(prerequisites_first(found.new, needs, allowance.new)), found.later)


def prerequisites_first(items: Sequence[str], needs: Needs, most: int) -> list[str]:
    """The first of the items in their order, but each after those among them that its card requires.

    A cycle is broken where it was entered.
    """
    if not any(map(needs.requires.__contains__, items)):
        return list(items[: max(0, most)])
    place = {item: at for at, item in enumerate(items)}
    offered: dict[str, list[str]] = {}
    placed: dict[str, None] = {}
    seen: set[str] = set()
    for item in items:
        # An explicit stack: a chain of requirements may be as long as the course.
        stack = [(item, False)]
        while stack:
            current, ready = stack.pop()
            if ready:
                placed.setdefault(current)
            elif current not in seen:
                seen.add(current)
                stack.append((current, True))
                for name in reversed(needs.requires.get(current, ())):
                    if name not in offered:
                        among = filter(place.__contains__, needs.named.get(name, ()))
                        offered[name] = sorted(among, key=place.__getitem__, reverse=True)
                    stack.extend((need, False) for need in offered[name] if card_of(need) != card_of(current))
        if len(placed) >= most:
            break
    return list(placed)[: max(0, most)]


def spread_siblings(items: Iterable[Item]) -> tuple[Item, ...]:
    """The same items, nearly in the same order, with facets of one card apart where possible.

    A sibling met too early waits until `SIBLING_DISTANCE` others were placed; what still waits at
    the end follows in order.
    """
    placed: list[Item] = []
    last: dict[str, int] = {}
    waiting: deque[Item] = deque()

    def near(item: Item) -> bool:
        at = last.get(card_of(item.id))
        return at is not None and len(placed) - at <= SIBLING_DISTANCE

    def place(item: Item) -> None:
        last[card_of(item.id)] = len(placed)
        placed.append(item)

    for item in items:
        while waiting and not near(waiting[0]):
            place(waiting.popleft())
        if near(item):
            waiting.append(item)
        else:
            place(item)
    for item in waiting:
        place(item)
    return tuple(placed)

"""Which items a sitting asks, and in what order."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.model import names_of
from quizapp.memory.schedule import Phase, is_due, recall

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from quizapp.deck.model import Card, Item
    from quizapp.memory.fsrs import Weights
    from quizapp.study.state import ItemState

SIBLING_DISTANCE = 4
"""How many other items stand between two facets of one card, where there are enough."""


_Rank = tuple[bool, float]
"""Whether an item is none of those that come first, and its recall today."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many new and review items of a course may still be asked today."""

    new: int
    reviews: int


@dataclass(frozen=True, slots=True)
class Queue:
    """What is to be asked now: `due` by ascending recall, errors held for sure first; `new` in course order.

    `later` are the items within their learning steps that come back today, with the instant at which
    they do; a sitting that lasts until then asks them as well.
    """

    due: tuple[Item, ...]
    new: tuple[Item, ...]
    later: tuple[tuple[datetime, Item], ...] = ()

    def order(self) -> tuple[Item, ...]:
        """Due items, then new ones, facets of one card apart.

        Of a card that others require, the first facet still comes before them; a later one, moved
        away from it, may come after.
        """
        return spread_siblings(self.due + self.new)


def askable(state: ItemState | None, today: date, now: datetime) -> bool:
    """Whether an item is new or due, and neither suspended nor buried today."""
    if state is None:
        return True
    if state.suspended or (state.buried_until is not None and today < state.buried_until):
        return False
    if state.memory is None or state.due is None:
        return True
    return is_due(state.due, state.memory.study_day, today, now)


def plan(
    items: Sequence[Item],
    states: Mapping[str, ItemState],
    today: date,
    now: datetime,
    allowance: Allowance,
    weights: Weights,
) -> Queue:
    """The queue of one course or deck.

    Items within their learning steps are always asked; of the others, those answered wrong for sure
    (`ItemState.sure_and_wrong`) come first, then those least likely to be recalled, and
    `allowance.reviews` bounds them. New items keep the order of `items`, but none comes before a new one
    that it requires.
    """
    learning: list[tuple[_Rank, Item]] = []
    reviews: list[tuple[_Rank, Item]] = []
    new: list[Item] = []
    later: list[tuple[datetime, Item]] = []
    for item in items:
        state = states.get(item.id)
        if not askable(state, today, now):
            if state is not None and _waits(state, today):
                assert state.due is not None
                later.append((state.due.at, item))
            continue
        if state is None or state.memory is None:
            new.append(item)
            continue
        entry = ((not state.sure_and_wrong, recall(state.memory, today, weights)), item)
        (reviews if state.memory.phase is Phase.REVIEW else learning).append(entry)
    reviews.sort(key=_by_rank)
    due = sorted(learning + reviews[: max(0, allowance.reviews)], key=_by_rank)
    first = prerequisites_first(new)[: max(0, allowance.new)]
    return Queue(tuple(item for _, item in due), tuple(first), tuple(later))


def _waits(state: ItemState, today: date) -> bool:
    """Whether an item that is not asked now only waits for its next learning step."""
    buried = state.buried_until is not None and today < state.buried_until
    return state.due is not None and state.due.days == 0 and not state.suspended and not buried


def _by_rank(entry: tuple[_Rank, Item]) -> _Rank:
    return entry[0]


def prerequisites_first(items: Sequence[Item]) -> list[Item]:
    """The items in their order, but each after those among them that its card requires.

    `requires` names card ids, `tag:x` or `deck:x`. A cycle is broken where it was entered.
    """
    if not any(item.card.requires for item in items):
        return list(items)
    wanted = {need for item in items for need in item.card.requires}
    offered: dict[str, list[Item]] = {}
    for item in items:
        for name in names_of(item.deck, item.card):
            if name in wanted:
                offered.setdefault(name, []).append(item)
    placed: dict[str, Item] = {}
    seen: set[str] = set()
    for item in items:
        # An explicit stack: a chain of requirements may be as long as the course.
        stack = [(item, False)]
        while stack:
            current, ready = stack.pop()
            if ready:
                placed.setdefault(current.id, current)
            elif current.id not in seen:
                seen.add(current.id)
                stack.append((current, True))
                stack.extend((need, False) for need in reversed(_needs(current.card, offered)))
    return list(placed.values())


def _needs(card: Card, offered: Mapping[str, list[Item]]) -> list[Item]:
    return [item for need in card.requires for item in offered.get(need, ()) if item.card.id != card.id]


def spread_siblings(items: Iterable[Item]) -> tuple[Item, ...]:
    """The same items, nearly in the same order, with facets of one card apart where possible.

    A sibling met too early waits until `SIBLING_DISTANCE` others were placed; what still waits at
    the end follows in order.
    """
    placed: list[Item] = []
    last: dict[str, int] = {}
    waiting: deque[Item] = deque()

    def near(item: Item) -> bool:
        at = last.get(_card(item))
        return at is not None and len(placed) - at <= SIBLING_DISTANCE

    def place(item: Item) -> None:
        last[_card(item)] = len(placed)
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


def _card(item: Item) -> str:
    return item.id.rpartition("/")[0]

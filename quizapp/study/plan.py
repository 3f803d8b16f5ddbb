"""Which items a sitting asks, and in what order."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from itertools import filterfalse
from typing import TYPE_CHECKING

from quizapp.memory.schedule import Phase, is_due, is_firm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set
    from datetime import date, datetime

    from quizapp.deck.model import Item
    from quizapp.study.state import ItemState

SIBLING_DISTANCE = 4
"""How many other items stand between two facets of one card, where there are enough."""


Rank = int
"""What comes before what among items that are due: the lower, the earlier, and none above 0."""
RESTING, IDLE = 1, 2
"""In place of a rank: an item in review, or any other, that is not asked now."""
_FIRST = 1 << 60
"""What is taken off the rank of an error held for sure; more than any overdueness."""
_MILLIONTHS = 1e6


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many new and review items of a course may still be asked today, from 0."""

    new: int
    reviews: int


@dataclass(frozen=True, slots=True)
class Queue:
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


@dataclass(frozen=True, slots=True)
class Dues:
    """What the log says of all items at one moment, as far as a plan needs it.

    `ranks` has the rank of each that is due, and RESTING or IDLE for those that are not asked now; all other
    items are new. `learning` are those that are due and not in review, and `later` come back today after
    their learning step, at that instant. `shaky` are the items that nothing can rest on yet, or any more
    (`memory.schedule.is_firm`), but for those that are suspended; new ones may be missing.
    """

    ranks: Mapping[str, Rank] = field(default_factory=dict)
    learning: Set[str] = frozenset()
    later: Mapping[str, datetime] = field(default_factory=dict)
    shaky: Set[str] = frozenset()

    @classmethod
    def of(cls, states: Iterable[ItemState], today: date, now: datetime) -> Dues:
        """The same from the states of all items that have one. `today` is the study day of `now`."""
        ranks: dict[str, Rank] = {}
        learning: set[str] = set()
        later: dict[str, datetime] = {}
        shaky: set[str] = set()
        for state in states:
            if not state.suspended and not is_firm(state.memory):
                shaky.add(state.item)
            in_review = state.memory is not None and state.memory.phase is Phase.REVIEW
            if not askable(state, today, now):
                ranks[state.item] = RESTING if in_review else IDLE
                if _comes_back(state, today):
                    assert state.due is not None
                    later[state.item] = state.due.at
            elif state.memory is not None:
                ranks[state.item] = rank(state, today)
                if not in_review:
                    learning.add(state.item)
        return cls(ranks, learning, later, shaky)

    def with_states(self, states: Mapping[str, ItemState], today: date, now: datetime) -> Dues:
        """The same, with other states for these items."""
        more = Dues.of(states.values(), today, now)
        ranks, later = dict(self.ranks), dict(self.later)
        for item in states:
            ranks.pop(item, None)
            later.pop(item, None)
        ranks.update(more.ranks)
        later.update(more.later)
        return Dues(
            ranks,
            (self.learning - states.keys()) | more.learning,
            later,
            (self.shaky - states.keys()) | more.shaky,
        )


@dataclass(frozen=True, slots=True)
class Candidates:
    """The items of a course or deck, by id and in its order, that are to be asked or come back today.

    `learning` are within their learning steps, and always asked; `reviews` are due; `ranks` has the ranks of
    both. `learnt` counts those in review, whether they are due or not. `held` are new items that are not
    asked before what they require is known, and `shaky` is as in `Dues`.
    """

    reviews: tuple[str, ...]
    learning: tuple[str, ...]
    new: tuple[str, ...]
    later: tuple[tuple[datetime, str], ...]
    learnt: int
    ranks: Mapping[str, Rank]
    shaky: Set[str] = frozenset()
    held: tuple[str, ...] = ()

    @classmethod
    def together(cls, parts: Sequence[Candidates]) -> Candidates:
        """All of these, one after the other; they are of the same moment."""
        return cls(
            tuple(item for part in parts for item in part.reviews),
            tuple(item for part in parts for item in part.learning),
            tuple(item for part in parts for item in part.new),
            tuple(entry for part in parts for entry in part.later),
            sum(part.learnt for part in parts),
            parts[0].ranks if parts else {},
            parts[0].shaky if parts else frozenset(),
            tuple(item for part in parts for item in part.held),
        )

    def sorted(self, places: Mapping[str, int]) -> Candidates:
        """The same in the order of cards: `places` has that of each card's id, as `course/card`."""

        def place(item: str) -> int:
            return places[card_of(item)]

        return replace(
            self,
            reviews=tuple(sorted(self.reviews, key=place)),
            learning=tuple(sorted(self.learning, key=place)),
            new=tuple(sorted(self.new, key=place)),
            later=tuple(sorted(self.later, key=lambda entry: place(entry[1]))),
        )


@dataclass(frozen=True, slots=True)
class Needs:
    """What comes before what: the names that the cards of items require (card ids, `tag:x`, `deck:x`), and
    the items that each name means. `circles` gives cards that require one another, each by what its items
    begin with, the number of their circle."""

    requires: Mapping[str, Sequence[str]] = field(default_factory=dict)
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)
    circles: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
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


def askable(state: ItemState | None, today: date, now: datetime) -> bool:
    """Whether an item is new or due, and neither suspended nor buried today."""
    if state is None:
        return True
    if state.suspended or (state.buried_until is not None and today < state.buried_until):
        return False
    if state.memory is None or state.due is None:
        return True
    return is_due(state.due, state.memory.study_day, today, now)


def rank(state: ItemState, today: date) -> Rank:
    """The rank of an item that has a memory: errors held for sure (`ItemState.sure_and_wrong`) come
    first, then what is least likely to be recalled.

    Recall falls with elapsed days over stability, whatever the weights, so that says what comes before
    what; it is counted in millionths. `progress.dues` has the same in SQL.
    """
    memory = state.memory
    assert memory is not None
    elapsed = max((today - memory.study_day).days, 0)
    return -int(_MILLIONTHS * elapsed / memory.stability) - (_FIRST if state.sure_and_wrong else 0)


def held_for_sure(rank: Rank) -> bool:
    """Whether a rank is that of an error held for sure."""
    return rank <= -_FIRST


def overdueness(rank: Rank) -> float:
    """The elapsed days over the stability of an item that is due, from its rank."""
    return -(rank + _FIRST if held_for_sure(rank) else rank) / _MILLIONTHS


def candidates(items: Sequence[str], dues: Dues) -> Candidates:
    """Which of these items are to be asked. Linear in their number."""
    # Looking an item up is what takes time with a hundred thousand of them, so that is done once.
    ranks = list(map(dues.ranks.get, items))
    due = [item for item, rank in zip(items, ranks, strict=True) if rank is not None and rank <= 0]
    new = [item for item, rank in zip(items, ranks, strict=True) if rank is None] if None in ranks else []
    learning = list(filter(dues.learning.__contains__, due)) if dues.learning else []
    reviews = list(filterfalse(dues.learning.__contains__, due)) if learning else due
    later = (
        [(dues.later[item], item) for item in filter(dues.later.__contains__, items)] if dues.later else []
    )
    learnt = ranks.count(RESTING) + len(reviews)
    return Candidates(
        tuple(reviews), tuple(learning), tuple(new), tuple(later), learnt, dues.ranks, dues.shaky
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


def _comes_back(state: ItemState, today: date) -> bool:
    """Whether an item that is not asked now only waits for its next learning step."""
    buried = state.buried_until is not None and today < state.buried_until
    return state.due is not None and state.due.days == 0 and not state.suspended and not buried


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


def card_of(item: str) -> str:
    """What all items of a card begin with: `course/card`."""
    return item.rpartition("/")[0]

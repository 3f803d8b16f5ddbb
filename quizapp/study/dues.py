"""What is due, and how much so: what the log says of items, as far as it decides what is asked."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from quizapp.memory.days import is_due
from quizapp.memory.recall import Phase, is_firm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set
    from datetime import date, datetime

    from quizapp.study.state import ItemState

Rank = int
"""What comes before what among items that are due: the lower, the earlier, and none above 0."""
RESTING, IDLE = 1, 2
"""In place of a rank: an item in review, or any other, that is not asked now."""
DUE, LEARNING = 0, -1
"""In place of a rank where the order does not matter: an item in review, or any other, that is due."""
_FIRST = 1 << 60
"""What is taken off the rank of an error held for sure; more than any overdueness."""
_MILLIONTHS = 1e6


class Dues(NamedTuple):
    """What the log says of all items at one moment, as far as a plan needs it.

    `ranks` has the rank of each that is due, and RESTING or IDLE for those that are not asked now; all other
    items are new. `learning` are those that are due and not in review, and `later` come back today after
    their learning step, at that instant. `shaky` are the items that nothing can rest on yet, or any more
    (`memory.recall.is_firm`), but for those that are suspended; new ones may be missing.
    """

    ranks: Mapping[str, Rank] = MappingProxyType({})
    learning: Set[str] = frozenset()
    later: Mapping[str, datetime] = MappingProxyType({})
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

    @property
    def unranked(self) -> Unranked:
        """The same without ranks."""
        kinds = {
            item: (LEARNING if item in self.learning else DUE) if rank <= 0 else rank
            for item, rank in self.ranks.items()
        }
        return Unranked(kinds, self.later)

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


class Unranked(NamedTuple):
    """What the log says of items at one moment, as far as it tells how many are asked: `Dues` without what
    decides in which order. `kinds` has DUE, LEARNING, RESTING or IDLE; all other items are new."""

    kinds: Mapping[str, int] = MappingProxyType({})
    later: Mapping[str, datetime] = MappingProxyType({})


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


def _comes_back(state: ItemState, today: date) -> bool:
    """Whether an item that is not asked now only waits for its next learning step."""
    buried = state.buried_until is not None and today < state.buried_until
    return state.due is not None and state.due.days == 0 and not state.suspended and not buried

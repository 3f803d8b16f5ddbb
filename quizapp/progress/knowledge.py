"""Statistics of items: how far they are, what of them is remembered, and when they come back.

The first paragraph of each docstring is the definition that the app shows (`definitions`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from itertools import accumulate
from typing import TYPE_CHECKING

from quizapp.memory.fsrs import forgetting_curve
from quizapp.memory.schedule import is_known
from quizapp.memory.schedule import recall as recall_of
from quizapp.progress.statistics import Counts, Forecast, HardItem, Knowledge
from quizapp.study.leech import is_leech

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from quizapp.deck.model import Item
    from quizapp.memory.fsrs import Curve, Weights
    from quizapp.progress.sums import Memories
    from quizapp.study.state import ItemState

FORECAST_DAYS = 30
HARDEST = 20
WEEKS = 53
"""A year of weeks, both ends included."""


class Level(Enum):
    """How far an item is."""

    NEW = auto()
    LEARNING = auto()
    KNOWN = auto()
    SUSPENDED = auto()


@dataclass(frozen=True, slots=True)
class Standing:
    """One item today: how far it is, and its expected recall (0 to 1; 0 if it was never answered)."""

    item: Item
    state: ItemState
    level: Level
    recall: float

    @property
    def theme(self) -> str:
        """The deck it is from, as `course/deck`."""
        return f"{self.item.course}/{self.item.deck}"


def standing(item: Item, state: ItemState, today: date, weights: Weights) -> Standing:
    """An item as it stands on a study day."""
    memory = state.memory
    if state.suspended:
        level = Level.SUSPENDED
    elif memory is None:
        level = Level.NEW
    else:
        level = Level.KNOWN if is_known(memory) else Level.LEARNING
    return Standing(item, state, level, 0.0 if memory is None else recall_of(memory, today, weights))


def counts(items: Iterable[Standing]) -> Counts:
    """New items were never answered. Known ones are in review with a stability of 21 days or more: three
    weeks after the last answer nine of ten are still recalled. All between are being learnt. Suspended
    ones are counted apart."""
    found = Counter(item.level for item in items)
    return Counts(found[Level.NEW], found[Level.LEARNING], found[Level.KNOWN], found[Level.SUSPENDED])


def recall(items: Collection[Standing]) -> float:
    """The share of all items that you are expected to recall now, by the forgetting curve of each one;
    items never answered count as not known, suspended ones as they are."""
    return sum(item.recall for item in items) / len(items) if items else 0.0


def forecast(items: Iterable[Standing], today: date, days: int = FORECAST_DAYS) -> Forecast:
    """How many items come back on each of the next 30 days if you answer nothing until then. What was due
    before is in today's. New items and what you answer meanwhile come on top; suspended ones do not come
    back."""
    per_day = [0] * days
    overdue = later = 0
    for one in items:
        memory, due = one.state.memory, one.state.due
        if memory is None or due is None or one.level is Level.SUSPENDED:
            continue
        # Counted in study days like the queue; a step within the day is for today.
        ahead = (memory.study_day - today).days + due.days
        if one.state.buried_until is not None:
            ahead = max(ahead, (one.state.buried_until - today).days)
        if ahead >= days:
            later += 1
            continue
        overdue += ahead < 0
        per_day[max(ahead, 0)] += 1
    return Forecast(
        tuple((today + timedelta(days=number), due) for number, due in enumerate(per_day)), overdue, later
    )


def hardest(items: Iterable[Standing], most: int = HARDEST) -> tuple[HardItem, ...]:
    """The items that you forgot most often after having learnt them, and with as many lapses those less
    likely to be recalled now. One that was forgotten four times or more and is still not known is a
    leech: better words for its card help more than another repetition."""
    found = [
        HardItem(
            one.item, memory.lapses, memory.reviews, one.recall, is_leech(one.state), one.state.suspended
        )
        for one in items
        if (memory := one.state.memory) is not None and memory.lapses
    ]
    found.sort(key=lambda hard: (not hard.leech, -hard.lapses, hard.recall, hard.item.id))
    return tuple(found[:most])


def week_ends(today: date, first: date | None) -> tuple[date, ...]:
    """Today and the same day of the week before it for a year, oldest first, none before the first study
    day but one, from which things grow."""
    ends = []
    for back in range(WEEKS):
        end = today - timedelta(weeks=back)
        ends.append(end)
        if first is None or end < first:
            break
    return tuple(reversed(ends))


def over_time(
    memories: Iterable[tuple[str, Memories]],
    themes: Mapping[str, str],
    ends: Sequence[date],
    weights: Mapping[str, Weights],
) -> dict[str, tuple[Knowledge, ...]]:
    """What the share of items expected to be recalled was at the end of each week of the last year, over
    the items there are now. Answers that were undone, or came from another device later, are seen as if
    they always had been so.

    `themes` has the theme of every item, `weights` those of every theme; one series comes for each
    theme. Time grows with the memories, and with items times weeks.
    """
    totals = Counter(themes.values())
    series = {theme: _Series.empty(len(ends), weights[theme]) for theme in totals}
    days = [end.toordinal() for end in ends]
    for item, own in memories:
        series[themes[item]].count(own, days)
    return {
        theme: tuple(
            Knowledge(end, recall / totals[theme], seen, known, totals[theme])
            for end, recall, seen, known in zip(
                ends, own.recalls, accumulate(own.seen), accumulate(own.known), strict=False
            )
        )
        for theme, own in series.items()
    }


@dataclass(frozen=True, slots=True)
class _Series:
    """The sums of one theme at the end of each week, while they are made; of items seen and known the
    changes from each week to the next."""

    curve: Curve
    recalls: list[float]
    seen: list[int]
    known: list[int]

    @classmethod
    def empty(cls, size: int, weights: Weights) -> _Series:
        return cls(forgetting_curve(weights), [0.0] * size, [0] * (size + 1), [0] * (size + 1))

    def count(self, memories: Memories, ends: Sequence[int]) -> None:
        """Count each memory of an item at the ends from its day on, up to the day of the next one."""
        (factor, decay), recalls = self.curve, self.recalls
        until = len(ends)
        for day, stability, mature in reversed(memories):
            start = bisect_left(ends, day)
            if stability and start < until:
                # The forgetting curve written out: a year has millions of these.
                slope = factor / stability
                recalls[start:until] = [
                    recall + (1 + slope * (end - day)) ** decay
                    for recall, end in zip(recalls[start:until], ends[start:until], strict=True)
                ]
                for change, number in ((self.seen, 1), (self.known, mature)):
                    change[start] += number
                    change[until] -= number
            until = start


def together(series: Iterable[Sequence[Knowledge]]) -> tuple[Knowledge, ...]:
    """Several themes as one: the same weeks, with the items of all."""
    merged = []
    for ends in zip(*series, strict=True):
        total = sum(end.total for end in ends)
        expected = sum(end.recall * end.total for end in ends)
        merged.append(
            Knowledge(
                ends[0].study_day,
                expected / total if total else 0.0,
                sum(end.seen for end in ends),
                sum(end.known for end in ends),
                total,
            )
        )
    return tuple(merged)

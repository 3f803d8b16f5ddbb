"""Statistics of items: how far they are, what of them is remembered, and when they come back.

The first paragraph of each docstring is the definition that the app shows (`definitions`).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from quizapp.deck.item import Item
from quizapp.progress.deck_now import FORECAST_DAYS, HARDEST, Mastery
from quizapp.progress.statistics import Counts, Forecast, HardItem, Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizapp.progress.deck_count import CountedDeck
    from quizapp.progress.deck_now import DeckNow, Hard
    from quizapp.progress.deck_past import Week

WEEKS = 53
"""A year of weeks, both ends included."""


def together(parts: Iterable[Mastery]) -> Mastery:
    """All items of several decks."""
    whole = Mastery()
    for part in parts:
        whole = whole.plus(part)
    return whole


def counts(items: Mastery) -> Counts:
    """New items were never answered. Known ones are in review with a stability of 21 days or more: three
    weeks after the last answer nine of ten are still recalled. All between are being learnt. Suspended
    ones are counted apart."""
    return items.counts


def recall(items: Mastery) -> float:
    """The share of all items that you are expected to recall now, by the forgetting curve of each one;
    items never answered count as not known, suspended ones as they are."""
    return items.recall / items.counts.total if items.counts.total else 0.0


def forecast(decks: Iterable[DeckNow], today: date) -> Forecast:
    """How many items come back on each of the next 30 days if you answer nothing until then. What was due
    before is in today's. New items and what you answer meanwhile come on top; suspended ones do not come
    back."""
    per_day, overdue, later = [0] * FORECAST_DAYS, 0, 0
    for deck in decks:
        per_day = list(map(int.__add__, per_day, deck.coming))
        overdue += deck.overdue
        later += deck.later
    return Forecast(
        tuple((today + timedelta(days=number), due) for number, due in enumerate(per_day)), overdue, later
    )


def hardest(decks: Iterable[CountedDeck]) -> tuple[HardItem, ...]:
    """The items that you forgot most often after having learnt them, and with as many lapses those less
    likely to be recalled now. One that was forgotten four times or more and is still not known is a
    leech: better words for its card help more than another repetition."""
    found = [(hard, deck) for deck in decks for hard in deck.count.now.hardest]
    found.sort(key=_by_hardness)
    return tuple(
        HardItem(
            _item(hard, deck), -hard.less_lapses, hard.reviews, hard.recall, not hard.no_leech, hard.suspended
        )
        for hard, deck in found[:HARDEST]
    )


def _by_hardness(found: tuple[Hard, CountedDeck]) -> Hard:
    return found[0]


def _item(hard: Hard, of: CountedDeck) -> Item:
    card = of.deck.cards[hard.card]
    return Item(hard.item, card, hard.item.rpartition("/")[2], of.course.id, of.deck.id)


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


def over_time(decks: Iterable[tuple[int, Sequence[Week]]], ends: Sequence[date]) -> tuple[Knowledge, ...]:
    """What the share of items expected to be recalled was at the end of each week of the last year, over
    the items there are now. Answers that were undone, or came from another device later, are seen as if
    they always had been so.

    `decks` has of each the number of its items and its weeks, which end on the days `ends`.
    """
    decks = [deck for deck in decks if deck[0]]
    total = sum(items for items, _ in decks)
    return tuple(
        Knowledge(
            end,
            sum(week.recall for week in weeks) / total,
            sum(week.seen for week in weeks),
            sum(week.known for week in weeks),
            total,
        )
        for end, *weeks in zip(ends, *(weeks for _, weeks in decks), strict=True)
        if total
    )

"""Statistics by theme: the decks of courses, and the tags of their cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.progress import knowledge
from quizapp.progress.deck_now import Mastery
from quizapp.progress.deck_past import Answered
from quizapp.progress.shares import Recalled
from quizapp.progress.statistics import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizapp.progress.deck_count import CountedDeck


def themes(decks: Iterable[CountedDeck], period: int, weeks: int) -> tuple[Theme, ...]:
    """One theme for each deck, in the order of study. An answer counts for the deck that its card is in
    now."""
    found = []
    for one in decks:
        items, total = one.count.now.items, one.count.now.items.counts.total
        ends = tuple(end.recall / total for end in one.count.weeks(weeks)) if total else ()
        found.append(
            _theme(one.theme, one.deck.title, one.course.id, items, one.count.answered(period), ends)
        )
    return tuple(found)


def tags(decks: Sequence[CountedDeck], period: int) -> tuple[Theme, ...]:
    """One theme for each tag of a course, by course and alphabet. A card with several tags counts for
    each of them."""
    items: dict[str, dict[str, Mastery]] = {one.course.id: {} for one in decks}
    answered: dict[str, dict[str, Answered]] = {one.course.id: {} for one in decks}
    for one in decks:
        own = items[one.course.id]
        for tag, more in one.count.now.tags.items():
            own[tag] = own[tag].plus(more) if tag in own else more
        sums = answered[one.course.id]
        for tag, added in one.count.answered_by_tag(period):
            sums[tag] = sums[tag].plus(added) if tag in sums else added
    return tuple(
        _theme(tag, tag, course, own.get(tag, Mastery()), answered[course].get(tag, Answered()), ())
        for course, own in items.items()
        for tag in sorted(own.keys() | answered[course].keys())
    )


def _theme(
    id: str, title: str, course: str, items: Mastery, sums: Answered, weeks: tuple[float, ...]
) -> Theme:
    return Theme(
        id=id,
        title=title,
        course=course,
        counts=items.counts,
        recall=knowledge.recall(items),
        answers=sums.answers,
        right=sums.right,
        ms=sums.ms,
        retention=Recalled(sums.reviews_right, sums.reviews, sums.predicted),
        weeks=weeks,
    )

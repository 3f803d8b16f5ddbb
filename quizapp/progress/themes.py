"""Statistics by theme: the decks of courses, and the tags of their cards."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from quizapp.progress import knowledge
from quizapp.progress.counting import recalled
from quizapp.progress.statistics import Theme
from quizapp.progress.totals import DayTotals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizapp.progress.knowledge import Standing
    from quizapp.progress.places import Places
    from quizapp.progress.places import Theme as Key
    from quizapp.progress.statistics import Knowledge

_NOTHING = DayTotals(date.min)


def themes(
    places: Places,
    standings: Sequence[Standing],
    sums: Mapping[Key, DayTotals],
    weeks: Mapping[str, Sequence[Knowledge]],
) -> tuple[Theme, ...]:
    """One theme for each deck, in the order of study. An answer counts for the deck that its card is in
    now."""
    members: dict[str, list[Standing]] = {}
    for one in standings:
        members.setdefault(one.theme, []).append(one)
    found = []
    for course, deck in places.decks:
        id = f"{course.id}/{deck.id}"
        ends = tuple(end.recall for end in weeks.get(id, ()))
        found.append(
            _theme(
                id,
                deck.title,
                course.id,
                members.get(id, []),
                sums.get((course.id, deck.id, ""), _NOTHING),
                ends,
            )
        )
    return tuple(found)


def tags(places: Places, standings: Sequence[Standing], sums: Mapping[Key, DayTotals]) -> tuple[Theme, ...]:
    """One theme for each tag of a course, by course and alphabet. A card with several tags counts for
    each of them."""
    members: dict[Key, list[Standing]] = {}
    for one in standings:
        for tag in one.item.card.tags:
            members.setdefault((one.item.course, "", tag), []).append(one)
    rank = {course.id: number for number, (course, _) in enumerate(places.decks)}
    answered = {key for key in sums if key[2]}
    return tuple(
        _theme(key[2], key[2], key[0], members.get(key, []), sums.get(key, _NOTHING), ())
        for key in sorted({*members, *answered}, key=lambda key: (rank[key[0]], key[2]))
    )


def _theme(
    id: str,
    title: str,
    course: str,
    members: Sequence[Standing],
    sums: DayTotals,
    weeks: tuple[float, ...],
) -> Theme:
    return Theme(
        id=id,
        title=title,
        course=course,
        counts=knowledge.counts(members),
        recall=knowledge.recall(members),
        answers=sums.answers,
        right=sums.right,
        ms=sums.ms,
        retention=recalled(sums),
        weeks=weeks,
    )

"""Statistics by theme: the decks of courses, and the tags of their cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.progress import knowledge
from quizapp.progress.shares import Recalled
from quizapp.progress.statistics import Theme
from quizapp.progress.sums import Studied

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizapp.progress.knowledge import Standing
    from quizapp.progress.places import Places
    from quizapp.progress.statistics import Knowledge

_NOTHING = Studied()


def themes(
    places: Places,
    standings: Sequence[Standing],
    by_item: Mapping[str, Studied],
    heirs: Mapping[str, str],
    weeks: Mapping[str, Sequence[Knowledge]],
) -> tuple[Theme, ...]:
    """One theme for each deck, in the order of study. An answer counts for the deck that its card is in
    now."""
    sums: dict[str, Studied] = {}
    for item, own in by_item.items():
        place = places.find(item, heirs)
        if place is not None:
            theme = f"{place[0].id}/{place[1].id}"
            sums[theme] = own.plus(sums.get(theme, _NOTHING))
    members: dict[str, list[Standing]] = {}
    for one in standings:
        members.setdefault(one.theme, []).append(one)
    found = []
    for course, deck in places.decks:
        id = f"{course.id}/{deck.id}"
        ends = tuple(end.recall for end in weeks.get(id, ()))
        found.append(_theme(id, deck.title, course.id, members.get(id, []), sums.get(id, _NOTHING), ends))
    return tuple(found)


def tags(
    places: Places, standings: Sequence[Standing], by_item: Mapping[str, Studied], heirs: Mapping[str, str]
) -> tuple[Theme, ...]:
    """One theme for each tag of a course, by course and alphabet. A card with several tags counts for
    each of them."""
    sums: dict[tuple[str, str], Studied] = {}
    for item, own in by_item.items():
        place = places.find(item, heirs)
        if place is None:
            continue
        course, _, card = place
        for tag in card.tags:
            sums[course.id, tag] = own.plus(sums.get((course.id, tag), _NOTHING))
    members: dict[tuple[str, str], list[Standing]] = {}
    for one in standings:
        for tag in one.item.card.tags:
            members.setdefault((one.item.course, tag), []).append(one)
    rank = {course.id: number for number, (course, _) in enumerate(places.decks)}
    return tuple(
        _theme(tag, tag, name, members.get((name, tag), []), sums.get((name, tag), _NOTHING), ())
        for name, tag in sorted({*members, *sums}, key=lambda key: (rank[key[0]], key[1]))
    )


def _theme(
    id: str,
    title: str,
    course: str,
    members: Sequence[Standing],
    sums: Studied,
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
        retention=Recalled(sums.reviews_right, sums.reviews, sums.predicted),
        weeks=weeks,
    )

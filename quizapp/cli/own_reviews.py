"""The learner's own answers as reviews, for models of memory."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quizapp.exchange.review_log import Timed, by_card
from quizapp.progress.fold import history
from quizapp.study.event import Answer, Reset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.exchange.review_log import ReviewLog
    from quizapp.progress.fold import ItemEvent
    from quizapp.progress.store import Store


def own_reviews(store: Store) -> ReviewLog:
    """All answers that moved a memory, in the order of time. An item that was reset counts as another one;
    the answers to an item that another followed count for the other alone."""
    return by_card(_timed(store))


def _timed(store: Store) -> Iterator[Timed]:
    tangled = store.tangled()
    resets = Counter[str]()
    for event in store.untangled(tangled):
        yield from _of_item(event.item, event, resets)
    histories = [(item, history(item, store.concerning(item))) for item in sorted(tangled)]
    # Whoever followed has all that the other has, and comes first.
    histories.sort(key=lambda each: -len(each[1]))
    told: set[str] = set()
    for item, events in histories:
        for event in events:
            if event.id not in told:
                told.add(event.id)
                yield from _of_item(item, event, resets)


def _of_item(item: str, event: ItemEvent, resets: Counter[str]) -> Iterator[Timed]:
    match event:
        case Reset():
            resets[item] += 1
        case Answer() if event.moves_memory:
            name, day = f"{item}#{resets[item]}", event.study_day.toordinal()
            yield Timed(event.at.timestamp(), name, day, event.rating, event.guess_rate)
        case _:
            pass

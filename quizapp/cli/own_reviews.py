"""The learner's own answers as reviews, for models of memory; and how long answers take."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from quizapp.exchange.review_log import Timed, by_card
from quizapp.progress.fold import history
from quizapp.progress.overview import FIRM, SECONDS_AN_ANSWER
from quizapp.study.event import Answer, Reset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def answer_seconds(store: Store, items: Iterable[str]) -> tuple[float, float]:
    """The median seconds of a right and of a wrong answer to these items, drawn towards what is taken of a
    learner of whom nothing is known, the more the fewer answers there are."""
    right: list[float] = []
    wrong: list[float] = []
    for item in items:
        for event in history(item, store.concerning(item)):
            if isinstance(event, Answer):
                (right if event.was_right else wrong).append(event.ms / 1000)
    return _drawn(right), _drawn(wrong)


def _drawn(seconds: list[float]) -> float:
    middle = median(seconds) if seconds else 0.0
    return (len(seconds) * middle + FIRM * SECONDS_AN_ANSWER) / (len(seconds) + FIRM)

"""What a new reading of the decks means for the learner's progress: edited cards are followed.

A start at which no file has changed compares the signatures of courses, and does nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import quizapp
from quizapp.cli.news import News
from quizapp.deck.outline import renamed
from quizapp.digest import blake2b
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quizapp.cli.shelf import Signature
    from quizapp.deck.library import Library
    from quizapp.progress.known import KnownCourse
    from quizapp.progress.store import Store
    from quizapp.study.follow import Lineage
    from quizapp.study.stamp import Stamp


def catch_up(
    store: Store, library: Library, seen: Mapping[str, Signature], stamp: Callable[[], Stamp]
) -> News:
    """Follow the cards that were edited since the decks were last read, and keep what they are now.

    `seen` is the signature of the library. Raises StoreFault; then nothing is kept, and the next
    reading meets the same changes.
    """
    known = store.known.courses()
    changed = [
        course
        for course in library.courses
        if not course.whole or _kept_as(known.get(course.id)) != _sealed(seen.get(course.id, ()))
    ]
    if not changed:
        return News()
    from quizapp.cli.reading import Reading

    reading = Reading(store, library, known, stamp)
    for course in changed:
        reading.take(course, _sealed(seen.get(course.id, ())) if course.whole else "")
    return reading.done()


def carry_on(store: Store, library: Library, stamp: Callable[[], Stamp]) -> News:
    """Let items whose cards were renamed by `was` carry on the history of the earlier ones.

    Asked at every reading: that history may have come from another machine since the last one.
    """
    pairs = [pair for course in library.courses for deck in course.decks for pair in renamed(course, deck)]
    if not pairs:
        return News()
    answered = store.answered([item for pair in pairs for item in pair])
    pairs = [(item, was) for item, was in pairs if was in answered and item not in answered]
    if not pairs:
        return News()
    from quizapp.cli.reading import Told, followings, moved
    from quizapp.study.follow import Lineage

    found = [Lineage(item, was) for item, was in pairs]
    states = store.states([item for pair in pairs for item in pair])
    log = Told.of(store)
    found = [lineage for lineage in found if not log.taken_back(lineage)]
    cards: dict[tuple[str, str], list[Lineage]] = {}
    for lineage in found:
        key = lineage.item.rpartition("/")[0], lineage.was.rpartition("/")[0]
        cards.setdefault(key, []).append(lineage)
    events = [event for card in cards.values() for event in followings(card, states, stamp)]
    if not events:
        return News()
    store.append(*events)
    sentence = f"{count(len(events), 'renamed item goes', 'renamed items go')} on with the earlier history."
    return News((sentence,), moved(found))


def _kept_as(course: KnownCourse | None) -> str:
    return "" if course is None else course.signature


def _sealed(signature: Signature) -> str:
    """A signature as it is kept. Another version of the program may read the same file otherwise."""
    text = repr((quizapp.__version__, signature))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

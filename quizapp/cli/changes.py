"""What an author changed since the learner's decks were last read."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

from quizapp.paths import Paths
from quizapp.progress.known import peek

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.deck.course import Course


def changes_since_last_load(courses: Iterable[Course]) -> list[str]:
    """A sentence for each course that changed since the program last read it for studying.

    Looks into the store and changes nothing; [] where there is none, or none that can be read.
    """
    here = {course.id: course for course in courses}
    known = peek(Paths.here().store, here)
    if not known:
        return []
    from quizapp.cli.reading import renamed_cards
    from quizapp.study.changes import compare
    from quizapp.study.sketch import known_cards

    sentences = []
    for name, (last, before) in known.items():
        course = here[name]
        # Another course may have the same id.
        if not last.signature or last.root != os.path.realpath(course.root):
            continue
        files = None if course.whole else {os.path.realpath(deck.file) for deck in course.decks}
        changes = compare(before, known_cards(course, os.path.realpath), renamed_cards(course), files)
        if summary := changes.summary():
            sentences.append(f"{course.title}, since it was last read for studying: {summary}.")
    return sentences

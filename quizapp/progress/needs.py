"""What comes before what in the decks of a course, and which new cards wait. Home asks for no more of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.outline import outline
from quizapp.study.needs import Needs, held
from quizapp.study.needs import without_held as without

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.deck.course import Course
    from quizapp.deck.outline import Outline
    from quizapp.study.candidates import Candidates
    from quizapp.study.dues import Dues


def needs_of_course(course: Course) -> Needs:
    """What comes before what in a course, with the circles among its cards."""
    circles = {
        f"{course.id}/{card}": number for number, circle in enumerate(course.circles) for card in circle
    }
    return needs_of(outline(course, deck) for deck in course.decks)._replace(circles=circles)


def needs_of(outlines: Iterable[Outline]) -> Needs:
    """What comes before what among the items of some decks."""
    requires: dict[str, tuple[str, ...]] = {}
    named: dict[str, tuple[str, ...]] = {}
    for own in outlines:
        requires |= own.requires or {}
        for name, items in (own.named or {}).items():
            named[name] = (*named.get(name, ()), *items)
    return Needs(requires, named)


def without_held(course: Course, decks: list[Candidates], dues: Dues) -> list[Candidates]:
    """The candidates of each deck without new items that wait for what their cards require, in whatever deck
    of the course that is."""
    waiting = held((item for own in decks for item in own.new), needs_of_course(course), dues)
    return [without(own, waiting) for own in decks]

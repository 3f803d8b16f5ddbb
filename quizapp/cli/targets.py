"""What a command's DECK means: a course id, `course/deck`, or a path."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from quizapp.deck.item import items
from quizapp.deck.library import Library
from quizapp.deck.text import clean
from quizapp.paths import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from quizapp.deck.course import Course, Deck
    from quizapp.deck.item import Item


class UnknownDeck(Exception):
    """A DECK that names nothing; the message says so and what may be meant."""


@dataclass(frozen=True, slots=True)
class Target:
    """What was named: a library with just its courses, and one deck of the only course, or all.

    `path` is the file or folder it was read from, None for what was named by its id.
    """

    library: Library
    deck: str | None = None
    path: Path | None = None

    def decks(self) -> Iterator[tuple[Course, Deck]]:
        """The decks that were named, each with its course."""
        for course in self.library.courses:
            for deck in course.decks:
                if self.deck in (None, deck.id):
                    yield course, deck

    def items(self) -> Iterator[Item]:
        """All items of these decks."""
        for course, deck in self.decks():
            yield from items(course, deck)


def resolve(name: str, known: Callable[[], Library]) -> Target:
    """The target of a name. An id of a known course goes before a path of the same name; write
    `./name` for the path."""
    if not name.startswith((".", "/", "~")):
        library = known()
        course_id, _, deck_id = name.partition("/")
        course = library.course(course_id)
        if course is not None and not deck_id:
            return Target(_only(library, course))
        if course is not None and any(deck.id == deck_id for deck in course.decks):
            return Target(_only(library, course), deck_id)
    path = named(name)
    if _is_there(path):
        from quizapp.deck.files import load

        library = load(path)
        whole = len(library.courses) == 1 and path.is_file()
        course = library.courses[0] if whole else None
        return Target(library, course.decks[0].id if course and len(course.decks) == 1 else None, path)
    names = [deck_name(course, deck) for course in known().courses for deck in course.decks]
    names += [course.id for course in known().courses]
    close = get_close_matches(name, names, n=1)
    hint = f"Did you mean {close[0]}?" if close else "`quizapp decks` lists the decks there are."
    raise UnknownDeck(f"There is no deck, file or folder called {clean(name)}. {hint}")


def _is_there(path: Path) -> bool:
    """Whether anything stands at a path; nothing stands at what cannot be one."""
    try:
        return path.exists()
    except OSError:
        return False


def deck_name(course: Course, deck: Deck) -> str:
    """How a command names a deck: `course/deck`, or just the id where the course is that one deck."""
    return course.id if len(course.decks) == 1 and deck.id == course.id else f"{course.id}/{deck.id}"


def _only(library: Library, course: Course) -> Library:
    files = {deck.file for deck in course.decks}
    findings = tuple(found for found in library.diagnostics if found.file in files)
    return Library((course,), findings)

"""`quizapp decks`: which decks there are, and where the learner's own belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.cli.output import as_json
from quizapp.cli.shelf import Shelf
from quizapp.cli.targets import deck_name
from quizapp.deck.text import clean
from quizapp.paths import Paths
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace


def decks(arguments: Namespace) -> int:
    """Print each deck with the name that commands take, and the folder for one's own."""
    own = Paths.here().decks
    library = Shelf.of(Paths.here()).library()
    if arguments.json:
        listed = [
            {
                "id": deck_name(course, deck),
                "title": deck.title,
                "course": course.title,
                "cards": len(deck.cards),
                "file": deck.file,
                "shipped": course.shipped,
            }
            for course in library.courses
            for deck in course.decks
        ]
        print(as_json({"folder": str(own), "decks": listed}))
        return 0
    for course in library.courses:
        print(f"{clean(course.title)} ({course.id})")
        for deck in course.decks:
            name = deck_name(course, deck)
            print(f"  {name:<40} {clean(deck.title)}, {count(len(deck.cards), 'card')}")
    if library.diagnostics:
        print(f"{count(len(library.diagnostics), 'finding')}: see quizapp check {clean(str(own))}")
    print(f"Your own decks belong in {clean(str(own))}")
    return 0

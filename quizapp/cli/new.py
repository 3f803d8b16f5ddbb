"""`quizapp new`: a card by form."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.full_screen import has_terminal, run_solo

if TYPE_CHECKING:
    from argparse import Namespace


def new(arguments: Namespace) -> int:
    """Add cards to a deck file, or to the learner's own deck; 2 if no card can go there."""
    from quizapp.cli.card_file import OWN, card_file
    from quizapp.cli.shelf import shipped_decks
    from quizapp.paths import Paths, named

    path = named(arguments.path) if arguments.path else Paths.here().decks / OWN
    file = card_file(path, shipped_decks())
    if isinstance(file, str):
        print(f"quizapp new: {file}", file=sys.stderr)
        return 2
    if not has_terminal("quizapp new", "Without one, write the card into the file by hand."):
        return 2
    from quizapp.tui.screens.new_card import NewCard

    return run_solo(NewCard(file))

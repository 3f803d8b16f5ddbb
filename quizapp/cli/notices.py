"""Sentences for the learner beside what a command prints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.deck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable


def tell(notices: Iterable[str]) -> None:
    """Print what the learner should know on standard error, so that the output stays what it is."""
    for notice in notices:
        print(clean(notice), file=sys.stderr)

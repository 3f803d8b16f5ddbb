"""`quizapp schema`: what editors need to know of decks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.deck.schema.document import schema_text

if TYPE_CHECKING:
    from argparse import Namespace


def schema(arguments: Namespace) -> int:
    """Print the JSON Schema of decks."""
    sys.stdout.write(schema_text())
    return 0

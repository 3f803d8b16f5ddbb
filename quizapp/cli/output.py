"""Data as JSON, for programs that read what a command prints."""

from __future__ import annotations

import json
import sys

from quizapp.deck.text import forbidden


def as_json(data: object, indent: int | None = 1) -> str:
    """The data as JSON in letters that the standard output can write.

    What no terminal should get is written by its number, which JSON reads back as the same text.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    text = json.dumps(data, ensure_ascii=not encoding.lower().startswith("utf"), indent=indent)
    pieces = []
    at = 0
    for place in forbidden(text):
        pieces += [text[at:place], json.dumps(text[place])[1:-1]]
        at = place + 1
    return "".join(pieces) + text[at:]

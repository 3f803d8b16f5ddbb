"""Cuts a deck that YAML cannot read into its cards, so that the sound ones stay usable."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CARDS = re.compile(r"^cards:[ \t]*(#.*)?\r?$", re.MULTILINE)
# A dash without its space (`-q: x`) begins an item too: that is what the author meant.
_DASH = re.compile(r"^(?P<indent>[ ]*)-(?=[ \t\r\n]|$|[A-Za-z_]+:)", re.MULTILINE)
_CONTENT = re.compile(r"^(?![ \t]*(#|\r?$|---|%))", re.MULTILINE)
_TOP_KEY = re.compile(r"^[A-Za-z_]\w*:(\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Offsets into the text: the file's own keys before and after the cards, and each card."""

    head: tuple[int, int]
    items: tuple[tuple[int, int], ...]
    tail: tuple[int, int]


def cut(text: str) -> Pieces | None:
    """The pieces of a deck, None where no list of cards is written line by line.

    Items are found by their dashes: those in the column of the first one. A line of text inside an
    item never stands there, since YAML wants it deeper.
    """
    cards = _CARDS.search(text)
    begin = cards.end() if cards else 0
    content = _CONTENT.search(text, begin + 1 if cards else begin)
    if content is None:
        return None
    first = _DASH.match(text, content.start())
    if first is None:
        return None
    starts = [
        found.start() for found in _DASH.finditer(text, first.start()) if found["indent"] == first["indent"]
    ]
    tail = _tail(text, starts[-1])
    items = tuple(zip(starts, [*starts[1:], tail], strict=True))
    return Pieces((0, cards.start() if cards else 0), items, (tail, len(text)))


def _tail(text: str, last: int) -> int:
    """Where the last item ends: at a key of the file itself, or with the file."""
    found = _TOP_KEY.search(text, last)
    return found.start() if found else len(text)

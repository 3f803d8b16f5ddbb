"""Cuts a deck that YAML cannot read into its cards, so that the sound ones stay usable."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CARDS = re.compile(r"^cards:[ \t]*(#.*)?\r?$", re.MULTILINE)
# A dash without its space (`-q: x`) begins an item too, and so does another sign before a question: that is
# what the author meant.
_DASH = re.compile(
    r"^(?P<indent>[ \t]*)(?:-(?:(?=[^\S\n]*(?P<stem>(?:q|question|statement|cloze)[ \t]*:))|(?=[ \t\r\n]|$|[A-Za-z_]+:))"
    r"|[*+•·‣–—](?=[ \t]+(?:q|question|statement|cloze)[ \t]*:))",
    re.MULTILINE,
)
_ASTRAY = 2
"""How far to the right of the others a dash may stand and still begin a card, if a question follows."""
# A list in brackets, as the whole file or under `cards`.
_OPEN = re.compile(r"^(?:cards:[ \t]*)?\[", re.MULTILINE)
_BRACE = re.compile(r"^(?P<indent>[ \t]*)\{", re.MULTILINE)
_CONTENT = re.compile(r"^(?![ \t]*(#|\r?$|---|%))", re.MULTILINE)
_TOP_KEY = re.compile(r"^[A-Za-z_]\w*:(\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Offsets into the text: the file's own keys before and after the cards, and each card."""

    head: tuple[int, int]
    items: tuple[tuple[int, int], ...]
    tail: tuple[int, int]


def cut(text: str) -> Pieces | None:
    """The pieces of a deck, None where its list of cards does not begin a card on a line of its own.

    Items are found by their dashes: those in the column of the first one, since YAML wants a line of
    text inside an item deeper, and those that stand beside it by mistake.
    """
    cards = _CARDS.search(text)
    begin = cards.end() if cards else 0
    content = _CONTENT.search(text, begin + 1 if cards else begin)
    if content is None:
        return _cut_brackets(text)
    first = _DASH.match(text, content.start())
    if first is None:
        return _cut_brackets(text)
    starts = [found.start() for found in _DASH.finditer(text, first.start()) if _begins(found, first)]
    # A bare list of cards has no keys beside it.
    tail = _tail(text, starts[-1]) if cards else len(text)
    items = tuple(zip(starts, [*starts[1:], tail], strict=True))
    return Pieces((0, cards.start() if cards else 0), items, (tail, len(text)))


def _cut_brackets(text: str) -> Pieces | None:
    """The pieces of a list in brackets whose cards in braces begin lines in one column."""
    opened = _OPEN.search(text)
    first = _BRACE.search(text, opened.end()) if opened else None
    if opened is None or first is None or text[opened.end() : first.start()].strip():
        return None
    starts = [
        found.end() - 1
        for found in _BRACE.finditer(text, first.start())
        if found["indent"] == first["indent"]
    ]
    items = []
    for start, after in zip(starts, [*starts[1:], None], strict=True):
        end = start + len(text[start:after].rstrip())
        if after is None and text[end - 1] == "]":
            end = start + len(text[start : end - 1].rstrip())
        items.append((start, end - (text[end - 1] == ",")))
    return Pieces((0, opened.start()), tuple(items), (len(text), len(text)))


def _begins(dash: re.Match[str], first: re.Match[str]) -> bool:
    """Whether a dash begins a card: in the column of the first one, or near it before a question."""
    if dash["indent"] == first["indent"]:
        return True
    return dash["stem"] is not None and len(dash["indent"]) <= len(first["indent"]) + _ASTRAY


def _tail(text: str, last: int) -> int:
    """Where the last item ends: at a key of the file itself, or with the file."""
    found = _TOP_KEY.search(text, last)
    return found.start() if found else len(text)

"""Where the parts of a card stand in its file.

A card that was read holds values only. When there is something to say of it, its piece of the file is read
once more, and each key and entry found by its name; a deck without findings pays nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from quizapp.deck.card_label import card_label, written_stem
from quizapp.deck.card_reader import ALIASES
from quizapp.deck.diagnostics import LineIndex
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence, build
from quizapp.deck.syntax.pieces import cut
from quizapp.deck.text import settled

if TYPE_CHECKING:
    from quizapp.deck.card import Card
    from quizapp.deck.diagnostics import Span

Place = tuple[int, int]
"""Offsets into the text of the file, the end exclusive."""


class FileAnatomy:
    """A deck file in which cards are looked up. `text` is the file's text without a byte order mark."""

    def __init__(self, text: str) -> None:
        self.text = settled(text)
        self.index = LineIndex(self.text)

    def card(self, card: Card) -> Anatomy:
        """The parts of a card of this file."""
        return Anatomy(self, card)

    def number(self, card: Card) -> int:
        """Which card of the file this is, from 1; those that cannot be used count too."""
        return max(1, bisect_right(self._starts, card.place.start))

    @property
    def first_line(self) -> Place:
        """The first line that is neither blank nor a comment."""
        found = re.search(r"^[ \t]*+(?![#\s])[^\r\n]+", self.text, re.MULTILINE)
        return (found.end() - len(found[0].lstrip()), found.end()) if found else (0, 0)

    @cached_property
    def _starts(self) -> list[int]:
        pieces = cut(self.text)
        if pieces is not None:
            return [start for start, _ in pieces.items]
        root = build(self.text).root
        if isinstance(root, Mapping):
            root = next((value for key, value in root.pairs if _name(key) == "cards"), None)
        return [node.start for node in root.items] if isinstance(root, Sequence) else []


class Anatomy:
    """The parts of one card: places of keys, of values, of the entries of a list, of words in them."""

    def __init__(self, file: FileAnatomy, card: Card) -> None:
        self.file = file
        self._card = card

    @property
    def label(self) -> str:
        """The card in human terms, as the reader names it in its own findings."""
        stem = written_stem(self._mapping) or self._card.stem
        return card_label(self.file.number(self._card), stem)

    def span(self, place: Place) -> Span:
        """A place as lines and columns."""
        return self.file.index.span(*place)

    def key(self, name: str) -> Place:
        """The key as it is written; the card's first line where there is none."""
        pair = self._pairs.get(name)
        return (pair[0].start, pair[0].end) if pair else self._first_line

    def scalar(self, name: str, entry: int | None = None) -> Scalar | None:
        """The text under a key, or its entry of that number from 0; None where there is no such text."""
        node = self._node(name, entry)
        return node if isinstance(node, Scalar) else None

    def value(self, name: str, entry: int | None = None) -> Place:
        """What stands under a key, or its entry of that number from 0.

        A value of several lines is shown by its key. Options are counted as the reader counts them, with
        feedback or without.
        """
        node = self._node(name, entry)
        if node is None or self._lines(node.start, node.end):
            return self.key(name)
        return node.start, node.end

    def word(self, name: str, entry: int | None, wording: str, *, last: bool = False) -> Place | None:
        """Where a wording stands as it is in a text, by whole words: the first or the last place of it;
        None where it does not, as behind an escape or a line break."""
        node = self._node(name, entry)
        if node is None or not wording:
            return None
        pattern = re.compile(rf"(?<![^\W_]){re.escape(wording)}(?![^\W_])")
        places = pattern.finditer(self.file.text, node.start, node.end)
        found = list(deque(places, maxlen=1) if last else islice(places, 1))
        return found[0].span() if found else None

    def reads_after(self, changes: list[tuple[Place, str]]) -> bool:
        """Whether a card with these pieces replaced has the same keys and as many texts, each of the others as
        it was: a sign put at the beginning of an unquoted text can make YAML take it for something else."""
        place, text = self._card.place, self.file.text
        pieces, at = [], place.start
        for (start, end), new in sorted(changes):
            pieces += [text[at:start], new]
            at = end
        pieces.append(text[at : place.end])
        before, after = _texts(self._mapping), _texts(self._read("".join(pieces)))
        changed = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
        return len(before) == len(after) and len(changed) == len(changes)

    def _node(self, name: str, entry: int | None) -> Node | None:
        pair = self._pairs.get(name)
        if pair is None or entry is None:
            return pair[1] if pair else None
        entries = _entries(pair[1])
        return entries[entry] if entry < len(entries) else None

    def _lines(self, start: int, end: int) -> bool:
        return self.file.text.find("\n", start, end) >= 0

    @cached_property
    def _mapping(self) -> Mapping:
        place = self._card.place
        return self._read(self.file.text[place.start : place.end])

    def _read(self, piece: str) -> Mapping:
        """The card out of its piece of the file, or without any keys where YAML cannot read that."""
        place = self._card.place
        column = 0
        if not piece.startswith("{"):
            # The first key of a block has to stand in the column of the others.
            column = self.file.index.position(place.start)[1] - 1
        tree = build(" " * column + piece, offset=place.start - column)
        if isinstance(tree.root, Mapping) and not tree.refused:
            return tree.root
        return Mapping(place.start, place.end, flow=False)

    @cached_property
    def _pairs(self) -> dict[str, tuple[Node, Node]]:
        pairs: dict[str, tuple[Node, Node]] = {}
        for key, value in self._mapping.pairs:
            pairs.setdefault(ALIASES.get(_name(key), _name(key)), (key, value))
        return pairs

    @property
    def _first_line(self) -> Place:
        start, end = self._card.place.start, self._card.place.end
        stop = self.file.text.find("\n", start, end)
        return start, end if stop < 0 else stop


def _name(key: Node) -> str:
    return key.value if isinstance(key, Scalar) else ""


def _entries(node: Node) -> list[Node]:
    """The entries of a list; an option with feedback is found by its text."""
    found: list[Node] = []
    for entry in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(entry, Mapping):
            found.extend(key for key, _ in entry.pairs)
        else:
            found.append(entry)
    return found


def _texts(node: Node) -> list[str]:
    """All texts of a piece of a file in their order."""
    match node:
        case Scalar(value=value):
            return [value]
        case Sequence(items=items):
            return [text for item in items for text in _texts(item)]
        case Mapping(pairs=pairs):
            return [text for pair in pairs for half in pair for text in _texts(half)]

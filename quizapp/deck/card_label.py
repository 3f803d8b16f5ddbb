"""What a card is called where something is said of it."""

from __future__ import annotations

from quizapp.deck.nodes import Mapping, Node, Scalar
from quizapp.deck.prose import plain

STEM_KEYS = ("q", "question", "statement", "cloze")
"""The keys that a card's question stands under."""
_LONGEST = 48


class CardLabel:
    """The label of a card that is being read; it is put together only where a finding wants it."""

    __slots__ = ("_node", "_number")

    def __init__(self, number: int, node: Node) -> None:
        self._number = number
        self._node = node

    def __str__(self) -> str:
        stem = written_stem(self._node) if isinstance(self._node, Mapping) else ""
        return card_label(self._number, stem) if stem else f"card {self._number}"


def card_label(number: int, stem: str) -> str:
    """A card in human terms: its number in the file, from 1, and its question as the author wrote it."""
    return f"card {number}, “{on_one_line(stem)}”"


def written_stem(node: Mapping) -> str:
    """The question, statement or cloze text, "" where there is none to read."""
    for key, value in node.pairs:
        if isinstance(key, Scalar) and key.value in STEM_KEYS and isinstance(value, Scalar):
            return value.value.strip()
    return ""


def on_one_line(text: str) -> str:
    """A text of an author without marks, on one line, and cut where it is long."""
    line = plain(text).strip()
    if "  " in line or not line.isprintable():
        line = " ".join(line.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"

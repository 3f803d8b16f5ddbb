"""Which nodes of a text stand where, and whether a change left all others as they were."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from quizapp.deck.editing.edits import Replacement
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence, build
from quizapp.deck.syntax.pieces import cut

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Forest:
    """What YAML can read of a deck file or of course.yaml: its cards and its own keys, by their start.

    `parts` are the pieces of a text that YAML cannot read as a whole, and empty for one that it can.
    """

    nodes: dict[int, Node] = field(default_factory=dict)
    whole: bool = False
    parts: tuple[tuple[int, int], ...] = ()


def forest(text: str) -> Forest:
    """Read a text without forbidden characters, card by card where it cannot be read whole."""
    tree = build(text)
    if tree.fault is None and (tree.root is not None or not tree.refused):
        return Forest({node.start: node for node in _roots(tree.root)}, whole=True)
    pieces = cut(text)
    if pieces is None:
        return Forest(parts=((0, len(text)),))
    parts = (pieces.head, *pieces.items, pieces.tail)
    nodes: dict[int, Node] = {}
    for start, end in parts:
        root = build(text[start:end], offset=start).root
        # A card of a list in brackets has no dash.
        alone = isinstance(root, Mapping) and text[start] == "{"
        nodes |= {node.start: node for node in ([root] if alone and root else _roots(root))}
    return Forest(nodes, parts=parts)


def _roots(root: Node | None) -> Iterator[Node]:
    """The cards below a root, and each of its other keys with its value."""
    if isinstance(root, Sequence):
        yield from root.items
    elif isinstance(root, Mapping):
        for key, value in root.pairs:
            if isinstance(key, Scalar) and key.value == "cards" and isinstance(value, Sequence):
                yield from value.items
            else:
                pair = Mapping(key.start, max(key.end, value.end), flow=False)
                pair.pairs.append((key, value))
                yield pair
    elif root is not None:
        yield root


class Change:
    """Replacements that do not overlap, and where they leave everything else."""

    __slots__ = ("_ends", "_shifts", "_starts", "pieces")

    def __init__(self, pieces: list[Replacement]) -> None:
        self.pieces = sorted(pieces)
        self._starts = [piece.start for piece in self.pieces]
        self._ends = [piece.end for piece in self.pieces]
        grown = (len(piece.text) - (piece.end - piece.start) for piece in self.pieces)
        self._shifts = [0, *accumulate(grown)]

    def after(self, offset: int) -> int:
        """Where a place of the text stands after the change; text put in there stands before it."""
        return offset + self._shifts[bisect_right(self._ends, offset)]

    def touches(self, start: int, end: int) -> bool:
        """Whether something between `start` and `end`, or at its edge, was replaced."""
        first = bisect_left(self._ends, start)
        return first < len(self._starts) and self._starts[first] <= end

    def nearest(self, offset: int) -> int:
        """The number of the last piece that begins at or before an offset, else of the first one."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def undone(self) -> Change:
        """The change back, by the places of the changed text."""
        back = []
        for piece, shift in zip(self.pieces, self._shifts, strict=False):
            start = piece.start + shift
            back.append(Replacement(start, start + len(piece.text), ""))
        return Change(back)


def unchanged(old: Node, new: Node, change: Change, back: Change) -> bool:
    """Whether two nodes say the same where nothing was replaced. `back` is `change.undone()`."""
    if not change.touches(old.start, old.end):
        return equal(old, new)
    if isinstance(old, Scalar) or type(old) is not type(new):
        return True
    before, after = _children(old), _children(new)
    if len(before) == len(after):
        return all(unchanged(a, b, change, back) for a, b in zip(before, after, strict=True))
    before = [node for node in before if not change.touches(node.start, node.end)]
    after = [node for node in after if not back.touches(node.start, node.end)]
    return len(before) == len(after) and all(map(equal, before, after))


def equal(old: Node, new: Node) -> bool:
    """Whether two nodes say the same, wherever they stand."""
    if isinstance(old, Scalar):
        return isinstance(new, Scalar) and old.value == new.value and old.plain == new.plain
    if type(old) is not type(new):
        return False
    before, after = _children(old), _children(new)
    return len(before) == len(after) and all(map(equal, before, after))


def _children(node: Node) -> list[Node]:
    match node:
        case Scalar():
            return []
        case Sequence():
            return node.items
        case Mapping():
            return [part for pair in node.pairs for part in pair]

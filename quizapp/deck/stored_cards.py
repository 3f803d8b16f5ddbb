"""Cards in a file of the cache, opened when somebody looks at them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING, overload
from weakref import finalize

from quizapp.deck.outline import OutlinedCards
from quizapp.deck.pickling import Unsound, dump, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from quizapp.deck.model import Card
    from quizapp.deck.outline import Outline

LEAF = 32
"""How many cards are opened together: a card alone would have to name all its classes again."""
_DIGEST = 8

Leaf = tuple[int, int, bytes]
"""Where some cards stand in the part of the file that is their course's: from where, how many bytes,
and their digest."""


class CacheFile:
    """A file of the cache, held open: one that takes its place leaves this one as it is."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        # O_NONBLOCK: opening a pipe without a writer must not wait for one.
        flags = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        self._handle = os.open(path, os.O_RDONLY | flags)
        self.size = os.fstat(self._handle).st_size
        self._lock = Lock()
        finalize(self, os.close, self._handle)

    def read(self, start: int, length: int) -> bytes:
        """So many bytes from there on; raises OSError, and Unsound where the file ends before."""
        with self._lock:
            os.lseek(self._handle, start, os.SEEK_SET)
            data = os.read(self._handle, length)
        if len(data) != length:
            raise Unsound
        return data


class StoredCards(OutlinedCards):
    """The cards of one deck. What was opened once stays open.

    `leaves` are where they stand in the file, LEAF cards in each, counted from `base`. `again` reads the
    deck anew where the file turns out to be damaged.
    """

    def __init__(
        self,
        outline: Outline,
        number: int,
        file: CacheFile,
        base: int,
        leaves: Sequence[Leaf],
        again: Callable[[], Sequence[Card]],
    ) -> None:
        self._outline = outline
        self._number = number
        self._file = file
        self._base = base
        self._leaves = leaves
        self._again = again
        self._open: dict[int, Sequence[Card]] = {}

    @property
    def outline(self) -> Outline:
        return self._outline

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, index: int) -> Card: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Card]: ...

    def __getitem__(self, index: int | slice) -> Card | Sequence[Card]:
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(self._number)))
        place = index + self._number if index < 0 else index
        if not 0 <= place < self._number:
            raise IndexError(index)
        leaf, at = divmod(place, LEAF)
        return (self._open.get(leaf) or self._leaf(leaf))[at]

    def __iter__(self) -> Iterator[Card]:
        for leaf in range(len(self._leaves)):
            yield from self._open.get(leaf) or self._leaf(leaf)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_same, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _leaf(self, leaf: int) -> Sequence[Card]:
        first = leaf * LEAF
        number = min(LEAF, self._number - first)
        start, length, expected = self._leaves[leaf]
        try:
            data = self._file.read(self._base + start, length)
            cards = load(data) if _digest(data) == expected else None
        except (OSError, Unsound):
            cards = None
        if not isinstance(cards, tuple) or len(cards) != number:
            cards = self._again()[first : first + number]
        self._open[leaf] = cards
        return cards


def stored(cards: Sequence[Card], start: int) -> tuple[bytes, tuple[Leaf, ...]]:
    """Cards as they stand in the part of their course from `start` on, and where."""
    found: list[bytes] = []
    leaves: list[Leaf] = []
    for first in range(0, len(cards), LEAF):
        data = dump(tuple(cards[first : first + LEAF]))
        found.append(data)
        leaves.append((start, len(data), _digest(data)))
        start += len(data)
    return b"".join(found), tuple(leaves)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()


def _same(one: Card, other: object) -> bool:
    return one == other

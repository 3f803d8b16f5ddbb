"""Cards in a file of the cache, opened when somebody looks at them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, overload
from weakref import finalize

from quizapp.deck.outline import Outline, OutlinedCards
from quizapp.deck.pickling import Unsound, dump, load
from quizapp.digest import blake2b

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from quizapp.deck.card import Card
    from quizapp.deck.outline import Renamed

LEAF = 32
"""How many cards are opened together: a card alone would have to name all its classes again."""
_DIGEST = 8

Leaf = tuple[int, int, bytes]
"""Where something stands in the part of the file that is its course's: from where, how many bytes, and
their digest."""


class StoredDeck(NamedTuple):
    """What is known of a deck's cards at once: how many there are, which items were renamed, and where its
    outline stands with the leaves of its cards."""

    number: int
    renamed: Renamed
    contents: Leaf


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
    """The cards of one deck, and their outline. What was opened once stays open.

    The part of their course begins at `base`. `again` reads the deck anew where the file turns out to be
    damaged, given the outline if that is known: its outline and its cards.
    """

    def __init__(
        self,
        kept: StoredDeck,
        file: CacheFile,
        base: int,
        again: Callable[[Outline | None], tuple[Outline, Sequence[Card]]],
    ) -> None:
        self._kept = kept
        self._file = file
        self._base = base
        self._again = again
        self._index: tuple[Outline, Sequence[Leaf]] | None = None
        self._open: dict[int, Sequence[Card]] = {}

    @property
    def renamed(self) -> Renamed:
        return self._kept.renamed

    @property
    def outline(self) -> Outline:
        return self._indexed()[0]

    def __len__(self) -> int:
        return self._kept.number

    @overload
    def __getitem__(self, index: int) -> Card: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Card]: ...

    def __getitem__(self, index: int | slice) -> Card | Sequence[Card]:
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        place = index + len(self) if index < 0 else index
        if not 0 <= place < len(self):
            raise IndexError(index)
        leaf, at = divmod(place, LEAF)
        return (self._open.get(leaf) or self._leaf(leaf))[at]

    def __iter__(self) -> Iterator[Card]:
        for leaf in range(_leaves(len(self))):
            yield from self._open.get(leaf) or self._leaf(leaf)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_same, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _leaf(self, leaf: int) -> Sequence[Card]:
        outline, leaves = self._indexed()
        if leaf not in self._open:
            first = leaf * LEAF
            cards = self._read(leaves[leaf])
            if not isinstance(cards, tuple) or len(cards) != min(LEAF, len(self) - first):
                cards = self._again(outline)[1][first : first + LEAF]
            self._open[leaf] = cards
        return self._open[leaf]

    def _indexed(self) -> tuple[Outline, Sequence[Leaf]]:
        if self._index is None:
            match self._read(self._kept.contents):
                case (Outline() as outline, tuple(leaves)) if len(leaves) == _leaves(len(self)):
                    self._index = outline, leaves
                case _:
                    outline, cards = self._again(None)
                    self._open = {leaf: cards[leaf * LEAF :][:LEAF] for leaf in range(_leaves(len(cards)))}
                    self._index = outline, ()
        return self._index

    def _read(self, place: Leaf) -> object:
        """What stands there; None where that is damaged."""
        start, length, expected = place
        try:
            data = self._file.read(self._base + start, length)
            return load(data) if _digest(data) == expected else None
        except (OSError, Unsound):
            return None


def stored(cards: Sequence[Card], outline: Outline, renamed: Renamed, start: int) -> tuple[bytes, StoredDeck]:
    """A deck as it stands in the part of its course from `start` on, and what is known of it at once."""
    found: list[bytes] = []
    leaves: list[Leaf] = []
    for first in range(0, len(cards), LEAF):
        data = dump(tuple(cards[first : first + LEAF]))
        found.append(data)
        leaves.append((start, len(data), _digest(data)))
        start += len(data)
    contents = dump((outline, tuple(leaves)))
    found.append(contents)
    return b"".join(found), StoredDeck(len(cards), renamed, (start, len(contents), _digest(contents)))


def _leaves(number: int) -> int:
    """How many leaves so many cards take."""
    return -(-number // LEAF)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()


def _same(one: Card, other: object) -> bool:
    return one == other

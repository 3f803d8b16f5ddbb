"""In which order the options of a choice are shown."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from quizapp.deck.shapes import TrueFalse
from quizapp.grading.grade import options_of

if TYPE_CHECKING:
    from quizapp.deck.model import Item

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)")


def shown_options(item: Item, seed: str) -> tuple[str, ...]:
    """The options shuffled by the seed; in their natural order where the author says so.

    The right answer is written apart from the wrong ones, so `shuffle: false` cannot mean the order
    in the file: it means by number where there are numbers, else by alphabet. True stands before
    false.
    """
    options = options_of(item)
    if isinstance(item.card.shape, TrueFalse):
        return options
    if not item.card.shuffle:
        return tuple(sorted(options, key=_natural))
    return tuple(sorted(options, key=lambda option: _drawn(seed + option)))


def _natural(text: str) -> list[tuple[int, float, str]]:
    parts = _NUMBER.split(text)
    return [
        (0, float(part), "") if index % 2 else (1, 0.0, part.casefold())
        for index, part in enumerate(parts)
        if part
    ]


def _drawn(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()

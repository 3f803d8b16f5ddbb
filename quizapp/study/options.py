"""What is shown to choose from or to arrange, and in which order."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from quizapp.deck.prose import plain
from quizapp.deck.shapes import Matching, Ordering, Timeline, TrueFalse
from quizapp.grading.expected import expected_of, options_of
from quizapp.grading.mark import Mode

if TYPE_CHECKING:
    from quizapp.deck.model import Item

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)")


def shown_options(item: Item, mode: Mode, borrowed: tuple[str, ...], seed: str) -> tuple[str, ...]:
    """The options of a choice, the entries to order, or the right-hand sides to match; else ().

    Shuffled by the seed. `shuffle: false` shows options in their natural order: the right answer is
    written apart from the wrong ones, so it cannot mean the order in the file; by number where there
    are numbers, else by alphabet. True stands before false. An order is never shown solved.
    """
    match mode:
        case Mode.CHOICE:
            options = options_of(item) or (*expected_of(item), *borrowed)
            if isinstance(item.card.shape, TrueFalse):
                return options
            if not item.card.shuffle:
                return tuple(sorted(options, key=_natural))
            return _shuffled(options, seed)
        case Mode.ARRANGE:
            return _to_arrange(item, seed)
        case _:
            return ()


def _to_arrange(item: Item, seed: str) -> tuple[str, ...]:
    match item.card.shape:
        case Ordering() | Timeline():
            solved = expected_of(item)
            shown = _shuffled(solved, seed)
            return shown if shown != solved else (*shown[1:], shown[0])
        case Matching(pairs=pairs, extra=extra):
            rights = dict.fromkeys(plain(text) for text in (*(right for _, right in pairs), *extra))
            return _shuffled(tuple(rights), seed)
        case _:
            return ()


def _shuffled(texts: tuple[str, ...], seed: str) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: drawn(seed + text)))


def _natural(text: str) -> list[tuple[int, float, str]]:
    parts = _NUMBER.split(text)
    return [
        (0, float(part), "") if index % 2 else (1, 0.0, part.casefold())
        for index, part in enumerate(parts)
        if part
    ]


def drawn(text: str) -> bytes:
    """A number drawn by a text: the same for the same text, on every machine."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()

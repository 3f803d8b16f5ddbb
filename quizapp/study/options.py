"""What is shown to choose from or to arrange, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.date_reading import parse_date
from quizapp.deck.dates import DateFault
from quizapp.deck.numbers import parse_quantity
from quizapp.deck.prose import plain
from quizapp.deck.quantity import QuantityFault
from quizapp.deck.shapes import Matching, Ordering, Timeline, TrueFalse
from quizapp.digest import blake2b
from quizapp.grading.expected import expected_of, options_of
from quizapp.grading.mark import Mode

if TYPE_CHECKING:
    from quizapp.deck.item import Item


def shown_options(item: Item, mode: Mode, borrowed: tuple[str, ...], seed: str) -> tuple[str, ...]:
    """The options of a choice, the entries to order, or the right-hand sides to match; else ().

    Shuffled by the seed. `shuffle: false` shows options in their natural order: the right answer is
    written apart from the wrong ones, so it cannot mean the order in the file; by size where all are
    numbers, by time where all are dates, else by alphabet. True stands before false. An order is never shown solved.
    """
    match mode:
        case Mode.CHOICE:
            options = options_of(item) or (*expected_of(item), *borrowed)
            if isinstance(item.card.shape, TrueFalse):
                return options
            if not item.card.shuffle:
                return _in_natural_order(options)
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


def _in_natural_order(options: tuple[str, ...]) -> tuple[str, ...]:
    # Dates first: a year is a number too, and both ways give the same order for it.
    for value in (_when, _size):
        values = [value(plain(option)) for option in options]
        known = [(found, option) for found, option in zip(values, options, strict=True) if found is not None]
        if len(known) == len(options):
            return tuple(option for _, option in sorted(known, key=_by_value))
    return tuple(sorted(options, key=str.casefold))


def _when(text: str) -> float | None:
    date = parse_date(text)
    return (
        None
        if isinstance(date, DateFault)
        else date.first.year * 372 + (date.first.month or 0) * 31 + (date.first.day or 0)
    )


def _size(text: str) -> float | None:
    quantity = parse_quantity(text)
    return None if isinstance(quantity, QuantityFault) else float(quantity.low)


def _by_value(known: tuple[float, str]) -> float:
    return known[0]


def drawn(text: str) -> bytes:
    """A number drawn by a text: the same for the same text, on every machine."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()

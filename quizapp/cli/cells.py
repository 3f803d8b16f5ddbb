"""Texts by the cells they take in a terminal, where letters may take none, one or two."""

from __future__ import annotations

import unicodedata

_WITHOUT_CELL = ("Mn", "Me", "Cf")
"""Marks that stand on the letter before, and what only tells how letters join."""
_SOFT_HYPHEN = "\u00ad"
"""Terminals draw it, though it is a sign of that kind."""


def width(text: str) -> int:
    """The number of terminal cells a text takes."""
    return sum(map(_cells, text))


def fitted(text: str, cells: int) -> str:
    """A text of exactly so many cells: filled with spaces, or cut, with an ellipsis, where it is longer."""
    taken = width(text)
    if taken > cells:
        kept, taken = "", 0
        for letter in text:
            if taken + _cells(letter) > cells - 1:
                break
            kept += letter
            taken += _cells(letter)
        text, taken = f"{kept}…", taken + 1
    return text + " " * (cells - taken)


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in _WITHOUT_CELL and letter != _SOFT_HYPHEN:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1

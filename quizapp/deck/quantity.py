"""Quantities: numbers with a unit and a tolerance, as values; `numbers` reads them from texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

TOLERANCE_SIGNS = ("±", "+/-", "+/−", "+-")
"""What an author writes before a tolerance."""
_LEADING_ZERO = re.compile(r"\s*[+−-]?0\d")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that is asked for: any value from `low` to `high`, both included, in the unit `unit`.

    `value` is the number itself, None where the author gave a range. `units` are further units that count,
    each with what one of it is in the main unit. `text` is the quantity as the author wrote it.
    """

    value: Decimal | None
    low: Decimal
    high: Decimal
    unit: str
    units: tuple[tuple[str, Decimal], ...]
    text: str

    @property
    def leading_zero(self) -> bool:
        """Whether the number is written like `007`, which YAML readers of other programs take as octal."""
        return _LEADING_ZERO.match(self.text) is not None

    @property
    def shown(self) -> str:
        """The answer as a learner reads it: `8849 m`; `1.5 to 1.6 V`. The tolerance is left out."""
        written = self.text
        for sign in TOLERANCE_SIGNS:
            written = written.partition(sign)[0]
        written = written.strip()
        if self.value is None:
            return " to ".join(part.strip() for part in written.split(".."))
        return written if self.unit in written else f"{written} {self.unit}"


@dataclass(frozen=True, slots=True)
class QuantityFault:
    """Why a text is no quantity, in one sentence for the author."""

    message: str


class Fit(StrEnum):
    """How the unit of an answer goes with the unit that is asked for."""

    MAIN = "main"
    CONVERTED = "converted"
    """Another unit of the same kind; the value is converted."""
    MISSING = "missing"
    OTHER = "other"
    """A unit that cannot be converted; the value is as typed."""
    EXTRA = "extra"
    """A unit or a word where none is asked for."""


@dataclass(frozen=True, slots=True)
class Given:
    """One way to read a learner's answer: its value in the main unit, the unit typed, and `shown`,
    the reading written so that it can be read in this way only."""

    value: Decimal
    unit: str
    fit: Fit
    shown: str

    def within(self, quantity: Quantity) -> bool:
        """Whether the value counts, whatever its unit."""
        return quantity.low <= self.value <= quantity.high

"""Dates as far as they are known: a year, a month of it, or a day, before or after Christ. Values only;
`date_reading` reads them from texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering
from typing import Literal

Precision = Literal["year", "month", "day"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The months as learners read them."""


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, with a month and a day where they are known. Years before Christ are negative, -44 being
    44 BC; there is no year 0. A date sorts by its beginning, the less precise one first."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        return "year" if self.month is None else "month" if self.day is None else "day"

    def cut(self, precision: Precision) -> PartialDate:
        """The same date, no more precise than asked."""
        if precision == "year":
            return PartialDate(self.year)
        return PartialDate(self.year, self.month) if precision == "month" else self

    def __lt__(self, other: PartialDate) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def __str__(self) -> str:
        """English, as a learner reads it: `4 May 1994`, `44 BC`; early years carry `AD` to be recognised."""
        era = " BC" if self.year < 0 else " AD" if self.year < 100 else ""
        words = [str(self.day)] if self.day else []
        words += [MONTHS[self.month - 1]] if self.month else []
        return " ".join([*words, f"{abs(self.year)}{era}"])


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """A date that is asked for: any from `first` to `last`, both included, which are equally precise.

    `precision` is what is asked; `circa` says that the author called it approximate. `text` is the date as
    written; `advice` is a sentence for the author about a better way to write it, or "". `middle` is the
    date around which the author gave a tolerance, None where there is none.
    """

    first: PartialDate
    last: PartialDate
    precision: Precision
    circa: bool
    text: str
    advice: str = ""
    middle: PartialDate | None = None

    @property
    def shown(self) -> str:
        """The answer as a learner reads it: `4 May 1994`, `about 1450 (1440 to 1460)`, `1914 to 1918`."""
        if self.first == self.last:
            return f"about {self.first}" if self.circa else str(self.first)
        span = f"{self.first} to {self.last}"
        return span if self.middle is None else f"about {self.middle} ({span})"


@dataclass(frozen=True, slots=True)
class DateFault:
    """Why a text is no date, in one sentence for the author."""

    message: str

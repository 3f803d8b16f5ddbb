"""Tables of reviews as CSV, one row each, in the three forms of the field.

- `card_id,review_th,delta_t,rating`: srs-benchmark; `review_th` gives the order, `delta_t` the days since the card's
  review before (-1 for its first).
- `card_id,day_offset,rating`: the same project's later data sets, rows in the order of time.
- `card_id,review_time,review_rating`: fsrs-optimizer; `review_time` is in milliseconds since 1970.

Columns may stand in any order, and others beside them.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, TextIO

from quizapp.exchange.review_log import MOST, Clock, Refusal, ReviewLog, Timed, by_card
from quizapp.memory.rating import Rating
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_LARGEST = 1 << 20
"""Characters of a line; a review takes some forty."""
_DAYS = 1_000_000
"""More days than any learner lives."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, its columns by name."""

    number: int
    columns: dict[str, str]

    def whole(self, name: str) -> int:
        """Raises ValueError unless it is a finite number; `3.0`, as tables of floats have it, is one."""
        number = float(self.columns[name])
        if not isfinite(number):
            raise ValueError(name)
        return int(number)


def read_table(path: Path, clock: Clock) -> ReviewLog | Refusal:
    """The reviews of a table. Rows that make no sense are left out and counted; those with rating 0, which
    Anki writes for cards moved by hand, are left out."""
    timed: list[Timed] = []
    wrong: list[int] = []
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = csv.reader(_short(file), strict=False)
            names = [name.strip().lower() for name in next(rows, [])]
            read, counts_on = _reader(names, clock)
            if read is None:
                return Refusal(
                    "It is no table of reviews. Its first line must name card_id, review_th, delta_t and rating; "
                    "or card_id, day_offset and rating; or card_id, review_time and review_rating."
                )
            for cells in rows:
                if not cells:
                    continue
                if len(timed) >= MOST:
                    return Refusal(f"It has more than {MOST:,} reviews.")
                try:
                    review = read(_Row(rows.line_num, dict(zip(names, cells, strict=False))))
                except (ValueError, KeyError, OverflowError, OSError):
                    wrong.append(rows.line_num)
                else:
                    timed += [] if review is None else [review]
    except csv.Error as fault:
        return Refusal(f"It is no table of reviews: {fault}.")
    except OSError as fault:
        return Refusal(f"It cannot be read: {fault.strerror or fault}.")
    notes = (f"{count(len(wrong), 'row')} made no sense, the first in line {wrong[0]}.",) if wrong else ()
    return by_card(_summed(timed) if counts_on else timed, notes)


def _short(file: TextIO) -> Iterator[str]:
    while line := file.readline(_LARGEST):
        if len(line) == _LARGEST:
            raise csv.Error("a line is too long")
        yield line


def _reader(names: list[str], clock: Clock) -> tuple[Callable[[_Row], Timed | None] | None, bool]:
    """What reads a row of a table with such columns (it gives None for a row without a rating), and whether days
    count on from the card's review before."""
    have = set(names)
    if {"card_id", "review_th", "delta_t", "rating"} <= have:
        return lambda row: _timed(row, row.whole("review_th"), max(row.whole("delta_t"), 0), "rating"), True
    if {"card_id", "day_offset", "rating"} <= have:
        return lambda row: _timed(row, row.number, row.whole("day_offset"), "rating"), False
    if {"card_id", "review_time", "review_rating"} <= have:

        def at_an_instant(row: _Row) -> Timed | None:
            at = row.whole("review_time")
            return _timed(row, at, clock.day(at), "review_rating")

        return at_an_instant, False
    return None, False


def _summed(timed: Iterable[Timed]) -> Iterator[Timed]:
    """Days counted from each card's first review, of days counted from the one before."""
    days: dict[str, int] = {}
    for each in sorted(timed, key=lambda each: each.order):
        days[each.card] = days.get(each.card, 0) + each.day
        yield replace(each, day=days[each.card])


def _timed(row: _Row, order: int, day: int, rating: str) -> Timed | None:
    grade = row.whole(rating)
    if grade == 0:
        return None
    if abs(day) > _DAYS:
        raise ValueError(day)
    return Timed(order, row.columns["card_id"], day, Rating(grade))

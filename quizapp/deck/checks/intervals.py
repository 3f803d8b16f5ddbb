"""The rule on numeric options: no two of them may hold the same number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from quizapp.deck.checks.flaw import Flaw, Part, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.deck.checks.subject import Subject

_DIGITS = r"[+−-]?\d+(?:[ ,.\u00a0\u202f]\d+)*"
_NUMBER = re.compile(rf"(?P<low>{_DIGITS})(?P<unit>.*)")
_RANGE = re.compile(rf"(?:from )?(?P<low>{_DIGITS}) ?(?:–|—|-|\.\.|to) ?(?P<high>{_DIGITS})(?P<unit>.*)")
_BETWEEN = re.compile(rf"between (?P<low>{_DIGITS}) and (?P<high>{_DIGITS})(?P<unit>.*)")
_ABOVE = re.compile(
    rf"(?P<bound>more than|greater than|over|above|at least|no less than|from|>=?|≥) ?(?P<low>{_DIGITS})(?P<unit>.*)"
)
_BELOW = re.compile(
    rf"(?P<bound>less than|fewer than|under|below|at most|no more than|up to|<=?|≤) ?(?P<high>{_DIGITS})(?P<unit>.*)"
)
_OR_MORE = re.compile(rf"(?P<low>{_DIGITS})(?P<unit>.*?) ?(?:or more|or above|or over|and more|and above|\+)")
_OR_LESS = re.compile(rf"(?P<high>{_DIGITS})(?P<unit>.*?) ?(?:or less|or fewer|or below|or under|and below)")
_CLOSED = ("at least", "no less than", "from", ">=", "≥", "at most", "no more than", "up to", "<=", "≤")
_YEARS = (1000, 2100)


@dataclass(frozen=True, slots=True)
class _Interval:
    """The numbers that an option holds; `open_low` and `open_high` say that a bound itself is out."""

    low: float
    high: float
    unit: str
    open_low: bool = False
    open_high: bool = False


def overlapping_numbers(subject: Subject) -> Iterator[Flaw]:
    """Q113: two numeric options hold the same number: `10–20` and `15–25`, "more than 5" and "more than 10".

    Haladyna, Downing & Rodriguez 2002, guideline 22 (keep choices independent; choices should not be
    overlapping); NBME Item-Writing Guide (numeric data not stated consistently). Periods of years may
    overlap: they are answers, not classes.
    """
    if not subject.right:
        return
    texts = [*zip(subject.right, subject.right_parts, strict=True)]
    texts += [(text, Part("wrong", number)) for number, text in enumerate(subject.wrong)]
    known: dict[str, list[tuple[_Interval, str, Part]]] = {}
    for text, part in texts:
        interval = _interval(text)
        if interval is not None:
            known.setdefault(interval.unit, []).append((interval, text, part))
    for entries in known.values():
        entries.sort(key=lambda entry: (entry[0].low, entry[0].open_low))
        widest = entries[0]
        for entry in entries[1:]:
            if _meet(widest[0], entry[0]):
                yield subject.flaw(
                    "Q113",
                    entry[2] if entry[2].key == "wrong" else widest[2],
                    f"{shown(widest[1])} and {shown(entry[1])} overlap",
                    "let each number fall into one option only",
                )
                return
            if entry[0].high > widest[0].high:
                widest = entry


def _meet(left: _Interval, right: _Interval) -> bool:
    """Whether two intervals, the left one beginning first, share a number; two single numbers never count."""
    if left.low == left.high and right.low == right.high:
        return False
    if left.high == right.low:
        return not (left.open_high or right.open_low)
    return left.high > right.low


def _interval(option: str) -> _Interval | None:
    """The interval of an option that is one, or a single number; None for any other text and for years."""
    text = " ".join(option.casefold().split())
    if len(text) > 60:
        return None
    if found := _RANGE.fullmatch(text) or _BETWEEN.fullmatch(text):
        low, high, unit = _value(found["low"]), _value(found["high"]), found["unit"].strip()
        are_years = not unit and low >= _YEARS[0] and high <= _YEARS[1]
        return None if low >= high or are_years else _Interval(low, high, unit)
    if found := _OR_MORE.fullmatch(text):
        return _Interval(_value(found["low"]), inf, found["unit"].strip())
    if found := _OR_LESS.fullmatch(text):
        return _Interval(-inf, _value(found["high"]), found["unit"].strip())
    if found := _ABOVE.fullmatch(text):
        return _Interval(
            _value(found["low"]), inf, found["unit"].strip(), open_low=found["bound"] not in _CLOSED
        )
    if found := _BELOW.fullmatch(text):
        return _Interval(
            -inf, _value(found["high"]), found["unit"].strip(), open_high=found["bound"] not in _CLOSED
        )
    if found := _NUMBER.fullmatch(text):
        value = _value(found["low"])
        return _Interval(value, value, found["unit"].strip())
    return None


def _value(digits: str) -> float:
    """A number as it is written in an option, with or without separators of thousands."""
    bare = re.sub(r"[ \u00a0\u202f]", "", digits).replace("−", "-")
    if re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+", bare):
        bare = bare.replace(",", "")
    head, _, fraction = bare.replace(",", ".").rpartition(".")
    if not head:
        return float(fraction)
    return float(f"{head.replace('.', '')}.{fraction}")

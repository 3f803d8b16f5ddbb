"""Numbers and dates as answers: what an author may write, and what is unusual about it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.deck.date_reading import parse_date
from quizapp.deck.dates import DateAnswer, DateFault
from quizapp.deck.fields import kind_of, read_text
from quizapp.deck.nodes import Mapping, Node
from quizapp.deck.numbers import parse_factor, parse_quantity
from quizapp.deck.quantity import QuantityFault
from quizapp.deck.shapes import Date, Number

if TYPE_CHECKING:
    from decimal import Decimal

    from quizapp.deck.diagnostics import Fix
    from quizapp.deck.fields import Fields
    from quizapp.deck.marking_reader import ReadContext


def read_number(fields: Fields, context: ReadContext) -> Number | None:
    """The answer of a card under `number`, with its `units`."""
    node = fields.get("number")
    assert node is not None
    text = read_text(fields.report, node, "`number`")
    units = _units(fields)
    if text is None:
        return None
    quantity = parse_quantity(text, units)
    if isinstance(quantity, QuantityFault):
        seen, label = _seen_and_remedy(
            quantity.message, "this is no number", "write one such as `8849 m ± 10`"
        )
        fields.report.add("D209", seen, node.start, node.end, label)
        return None
    if quantity.leading_zero:
        fields.report.add(
            "D218",
            "a number with a leading zero",
            node.start,
            node.end,
            "the zero does not count; leave it out",
            _without_zeros(fields, node),
        )
    return Number(quantity)


def _without_zeros(fields: Fields, node: Node) -> Fix | None:
    """The fix that leaves the zeros out, where the number stands as it was written."""
    found = re.compile(r"0+(?=\d)").match(fields.report.index.text, node.start, node.end)
    return fields.report.fix("leave it out", found.start(), found.end(), "") if found else None


def _units(fields: Fields) -> tuple[tuple[str, Decimal], ...]:
    """Further units, and what one of each is in the main unit."""
    node = fields.get("units")
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        fields.report.add(
            "D204",
            f"`units` wants a mapping, and this is {kind_of(node)}",
            node.start,
            node.end,
            "write each unit with its factor, as in `ft: 0.3048`",
        )
        return ()
    found = []
    for key, value in node.pairs:
        name = read_text(fields.report, key, "a unit")
        factor = read_text(fields.report, value, "the factor of a unit")
        if name is None or factor is None:
            continue
        parsed = parse_factor(factor)
        if isinstance(parsed, QuantityFault):
            label = "write how much one of it is in the main unit, as in `ft: 0.3048`"
            fields.report.add(
                "D209", f"the factor of `{name}`: {parsed.message}", value.start, value.end, label
            )
            continue
        found.append((name, parsed))
    return tuple(found)


def read_date(fields: Fields, context: ReadContext) -> Date | None:
    """The answer of a card under `date`."""
    node = fields.get("date")
    assert node is not None
    date = dated(fields, node, "`date`")
    return None if date is None else Date(date)


def dated(fields: Fields, node: Node, what: str) -> DateAnswer | None:
    """A date; None, and a finding, for anything else. `what` names it to the author."""
    text = read_text(fields.report, node, what)
    if text is None:
        return None
    date = parse_date(text)
    if isinstance(date, DateFault):
        seen, label = _seen_and_remedy(
            date.message, "this is no date", "write one such as 1994-05-04 or 1994"
        )
        fields.report.add("D210", seen, node.start, node.end, label)
        return None
    if _two_digits(date):
        year = date.first.year
        label = f"write the year in full, as in 19{year:02d}; for the year {year} itself, {date.advice}"
        fields.report.add("D210", "the year has two digits only", node.start, node.end, label)
        return None
    if date.advice:
        fix = _plainly_written(fields, node, date)
        seen = "an unusual way to write a date"
        fields.report.add("D219", seen, node.start, node.end, date.advice, fix)
    return date


def _plainly_written(fields: Fields, node: Node, date: DateAnswer) -> Fix | None:
    """The fix that writes a date as advised, if it stays the same one and the advice is all of it."""
    advised = date.advice.removeprefix("write ")
    same = parse_date(advised)
    if isinstance(same, DateFault) or replace(same, text=date.text) != replace(date, advice=""):
        return None
    return fields.report.fix(date.advice, node.start, node.end, advised)


def _two_digits(date: DateAnswer) -> bool:
    """Whether the year may be short for one of our times: `20/07/69` is not likely to be of the first
    century, as `79-08-24` and `24 August 79 AD` are."""
    return (
        0 < date.first.year < 100
        and date.precision != "year"
        and date.advice.startswith("write ")
        and not re.search(r"\b(?:AD|CE)\b|\bA\.D|\bC\.E", date.text, re.IGNORECASE)
    )


def _seen_and_remedy(message: str, seen: str, remedy: str) -> tuple[str, str]:
    """The two halves of a fault's sentence; what it does not say is filled in."""
    if message.startswith("write "):
        return seen, message
    before, semicolon, after = message.partition("; ")
    return (before, after) if semicolon and after.startswith("write ") else (message, remedy)

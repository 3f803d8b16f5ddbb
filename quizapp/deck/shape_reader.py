"""From the keys of a card to its shape of answer: one function a shape.

`SHAPES` maps the key that holds the answer to what else goes with it and to its function. Each
function returns None after it has reported why there is no shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from quizapp.deck.cloze import ClozeFault, parse_cloze
from quizapp.deck.date_reading import parse_date
from quizapp.deck.dates import DateAnswer, DateFault, PartialDate
from quizapp.deck.fields import check_commas, entries_of, kind_of, read_flag, read_text
from quizapp.deck.marking_reader import MARKING_KEYS, check_rejects, read_marking
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence
from quizapp.deck.normal import normalise
from quizapp.deck.numbers import parse_factor, parse_quantity
from quizapp.deck.option_reader import check_options, check_repeats, read_options, report_repeats
from quizapp.deck.quantity import QuantityFault
from quizapp.deck.shapes import (
    Cloze,
    Date,
    ListRecall,
    Marking,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    Shape,
    TextAnswer,
    Timeline,
    TrueFalse,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from quizapp.deck.diagnostics import Fix
    from quizapp.deck.fields import Fields


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a card's own text does not say: the language, and defaults of the marking options."""

    language: str = "en"
    marking: Marking = field(default_factory=Marking)
    typed: bool = False


@dataclass(frozen=True, slots=True)
class ShapeKeys:
    """What goes with an answer key: whether there is a question, further keys, and the reader."""

    question: bool
    keys: tuple[str, ...]
    read: Callable[[Fields, ReadContext], Shape | None]


# -- text answers and choices ---------------------------------------------------------------


def _text_answer(fields: Fields, context: ReadContext) -> Shape | None:
    answer = fields.text("a")
    marking = read_marking(fields, context.marking)
    wrong = read_options(fields, "wrong")
    typed = fields.flag("typed")
    if answer:
        if wrong:
            right = ((answer, "the answer"), *((text, "in `accept`") for text in marking.accept))
            check_options(fields, wrong, right, context.language, marking.case)
        check_rejects(fields, marking, (answer, *marking.accept), context.language)
        return TextAnswer(
            answer,
            _reverse(fields),
            tuple(option for option, _ in wrong),
            context.typed if typed is None else typed,
            marking,
        )
    return None


def _reverse(fields: Fields) -> str | None:
    """`reverse: true` asks the answer; a text is the other question; false is none."""
    node = fields.get("reverse")
    if node is None:
        return None
    text = read_text(fields.report, node, "`reverse`")
    if text is None or not isinstance(node, Scalar) or not node.plain:
        return text
    return {"true": "", "false": None}.get(text.lower(), text)


def _multiple_choice(fields: Fields, context: ReadContext) -> Shape | None:
    right = read_options(fields, "right")
    if "wrong" not in fields:
        key = fields.key("right")
        fields.report.add(
            "D202",
            "`right` needs wrong options beside it",
            key.start,
            key.end,
            "add `wrong:` with the options that do not hold; for one right answer write `a`",
        )
        return None
    wrong = read_options(fields, "wrong")
    check_options(
        fields, wrong, [(option.text, "in `right`") for option, _ in right], context.language, case=False
    )
    check_repeats(fields, right, context.language, case=False)
    return MultipleChoice(tuple(option for option, _ in right), tuple(option for option, _ in wrong))


def _true_false(fields: Fields, context: ReadContext) -> Shape | None:
    node = fields.get("a")
    if node is None:
        key = fields.key("statement")
        fields.report.add(
            "D202", "this statement has no answer", key.start, key.end, "add `a: true` or `a: false`"
        )
        return None
    answer = read_flag(fields.report, node, "the answer to a statement", "true false yes no")
    return None if answer is None else TrueFalse(answer)


# -- cloze ----------------------------------------------------------------------------------


def _cloze(fields: Fields, context: ReadContext) -> Shape | None:
    node = fields.get("cloze")
    assert node is not None
    text = read_text(fields.report, node, "`cloze`")
    if text is None:
        return None
    marking = read_marking(fields, context.marking)
    parsed = parse_cloze(text)
    if isinstance(parsed, ClozeFault):
        start, end = node.start, node.end
        # Only where the text stands as it is written do offsets into it hold.
        if fields.report.index.text.startswith(text, node.start):
            start, end = node.start + parsed.start, node.start + parsed.end
        fields.report.add("D208", parsed.message, start, end, parsed.remedy)
        return None
    return Cloze(parsed, marking)


# -- numbers and dates ----------------------------------------------------------------------


def _number(fields: Fields, context: ReadContext) -> Shape | None:
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


def _date(fields: Fields, context: ReadContext) -> Shape | None:
    node = fields.get("date")
    assert node is not None
    date = _read_date(fields, node, "`date`")
    return None if date is None else Date(date)


def _read_date(fields: Fields, node: Node, what: str) -> DateAnswer | None:
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


# -- order, pairs, lists --------------------------------------------------------------------


def _ordering(fields: Fields, context: ReadContext) -> Shape | None:
    errors = fields.report.errors
    entries = fields.texts("order")
    if fields.report.errors > errors:
        return None
    node = fields.get("order")
    assert node is not None
    named = zip(entries, entries_of(node), strict=True)
    if _too_few(fields, "order", entries) or report_repeats(fields.report, named, context.language):
        return None
    return Ordering(entries)


def _timeline(fields: Fields, context: ReadContext) -> Shape | None:
    pairs = _mapping(fields, "timeline", "each event with its date, as in `Moon landing: 1969`")
    if pairs is None:
        return None
    errors = fields.report.errors
    events: list[tuple[str, PartialDate, Node]] = []
    for key, value in pairs:
        name = read_text(fields.report, key, "an event")
        date = _read_date(fields, value, "the date of an event")
        if name is None or date is None:
            continue
        if date.first != date.last:
            label = "write one date, and put the span into the name of the event or into `explain`"
            seen = "an event of a timeline has one date, and this is a span"
            fields.report.add("D210", seen, value.start, value.end, label)
            continue
        events.append((name, date.first, value))
    if fields.report.errors > errors or _too_few(fields, "timeline", events):
        return None
    names = [(name, key) for (name, _, _), (key, _) in zip(events, pairs, strict=True)]
    if report_repeats(fields.report, names, context.language):
        return None
    events.sort(key=_by_date)
    for (before, early, first), (after, late, second) in pairwise(events):
        if early.cut(late.precision) == late.cut(early.precision):
            fields.report.add(
                "D221",
                f"`{before}` and `{after}` may be at the same time",
                second.start,
                second.end,
                "write the dates as precisely as their order needs",
                related=(fields.report.place(first.start, first.end, f"`{before}` stands here"),),
            )
            return None
    return Timeline(tuple((name, date) for name, date, _ in events))


def _by_date(event: tuple[str, PartialDate, Node]) -> PartialDate:
    return event[1]


def _matching(fields: Fields, context: ReadContext) -> Shape | None:
    nodes = _mapping(fields, "match", "left and right of each pair, as in `Norway: Oslo`")
    if nodes is None:
        return None
    errors = fields.report.errors
    pairs: list[tuple[str, str]] = []
    for key, value in nodes:
        left = read_text(fields.report, key, "the left of a pair")
        right = read_text(fields.report, value, "the right of a pair")
        if left is not None and right is not None:
            pairs.append((left, right))
    if fields.report.errors > errors or _too_few(fields, "match", pairs):
        return None
    lefts = [(left, key) for (left, _), (key, _) in zip(pairs, nodes, strict=True)]
    if report_repeats(fields.report, lefts, context.language):
        return None
    extra = fields.texts("extra")
    node = fields.get("extra")
    rights = {normalise(right, context.language) for _, right in pairs}
    for text, place in zip(extra, entries_of(node) if node else (), strict=False):
        if normalise(text, context.language) in rights:
            label = "an extra fits no pair: take it out, or write another"
            fields.report.add("D207", f"`{text}` is also in a pair", place.start, place.end, label)
    return Matching(tuple(pairs), extra)


def _list_recall(fields: Fields, context: ReadContext) -> Shape | None:
    node = fields.get("list")
    if not isinstance(node, Sequence):
        assert node is not None
        fields.report.add(
            "D204",
            f"`list` wants a list, and this is {kind_of(node)}",
            node.start,
            node.end,
            "write each entry on its own line after a dash",
        )
        return None
    check_commas(fields.report, node)
    errors = fields.report.errors
    entries = []
    named: list[tuple[str, Node]] = []
    for entry in node.items:
        # A list inside the list gives the names of one entry.
        places = entries_of(entry)
        if not places:
            label = "write the names of one entry into it, or take it out"
            fields.report.add("D205", "an entry of `list` is empty", entry.start, entry.end, label)
        elif isinstance(entry, Sequence):
            check_commas(fields.report, entry)
        texts = [read_text(fields.report, place, "an entry of `list`") for place in places]
        names = tuple(text for text in texts if text is not None)
        entries.append(names)
        named.extend(zip(names, places, strict=False))
    if fields.report.errors > errors or _too_few(fields, "list", entries):
        return None
    if report_repeats(fields.report, named, context.language):
        return None
    ordered = fields.flag("ordered") if "ordered" in fields else None
    marking = read_marking(fields, context.marking)
    need = _need(fields, len(entries))
    return None if need is None else ListRecall(tuple(entries), need, bool(ordered), marking)


def _need(fields: Fields, entries: int) -> int | None:
    if "need" not in fields:
        return entries
    text = fields.text("need")
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= entries:
        return int(text)
    node = fields.get("need")
    assert node is not None
    if text:
        seen = f"`need` is a number from 1 to {entries}, and this is `{text[:20]}`"
        label = "write how many of the entries are asked, or leave `need` out for all of them"
        fields.report.add("D213", seen, node.start, node.end, label)
    return None


def _mapping(fields: Fields, name: str, example: str) -> list[tuple[Node, Node]] | None:
    node = fields.get(name)
    assert node is not None
    if isinstance(node, Mapping):
        return node.pairs
    fields.report.add(
        "D204",
        f"`{name}` wants a mapping, and this is {kind_of(node)}",
        node.start,
        node.end,
        f"write {example}" + (", without dashes" if isinstance(node, Sequence) and not node.flow else ""),
    )
    return None


def _too_few(fields: Fields, name: str, entries: Iterable[object]) -> bool:
    if len(list(entries)) > 1:
        return False
    key = fields.key(name)
    label = "write another, or ask this with `q` and `a`"
    fields.report.add("D212", f"`{name}` needs at least two entries", key.start, key.end, label)
    return True


SHAPES: dict[str, ShapeKeys] = {
    "a": ShapeKeys(True, ("reverse", "wrong", "typed", *MARKING_KEYS), _text_answer),
    "right": ShapeKeys(True, ("wrong",), _multiple_choice),
    "statement": ShapeKeys(False, ("a",), _true_false),
    "cloze": ShapeKeys(False, MARKING_KEYS, _cloze),
    "number": ShapeKeys(True, ("units",), _number),
    "date": ShapeKeys(True, (), _date),
    "order": ShapeKeys(True, (), _ordering),
    "timeline": ShapeKeys(True, (), _timeline),
    "match": ShapeKeys(True, ("extra",), _matching),
    "list": ShapeKeys(True, ("ordered", "need", *MARKING_KEYS), _list_recall),
}

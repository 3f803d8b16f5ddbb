"""Answers of several entries: orders, timelines, pairs, and lists to recall."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quizapp.deck.fields import check_commas, entries_of, kind_of, read_text
from quizapp.deck.marking_reader import ReadContext, read_marking
from quizapp.deck.measure_reader import dated
from quizapp.deck.nodes import Mapping, Node, Sequence
from quizapp.deck.normal import normalise
from quizapp.deck.option_reader import report_repeats
from quizapp.deck.shapes import ListRecall, Matching, Ordering, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.deck.dates import PartialDate
    from quizapp.deck.fields import Fields


def read_ordering(fields: Fields, context: ReadContext) -> Ordering | None:
    """The answer of a card under `order`."""
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


def read_timeline(fields: Fields, context: ReadContext) -> Timeline | None:
    """The answer of a card under `timeline`: the order follows from the dates."""
    pairs = _mapping(fields, "timeline", "each event with its date, as in `Moon landing: 1969`")
    if pairs is None:
        return None
    errors = fields.report.errors
    events: list[tuple[str, PartialDate, Node]] = []
    for key, value in pairs:
        name = read_text(fields.report, key, "an event")
        date = dated(fields, value, "the date of an event")
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
        if early.year == late.year and early.cut(late.precision) == late.cut(early.precision):
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


def read_matching(fields: Fields, context: ReadContext) -> Matching | None:
    """The answer of a card under `match`, with its `extra`."""
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


def read_list(fields: Fields, context: ReadContext) -> ListRecall | None:
    """The answer of a card under `list`, with `ordered`, `need` and how it is marked."""
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

"""The options of a card: what may stand in `right` and `wrong`, and that no two of them are the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.deck.diagnostics import Edit, Fix
from quizapp.deck.fields import check_commas, read_text, read_texts
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence
from quizapp.deck.normal import normalise
from quizapp.deck.shapes import Option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.deck.fields import Fields
    from quizapp.deck.report import Report

_NEXT_LINE = re.compile(r"\n\s*")

Places = list[tuple[Option, Node]]
"""Options, each with where it stands."""


def read_options(fields: Fields, name: str) -> Places:
    """Options, each with its place: texts, `text: feedback` pairs, or a list of both."""
    node = fields.get(name)
    if node is None:
        return []
    found: Places = []
    if isinstance(node, Sequence):
        check_commas(fields.report, node)
        entries = node.items
        if not entries:
            label = "write options into it, or leave the key out"
            fields.report.add("D205", f"`{name}` is empty", node.start, node.end, label)
    else:
        entries = [node]
    an_option = f"an option of `{name}`"
    for entry in entries:
        if isinstance(entry, Mapping):
            for key, value in entry.pairs:
                text = read_text(fields.report, key, an_option)
                feedback = read_text(fields.report, value, "the feedback of an option")
                if text is not None and feedback is not None:
                    found.append((Option(text, feedback), key))
        elif isinstance(node, Sequence):
            text = read_text(fields.report, entry, an_option)
            if text is not None:
                found.append((Option(text), entry))
        elif not _lacks_dashes(fields, name, entry):
            found.extend((Option(text), entry) for text in read_texts(fields.report, entry, f"`{name}`"))
    return found


def _lacks_dashes(fields: Fields, name: str, node: Node) -> bool:
    """Report lines below their key that YAML makes one text of, where each is likely to be an option."""
    text, key = fields.report.index.text, fields.key(name)
    if not isinstance(node, Scalar) or not node.plain or node.value.startswith("-"):
        return False
    if "\n" not in text[key.end : node.start]:
        return False
    lines = [node.start, *(found.end() for found in _NEXT_LINE.finditer(text, node.start, node.end))]
    if len(lines) == 1:
        return False
    index = fields.report.index
    fix = Fix("put dashes in", tuple(Edit(index.span(at, at), "- ") for at in lines), safe=False)
    seen = f"`{name}` wants a list, and this is a text of {len(lines)} lines"
    label = "begin each option with a dash, or put the text in quotation marks"
    fields.report.add("D204", seen, node.start, node.end, label, fix)
    return True


def check_options(
    fields: Fields, wrong: Places, right: Iterable[tuple[str, str]], language: str, case: bool
) -> None:
    """Wrong options must differ from each other and from everything that is right."""
    known = {normalise(text, language, case): where for text, where in right}
    forms = [normalise(option.text, language, case) for option, _ in wrong]
    if not known.keys().isdisjoint(forms):
        for form, (option, node) in zip(forms, wrong, strict=True):
            if form in known:
                fields.report.add(
                    "D207",
                    f"`{option.text}` is both wrong and right",
                    node.start,
                    node.end,
                    f"it is also {known[form]}: leave only the wrong options here",
                )
    if len(set(forms)) < len(forms):
        check_repeats(fields, wrong, language, case)


def check_repeats(fields: Fields, options: Places, language: str, case: bool) -> None:
    """No two options may read the same."""
    report_repeats(fields.report, [(option.text, node) for option, node in options], language, case)


def report_repeats(
    report: Report, entries: Iterable[tuple[str, Node]], language: str, case: bool = False
) -> bool:
    """Report each entry that reads the same as an earlier one; says whether there is any."""
    seen: dict[str, tuple[str, Node]] = {}
    repeated = False
    for text, node in entries:
        key = normalise(text, language, case)
        if key not in seen:
            seen[key] = text, node
            continue
        repeated = True
        first_text, first = seen[key]
        said = (
            f"`{text}` stands here twice"
            if text == first_text
            else f"`{text}` and `{first_text}` read the same"
        )
        place = report.place(first.start, first.end, "the first one")
        report.add("D207", said, node.start, node.end, "keep one of them", related=(place,))
    return repeated

"""Texts that YAML reads otherwise than their authors meant: cut at a comment, joined, or with an escape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.deck.diagnostics import Edit, Fix
from quizapp.deck.syntax.quoting import quoted
from quizapp.deck.text import character_name, forbidden

if TYPE_CHECKING:
    from quizapp.deck.nodes import Scalar
    from quizapp.deck.report import Report

_NEXT_SIGN = re.compile(r"\n[ \t]*([^\s])")
_BARE_COMMENT = re.compile(r"[^\S\n]+#(?=[^\s#])[^\n]*")


def check_comment(report: Report, node: Scalar) -> None:
    """`C #lang`: YAML cuts the text at ` #`. A comment with a space after its # is meant as one."""
    text = report.index.text
    if not text.startswith((" ", "\t"), node.end):
        return
    found = _BARE_COMMENT.match(text, node.end)
    if found:
        end = found.end() - len(found[0]) + len(found[0].rstrip())
        written = quoted(text[node.start : end])
        report.add(
            "Y007",
            "everything after ` #` is a comment, and is not part of the text",
            found.end() - len(found[0].lstrip()),
            end,
            "put the text in quotation marks, or write a space after the #",
            report.fix(f"write {shortened(written)}", node.start, end, written, safe=False),
        )


def lost_in_comment(report: Report, node: Scalar, what: str) -> bool:
    """`explain: #1 of all`: the whole value is a comment to YAML."""
    found = _BARE_COMMENT.match(report.index.text, node.end) if node.plain else None
    if found is None:
        return False
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    end = start + len(found[0].strip())
    written = quoted(report.index.text[start:end])
    report.add(
        "D205",
        f"{what} has no value, since ` #` begins a comment",
        start,
        end,
        "put the text in quotation marks",
        report.fix(f"write {shortened(written)}", node.end, end, f" {written}", safe=False),
    )
    return True


def check_dashes(report: Report, node: Scalar) -> None:
    """`-one` and `-two` on lines of their own: without spaces they are one text, and no list."""
    text = report.index.text
    dashes = [node.start]
    for found in _NEXT_SIGN.finditer(text, node.start, node.end):
        if found[1] != "-":
            return
        dashes.append(found.end() - 1)
    if len(dashes) > 1:
        edits = tuple(Edit(report.index.span(at + 1, at + 1), " ") for at in dashes)
        fix = Fix("put spaces in", edits)
        seen, label = "a space is missing after the dash", "YAML wants a space here"
        report.add("Y014", seen, node.start, node.start + 1, label, fix)


def check_escapes(report: Report, node: Scalar) -> None:
    """Characters that a deck must not hold may also come by a YAML escape such as "\\e"."""
    at = next(forbidden(node.value), None)
    if at is not None:
        name = character_name(node.value[at])
        report.add(
            "Y008", f"this text holds {name}", node.start, node.end, "take it out: it can garble a terminal"
        )


def shortened(text: str) -> str:
    """A text of an author as far as it is quoted in a finding."""
    return text if len(text) <= 40 else text[:39] + "…"

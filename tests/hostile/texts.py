"""Texts out of any bytes, and what must hold of the texts that the program makes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from quizapp.deck.diagnostics import Diagnostic, LineIndex
from quizapp.deck.source_text import decode
from quizapp.deck.text import forbidden

if TYPE_CHECKING:
    from collections.abc import Iterator


def strings(value: object) -> Iterator[str]:
    """Every text in a value made of dataclasses and containers."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for spec in fields(value):
            yield from strings(getattr(value, spec.name))
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from strings(key)
            yield from strings(held)
    elif isinstance(value, tuple | list | frozenset):
        for entry in value:
            yield from strings(entry)


def text_in(data: bytes) -> str | None:
    """The text of a file with these bytes; None, after a look at the finding, if it is none."""
    text = decode(data, "deck.yaml")
    if isinstance(text, Diagnostic):
        assert text.code == "Y009"
        return None
    return text


def loose(data: bytes) -> str:
    """Any bytes as text, lone surrogates included: what a terminal or a file name may give."""
    return data.decode("utf-8", "surrogateescape")


def check_findings(text: str, findings: tuple[Diagnostic, ...]) -> None:
    """Each finding points into the text, and says something in characters that may be shown."""
    index = LineIndex(text)
    for finding in findings:
        for span in (finding.span, *(also.span for also in finding.related)):
            start, end = index.offset(span.line, span.column), index.offset(span.end_line, span.end_column)
            assert 0 <= start <= end <= len(text), finding
            assert index.position(start) == (span.line, span.column), finding
            assert index.position(end) == (span.end_line, span.end_column), finding
        assert finding.message.strip()
        for said in (finding.message, finding.label, finding.card):
            assert not list(forbidden(said)), finding

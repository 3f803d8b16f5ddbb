"""From what an author filled in to the YAML text of one card.

Each text is written plain where YAML reads it back for sure, in quotation marks elsewhere, and as a
block where it has several lines. What the reader gives back is what was filled in, but for white
space around a text and characters that no deck may hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from quizapp.deck.text import clean


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping under a key of a card, or an option with its feedback in a list of options."""

    entries: tuple[tuple[str, str], ...]


Value = str | bool | Pairs | tuple["str | Pairs | tuple[str, ...]", ...]
"""What a key holds: a text, a flag, pairs, or a list of texts, of pairs, and of lists of texts."""

Fields = Mapping[str, Value]
"""The keys of a card in the order in which they are to stand. What is empty is left out."""


class Style(Enum):
    """How the cards of a file are written."""

    BLOCK = auto()
    """A line for each key."""
    FLOW = auto()
    """In brackets on one line."""
    JSON = auto()
    """In brackets, with every text in double quotation marks."""


# Plain text of which no reader of YAML makes anything else: it begins with a letter or digit, and
# neither a colon nor a number sign touches white space.
_PLAIN = re.compile(r"(?=[^\W_])(?:[^\s:#\"'\\]|[ ](?![ #])|(?<=\S):(?=\S)|(?<=\S)#)*(?<!\s)")
_FLOW_PLAIN = re.compile(r"(?=[^\W_])[\w .()/+-]*(?<!\s)")
# Words that some reader of YAML, or a key of ours, takes for something else than text.
_TYPED = frozenset(["true", "false", "yes", "no", "on", "off", "null"])
_LONGEST_KEY = 1000
"""YAML wants the colon of a simple key within 1024 characters."""
_EMPTY: tuple[Value, ...] = ("", (), Pairs(()))


def card_text(fields: Fields, style: Style = Style.BLOCK) -> str:
    """The text of one card without its dash: lines that end in a line feed, or brackets on one line."""
    given = as_read(fields)
    if style is not Style.BLOCK:
        return _flow(given, style)
    return "".join(f"{line}\n" for name, value in given.items() for line in _lines(name, value))


def as_read(fields: Fields) -> dict[str, Value]:
    """The fields as the reader gives them back: without white space around texts, and without empty ones."""
    return {name: kept for name, value in fields.items() if (kept := _kept(value)) not in _EMPTY}


def _kept(value: Value) -> Value:
    match value:
        case str():
            return _text(value)
        case bool():
            return value
        case Pairs():
            return _pairs(value)
        case tuple():
            entries = (_entry(entry) for entry in value)
            return tuple(entry for entry in entries if entry not in _EMPTY)


def _entry(entry: str | Pairs | tuple[str, ...]) -> str | Pairs | tuple[str, ...]:
    match entry:
        case str():
            return _text(entry)
        case Pairs():
            return _pairs(entry)
        case tuple():
            return tuple(text for name in entry if (text := _text(name)))


def _pairs(value: Pairs) -> Pairs:
    pairs = ((_text(left), _text(right)) for left, right in value.entries)
    return Pairs(tuple((left, right) for left, right in pairs if left and right))


def _text(text: str) -> str:
    return clean(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


# -- block style --------------------------------------------------------------------------


def _lines(name: str, value: Value) -> list[str]:
    match value:
        case bool():
            return [f"{name}: {'true' if value else 'false'}"]
        case str():
            return _after(f"{name}:", value)
        case Pairs(entries=entries):
            pairs = [line for left, right in entries for line in _pair(left, right)]
            return [f"{name}:", *_indented(pairs)]
        case tuple():
            return [f"{name}:", *_indented([line for entry in value for line in _item(entry)])]


def _item(entry: str | Pairs | tuple[str, ...]) -> list[str]:
    match entry:
        case str():
            return _after("-", entry)
        case Pairs(entries=entries):
            first, *more = [line for left, right in entries for line in _pair(left, right)]
            return [f"- {first}", *_indented(more)]
        case tuple():
            return [f"- [{', '.join(_scalar(text, Style.FLOW) for text in entry)}]"]


def _pair(left: str, right: str) -> list[str]:
    key = _scalar(left)
    if len(key) > _LONGEST_KEY:
        return [f"? {key}", *_after(":", right)]
    return _after(f"{key}:", right)


def _after(lead: str, text: str) -> list[str]:
    """A text behind its key or dash; several lines stand below it as they are."""
    if "\n" not in text:
        return [f"{lead} {_scalar(text)}"]
    return [f"{lead} |-", *_indented(text.split("\n"))]


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]


# -- in brackets --------------------------------------------------------------------------


def _flow(value: Value | Fields, style: Style) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _scalar(value, style)
        case Pairs(entries=entries):
            inside = ", ".join(_flow_pair(left, _scalar(right, style), style) for left, right in entries)
            return f"{{{inside}}}"
        case tuple():
            return f"[{', '.join(_flow(entry, style) for entry in value)}]"
        case _:
            inside = ", ".join(_flow_pair(name, _flow(held, style), style) for name, held in value.items())
            return f"{{{inside}}}"


def _flow_pair(left: str, right: str, style: Style) -> str:
    key = _scalar(left, style)
    return f"? {key} : {right}" if len(key) > _LONGEST_KEY else f"{key}: {right}"


def _scalar(text: str, style: Style = Style.BLOCK) -> str:
    """A text on one line."""
    if style is not Style.JSON:
        plain = _PLAIN if style is Style.BLOCK else _FLOW_PLAIN
        if plain.fullmatch(text) and text.lower() not in _TYPED:
            return text
        if "\n" not in text and "\t" not in text:
            return "'" + text.replace("'", "''") + "'"
    # JSON's escapes are YAML's as well.
    return json.dumps(text, ensure_ascii=False)

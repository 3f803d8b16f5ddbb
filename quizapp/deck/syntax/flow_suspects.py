"""What may be wrong inside brackets and braces that YAML cannot read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.editing.edits import Replacement
from quizapp.deck.syntax.quoting import QUOTE_IT, closing
from quizapp.deck.syntax.suspect import (
    KNOWN,
    Suspect,
    closed_early,
    colon,
    comment,
    escape,
    never_closed,
    reserved,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.deck.syntax.lines import Line

_CLOSERS = {"[": "]", "{": "}"}
_LONGEST = 20_000
_KEY = re.compile(r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'\[\]{},:#&*!|>%@`][^\[\]{},:\n]*):(?=\s|$)\s*")
_TIGHT_KEY = re.compile(r"\"[^\"\n]*\"\s*:\s*")
_COLON = re.compile(r":(?=\s|$)")
_KEY_BELOW = re.compile(r"[ \t\r]*\n\s*(?P<key>[A-Za-z_]+):(?=\s)")
_TEXT_KEYS = {"q", "a", "question", "answer", "statement", "cloze", "explain", "note", "retired", "reverse"}
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value between commas, by offsets, and its key (None: it has none)."""

    start: int
    end: int
    key: str | None


@dataclass(frozen=True, slots=True)
class _Scan:
    """The values of a bracket; where it is closed (None: never) and which brackets are then open; and a
    closing bracket that closes nothing."""

    entries: tuple[_Entry, ...]
    close: int | None
    open: tuple[str, ...]
    stray: int | None


def flow_suspects(text: str, line: Line, stop: int, end: int) -> Iterator[Suspect]:
    """The suspects of the bracket with which the value of a line begins; the line's value ends at `stop`."""
    start = line.value
    end = min(end, start + _LONGEST)
    scan = _scan(text, start, end)
    if not _meant(text, line, stop):
        yield reserved(text, start, stop)
    for entry in scan.entries:
        yield from _entry_suspects(text, entry, end)
    if scan.stray is not None:
        at = scan.stray
        closer = _CLOSERS[scan.open[-1]] if scan.open else ""
        yield Suspect(
            "Y015",
            f"this `{text[at]}` closes nothing",
            at,
            at + 1,
            f"write `{closer}`" if closer else "take it out",
            (Replacement(at, at + 1, closer),),
            f"write `{closer}`" if closer else "take it out",
        )
    if scan.close is None or scan.close > stop:
        yield from _unclosed(text, start, stop, end)
        return
    after = text[scan.close : stop]
    if not after.strip():
        return
    at = stop - len(after.lstrip())
    if line.key is None and text[start] == "{" and _meant(text, line, stop):
        yield Suspect(
            "Y015",
            "text follows after the bracket that closes this card",
            at,
            stop,
            "begin each card on its own line, after a dash",
            (Replacement(at, stop, "# " + text[at:stop]),),
            "",
        )
        return
    yield reserved(text, start, stop)


def _meant(text: str, line: Line, stop: int) -> bool:
    """Whether the bracket before a value is meant as one, and does not begin a text."""
    inside = _skip(text, line.value + 1, stop)
    if line.key in _TEXT_KEYS:
        return False
    if text[line.value] == "{":
        return (_TIGHT_KEY.match(text, inside, stop) or _KEY.match(text, inside, stop)) is not None
    return line.key is not None or inside == stop or "," in text[inside:stop]


def _unclosed(text: str, start: int, stop: int, end: int) -> Iterator[Suspect]:
    """Brackets that are still open at the end of the line, or of all that belongs to it."""
    opened = text[start]
    message = f"this `{opened}` is never closed"
    label = "close it; if the text begins with a bracket, " + QUOTE_IT
    for at in dict.fromkeys((start + len(text[start:end].rstrip()), stop)):
        scan = _scan(text, start, at)
        if scan.close is not None or not scan.open:
            continue
        closers = "".join(_CLOSERS[bracket] for bracket in reversed(scan.open))
        before = len(text[start:at].rstrip().removesuffix(",")) + start
        yield Suspect(
            "Y015",
            message,
            start,
            start + 1,
            label,
            (Replacement(before, at, closers),),
            f"put `{closers}` in",
        )


def _entry_suspects(text: str, entry: _Entry, end: int) -> Iterator[Suspect]:
    start, stop = entry.start, entry.end
    if start >= stop:
        return
    first = text[start]
    if first in "\"'":
        close = closing(text, start, stop)
        if close is None:
            yield from never_closed(text, start, stop)
        elif close < stop:
            at = stop - len(text[close:stop].lstrip())
            if text[at] in "\"'":
                yield _missing_comma(close, at, stop)
            yield closed_early(text, start, stop, at)
        elif first == '"' and (bad := escape(text, start, stop)) is not None:
            yield bad
        return
    if first in "@`%*&!|>" or (first in "-?" and text[start + 1 : start + 2] in (" ", "")):
        yield reserved(text, start, stop)
        return
    below = _KEY_BELOW.search(text, start, stop)
    if below and below["key"] in KNOWN:
        yield _missing_comma(below.start(), below.start("key"), below.end())
    found = _COLON.search(text, start, stop)
    if found:
        yield colon(text, start, stop, found.start(), entry.key)
    hash_ = re.compile(r"\s#").search(text, start, stop)
    if hash_:
        yield comment(text, start, stop, hash_.start() + 1)
    if first in "[{":
        yield reserved(text, start, stop)


def _missing_comma(end: int, at: int, stop: int) -> Suspect:
    """One entry ends at `end`, and from `at` up to `stop` another one begins."""
    message, label = "a comma is missing before this", "put a comma between two entries"
    return Suspect("Y015", message, at, stop, label, (Replacement(end, end, ","),), "put a comma in")


def _scan(text: str, start: int, end: int) -> _Scan:
    """Read a bracket as a person would: commas and brackets outside of quotation marks part its values."""
    entries: list[_Entry] = []
    opened: list[tuple[str, int, str | None]] = []
    at = value = start
    key: str | None = None
    closed: int | None = None

    def add() -> None:
        # A bracket inside is a value of its own only if text follows it.
        if closed is None or text[closed:at].strip():
            stop = value + len(text[value:at].rstrip())
            if stop > value:
                entries.append(_Entry(value, stop, key))

    while at < end:
        sign = text[at]
        if sign in "[{" and at == value:
            opened.append((sign, at, key))
            key, value = _value_start(text, at + 1, end, sign)
            at = value
            closed = None
        elif sign in "]}":
            add()
            bracket, begun, key = opened[-1]
            if sign != _CLOSERS[bracket]:
                return _Scan(tuple(entries), None, tuple(sign for sign, *_ in opened), at)
            opened.pop()
            at += 1
            value, closed = begun, at
            if not opened:
                return _Scan(tuple(entries), at, (), None)
        elif sign == ",":
            add()
            key, value = _value_start(text, at + 1, end, opened[-1][0])
            at = value
            closed = None
        elif sign in "\"'" and at == value:
            at = _quoted_end(text, at, end)
        else:
            at += 1
    add()
    return _Scan(tuple(entries), None, tuple(sign for sign, *_ in opened), None)


def _value_start(text: str, at: int, end: int, bracket: str) -> tuple[str | None, int]:
    """The key of an entry, and where its value begins. In a list a key is no key of a card: ""."""
    at = _skip(text, at, end)
    found = _TIGHT_KEY.match(text, at, end) or _KEY.match(text, at, end)
    if found is None:
        return None, at
    if bracket == "[":
        return "", found.end()
    return text[at : found.end()].rstrip().removesuffix(":").strip(" \t\"'"), found.end()


def _skip(text: str, at: int, end: int) -> int:
    found = _SPACE.match(text, at, end)
    return found.end() if found else at


def _quoted_end(text: str, at: int, end: int) -> int:
    """Where a quoted value ends: at a mark before a comma, a closing bracket or a line's end."""
    mark = text[at]
    found = re.compile(rf"{mark}(?=\s*([,\]}}]|$))", re.MULTILINE).search(text, at + 1, end)
    if found:
        return found.end()
    return at + 1


def value_around(text: str, line: Line, at: int) -> tuple[int, int] | None:
    """Where the unquoted value that begins at a place of a line stands, on its own or in brackets."""
    comment_ = re.compile(r"(?<!\s)\s+#(\s|$)").search(text, at, line.end)
    stop = comment_.start() if comment_ else line.end
    if line.value == at:
        return at, stop
    if text[line.value : line.value + 1] not in ("[", "{"):
        return None
    entries = _scan(text, line.value, stop).entries
    return next(((entry.start, entry.end) for entry in entries if entry.start == at), None)

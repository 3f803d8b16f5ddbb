"""From the bytes of a file to text that YAML can be asked to read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quizapp.deck.report import Report
from quizapp.deck.text import character_name, forbidden, settled

if TYPE_CHECKING:
    from quizapp.deck.diagnostics import Diagnostic

MAX_BYTES = 5_000_000
"""The largest deck file that is read."""

_SHOWN = 20
_MOST = 10_000
"""With more forbidden characters a file is no text at all, and nothing of it is read."""


def decode(data: bytes, file: str) -> str | Diagnostic:
    """The text of a file, without a byte order mark, or the finding that it is not UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        # The finding stands behind all that could be read, in the text's own columns.
        report = Report(file, data[: fault.start].decode("utf-8").removeprefix("\ufeff"))
        at = len(report.index.text)
        label = f"{_guess(data, fault.start)}: save the file as UTF-8"
        report.add("Y009", f"byte {fault.start + 1} of this file is not UTF-8", at, at, label)
        return report.findings()[0]
    return text.removeprefix("\ufeff")


def _guess(data: bytes, at: int) -> str:
    """What a file that is not UTF-8 is likely to be, from its first bytes and the byte at fault."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "it looks like UTF-16"
    try:
        letter = data[at : at + 1].decode("cp1252")
    except UnicodeDecodeError:
        return "it looks like another encoding"
    if not letter.isprintable() or letter.isspace():
        return "it looks like Latin-1 or Windows-1252"
    return f"it looks like `{letter}` in Latin-1 or Windows-1252"


def settle(report: Report) -> str:
    """The report's text with each forbidden character replaced, one for one, and reported.

    One raw escape character would make libyaml reject the whole file; U+FFFD in its place keeps all
    offsets, and only the card around it is lost. Of a file that is full of them nothing is left, "".
    """
    text = report.index.text
    found = list(islice(forbidden(text), _MOST + 1))
    if len(found) > _MOST:
        label = "write the deck as plain text"
        report.add("Y008", f"more than {_MOST:,} characters that do not belong in a deck", 0, 1, label)
        return ""
    for at in found[:_SHOWN]:
        name = character_name(text[at])
        report.add("Y008", f"{name} does not belong in a deck", at, at + 1, "delete it")
    if rest := found[_SHOWN:]:
        message = f"{len(rest)} more characters that do not belong in a deck"
        report.add("Y008", message, rest[0], rest[0] + 1, "delete them")
        report.broken.extend(rest[1:])
    return settled(text) if found else text

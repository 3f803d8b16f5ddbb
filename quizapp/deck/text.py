"""Which characters may stand in a text: `forbidden` and `clean` keep control characters off the screen."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Control characters but line feed and tab; the two Unicode line breaks; the byte order mark; the bidi
# embeddings, overrides and isolates; lone surrogates; noncharacters. The marks U+200E, U+200F and U+061C
# stay: Hebrew and Arabic texts need them, and they cannot turn neighbouring text around.
_FORBIDDEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
# A carriage return before a line feed is a line end. The class comes first: the search jumps to its members.
_IN_FILES = _FORBIDDEN + "(?<!\r(?=\n))"
_USUAL = bytes(range(0x20, 0x7F)) + b"\t\n"
_UNNAMED = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x0B: "VERTICAL TAB",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
    0x9B: "CONTROL SEQUENCE INTRODUCER",
    0xFEFF: "BYTE ORDER MARK",
}


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when something unprintable comes, which few starts meet."""
    return re.compile(text)


def forbidden(text: str) -> Iterator[int]:
    """The code point offsets of the characters that a deck may not hold."""
    # All of them are unprintable, and few lines hold anything unprintable: only those are searched.
    # As bytes, what is usual is taken out in half the time of looking at each character.
    unusual = text.encode("utf-8", "surrogatepass").replace(b"\r\n", b"").translate(None, _USUAL)
    if unusual.decode("utf-8", "surrogatepass").isprintable():
        return
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        content = line.removesuffix("\r") if end < len(text) else line
        if not content.replace("\t", "").isprintable():
            for found in _pattern(_IN_FILES).finditer(text, start, end + 1):  # with the line feed, if any
                yield found.start()
        start = end + 1


def settled(text: str) -> str:
    """The text of a file with each forbidden character replaced by U+FFFD; its line ends stay."""
    return _pattern(_IN_FILES).sub("\ufffd", text)


def clean(text: str) -> str:
    """The text with each forbidden character replaced by U+FFFD, so that offsets stay as they were.

    For anything foreign that goes on a screen: file names, typed answers, texts of a database.
    """
    # All of the forbidden characters are unprintable.
    return text if text.isprintable() else _pattern(_FORBIDDEN).sub("\ufffd", text)


def on_one_line(text: str) -> str:
    """The clean text with a space for each end of a line: for what stands in the middle of a line of ours."""
    return clean(text.replace("\r\n", " ").replace("\n", " "))


def character_name(character: str) -> str:
    """A character as a person can look it up: `U+001B ESCAPE`."""
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        name = "LONE SURROGATE"
    else:
        unnamed = "CONTROL CHARACTER" if unicodedata.category(character) == "Cc" else "NONCHARACTER"
        name = _UNNAMED.get(code, unicodedata.name(character, unnamed))
    return f"U+{code:04X} {name}"

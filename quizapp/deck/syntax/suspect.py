"""A guess at what is wrong with a text that YAML cannot read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizapp.deck.card_reader import ALIASES, CARD_KEYS
from quizapp.deck.editing.edits import Replacement
from quizapp.deck.fields import FOREIGN_KEYS
from quizapp.deck.syntax.quoting import QUOTE_IT, closing, quoted, requoted, unknown_escape, without_escapes

KNOWN = {*CARD_KEYS, *ALIASES}
"""The keys that may stand on a card, by all their names."""
KEYS = {*KNOWN, *FOREIGN_KEYS, "title", "description", "author", "publisher", "license", "licence", "url"}
"""The keys whose value may be a text with a colon in it."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A finding that is not yet believed, and what mends it. `write` says that to a person; `safe` says
    whether the author can have meant nothing else."""

    code: str
    message: str
    start: int
    end: int
    label: str
    pieces: tuple[Replacement, ...]
    write: str
    safe: bool = True


def begins_with(sign: str) -> str:
    """What is wrong with a text that begins with a sign of YAML's."""
    shown_sign = "a backtick" if sign == "`" else f"`{sign}`"
    return f"unquoted text begins with {shown_sign}, which YAML reserves"


def reserved(text: str, start: int, end: int) -> Suspect:
    """The text from `start` up to `end` begins with a sign that means something to YAML."""
    return _quote(
        text,
        start,
        end,
        "Y002",
        begins_with(text[start]),
        (start, start + 1),
        QUOTE_IT,
    )


def colon(text: str, start: int, end: int, at: int, key: str | None) -> Suspect:
    """A colon and a space at `at` in the unquoted text from `start` up to `end`, the value of a key.

    Where the key is one of the format's, the text begins behind it for certain; `Star Wars: Episode IV:
    A New Hope` in a list may be an option with its feedback, or all of it a title.
    """
    label = "YAML takes everything before this as a key: " + QUOTE_IT
    message = "a colon and a space inside unquoted text"
    safe = key is None or key.lower() in KEYS
    return replace(_quote(text, start, end, "Y001", message, (at, at + 1), label), safe=safe)


def comment(text: str, start: int, end: int, at: int) -> Suspect:
    """A ` #` at `at` that cuts off the bracket in which the text from `start` up to `end` stands."""
    message = "` #` begins a comment, so that the bracket is never closed"
    return _quote(text, start, end, "Y015", message, (at, at + 1), QUOTE_IT)


def _quote(
    text: str, start: int, end: int, code: str, message: str, place: tuple[int, int], label: str
) -> Suspect:
    made = quoted(text[start:end])
    return Suspect(code, message, *place, label, (Replacement(start, end, made),), f"write {shown(made)}")


def closed_early(text: str, start: int, end: int, at: int) -> Suspect:
    """The quoted text that begins at `start` ends before `at`, and the author's goes on up to `end`."""
    made = requoted(text[start:end])
    other = "single" if text[start] == '"' else "double"
    return Suspect(
        "Y006",
        "the quotation mark is closed before the text ends",
        at,
        end,
        f"put the whole text in {other} quotation marks",
        (Replacement(start, end, made),),
        f"write {shown(made)}",
    )


def never_closed(text: str, start: int, end: int) -> tuple[Suspect, Suspect]:
    """The quotation mark at `start` is not closed before `end`, where its line or entry ends.

    A mark alone may also be an apostrophe (`'tis`), and a backslash before it an escape or not: then
    closing it is no safe fix.
    """
    mark = text[start]
    message, label = "this quotation mark is never closed", "close it, or leave both marks out"
    made = quoted(text[start:end])
    close = (Replacement(end, end, mark),)
    whole = (Replacement(start, end, made),)
    write = f"close it with {mark}"
    sure = mark == '"' and "\\" not in text[start:end]
    return (
        Suspect("Y006", message, start, start + 1, label, close, write, sure),
        Suspect("Y006", message, start, start + 1, label, whole, f"write {shown(made)}", safe=False),
    )


def escape(text: str, start: int, end: int) -> Suspect | None:
    """A backslash in the double quotation marks from `start` up to `end` that YAML does not know."""
    at = unknown_escape(text[start:end])
    if at is None:
        return None
    made, safe = without_escapes(text[start:end])
    sign = text[start + at : start + at + 2]
    return Suspect(
        "Y017",
        f"`{sign}` is no escape that YAML knows",
        start + at,
        start + at + 2,
        "in single quotation marks a backslash is a backslash; in double ones write two",
        (Replacement(start, end, made),),
        f"write {shown(made)}",
        safe,
    )


def quotes(text: str, start: int, end: int, limit: int) -> tuple[Suspect, ...]:
    """What may be wrong with a quoted value on a line that ends at `end`; a sound one may end before
    `limit`, on a later line."""
    stop = closing(text, start, limit)
    if stop is None or stop > end:
        early = closing(text, start, end)
        unclosed = never_closed(text, start, end) if early is None else ()
        return unclosed if stop is None else (*_closed_early_below(text, start, stop, limit), *unclosed)
    found = []
    rest = text[stop:end]
    if rest.strip() and not rest.lstrip().startswith("#"):
        found.append(closed_early(text, start, end, end - len(rest.lstrip())))
    if text[start] == '"' and (bad := escape(text, start, stop)) is not None:
        found.insert(0, bad)
    return tuple(found)


def _closed_early_below(text: str, start: int, stop: int, limit: int) -> tuple[Suspect, ...]:
    """The quoted text of several lines from `start` up to `stop`, with more text behind it."""
    last = text.find("\n", stop, limit)
    rest = text[stop : limit if last < 0 else last]
    if not rest.strip() or rest.lstrip().startswith("#"):
        return ()
    end = stop + len(rest.rstrip())
    return (closed_early(text, start, end, end - len(rest.strip())),)


def shown(text: str) -> str:
    """A text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79] + "…"

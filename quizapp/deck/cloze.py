"""Cloze texts: `==hidden==`, `==hidden::hint==`, `==c1::hidden==`, and `{{c1::hidden::hint}}`."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deletion:
    """A hidden part. `group` is the facet it belongs to; `hint` may be ""."""

    text: str
    group: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ClozeText:
    """A text in pieces, in reading order: shown text and deletions."""

    parts: tuple[str | Deletion, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The facets in order of appearance."""
        return tuple(dict.fromkeys(part.group for part in self.parts if isinstance(part, Deletion)))

    def hidden(self, group: str) -> tuple[Deletion, ...]:
        """The different deletions of a group; equal texts hide together and are asked once."""
        found: dict[str, Deletion] = {}
        for part in self.parts:
            if isinstance(part, Deletion) and part.group == group:
                found.setdefault(part.text, part)
        return tuple(found.values())

    def whole(self) -> str:
        """The text with nothing hidden."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class ClozeFault:
    """What is wrong with a cloze text, what to do, and where it stands: code point offsets into it."""

    message: str
    remedy: str
    start: int
    end: int


_ESCAPE = re.compile(r"\\([=:\\{}])")
# A fence opens before a visible character and closes after one, so that `a == b` is plain text. A backslash
# takes the next character along and is read in no other way: two ways would double the time with each.
_FENCE = re.compile(
    r"(?<!\\)==(?!\s)(?P<eq>(?:\\.|(?!==)[^\\])+?)(?<!\s)==|(?<!\\)\{\{(?P<braces>c\d+::(?:\\.|(?!\}\}|\{\{)[^\\])+?)\}\}",
    re.DOTALL,
)
_HINT = re.compile(r"(?<!\\)::")
_LABEL = re.compile(r"(c\d+)::", re.DOTALL)


def parse_cloze(text: str) -> ClozeText | ClozeFault:
    """Split a cloze text into shown text and deletions, or say what is wrong with it."""
    parts: list[str | Deletion] = []
    ordinals: dict[str, str] = {}
    at = 0
    outside = False
    for found in _FENCE.finditer(text):
        body = found["eq"] if found["eq"] is not None else found["braces"]
        label = _LABEL.match(body)
        rest = body[label.end() :] if label else body
        hidden, mark, hint = _split_hint(rest)
        if not hidden.strip():
            return ClozeFault(
                "this deletion hides nothing", "write words into it", found.start(), found.end()
            )
        if mark and not hint.strip():
            remedy = "write the hint after it, or `\\::` for a plain one"
            return ClozeFault(
                "this deletion has `::` but no hint after it", remedy, found.start(), found.end()
            )
        group = label[1] if label else ordinals.setdefault(hidden, str(len(ordinals) + 1))
        if found.start() > at:
            before = text[at : found.start()]
            outside = outside or "==" in before
            parts.append(_unescape(before))
        parts.append(Deletion(hidden, group, hint.strip()))
        at = found.end()
    if at < len(text):
        parts.append(_unescape(text[at:]))
    stray = _stray_fence(text) if outside or "==" in text[at:] else None
    if stray is not None:
        remedy = "close the deletion, or write `\\==` for a plain one"
        return ClozeFault("this `==` has no partner", remedy, stray, stray + 2)
    if not any(isinstance(part, Deletion) for part in parts):
        return ClozeFault("nothing is hidden here", "mark the words to recall as ==words==", 0, len(text))
    return ClozeText(tuple(parts))


def _stray_fence(text: str) -> int | None:
    """Where a `==` touches a word but opens or closes nothing."""
    outside = _FENCE.sub(lambda found: " " * len(found[0]), text)
    found = re.search(r"(?<!\\)==(?=\S)|(?<=[^\s\\])==", outside)
    return found.start() if found else None


def _split_hint(body: str) -> tuple[str, str, str]:
    """Hidden text, the mark `::` if there is one that is not escaped, and the hint."""
    found = _HINT.search(body) if "::" in body else None
    if found is None:
        return _unescape(body), "", ""
    return _unescape(body[: found.start()]), "::", _unescape(body[found.end() :])


def _unescape(text: str) -> str:
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text

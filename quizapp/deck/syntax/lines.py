"""The lines of a deck as a person sees them: indentation, dashes, key and value. No YAML is needed."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LEAD = re.compile(r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+)*)")
# The first colon with white space behind it ends a key. Nothing here may look twice at a run of blanks.
_KEY = re.compile(
    r"(?P<key>\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'\[\]{}#&*!|>%@`,:?-](?:[^:\n]|:(?!\s|$))*)(?:(?<=[\"'])[ \t]*)?:(?=[ \t\r\n]|$)[ \t]*"
)
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, by offsets. `body` is where it begins behind its indentation and dashes, `value` behind
    its key too, and `end` where it ends without white space. `column` is that of its first sign from 0;
    `owner` that of its key, or of its dash: text that goes on below is indented more.
    """

    start: int
    body: int
    value: int
    end: int
    column: int
    owner: int
    key: str | None = None
    dashed: bool = False
    blank: bool = False
    inside: bool = False
    """Whether it is a line of a text that was begun with `|` or `>`."""
    lead: str = ""


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """The lines of the text from `start`, the beginning of one, up to `end`."""
    lines: list[Line] = []
    block: int | None = None
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = _line(text, start, stop, block)
        if block is not None and not line.inside and not line.blank:
            block = None
        if block is None and not line.blank and _BLOCK.match(text[line.value : line.end]):
            block = line.owner
        lines.append(line)
        start = stop + 1
    return lines


def _line(text: str, start: int, stop: int, block: int | None) -> Line:
    end = start + len(text[start:stop].rstrip())
    lead = _LEAD.match(text, start, end)
    assert lead is not None
    column = lead.end("indent") - start
    body = lead.end()
    blank = body >= end or text[body] == "#"
    if block is not None and (column > block or body >= end):
        return Line(start, body, body, end, column, column, blank=body >= end, inside=True)
    key = None if blank else _KEY.match(text, body, end)
    dashes = lead["dashes"]
    owner = body - start if key else column if dashes else column - 1
    return Line(
        start,
        body,
        key.end() if key else body,
        end,
        column,
        owner,
        key["key"].strip().strip("\"'") if key else None,
        bool(dashes) or text[body:end] == "-",
        blank,
        lead=lead[0],
    )

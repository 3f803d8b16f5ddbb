"""What is wrong with a file, where, and what to do about it.

A finding is a value; nothing here prints. Columns count code points from 1, lines from 1; the edge
(`cli.report`) converts to cells where a caret is drawn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

_LINE_FEED = re.compile("\n")


class Severity(StrEnum):
    ERROR = "error"
    """The card or the file cannot be used as written, or text would be lost."""
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a file: lines and columns from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to a file: the text that replaces the span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """How a finding can be mended. `safe` says that the meaning is certain to stay."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding, such as the first of two equal keys.

    `label`, drawn at its caret, says what stands there.
    """

    file: str
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: one cause, one message.

    `message` says what is seen; `label`, drawn at the caret, what was expected or what to do.
    `card` names the card in human terms ("card 3, "Capital of France?"") or is "". `related` are
    other places that one has to see to understand the finding, in the order in which to show them.
    """

    code: str
    severity: Severity
    message: str
    file: str
    span: Span
    label: str = ""
    card: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


class LineIndex:
    """Turns code point offsets of a text into lines and columns.

    `commented` says whether there may be a comment behind something.
    """

    __slots__ = ("_starts", "commented", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.commented = "#" in text and (" #" in text or "\t#" in text)
        self._starts = [0, *[found.end() for found in _LINE_FEED.finditer(text)]]

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last line, from 1, of the code points from `start` up to `end`."""
        line = bisect_right(self._starts, start)
        # To count the lines of a card takes half the time of finding the last one among all.
        return line, line + self.text.count("\n", start, end - 1) if end > start else line

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column; what lies behind the end of a line or the text is its end."""
        if line > len(self._starts):
            return len(self.text)
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return min(self._starts[line - 1] + max(column, 1) - 1, end)

    def span(self, start: int, end: int) -> Span:
        """The span of the code points from `start` up to `end`."""
        return Span(*self.position(start), *self.position(max(start, end)))

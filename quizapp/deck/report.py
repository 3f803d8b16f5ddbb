"""Collects the findings of one file while it is read."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from quizapp.deck.codes import severity
from quizapp.deck.diagnostics import Diagnostic, Edit, Fix, LineIndex, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable


class Report:
    """Findings by code point offsets. `card` names the card being read, "" outside of cards."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.index = LineIndex(text)
        self.card = ""
        self.errors = 0
        self.broken = array("q")
        """Where errors begin, by which a card learns that it is unusable."""
        self._found: list[Diagnostic] = []

    def add(
        self, code: str, message: str, start: int, end: int, label: str = "", fix: Fix | None = None
    ) -> None:
        """Add a finding about the text from `start` up to `end`."""
        grade = severity(code)
        if grade is Severity.ERROR:
            self.errors += 1
            self.broken.append(start)
        span = self.index.span(start, end)
        self._found.append(Diagnostic(code, grade, message, self.file, span, label, self.card, fix))

    def fix(self, message: str, start: int, end: int, text: str, *, safe: bool = True) -> Fix:
        """The fix that puts `text` in place of a piece of the file."""
        return Fix(message, (Edit(self.index.span(start, end), text),), safe)

    def extend(self, findings: Iterable[Diagnostic]) -> None:
        """Add findings that were made elsewhere."""
        self._found.extend(findings)

    def findings(self) -> tuple[Diagnostic, ...]:
        """All findings, in the order of their places."""
        return tuple(sorted(self._found, key=_place))


def _place(finding: Diagnostic) -> tuple[int, int, str]:
    return finding.span.line, finding.span.column, finding.code

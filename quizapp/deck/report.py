"""Collects the findings of one file while it is read."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from quizapp.deck.codes import severity
from quizapp.deck.diagnostics import Diagnostic, Edit, Fix, LineIndex, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_MOST_LOOKS = 50_000


class Report:
    """Findings by code point offsets. `card` names the card being read, "" outside of cards."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.index = LineIndex(text)
        self.card = ""
        self.errors = 0
        self.broken = array("q")
        """Where errors begin, by which a card learns that it is unusable."""
        self.tried = 0
        """How much was read again to explain faults of syntax, which has its bounds."""
        self._found: list[Diagnostic] = []
        self._looks = 0

    def add(
        self,
        code: str,
        message: str,
        start: int,
        end: int,
        label: str = "",
        fix: Fix | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Add a finding about the text from `start` up to `end`."""
        grade = severity(code)
        if grade is Severity.ERROR:
            self.errors += 1
            self.broken.append(start)
        span = self.index.span(start, end)
        self._found.append(Diagnostic(code, grade, message, self.file, span, label, self.card, fix, related))

    def place(self, start: int, end: int, label: str) -> Related:
        """A second place of a finding, in this file: the text from `start` up to `end`."""
        return Related(self.file, self.index.span(start, end), label)

    def nearest(self, word: str, names: Collection[str], cutoff: float = 0.6) -> str | None:
        """The name that a word was meant for, None without one that is like it.

        Each guess looks at all names. Beyond some number of them there is no guess any more: that many
        wrong names are no slips of the pen.
        """
        from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

        self._looks += len(names)
        if self._looks > _MOST_LOOKS:
            return None
        return next(iter(get_close_matches(word[:80], names, n=1, cutoff=cutoff)), None)

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

"""Collects the findings of one file while it is read."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from typing import TYPE_CHECKING

from quizapp.deck.codes import severity
from quizapp.deck.diagnostics import Diagnostic, Edit, Fix, LineIndex, Related, Severity
from quizapp.deck.text import clean

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizapp.deck.card_label import CardLabel

MOST = 1000
"""How many findings of one severity are told of a file: nobody reads more at a time."""
MOST_KEPT = 10_000
"""How many of one severity are kept of a file; those beyond are counted, and spoil their cards all the same."""
_MOST_LOOKS = 50_000
_MOST_GUESSES = 100
# Comments that ignore findings need to see all of them, or they would seem to be in vain.
_IGNORES = re.compile(r"quizapp:[ \t]*ignore")

_Found = tuple[int, str, Severity, str, int, str, str, Fix | None, tuple[Related, ...]]
"""A finding: start, code, severity, message, end, label, card, fix and related places."""


class Report:
    """Findings by code point offsets. `card` names the card being read, "" outside of cards.

    `keep` is how many of one severity are kept; a text that is to be mended wants to know all of them.
    """

    def __init__(self, file: str, text: str, keep: int | None = None) -> None:
        self.file = file
        self.index = LineIndex(text)
        self.card: str | CardLabel = ""
        self.errors = 0
        self.broken = array("q")
        """Where errors begin, by which a card learns that it is unusable."""
        self.tried = 0
        """How much was read again to explain faults of syntax, which has its bounds."""
        self._keep = MOST_KEPT if keep is None else keep
        self._found: list[_Found] = []
        self._told = dict.fromkeys(Severity, 0)
        self._beyond: list[int] = []
        self._looks = 0
        self._guesses = 0

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
        self._told[grade] += 1
        if self._told[grade] > self._keep:
            self._beyond.append(start)
            return
        self._found.append((start, code, grade, message, end, label, str(self.card), fix, related))

    def count(self, start: int) -> None:
        """Count an error that is not explained, where the report is `full`."""
        self.errors += 1
        self.broken.append(start)
        self._told[Severity.ERROR] += 1
        self._beyond.append(start)

    @property
    def full(self) -> bool:
        """Whether further errors are only counted, so that none needs to be explained."""
        return self._told[Severity.ERROR] >= self._keep

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
        self._guesses += 1
        if self._looks > _MOST_LOOKS or self._guesses > _MOST_GUESSES:
            return None
        return next(iter(get_close_matches(word[:80], names, n=1, cutoff=cutoff)), None)

    def fix(self, message: str, start: int, end: int, text: str, *, safe: bool = True) -> Fix:
        """The fix that puts `text` in place of a piece of the file."""
        return Fix(message, (Edit(self.index.span(start, end), text),), safe)

    def findings(self, most: int = MOST) -> tuple[Diagnostic, ...]:
        """The findings in the order of their places: of each severity the first `most`, and one that counts the
        others. All that are kept are told where comments may ignore some of them."""
        beyond = self._beyond.copy()
        if max(self._told.values()) > most and _IGNORES.search(self.index.text):
            most = self._keep
        told: Counter[Severity] = Counter()
        kept: list[Diagnostic] = []
        for start, code, grade, message, end, label, card, fix, related in sorted(self._found, key=_place):
            told[grade] += 1
            if told[grade] > most:
                beyond.append(start)
                continue
            span = self.index.span(start, end)
            # They may quote a text that was not settled.
            said, advised = clean(message), clean(label)
            kept.append(Diagnostic(code, grade, said, self.file, span, advised, card, fix, related))
        if beyond:
            span = self.index.span(min(beyond), min(beyond))
            message = f"{len(beyond)} more finding{'s' * (len(beyond) > 1)} in this file"
            label = "mend those that are shown, then check again"
            kept.append(Diagnostic("D224", severity("D224"), message, self.file, span, label))
            kept.sort(key=_line_and_column)
        return tuple(kept)


def _line_and_column(finding: Diagnostic) -> tuple[int, int]:
    return finding.span.line, finding.span.column


def _place(found: _Found) -> tuple[int, str]:
    return found[0], found[1]

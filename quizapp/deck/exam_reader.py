"""Reads the `exam` of a course: its day, and if the author likes the minutes a day for it.

```yaml
exam: 2026-12-15                 # or {date: 2026-12-15, minutes: 20}
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quizapp.deck.fields import Fields, Keys, read_text
from quizapp.deck.measure_reader import dated
from quizapp.deck.nodes import Mapping

if TYPE_CHECKING:
    from quizapp.deck.nodes import Node

EXAM_KEYS = ("date", "minutes")
_KEYS = Keys(EXAM_KEYS)
MOST_MINUTES = 1440
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class AuthorsExam:
    """The day of an exam as an author says it, and minutes a day, None where it does not say."""

    day: date
    minutes: float | None = None


def read_exam(fields: Fields) -> AuthorsExam | None:
    """The exam under the key `exam`; None, and a finding, for none that can be used. A day long past is one
    too: decks live longer than exams."""
    node = fields.get("exam")
    if not isinstance(node, Mapping):
        return None if node is None or (day := _day(fields, node, "`exam`")) is None else AuthorsExam(day)
    own = Fields(fields.report, node, _KEYS, "`exam`")
    when = own.get("date")
    if when is None:
        if not own.unknown:
            label = "write `date: 2026-12-15` and so on"
            fields.report.add("D205", "`exam` has no date", node.start, node.end, label)
        return None
    minutes = _minutes(own)
    day = _day(own, when, "`date`")
    return None if day is None else AuthorsExam(day, minutes)


def _day(fields: Fields, node: Node, what: str) -> date | None:
    found = dated(fields, node, what)
    if found is None:
        return None
    said = found.first
    if said == found.last and not found.circa and said.month and said.day and 1 <= said.year <= 9999:
        # Some leap days of old were none by the calendar of today.
        try:
            return date(said.year, said.month, said.day)
        except ValueError:
            pass
    seen = f"an exam is on one day, and this is {found.shown}"
    fields.report.add("D210", seen, node.start, node.end, "write the day, as in 2026-12-15")
    return None


def _minutes(fields: Fields) -> float | None:
    node = fields.get("minutes")
    text = None if node is None else read_text(fields.report, node, "`minutes`")
    if node is None or text is None:
        return None
    if _NUMBER.fullmatch(text) and 0 < float(text) <= MOST_MINUTES:
        return float(text)
    seen = f"`minutes` is a number above 0 and up to {MOST_MINUTES}, and this is `{text[:20]}`"
    label = "write how many minutes a day there are for the exam, or leave the key out"
    fields.report.add("D213", seen, node.start, node.end, label)
    return None

"""The doors for files beside decks, and the way out: to the screen, and into tables."""

from __future__ import annotations

import csv
import io

from quizapp.cli.cells import fitted, width
from quizapp.cli.tables import Table
from quizapp.deck.prose import prose as parse_prose
from quizapp.deck.text import clean, forbidden
from quizapp.progress import log
from quizapp.settings_file import RETENTION, read_settings
from quizapp.study.draft import draft_from
from quizapp.study.malformed import MalformedEvent
from quizapp.tui.text import plain, prose, woven
from tests.hostile.texts import loose


def drawing(data: bytes) -> None:
    """Text on screen: no control character, no style but ours, and every letter where it was."""
    text = loose(data)
    flat = plain(text, "bold")
    assert flat.plain == clean(text)
    assert {str(span.style) for span in flat.spans} <= {"bold"}
    slot = plain("slot")
    for drawn in (prose(text), woven((text, slot, text))):
        assert not list(forbidden(drawn.plain))
        for span in drawn.spans:
            assert set(str(span.style).split()) <= {"bold", "italic", "$text-accent"}, span
    assert "".join(run.text for run in parse_prose(clean(text))) == prose(text).plain
    marks = {"*", "_", "`", "\\"}
    assert [c for c in clean(text) if c not in marks] == [c for c in prose(text).plain if c not in marks]


def table(data: bytes) -> None:
    """CSV: no cell begins a formula, each is read back whole; cells of a width have that width."""
    text = loose(data)
    file = io.StringIO(newline="")
    Table("x", ("a", "b"), ((text, 1), (text, None))).write(file)
    rows = list(csv.reader(io.StringIO(file.getvalue(), newline="")))
    assert len(rows) == 3
    for row in rows[1:]:
        cell = row[0]
        assert not cell.strip().startswith(tuple("=+-@＝＋－＠")), cell
        assert cell.removeprefix("'") == clean(text).removeprefix("'")
    for cells in (1, 2, 10):
        assert width(fitted(clean(text), cells)) == cells


def settings(data: bytes) -> None:
    """Any text as settings: values within their bounds, the rest is said."""
    chosen, faults = read_settings(data.decode("utf-8", "replace"))
    for limits in (chosen, *chosen.courses.values()):
        for number in (limits.new_per_day, limits.reviews_per_day):
            assert number is None or 0 <= number <= 9999
        assert limits.desired_retention is None or RETENTION[0] <= limits.desired_retention <= RETENTION[1]
    assert all(str(fault) for fault in faults)


def event(data: bytes) -> None:
    """A row of a foreign log: an event that can be kept and told again, or malformed."""
    try:
        found = log.read(loose(data))
    except MalformedEvent:
        return
    again, body = log.told(found)
    assert log.told(again) == (again, body)


def left_quiz(data: bytes) -> None:
    """A quiz that was left in the middle, as a store keeps it: a draft, or none."""
    plan, _, progress = loose(data).partition("\n")
    draft_from("attempt", plan, progress)

"""The doors for files of authors: what is read, judged, mended, written and reported of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.cli.report import blocks, render
from quizapp.deck.card import Card, Place
from quizapp.deck.checks import quality
from quizapp.deck.course_builder import FileRead, build_course
from quizapp.deck.diagnostics import Diagnostic, Severity
from quizapp.deck.editing.appending import CannotAppend, appended
from quizapp.deck.editing.fixing import fix_text
from quizapp.deck.editing.missing_ids import add_ids
from quizapp.deck.ignores import sift
from quizapp.deck.item import Item
from quizapp.deck.likeness import Face, likeness, matches
from quizapp.deck.reader import read_course_file, read_deck_file
from quizapp.deck.report import Report
from quizapp.deck.text import clean, forbidden
from quizapp.grading.grade import context_of, grade
from quizapp.grading.mark import Mark, Mode
from tests.hostile.texts import check_findings, loose, strings, text_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.deck.course import Course

NOWHERE = Place("", 0, 0, 0, 0)
OBEYED = re.compile(r"\s*(::[^:\s]|##\[)")
"""How a line begins that GitHub's runner of workflows takes for a command."""


def read(text: str) -> tuple[Course, Report]:
    """The course of one deck file, and the report on it."""
    report = Report("deck.yaml", text)
    deck = read_deck_file(report)
    return build_course(
        deck.header, "deck", "deck.yaml", (FileRead("deck", report, deck),), False, report
    ), report


def findings_of(text: str) -> tuple[Diagnostic, ...]:
    report = Report("deck.yaml", text)
    read_deck_file(report)
    return report.findings()


def without_places(text: str) -> list[Card]:
    return [replace(found.card, place=NOWHERE) for found in read_deck_file(Report("deck.yaml", text)).cards]


def reader(data: bytes) -> None:
    """Bytes to cards: places lie in the text, no card is both refused and there, twice is the same."""
    text = text_in(data)
    if text is None:
        return
    course, report = read(text)
    findings = report.findings()
    check_findings(text, findings)
    again, second = read(text)
    assert (course, findings) == (again, second.findings())
    errors = sorted(
        report.index.offset(finding.span.line, finding.span.column)
        for finding in findings
        if finding.severity is Severity.ERROR
    )
    seen = set()
    for deck in course.decks:
        for card in deck.cards:
            assert 0 <= card.place.start < card.place.end <= len(text)
            assert card.id not in seen
            seen.add(card.id)
            assert not [at for at in errors if card.place.start <= at < card.place.end], card
    for found in strings((course, dict(course.sources))):
        assert not list(forbidden(found)), found


def course_file(data: bytes) -> None:
    """`course.yaml`: findings lie in the text, names of files are texts without control characters."""
    text = text_in(data)
    if text is None:
        return
    report = Report("course.yaml", text)
    header = read_course_file(report)
    check_findings(text, report.findings())
    if header is not None:
        assert not [found for found in strings(header) if list(forbidden(found))]


def checks(data: bytes) -> None:
    """The rules of quality, and comments that ignore them: places in the text, no errors."""
    text = text_in(data)
    if text is None:
        return
    course, report = read(text)
    found = quality([course], lambda _: text, _accepts(course))
    check_findings(text, tuple(found))
    assert all(finding.severity is not Severity.ERROR for finding in found)
    sifted = sift("deck.yaml", text, (*report.findings(), *found))
    check_findings(text, (*sifted.kept, *sifted.unused))


def _accepts(course: Course) -> Callable[[Item, str], bool]:
    context = context_of(course, course.decks[0])

    def accepts(item: Item, text: str) -> bool:
        mark = grade(item, Mode.TYPED, text, context)
        return isinstance(mark, Mark) and mark.score > 0

    return accepts


def fixing(data: bytes) -> None:
    """Fixes keep every card that could be read, and a second round finds nothing more to do."""
    text = text_in(data)
    if text is None:
        return
    before = without_places(text)
    for unsafe in (False, True):
        fixed = fix_text(text, findings_of, unsafe=unsafe)
        after = without_places(fixed.text)
        if not unsafe:
            left = list(after)
            for card in before:
                # A fix may write an answer otherwise (`007` as `7`), never the question.
                assert [other for other in left if other.stem == card.stem], (card, fixed.text)
        assert len(after) >= len(before) or unsafe
        assert (fixed.text == text) == (not fixed.applied)


def ids(data: bytes) -> None:
    """Ids that are put in change nothing else, and are all there the second time."""
    text = text_in(data)
    if text is None:
        return
    taken: set[str] = set()
    count = iter(range(1 << 30))

    def choice(letters: str) -> str:
        return letters[next(count) * 7 % len(letters)]

    made = add_ids(text, choice, taken)
    if made is None:
        return
    before, after = without_places(text), without_places(made.text)
    assert [replace(card, id="") for card in before] == [replace(card, id="") for card in after]
    again = add_ids(made.text, choice, taken)
    assert again is not None
    assert len(again.insertions) == 0 or made.left
    assert again.left == () or made.left


def adding(data: bytes) -> None:
    """A card that is added by form leaves the others as they were, and is read as it was filled in."""
    text = text_in(data)
    if text is None:
        return
    result = appended(text, {"q": "New: one?", "a": "it's", "wrong": ("no", "# x"), "id": "bcdfgh"})
    if isinstance(result, CannotAppend):
        return
    before, after = without_places(text), without_places(result)
    assert [card for card in after if card in before] == before
    assert len(after) <= len(before) + 1


def alike(data: bytes) -> None:
    """Likeness of cards: from 0 to 100, itself wholly, each card in one pair at most."""
    rows = [part.partition("\x1f") for part in clean(data.decode("utf-8", "replace")).split("\x1e")[:40]]
    faces = [Face(question, answer) for question, _, answer in rows]
    half = len(faces) // 2
    found = matches(faces[:half], faces[half:])
    assert len({match.old for match in found}) == len({match.new for match in found}) == len(found)
    for match in found:
        assert 0 <= match.score <= 100
    for face in faces:
        assert likeness(face, face) >= 99 or not face.question.strip()


def printed(data: bytes) -> None:
    """Findings in every format: nothing a terminal or a runner of workflows would obey, and JSON is JSON."""
    name, _, body = data.partition(b"\x00")
    text = text_in(body)
    if text is None:
        return
    file = loose(name) or "deck.yaml"
    report = Report(file, text)
    read_deck_file(report)
    found = [replace(finding, file=file) for finding in report.findings()]
    for form in ("json", "sarif"):
        for block in render(found, form):
            assert not list(forbidden(block)), block
            json.loads(block)
    for block in render(found, "github"):
        assert not list(forbidden(block)), block
        assert "\n" not in block
    for block in (*render(found, "concise"), *blocks(found, lambda _: text)):
        assert not list(forbidden(block)), block
        for line in block.split("\n"):
            assert not OBEYED.match(line), block
    assert all("\n" not in line for line in render(found, "concise"))

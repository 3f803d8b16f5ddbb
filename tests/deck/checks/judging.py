"""Runs the rules of item quality on deck texts."""

from textwrap import dedent

from quizapp.deck.checks import quality
from quizapp.deck.course import Course
from quizapp.deck.diagnostics import Diagnostic, LineIndex
from quizapp.deck.item import Item
from quizapp.deck.text import settled
from quizapp.grading.context import Context
from quizapp.grading.grade import grade
from quizapp.grading.mark import Mark, Mode
from tests.deck.reading import read


def accepts(item: Item, text: str) -> bool:
    """The real marking, without rivals of the deck."""
    mark = grade(item, Mode.TYPED, text, Context())
    return isinstance(mark, Mark) and mark.score > 0


def judged(text: str, *, marking: bool = True) -> list[Diagnostic]:
    """The findings of family Q on one deck file."""
    text = dedent(text)
    course, report = read(text)
    assert not report.errors, report.findings()
    return quality([course], lambda _: text, accepts if marking else None)


def course_of(text: str, course_id: str) -> Course:
    """A course of one deck file, named after its id."""
    return read(f"id: {course_id}\n" + dedent(text))[0]


def spot(text: str, finding: Diagnostic) -> str:
    """What stands in the text where a finding points."""
    text = settled(dedent(text))
    index = LineIndex(text)
    span = finding.span
    start = index.offset(span.line, span.column)
    return text[start : index.offset(span.end_line, span.end_column)]


def seen(text: str) -> list[tuple[str, str]]:
    """Code and spot of each finding."""
    return [(finding.code, spot(text, finding)) for finding in judged(text)]

"""Reads deck texts in tests without files."""

from textwrap import dedent

from quizapp.deck.card import Card
from quizapp.deck.course import Course
from quizapp.deck.course_builder import FileRead, build_course
from quizapp.deck.reader import read_deck_file
from quizapp.deck.report import Report


def read(text: str) -> tuple[Course, Report]:
    """The course of one deck file named `deck.yaml`, and the report on it."""
    report = Report("deck.yaml", dedent(text))
    deck = read_deck_file(report)
    files = (FileRead("deck", report, deck),)
    return build_course(deck.header, "deck", "deck.yaml", files, False, report), report


def cards(text: str) -> tuple[Card, ...]:
    """The cards of a deck without findings."""
    course, report = read(text)
    assert report.findings() == ()
    return course.decks[0].cards


def card(text: str) -> Card:
    (only,) = cards(text)
    return only


def found(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each finding."""
    return [(finding.code, finding.span.line, finding.span.column) for finding in read(text)[1].findings()]

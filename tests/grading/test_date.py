"""Dates at the precision asked."""

from __future__ import annotations

import pytest

from quizapp.grading.context import Context
from quizapp.grading.mark import Part
from quizapp.grading.verdict import Verdict
from tests.grading.cards import asked_back, date, mark


@pytest.mark.parametrize(
    ("asked", "typed", "score"),
    [
        ("1994-05-04", "4 May 1994", 1),
        ("1994-05-04", "May 4, 1994", 1),
        ("1994-05-04", "4.5.1994", 1),
        ("1994-05-04", "May 1994", 0.5),
        ("1994-05-04", "1994", 0.5),
        ("1994-05-04", "5 May 1994", 0),
        ("1994-05-04", "June 1994", 0),
        ("1994-05-04", "1995", 0),
        ("1994-05", "4 May 1994", 1),
        ("1994", "31 December 1994", 1),
        ("1994", "May 1995", 0),
        ("c. 1450 ± 10", "1440", 1),
        ("c. 1450 ± 10", "1461", 0),
        ("c. 1450 ± 10", "about 1450 (1440 to 1460)", 1),
        ("1914..1918", "11 November 1918", 1),
        ("1914..1918", "1919", 0),
        ("1914-07-28..1918-11-11", "1916", 0.5),
        ("1914-07-28..1918-11-11", "1 January 1914", 0),
        ("44-03-15 BC", "15 March 44 BC", 1),
        ("44-03-15 BC", "44 BC", 0.5),
        ("44 BC", "44 AD", 0),
        ("1994", "sometime", 0),
        ("1994", "31 June 1994", 0),
    ],
)
def test_marks(asked: str, typed: str, score: float) -> None:
    marked = mark(date(asked), typed)
    assert marked.score == score
    assert marked.verdict is {1: Verdict.RIGHT, 0.5: Verdict.PARTLY, 0: Verdict.WRONG}[score]


def test_reasons_name_what_is_missing_or_near() -> None:
    coarse = mark(date("1994-05-04"), "1994").reasons[0]
    assert (coarse.part, coarse.note) == (Part.MISSED, "True, but the day is asked.")
    assert mark(date("1994-05-04"), "5 May 1994").reasons[0].note == "The month is right, the day is not."
    assert mark(date("1994-05-04"), "4 May 1995").reasons[0].note == "Only the year is not right."
    assert mark(date("44 BC"), "44 AD").reasons[0].note == "The era is the other one."


@pytest.mark.parametrize(
    ("asked", "typed", "readings", "scores"),
    [
        ("1994-05-04", "04/05/1994", ("4 May 1994", "5 April 1994"), [1, 0]),
        ("44 BC", "44", ("44 AD", "44 BC"), [0, 1]),
        ("1000 BC", "1000", ("1000 AD", "1000 BC"), [0, 1]),
        ("1994", "94", ("94 AD", "1994"), [0, 1]),
    ],
)
def test_two_readings_are_asked_back(
    asked: str, typed: str, readings: tuple[str, ...], scores: list[int]
) -> None:
    assert asked_back(date(asked), typed).readings == readings
    assert [mark(date(asked), reading).score for reading in readings] == scores


@pytest.mark.parametrize(("asked", "typed"), [("2001-09-11", "04/05/1994"), ("500 BC", "450")])
def test_nothing_is_asked_back_where_no_reading_is_right(asked: str, typed: str) -> None:
    assert mark(date(asked), typed).score == 0


def test_the_language_decides_the_order() -> None:
    assert mark(date("1994-05-04"), "04/05/1994", Context("fr")).score == 1
    assert mark(date("1994-05-04"), "4 mai 1994", Context("ro")).score == 1
    assert mark(date("79"), "79").score == 1

"""Numbers with units."""

from __future__ import annotations

import pytest

from quizapp.grading.context import Context
from quizapp.grading.mark import Part
from tests.grading.cards import asked_back, mark, number


@pytest.mark.parametrize(
    ("asked", "typed", "score", "note"),
    [
        ("8849 m ± 10", "8849 m", 1, ""),
        ("8849 m ± 10", "8849", 1, "The unit is m."),
        ("8849 m ± 10", "8850 m", 1, "Near enough."),
        ("8849 m ± 10", "8859 m", 1, "Near enough."),
        ("8849 m ± 10", "8860 m", 0, ""),
        ("8849 m ± 10", "8.849 km", 1, "That is 8849 m."),
        ("8849 m ± 10", "9 km", 0, "That is 9000 m."),
        ("8849 m ± 10", "8849 ft", 0, "The number is right, but the unit is m, not ft."),
        ("8849 m ± 10", "29032 ft", 0, "The unit is m, not ft."),
        ("8849 m ± 10", "29032", 0, "Without a unit this counts as m."),
        ("8849 m ± 10", "884.9 m", 0, "The digits are right, the power of ten is not."),
        ("8849 m ± 10", "-8849 m", 0, "The sign is the other way round."),
        ("-40 °C", "40 °C", 0, "The sign is the other way round."),
        ("-40 °C", "−40 C", 1, ""),
        ("1.5..1.6", "1.55", 1, ""),
        ("1.5..1.6", "1,5", 1, ""),
        ("1.5..1.6", "1.61", 0, ""),
        ("1.10", "1.1", 1, ""),
        ("443", "445", 0, ""),
        ("5.68 million m²", "5,680,000 sq m", 1, ""),
        ("3.0e8 m/s ± 1%", "299792458 m/s", 1, "Near enough."),
        ("50 %", "0.5", 0, "The digits are right, the power of ten is not. Without a unit this counts as %."),
        ("42", "forty-two", 1, ""),
        ("2", "two", 1, ""),
        ("2", "Two.", 1, ""),
        ("2", "three", 0, ""),
        ("2", "two or three", 0, "I cannot read this as a number."),
        ("2", "two and a half", 0, "I cannot read this as a number."),
        ("2", "some day", 0, "I cannot read this as a number."),
        ("30 years", "thirty years", 1, ""),
        ("100 m", "a hundred", 1, "The unit is m."),
        ("-40 °C", "minus forty degrees Celsius", 1, ""),
        ("42", "42 apples", 1, ""),
        ("0", "0", 1, ""),
        ("0", "1e-300", 0, ""),
        ("1.5..1.6 V", "1.5 to 1.6 V", 1, ""),
        ("8849 m ± 10", "8,849 metres", 1, ""),
        ("8849 m ± 10", "1e999999999", 0, "I cannot read this as a number."),
        ("2", "2 or 3", 0, "I cannot read this as a number."),
        ("2", "2 and a half", 0, "I cannot read this as a number."),
    ],
)
def test_marks(asked: str, typed: str, score: float, note: str) -> None:
    marked = mark(number(asked), typed)
    assert (marked.score, marked.reasons[0].note) == (score, note)
    assert marked.reasons[0].part is (Part.RIGHT if score else Part.WRONG)


def test_it_is_asked_back_only_if_the_verdict_hangs_on_it() -> None:
    assert mark(number("7"), "1,500").score == 0
    assert mark(number("1..2000"), "1,500").score == 1
    assert mark(number("1500"), "1,500").score == 1
    readings = asked_back(number("1.5"), "1,500").readings
    assert [mark(number("1.5"), reading).score for reading in readings] == [0, 1]


def test_readings_can_be_given_back_in_every_language() -> None:
    german = Context("de")
    readings = asked_back(number("1.234 m"), "1.234 metres", german).readings
    assert readings == ("1234 metres", "1.2340 metres")
    assert [mark(number("1.234 m"), reading, german).score for reading in readings] == [0, 1]

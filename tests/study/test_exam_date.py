"""The day of an exam, as learners write it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.study.exam_date import FURTHEST, read_day, read_minutes

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-15", date(2026, 12, 15)),
        ("15 Dec", date(2026, 12, 15)),
        ("dec 15", date(2026, 12, 15)),
        ("Dec 15, 2027", date(2027, 12, 15)),
        ("15.12.", date(2026, 12, 15)),
        ("15/12", date(2026, 12, 15)),
        ("1 nov", date(2027, 11, 1)),
        ("27 nov", TODAY),
        ("29 feb", date(2028, 2, 29)),
        ("in 3 weeks", date(2026, 12, 18)),
        ("10 days", date(2026, 12, 7)),
        ("in 2 months", date(2027, 1, 27)),
        (" Today ", TODAY),
        ("tomorrow", date(2026, 11, 28)),
    ],
)
def test_days_are_read_as_they_are_meant(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-11-26", "is past"),
        ("3/4/2027", "two ways"),
        ("3/4", "two ways"),
        ("soon", "no date I know"),
        ("2027", "no date I know"),
        ("2027-02-30", "no date I know"),
        ("2060-01-01", "ten years"),
        ("in 9999 weeks", "ten years"),
        ("1" * 100, "too long"),
    ],
)
def test_what_cannot_be_told_says_why(text: str, reason: str) -> None:
    told = read_day(text, TODAY)
    assert isinstance(told, str)
    assert reason in told


@given(st.text(max_size=40), st.dates())
def test_whatever_is_written_is_a_day_from_today_on_or_a_sentence(text: str, today: date) -> None:
    told = read_day(text, today)
    assert isinstance(told, str) or today <= told <= date.fromordinal(
        min(today.toordinal() + FURTHEST.days, date.max.toordinal())
    )


@pytest.mark.parametrize(("text", "minutes"), [("", None), ("20", 20.0), (" 20 min", 20.0), ("7,5", 7.5)])
def test_minutes(text: str, minutes: float | None) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["0", "-5", "many", "1e3", "99999", "nan"])
def test_what_are_no_minutes(text: str) -> None:
    assert isinstance(read_minutes(text), str)

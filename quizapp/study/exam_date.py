"""The day of an exam, as learners write it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from quizapp.deck.date_reading import read_date
from quizapp.deck.dates import MONTHS

FURTHEST = timedelta(days=3660)
"""So far ahead an exam may be."""
MOST_MINUTES = 1440.0
NO_EXAM = frozenset(("", "none", "no", "never", "-"))
"""What says that there is no exam."""
_NEAR = {"today": 0, "tomorrow": 1}
_IN = re.compile(r"(?:in )?(\d{1,4}) ?(days?|d|weeks?|w)", re.ASCII)
_MONTHS_AHEAD = re.compile(r"(?:in )?(\d{1,3}) ?(?:months?|m)", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})[./-](\d{1,2})\.?", re.ASCII)
_EXAMPLE = "2026-12-15, 15 December or in 3 weeks"


def read_day(text: str, today: date) -> date | str:
    """The day that a learner means, from today on, or in a sentence why none can be told.

    Without a year the next such day is meant.
    """
    words = " ".join(text.lower().split())
    if len(words) > 60:
        return f"That is too long for a date. Write it as in {_EXAMPLE}."
    day = _ahead(words, today) or _dated(words, today)
    if isinstance(day, str):
        return day
    if day < today:
        return f"{said(day)} is past. An exam is today or later."
    if day - today > FURTHEST:
        return f"{said(day)} is more than ten years away."
    return day


def read_minutes(text: str) -> float | str | None:
    """The minutes a day that a learner means, None for the usual ones, or in a sentence why none can be told."""
    word = text.strip().lower().removesuffix("minutes").removesuffix("min").strip().replace(",", ".")
    if not word:
        return None
    if re.fullmatch(r"\d{1,4}(\.\d{1,3})?", word, re.ASCII) and 0 < float(word) <= MOST_MINUTES:
        return float(word)
    return f"Minutes a day are a number above 0 and up to {MOST_MINUTES:.0f}."


def said(day: date) -> str:
    """A day in words: "15 December 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _ahead(words: str, today: date) -> date | None:
    """A day told by how far it is."""
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if found := _IN.fullmatch(words):
        return _later(today, int(found[1]) * (7 if found[2].startswith("w") else 1))
    if found := _MONTHS_AHEAD.fullmatch(words):
        months = today.year * 12 + today.month - 1 + int(found[1])
        return _valid(months // 12, months % 12 + 1, today.day) or _valid(months // 12, months % 12 + 1, 28)
    return None


def _dated(words: str, today: date) -> date | str:
    """A day told by its date, with or without a year."""
    readings = [reading for reading in read_date(words, "en") if reading.day]
    if not readings:
        for year in (today.year, today.year + 1, today.year + 2, today.year + 3, today.year + 4):
            readings = [reading for reading in read_date(_with_year(words, year), "en") if reading.day]
            days = [_valid(reading.year, reading.month or 0, reading.day or 0) for reading in readings]
            if any(day is not None and day >= today for day in days):
                break
    told = (_valid(reading.year, reading.month or 0, reading.day or 0) for reading in readings)
    found = [day for day in told if day is not None]
    if len(found) > 1:
        ways = " or ".join(f"{day.isoformat()} ({said(day)})" for day in found)
        return f"That can be read in two ways. Write {ways}."
    return found[0] if found else f"That is no date I know. Write it as in {_EXAMPLE}."


def _with_year(words: str, year: int) -> str:
    if found := _SHORT.fullmatch(words):
        dot = "." if "." in words else "/"
        return f"{found[1]}{dot}{found[2]}{dot}{year}"
    return f"{words} {year}"


def _later(today: date, days: int) -> date:
    return date.fromordinal(min(today.toordinal() + days, date.max.toordinal()))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

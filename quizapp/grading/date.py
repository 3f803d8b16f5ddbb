"""Dates, compared at the precision that is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.deck.date_reading import names_era, read_date
from quizapp.deck.normal import normalise
from quizapp.grading.given import as_text
from quizapp.grading.mark import AskBack, Mark, Part, Reason, unanswered, verdict_of

if TYPE_CHECKING:
    from quizapp.deck.dates import DateAnswer, PartialDate
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response

_FINER = {"year": "the year", "month": "the month", "day": "the day"}


def grade_date(answer: DateAnswer, response: Response, context: Context) -> Mark | AskBack:
    """Right if true at the precision asked; half right if true but coarser. What has two readings (day and
    month, before or after Christ, a year of two digits) is asked back, if the mark hangs on it."""
    expected = (answer.shown,)
    given = as_text(response).strip()
    if not given:
        return unanswered(expected)
    if normalise(given, "") in (normalise(answer.shown, ""), normalise(answer.text, "")):
        return _mark(Reason(Part.RIGHT, given, expected[0]), 1.0, expected)
    readings = read_date(given, context.language)
    if not readings:
        note = "I cannot read this as a date; write one such as 4 May 1994, May 1994 or 1994."
        return _mark(Reason(Part.WRONG, given, expected[0], note), 0.0, expected)
    readings = readings if names_era(given) else _with_other_years(readings, answer)
    marks = [_judge(given, reading, answer) for reading in readings]
    if len({mark.score for mark in marks}) > 1:
        return AskBack("Which date do you mean?", tuple(_clear(reading, answer) for reading in readings))
    return marks[0]


def _with_other_years(readings: tuple[PartialDate, ...], answer: DateAnswer) -> tuple[PartialDate, ...]:
    """The readings that a year without its era, or without its century, leaves open."""
    found = list(readings)
    for reading in readings:
        if reading.year < 0:
            continue
        if answer.first.year < 0:
            found.append(replace(reading, year=-reading.year))
        elif reading.year < 100 <= answer.first.year:
            found.append(replace(reading, year=answer.first.year // 100 * 100 + reading.year))
    return tuple(dict.fromkeys(found))


def _clear(reading: PartialDate, answer: DateAnswer) -> str:
    """A reading written so that it can be read in this way only."""
    shown = str(reading)
    plain = reading.year >= 1000 and answer.first.year > 0
    return shown if plain or names_era(shown) else f"{shown} AD"


def _judge(given: str, said: PartialDate, answer: DateAnswer) -> Mark:
    expected = (answer.shown,)
    asked = said.cut(answer.precision)
    if asked.precision == answer.precision:
        right = answer.first <= asked <= answer.last
        note = "" if right else _near_miss(asked, answer)
        return _mark(
            Reason(Part.RIGHT if right else Part.WRONG, given, expected[0], note), float(right), expected
        )
    if answer.first.cut(said.precision) <= said <= answer.last.cut(said.precision):
        note = f"True, but {_FINER[answer.precision]} is asked."
        return _mark(Reason(Part.MISSED, given, expected[0], note), 0.5, expected)
    return _mark(Reason(Part.WRONG, given, expected[0]), 0.0, expected)


def _near_miss(said: PartialDate, answer: DateAnswer) -> str:
    first = answer.first
    if first != answer.last:
        return ""
    if said.year == -first.year:
        return "The era is the other one."
    if said.cut("month") == first.cut("month"):
        return "The month is right, the day is not."
    if said.year == first.year:
        return "The year is right, the rest is not."
    if said.month is not None and (said.month, said.day) == (first.month, first.day):
        return "Only the year is not right."
    return ""


def _mark(reason: Reason, score: float, expected: tuple[str, ...]) -> Mark:
    return Mark(score, verdict_of(score), (reason,), expected)

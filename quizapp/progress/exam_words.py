"""What an exam comes to, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.memory.exam import Policy
from quizapp.progress.prospects import STEP
from quizapp.study.exam_date import said
from quizapp.words import count, percent

if TYPE_CHECKING:
    from datetime import date

    from quizapp.progress.prospects import Prospect

WAYS = {
    Policy.GAIN: "Each day is filled with what adds most to the exam per second.",
    Policy.AHEAD: "What is due comes first, then new cards, then reviews ahead of their day.",
}
"""How a plan chooses what is studied."""
_DAYS = 100
"""From this many days on they are told in months."""
_MONTH = 30.44


def ahead(exam: date, today: date) -> str:
    """How far an exam is, to end a sentence: "today", "tomorrow", "in 18 days", "in 5 months"."""
    days = (exam - today).days
    if days <= 1:
        return "tomorrow" if days == 1 else "today"
    return f"in {days} days" if days < _DAYS else f"in {round(days / _MONTH)} months"


def minutes(number: float) -> str:
    """Minutes of a day: "15 min a day", "7.5 min a day"."""
    return f"{number:g} min a day"


def expected(found: Prospect, *, brief: bool = False) -> str:
    """The predicted share with its uncertainty: "84% expected (±4) at 15 min a day"."""
    share = f"{percent(found.predicted)} expected (±{round(found.deviation * 100)})"
    if brief:
        return share.replace(" expected", "")
    return f"{share} now" if not found.days_left else f"{share} at {minutes(found.minutes)}"


def changes(found: Prospect) -> str:
    """What a few minutes a day more or less would change."""
    if not found.days_left:
        return ""
    more = f"{STEP:g} minutes more a day: {percent(found.more)}"
    return f"{more}." if found.less is None else f"{more}; {STEP:g} less: {percent(found.less)}."


def warning(found: Prospect, *, brief: bool = False) -> str:
    """That the exam comes too soon to see everything, and what would be enough; "" if it does not."""
    if not found.unseen:
        return ""
    if brief:
        return f"{found.unseen} of {count(found.items, 'card')} not seen by then"
    some = count(found.items, "card")
    if not found.days_left:
        verb = "has" if found.unseen == 1 else "have"
        return f"The exam is today, and {found.unseen} of {some} {verb} not been seen."
    sentence = f"At {found.minutes:g} minutes a day {found.unseen} of {some} will not have been seen"
    day = said(found.exam).rpartition(" ")[0] if found.exam.year == found.today.year else said(found.exam)
    sentence = f"{sentence} by {day}."
    if found.enough is None:
        return f"{sentence} Even much more time a day would not do."
    return f"{sentence} {found.enough:g} minutes would see all of them."

"""Numbers, times and counts as short words."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.memory.schedule import Due

_MONTH = 30.44
_YEAR = 365.25


def count(number: int, one: str, many: str = "") -> str:
    """ "1 card", "2 cards"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def interval(due: Due, now: datetime) -> str:
    """How long until a due date, as the ratings show it: "10 min", "8 days", "3 months"."""
    if due.days == 0:
        minutes = max(1, ceil((due.at - now).total_seconds() / 60))
        return f"{minutes} min" if minutes < 100 else f"{round(minutes / 60)} h"
    if due.days < 60:
        return count(due.days, "day")
    if due.days < 700:
        return f"{round(due.days / _MONTH)} months"
    return f"{due.days / _YEAR:.1f} years".replace(".0 ", " ")


def moment(at: datetime, now: datetime) -> str:
    """When something happens, to end a sentence: "today at 16:40", "tomorrow", "on Thursday"."""
    at = at.astimezone(now.tzinfo)
    days = (at.date() - now.date()).days
    if at <= now:
        return "now"
    if days == 0:
        return f"today at {at:%H:%M}"
    if days == 1:
        return "tomorrow"
    if days < 7:
        return f"on {at:%A}"
    date = f"on {at.day} {at:%B}"
    return date if at.year == now.year else f"{date} {at.year}"


def when(at: datetime) -> str:
    """An instant on the clock that it has, in full: "4 May 2026, 16:40"."""
    return f"{at.day} {at:%B %Y, %H:%M}"


def duration(seconds: float) -> str:
    """A time spent: "45 s", "3 min 20 s", "1 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest and minutes < 10 else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def about(minutes: float) -> str:
    """An estimate: "under a minute", "about 6 minutes", "about 2 hours"."""
    if minutes < 1:
        return "under a minute"
    if minutes < 100:
        return f"about {count(round(minutes), 'minute')}"
    return f"about {count(round(minutes / 60), 'hour')}"


def percent(share: float) -> str:
    return f"{round(share * 100)}%"


def waiting_cards(number: int) -> str:
    """Why so many new cards are not asked; "" for none."""
    if not number:
        return ""
    why = (
        "waits until what it builds on is known" if number == 1 else "wait until what they build on is known"
    )
    return f"{count(number, 'new card')} {why}."

"""What waits after a gap, and the plans to work it off, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.words import about, count, duration

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from quizapp.study.budget import Budget
    from quizapp.study.comeback import Offer, Wall

MINUTES = (
    "Minutes a day",
    (
        "What is due is asked by what it adds to what you recall in the coming month, per second of your time. New"
        " cards have a quarter of the minutes, and all that reviews leave."
    ),
)
"""What a day in minutes is, for the help."""
WAY_BACK = (
    "Way back",
    (
        "Until its last day your minutes go to what waits, what adds most to what you recall first. No date is"
        " changed. Whenever nothing waits, your usual day holds again."
    ),
)
"""What a plan to come back is, for the help."""
AWAY = 3
"""From so many days on somebody has been away."""
_HOURS_FROM = 100
"""Minutes that are told in hours."""
_NUMBERS = {3: "three", 7: "seven"}


def piled_up(wall: Wall, *, brief: bool = False) -> str:
    """ "You have been away for 12 days: 240 cards wait, about 48 minutes." """
    if brief:
        return f"{count(wall.cards, 'card')} waiting, {about(wall.minutes)}."
    waiting = f"{count(wall.cards, 'card waits', 'cards wait')}, {about(wall.minutes)}."
    if wall.away < AWAY:
        return f"{waiting[:-1]}, many of them for days."
    return f"You have been away for {wall.away} days: {waiting}"


def offered(offer: Offer, today: date, *, brief: bool = False) -> str:
    """ "In three days: 16 minutes a day, until 30 November"."""
    minutes = _time(offer.minutes, brief=brief)
    day = f"{offer.until.day} {offer.until:%b}" if brief else said_day(offer.until, today)
    if brief and offer.days > 1:
        return f"{minutes} a day, until {day}"
    if offer.days == 1:
        return f"All of it today: {minutes}"
    if offer.paced:
        return f"{minutes} a day: caught up by {day}"
    return f"In {_NUMBERS.get(offer.days, offer.days)} days: {minutes} a day, until {day}"


def left_today(budgets: Iterable[Budget]) -> str:
    """ "About 12 of 20 minutes left today", of all courses whose day is so many minutes; "" without any."""
    found = list(budgets)
    whole = sum(budget.minutes for budget in found)
    left = sum(max(0.0, budget.seconds) for budget in found) / 60
    if not found:
        return ""
    if left <= 0:
        return "Today's minutes are done"
    if left < 1:
        return "Under a minute left today"
    return f"About {round(left)} of {count(round(whole), 'minute')} left today"


def on_the_way(budgets: Iterable[Budget], today: date) -> str:
    """ "Way back until 4 December"; "" where no plan to come back holds."""
    until = max((budget.until for budget in budgets if budget.until is not None), default=None)
    if until is None:
        return ""
    return "Way back" if until <= today else f"Way back until {said_day(until, today)}"


def _time(minutes: float, *, brief: bool) -> str:
    if minutes >= _HOURS_FROM:
        return duration(60 * round(minutes))
    return f"{minutes:.0f} min" if brief else count(round(minutes), "minute")


def said_day(day: date, today: date) -> str:
    """ "4 December", with the year where it is another one."""
    return f"{day.day} {day:%B}" + ("" if day.year == today.year else f" {day.year}")

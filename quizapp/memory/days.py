"""Which study day an instant belongs to. Queue, streak and charts all ask here.

A study day runs from one rollover (04:00 unless set) to the next, on the clock on the learner's wall.
It begins at the first instant at which that clock shows the rollover or later, so study days follow
each other without gap or overlap also where the clock is put forward or back.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.memory.schedule import Due

DAY_STARTS = time(4)
"""Late enough that studying past midnight still counts for the evening's day."""

_TICK = timedelta.resolution


def study_day(instant: datetime, starts: time) -> date:
    """The study day of an instant, read on the clock of the instant's own zone.

    Raises ValueError for an instant without a zone.
    """
    zone = instant.tzinfo
    if zone is None:
        raise ValueError(f"the study day of {instant} depends on a zone, and it has none")
    day = instant.date()
    if instant.time() < starts and day > date.min:
        day -= timedelta(days=1)
    if instant.fold and MINYEAR < instant.year < MAXYEAR:
        # The hour that happens twice: the day may have begun the first time round.
        following = day + timedelta(days=1)
        if _utc(instant) >= _utc(day_start(following, starts, zone)):
            return following
    return day


def day_start(day: date, starts: time, zone: tzinfo) -> datetime:
    """The first instant of a study day, aware, in `zone`.

    A rollover that the clock skips (put forward over it) falls on the instant of the skip; one that
    happens twice counts the first time. `zone` needs its rules for this: a fixed offset, as
    `datetime.astimezone()` gives, knows no summer time.
    """
    wall = datetime.combine(day, starts.replace(tzinfo=None, fold=0))
    start = wall.replace(tzinfo=zone)
    try:
        if _wall(_utc(start), zone) == wall:
            return start
        # Skipped: read with the offset before the skip it lies behind it, with the one after, before it.
        late, early = _utc(start), _utc(start.replace(fold=1))
    except OverflowError:  # the first and last day that a datetime can hold
        return start
    while late - early > _TICK:
        middle = early + (late - early) // 2
        if _wall(middle, zone) < wall:
            early = middle
        else:
            late = middle
    return late.astimezone(zone)


def is_due(due: Due, answered: date, today: date, now: datetime) -> bool:
    """Whether an item whose latest rating fell on the study day `answered` is to be asked at `now`.

    `today` is the study day of `now`, given because a queue asks this of every item. Days are
    counted as study days, so an item waits for a day where the learner is, not where they were;
    steps within a day are instants, and do not outlive the day.
    """
    elapsed = (today - answered).days
    if due.days == 0:
        return elapsed > 0 or _at_its_offset(now) >= due.at
    return elapsed >= due.days


def _utc(instant: datetime) -> datetime:
    """In UTC, because Python compares two instants of one zone by their clocks, ignoring the fold."""
    return instant.astimezone(UTC)


def _wall(instant: datetime, zone: tzinfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def _at_its_offset(instant: datetime) -> datetime:
    """The same instant, to be compared: Python compares two of one zone by their clocks on the wall."""
    return instant.replace(tzinfo=timezone(instant.utcoffset() or timedelta()))

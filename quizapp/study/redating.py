"""Events that a wrong clock dated after today, told again with a date that can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from quizapp.memory.days import day_start
from quizapp.study.event import Answer, Bury, Quiz, Reset, Retract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, time

    from quizapp.study.event import Event
    from quizapp.study.stamp import Stamp


def redated(
    events: Iterable[Event], stamp: Callable[[], Stamp], today: date, day_starts: time
) -> list[Event]:
    """Takes each event back and tells it again as of today, in the same order.

    Events of one instant stay so, and an interval keeps its days. The events are in the order of the log
    and none of them a retraction, which counts whatever its date.
    """
    told: list[Event] = []
    before: tuple[datetime, datetime] | None = None
    for event in events:
        mark = stamp()
        told.append(Retract(id=mark.id, at=mark.at, device=mark.device, event=event.id))
        mark = stamp()
        at = before[1] if before is not None and before[0] == event.at else mark.at
        before = event.at, at
        again = replace(event, id=mark.id, at=at, device=mark.device)
        match again:
            case Answer():
                due = at
                if again.days:
                    due = day_start(_later(today, again.days), day_starts, at.tzinfo or UTC)
                again = replace(again, study_day=today, due=due)
            case Bury() | Reset():
                again = replace(again, study_day=today)
            case Quiz() if again.began is not None:
                again = replace(again, began=at - timedelta(seconds=min(again.seconds, _DAY)))
        told.append(again)
    return told


_DAY = 86_400.0


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))

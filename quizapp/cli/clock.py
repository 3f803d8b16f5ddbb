"""The clock of this machine, and whether the log believes it."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from itertools import count as numbers
from typing import TYPE_CHECKING

from quizapp.words import count, when

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.progress.store import Store
    from quizapp.study.stamp import Stamp

TOLERANCE = timedelta(days=1)
"""So far ahead an event may be before it is taken for one of a wrong clock: devices differ by hours."""


def now() -> datetime:
    """The instant it is, on the clock of this machine."""
    return datetime.now().astimezone()


def stamper(device: str) -> Callable[[], Stamp]:
    """Gives one stamp after another, a millisecond apart, from now on."""
    from quizapp.study.stamp import Stamp, uuid7

    milliseconds = numbers(time.time_ns() // 1_000_000)

    def stamp() -> Stamp:
        instant = next(milliseconds)
        at = datetime.fromtimestamp(instant // 1000, UTC).replace(microsecond=instant % 1000 * 1000)
        return Stamp(uuid7(instant, os.urandom(10)), at.astimezone(), device)

    return stamp


def doubts(store: Store, instant: datetime) -> tuple[str, ...]:
    """A sentence if the log has events that, by this clock, are yet to come: one of the two is wrong."""
    ahead, latest = store.count_ahead(instant + TOLERANCE)
    if latest is None:
        return ()
    until = when(latest.astimezone(instant.tzinfo))
    sentence = (
        f"Your clock says {when(instant)}, but {count(ahead, 'event')} in your log"
        f" {'is' if ahead == 1 else 'are'} of a later day, up to {until}."
        " If the clock is wrong, set it before you study; if it is right, `quizapp doctor --redate`"
        " gives them today's date, so that their cards do not wait for that day."
    )
    return (sentence,)

"""How long answers take this learner: to what they know, to what they forgot, and to what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.memory.exam import PLAIN, Seconds
from quizapp.progress import past
from quizapp.progress.overview import FIRM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from sqlite3 import Connection

LATEST = 500
"""So many items, those answered last, say how long answers take."""


def pace(records: Iterable[bytes]) -> Seconds:
    """The median seconds that an item takes on one day, of the records of answers (`past`): right at once;
    wrong, with all answers until it is right; first studied, learning steps included.

    Each is drawn towards what is taken of a learner of whom nothing is known, which weighs as much as
    `overview.FIRM` answers. Practice is left out.
    """
    right: list[float] = []
    wrong: list[float] = []
    new: list[float] = []
    for record in records:
        for first, milliseconds in past.by_day(record):
            match first:
                case past.First.RIGHT:
                    right.append(milliseconds / 1000)
                case past.First.WRONG:
                    wrong.append(milliseconds / 1000)
                case past.First.NEW:
                    new.append(milliseconds / 1000)
    return Seconds(_drawn(right, PLAIN.right), _drawn(wrong, PLAIN.wrong), _drawn(new, PLAIN.new))


def _drawn(seconds: Sequence[float], usual: float) -> float:
    middle = _median(sorted(seconds)) if seconds else 0.0
    return (len(seconds) * middle + FIRM * usual) / (len(seconds) + FIRM)


def _median(ascending: Sequence[float]) -> float:
    half, odd = divmod(len(ascending), 2)
    return ascending[half] if odd else (ascending[half - 1] + ascending[half]) / 2


def learners_pace(db: Connection) -> Seconds:
    """The pace by the latest answers in a store. Takes a few milliseconds however many there are."""
    rows = db.execute(
        "SELECT answers FROM item_past WHERE latest_day > 0 ORDER BY latest_day DESC, item LIMIT ?", (LATEST,)
    )
    return pace(answers for (answers,) in rows)


def spent(db: Connection, day: date) -> dict[str, float]:
    """The seconds of answers given on a study day, by course. Time grows with the items answered since."""
    ordinal = day.toordinal()
    found: dict[str, float] = {}
    rows = db.execute("SELECT item, answers FROM item_past WHERE latest_day >= ?", (ordinal,))
    for item, answers in rows:
        # Neither the id of a card nor a facet has a slash.
        course = item.rsplit("/", 2)[0]
        found[course] = found.get(course, 0.0) + past.milliseconds_on(answers, ordinal) / 1000
    return found

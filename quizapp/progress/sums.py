"""Reading what is derived for statistics: sums by day, hour and item, and the memories of items."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quizapp.memory.schedule import KNOWN_FROM, Phase
from quizapp.progress import log
from quizapp.progress.fold import retracted
from quizapp.progress.totals import SUMS, DayTotals
from quizapp.study.event import Follow, Retract

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from contextlib import AbstractContextManager
    from sqlite3 import Connection

    from quizapp.study.event import Event

MemoryOn = tuple[str, date, float, bool]
"""An item, a study day at whose end its memory was another one than before, the stability then (0 if it
was forgotten by a reset), and whether it was known."""

_STUDIED = ["answers", "right", "ms", "reviews", "reviews_right", "predicted"]
_ADDED = ", ".join(f"sum({name})" for name in SUMS)
_CHOSEN = "study_day >= ? AND item IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Studied:
    """What the answers to some items came to; the sums are as in `DayTotals`."""

    answers: int = 0
    right: int = 0
    ms: int = 0
    reviews: int = 0
    reviews_right: int = 0
    predicted: int = 0

    def plus(self, other: Studied) -> Studied:
        """The sums of both."""
        return Studied(
            self.answers + other.answers,
            self.right + other.right,
            self.ms + other.ms,
            self.reviews + other.reviews,
            self.reviews_right + other.reviews_right,
            self.predicted + other.predicted,
        )


class Sums:
    """The sums of a store. Every method raises StoreFault when the file cannot be read.

    `since` is a study day, the first that counts; `items` (None for all) are the ids of the items
    whose answers count.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def studied(self) -> list[date]:
        """Every study day with an answer, in order."""
        with self._reading() as db:
            rows = db.execute("SELECT study_day FROM day_total ORDER BY study_day").fetchall()
        return [date.fromisoformat(day) for (day,) in rows]

    def days(self, since: date, items: Collection[str] | None = None) -> list[DayTotals]:
        """The study days with answers, in order. Time grows with the answers where items are chosen."""
        with self._reading() as db:
            if items is None:
                rows = db.execute(
                    f"SELECT study_day, {', '.join(SUMS)} FROM day_total WHERE study_day >= ? ORDER BY study_day",
                    (since.isoformat(),),
                ).fetchall()
            else:
                rows = db.execute(
                    f"SELECT study_day, {_ADDED} FROM item_hour WHERE {_CHOSEN} GROUP BY study_day",
                    (since.isoformat(), _ids(items)),
                ).fetchall()
        return [DayTotals(date.fromisoformat(day), *sums) for day, *sums in rows]

    def hours(self, since: date, items: Collection[str] | None = None) -> dict[int, tuple[int, int]]:
        """Right answers, and answers, by the hour of the learner's clock at which they were given."""
        added = "SELECT hour, sum(right), sum(answers)"
        with self._reading() as db:
            if items is None:
                rows = db.execute(
                    f"{added} FROM hour_total WHERE study_day >= ? GROUP BY hour", (since.isoformat(),)
                ).fetchall()
            else:
                rows = db.execute(
                    f"{added} FROM item_hour WHERE {_CHOSEN} GROUP BY hour", (since.isoformat(), _ids(items))
                ).fetchall()
        return {hour: (right, answers) for hour, right, answers in rows}

    def by_item(self, since: date) -> dict[str, Studied]:
        """The sums of each item that was answered. Time grows with the answers."""
        added = ", ".join(f"sum({name})" for name in _STUDIED)
        with self._reading() as db:
            rows = db.execute(
                f"SELECT item, {added} FROM item_hour WHERE study_day >= ? GROUP BY item",
                (since.isoformat(),),
            ).fetchall()
        return {item: Studied(*sums) for item, *sums in rows}

    def answered(self) -> list[str]:
        """The items that were ever answered."""
        with self._reading() as db:
            rows = db.execute("SELECT DISTINCT item FROM item_hour ORDER BY item").fetchall()
        return [item for (item,) in rows]

    def memories(self, items: Collection[str]) -> Iterator[MemoryOn]:
        """How the memories of items went, item by item, each in the order of days."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT item, study_day, stability, phase FROM item_memory"
                " WHERE item IN (SELECT value FROM json_each(?)) ORDER BY item, study_day",
                (_ids(items),),
            ).fetchall()
        review = Phase.REVIEW.value
        for item, day, stability, phase in rows:
            known = phase == review and stability >= KNOWN_FROM
            yield item, date.fromisoformat(day), stability or 0.0, known

    def heirs(self) -> dict[str, str]:
        """For each item that others carry on, the one that did so last."""
        after: log.Place = (-(1 << 62), "")
        found: dict[str, str] = {}
        with self._reading() as db:
            follows = [event for event in _all(db, Follow.type, after) if isinstance(event, Follow)]
            void = retracted(_all(db, Retract.type, after)) if follows else set()
        for follow in follows:
            if follow.was and not follow.replaces and follow.id not in void:
                found[follow.was] = follow.item
        return found


def _all(db: Connection, kind: str, after: log.Place) -> Iterator[Event]:
    while page := log.page(db, after, kind):
        yield from page
        after = log.place(page[-1])


def _ids(items: Collection[str]) -> str:
    return json.dumps(list(items))

"""Reading what is derived for statistics: sums by day, hour and item, and the memories of items."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from quizapp.progress.past import Tally, stabilities, summed
from quizapp.progress.totals import SUMS, DayTotals

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator
    from contextlib import AbstractContextManager
    from sqlite3 import Connection

    from quizapp.memory.exam import Seconds

Memories = list[tuple[int, float, bool]]
"""For each study day (its ordinal) at whose end the memory of an item was another one than before, in order:
the stability then (0 if it was forgotten by a reset), and whether the item was known."""

_Key = TypeVar("_Key")
_ANSWERS, _RIGHT = map(SUMS.index, ("answers", "right"))


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
        if items is not None:
            sums = self._tally(since, items).days()
            return [DayTotals(date.fromordinal(day), *sums[day]) for day in sorted(sums)]
        with self._reading() as db:
            rows = db.execute(
                f"SELECT study_day, {', '.join(SUMS)} FROM day_total WHERE study_day >= ? ORDER BY study_day",
                (since.isoformat(),),
            ).fetchall()
        return [DayTotals(date.fromisoformat(day), *sums) for day, *sums in rows]

    def hours(self, since: date, items: Collection[str] | None = None) -> dict[int, tuple[int, int]]:
        """Right answers, and answers, by the hour of the learner's clock at which they were given."""
        found: dict[int, tuple[int, int]] = {}
        if items is not None:
            for (_, hour), sums in self._tally(since, items).hours().items():
                right, answers = found.get(hour, (0, 0))
                found[hour] = right + sums[_RIGHT], answers + sums[_ANSWERS]
            return found
        with self._reading() as db:
            rows = db.execute(
                "SELECT hour, sum(right), sum(answers) FROM hour_total WHERE study_day >= ? GROUP BY hour",
                (since.isoformat(),),
            ).fetchall()
        return {hour: (right, answers) for hour, right, answers in rows}

    def _tally(self, since: date, items: Collection[str]) -> Tally:
        chosen, tally, first = set(items), Tally(), since.toordinal()
        for item, answers in self._answers(since):
            if item in chosen:
                tally.count(answers, first)
        return tally

    def by_place(self, since: date, places: Callable[[str], Iterable[_Key]]) -> dict[_Key, DayTotals]:
        """The sums of all answers by where their items belong, an item to any number of places. Time grows
        with the answers."""
        alike: dict[tuple[_Key, ...], list[bytes]] = {}
        for item, answers in self._answers(since):
            alike.setdefault(tuple(places(item)), []).append(answers)
        found: dict[_Key, DayTotals] = {}
        for keys, records in alike.items():
            if keys:
                own = DayTotals(since, *summed(records, since.toordinal()))
                found |= {key: own.plus(found[key]) if key in found else own for key in keys}
        return found

    def _answers(self, since: date) -> list[tuple[str, bytes]]:
        """The records of all items that were answered from a day on (`past`)."""
        with self._reading() as db:
            return db.execute(
                "SELECT item, answers FROM item_past WHERE latest_day >= ? AND latest_day > 0",
                (since.toordinal(),),
            ).fetchall()

    def pace(self) -> Seconds:
        """The seconds that an item takes the learner on one day (`pace.pace`)."""
        from quizapp.progress.pace import learners_pace

        with self._reading() as db:
            return learners_pace(db)

    def spent(self, day: date) -> dict[str, float]:
        """The seconds of answers given on a study day, by course."""
        from quizapp.progress.pace import spent

        with self._reading() as db:
            return spent(db, day)

    def answered(self) -> list[str]:
        """The items that were ever answered."""
        with self._reading() as db:
            rows = db.execute("SELECT item FROM item_past WHERE latest_day > 0 ORDER BY item").fetchall()
        return [item for (item,) in rows]

    def memories(self, items: Container[str]) -> Iterator[tuple[str, Memories]]:
        """How the memories of items went."""
        with self._reading() as db:
            rows = db.execute("SELECT item, memories FROM item_past ORDER BY item").fetchall()
        return ((item, stabilities(memories)) for item, memories in rows if memories and item in items)

    def heirs(self) -> dict[str, str]:
        """For each item that others carry on, the one that did so last."""
        from quizapp.progress.heirs import heirs

        with self._reading() as db:
            return heirs(db)

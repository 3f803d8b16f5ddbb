"""Reading what is derived for statistics of days: sums by day and hour, and what else all items tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from quizapp.progress.totals import SUMS, DayTotals

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from sqlite3 import Connection

    from quizapp.memory.exam import Seconds


class Sums:
    """The sums of a store. Every method raises StoreFault when the file cannot be read. `since` is a study
    day, the first that counts.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def studied(self) -> list[date]:
        """Every study day with an answer, in order."""
        with self._reading() as db:
            rows = db.execute("SELECT study_day FROM day_total ORDER BY study_day").fetchall()
        return [date.fromisoformat(day) for (day,) in rows]

    def days(self, since: date) -> list[DayTotals]:
        """The study days with answers, in order."""
        with self._reading() as db:
            rows = db.execute(
                f"SELECT study_day, {', '.join(SUMS)} FROM day_total WHERE study_day >= ? ORDER BY study_day",
                (since.isoformat(),),
            ).fetchall()
        return [DayTotals(date.fromisoformat(day), *sums) for day, *sums in rows]

    def hours(self, since: date) -> dict[int, tuple[int, int]]:
        """Right answers, and answers, by the hour of the learner's clock at which they were given."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT hour, sum(right), sum(answers) FROM hour_total WHERE study_day >= ? GROUP BY hour",
                (since.isoformat(),),
            ).fetchall()
        return {hour: (right, answers) for hour, right, answers in rows}

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

    def heirs(self) -> dict[str, str]:
        """For each item that others carry on, the one that did so last."""
        from quizapp.progress.heirs import heirs

        with self._reading() as db:
            return heirs(db)

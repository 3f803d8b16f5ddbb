"""Which weights hold for the memories of a store, and when others were last looked for.

A start reads this, and loads nothing that reads events unless an event is asked for.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from quizapp.memory.fsrs import DEFAULT_WEIGHTS, WEIGHTS_ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from sqlite3 import Connection

    from quizapp.memory.fsrs import Weights
    from quizapp.study.event import Fit

_BODY = "SELECT body FROM fitted JOIN event ON event.id = fitted.fit"


class Fits:
    """The fits of one store; `reading` and `writing` lead to it. Raises StoreFault as the store does."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        writing: Callable[[], AbstractContextManager[Connection]],
    ) -> None:
        self._reading = reading
        self._writing = writing

    def weights(self) -> tuple[Weights, str]:
        """The weights that hold, for all courses, and their name in the log."""
        with self._reading() as db:
            return weights(db)

    def current(self) -> Fit | None:
        """The event that gave them; None where the published ones hold."""
        from quizapp.progress import log
        from quizapp.study.event import Fit

        with self._reading() as db:
            row = db.execute(_BODY).fetchone()
            event = None if row is None else log.read(row[0])
        return event if isinstance(event, Fit) else None

    def scored(self) -> int:
        """How many answers weights can be fitted to: those to items that were answered on an earlier day."""
        with self._reading() as db:
            return int(db.execute("SELECT coalesce(sum(known), 0) FROM day_total").fetchone()[0])

    def fitted_at(self) -> int:
        """How many of these there were when weights were last fitted, be it taken back since or in vain; 0
        before. Fits of other devices count as well."""
        with self._reading() as db:
            fitted = db.execute(
                "SELECT coalesce(max(json_extract(body, '$.reviews')), 0) FROM event"
                " WHERE type <> 'answer' AND type = 'fit'"
            ).fetchone()
            tried = db.execute("SELECT value FROM meta WHERE key = 'fit tried'").fetchone()
        return max(int(fitted[0]), int(tried[0]) if tried else 0)

    def tried(self, scored: int) -> None:
        """Keep in mind that weights were fitted when there were so many answers, be it in vain."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('fit tried', ?)", (str(scored),))


def weights(db: Connection) -> tuple[Weights, str]:
    """The weights that hold, and their name."""
    row = db.execute(_BODY).fetchone()
    return (DEFAULT_WEIGHTS, WEIGHTS_ID) if row is None else _of(row[0])


@lru_cache(maxsize=4)
def _of(body: str) -> tuple[Weights, str]:
    """What an event says, which was read and checked before it was put into the log."""
    data = json.loads(body)
    return tuple(data["weights"]), data["weights_id"]


def choose(db: Connection) -> bool:
    """Have the weights hold that the log says; returns whether they are others than until now."""
    from quizapp.progress import log

    before, _ = weights(db)
    db.execute("DELETE FROM fitted")
    db.executemany("INSERT INTO fitted VALUES (?)", [(fit.id,) for fit in log.standing(db, "fit")[-1:]])
    return weights(db)[0] != before

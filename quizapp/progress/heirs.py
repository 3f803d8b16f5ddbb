"""Which items carry on the history of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.progress import log
from quizapp.progress.fold import retracted
from quizapp.study.event import Event, Follow, Retract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection


def heirs(db: Connection) -> dict[str, str]:
    """For each item that others carry on, the one that did so last."""
    found: dict[str, str] = {}
    follows = [event for event in _all(db, Follow.type) if isinstance(event, Follow)]
    void = retracted(_all(db, Retract.type)) if follows else set()
    for follow in follows:
        if follow.was and not follow.replaces and follow.id not in void:
            found[follow.was] = follow.item
    return found


def _all(db: Connection, kind: str) -> Iterator[Event]:
    after: log.Place = (-(1 << 62), "")
    while page := log.page(db, after, kind):
        yield from page
        after = log.place(page[-1])

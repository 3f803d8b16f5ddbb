"""Reading what is derived for the items of a deck, all at one moment."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from quizapp.memory.recall import Phase
from quizapp.progress.deck_now import Standing
from quizapp.study.malformed import MalformedEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from sqlite3 import Connection

Row = tuple[str, bytes, bytes]
"""An item, the record of its answers and that of its memories (`past`)."""

_PHASES = {phase.value: phase for phase in Phase}

# The outer join keeps the order of the list.
_STANDINGS = """
    SELECT value, phase, stability, memory_day, reviews, lapses, CASE WHEN due_at NOT NULL THEN due_days END,
        CASE due_days WHEN 0 THEN due_at END, suspended, buried_until
    FROM json_each(?) LEFT JOIN item_state ON item = value
"""
# The zero is what comes after the slash.
_OF_CARDS = """
    SELECT item, answers, memories
    FROM json_each(?) CROSS JOIN item_past ON item >= value || '/' AND item < value || '0'
"""
_OF_ITEMS = "SELECT item, answers, memories FROM json_each(?) CROSS JOIN item_past ON item = value"


class DeckRows:
    """The rows of a store. Every method raises StoreFault when the file cannot be read."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Whatever is read within, here or elsewhere of this store, is as it was at its beginning."""
        with self._reading() as db:
            db.execute("BEGIN")
            try:
                yield
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def standings(self, items: Iterable[str]) -> list[Standing]:
        """The states of these items, in their order; of one without events all is empty."""
        with self._reading() as db:
            rows = db.execute(_STANDINGS, (_listed(items),)).fetchall()
            try:
                return [_standing(*row) for row in rows]
            except (KeyError, ValueError) as fault:
                raise MalformedEvent(f"no state of an item: {fault}") from fault

    def of_cards(self, cards: Iterable[str]) -> list[Row]:
        """The records of all items of these cards (as `course/card`), of facets that they have no more too."""
        with self._reading() as db:
            return db.execute(_OF_CARDS, (_listed(cards),)).fetchall()

    def of_items(self, items: Iterable[str]) -> list[Row]:
        """The records of these items, of those that have some."""
        with self._reading() as db:
            return db.execute(_OF_ITEMS, (_listed(items),)).fetchall()


def _standing(
    item: str,
    phase: str | None,
    stability: float | None,
    memory_day: str | None,
    reviews: int | None,
    lapses: int | None,
    due_days: int | None,
    due_at: str | None,
    suspended: int | None,
    buried_until: str | None,
) -> Standing:
    if phase is not None and not stability:
        raise ValueError("its memory has no stability")
    return Standing(
        item,
        None if phase is None else _PHASES[phase],
        stability or 0.0,
        0 if memory_day is None else _ordinal(memory_day),
        reviews or 0,
        lapses or 0,
        due_days,
        None if due_at is None else datetime.fromisoformat(due_at),
        bool(suspended),
        None if buried_until is None else _ordinal(buried_until),
    )


@lru_cache(maxsize=4096)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _listed(names: Iterable[str]) -> str:
    return json.dumps(list(names))

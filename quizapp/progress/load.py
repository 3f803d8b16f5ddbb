"""How many items come back on each study day, of all courses: what intervals are balanced by."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from quizapp.progress.faults import StoreFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.progress.store import Store
    from quizapp.study.event import Event

_MANY = 50
"""From so many items on, all are counted anew."""


class Load:
    """The counts, read from the store once and kept up with what is written through `append`.

    A store that cannot be read makes days look empty and stops nobody: what is written tells of the fault.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._days: Counter[int] | None = None
        self._items: dict[str, str] = {}
        """The items of events that were written, by the events' ids: one that is taken back names no item."""

    def __call__(self, day: int) -> int:
        """How many items come back on a day."""
        if self._days is None:
            self.read()
        return 0 if self._days is None else self._days[day]

    def read(self) -> None:
        """Count all items anew."""
        with suppress(StoreFault):
            self._days = Counter(self._store.coming())

    def siblings(self, item: str) -> frozenset[int]:
        """On which days the other items of its card come back."""
        with suppress(StoreFault):
            return self._store.siblings(item)
        return frozenset()

    def forget(self) -> None:
        """Count anew when it is asked for: something was written in another way."""
        self._days = None

    def append(self, *events: Event) -> None:
        """Put events into the log of the store, as `Store.append` does, and count what they change. Takes as
        long however many items there are."""
        items = self._touched(events)
        if self._days is None or items is None or len(items) > _MANY:
            self._store.append(*events)
            self._days = None
            return
        before, after = self._store.append_with_days(events, items)
        self._days.subtract(before)
        self._days.update(after)

    def _touched(self, events: Iterable[Event]) -> set[str] | None:
        """The items that events may give another day; None if they do not tell."""
        from quizapp.study.event import Answer, Bury, Flag, Note, Quiz, Reset, Retract, Suspend

        items: set[str] = set()
        for event in events:
            match event:
                case Answer() | Suspend() | Reset():
                    self._items[event.id] = event.item
                    items.add(event.item)
                case Bury() | Flag() | Note():
                    self._items[event.id] = event.item
                case Retract() if event.event in self._items:
                    self._items[event.id] = self._items[event.event]
                    items.add(self._items[event.event])
                case Quiz():
                    pass
                case _:
                    return None
        return items

"""What is remembered, on disk: the log of events, and what derives from it kept up to date."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Self

from quizapp.progress import database, dues, states
from quizapp.progress.arrivals import Arrivals
from quizapp.progress.companions import suspect
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.fits import Fits
from quizapp.progress.known import Known
from quizapp.progress.opening import identity, open_file
from quizapp.progress.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator
    from datetime import date, datetime
    from pathlib import Path
    from sqlite3 import Connection

    from quizapp.progress.deck_rows import DeckRows
    from quizapp.progress.faults import Notice
    from quizapp.progress.fold import ItemEvent
    from quizapp.progress.quizzes import OpenQuizzes
    from quizapp.progress.totals import DayTotals
    from quizapp.study.dues import Dues, Unranked
    from quizapp.study.event import Event
    from quizapp.study.state import ItemState

_SETTLED_AFTER = 30
"""So many transactions are moved into the file at once: a page that many of them wrote goes there once."""

_BEGINNING = (-(1 << 62), "")


class Store:
    """One learner's progress in one file.

    Holds nothing in memory: several programs may have the same file open, and each sees at once
    what the others wrote. Belongs to the thread that opened it. Every method raises StoreFault,
    and nothing else, when the file or the disk does not allow what was asked.
    """

    def __init__(self, path: Path, db: Connection, file: int, notices: tuple[Notice, ...]) -> None:
        self._db = db
        self._file = file
        self._sentences = database.Sentences(path)
        self._version = -1
        self._unsettled = 0
        self.path = path
        self.notices = notices
        """What happened at opening that the learner should know."""
        self.known = Known(self._reading, self._changing)
        """What cards looked like when the decks were last read."""
        self.fits = Fits(self._reading, self._changing)
        """Which weights hold for the memories."""
        self.arrivals = Arrivals(self._reading)
        """What has come into the log, to tell what may have changed."""
        self.sums = Sums(self._reading)
        """What statistics are counted from."""
        self.changed()

    @classmethod
    def open(
        cls, path: Path, *, device: str | None = None, backups: Path | None = None, patience: float = 30.0
    ) -> Store:
        """Open a store, made with its folder if it is not there.

        `device` is the name a new store gives to this machine (default: random; a store that
        exists keeps its own). `backups` is the folder for the copy made before a migration, and
        where a damaged store is completed from (default: beside the store). `patience` is how many
        seconds another writer is waited for.

        A damaged file is renamed, and what can be read of it is in the store that is returned;
        `notices` tells. A store of a newer version, or of another program, raises StoreFault.
        """
        backups = path.parent / "backups" if backups is None else backups
        return cls(path, *open_file(path, backups, device, patience))

    def wait(self, patience: float) -> None:
        """From now on wait so many seconds for another writer."""
        with self._sentences:
            database.wait(self._db, patience)

    def close(self) -> None:
        """Let go of the file. A closed store may be closed again."""
        with self._sentences:
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def device(self) -> str:
        """The name of this machine in events: random, made once, and stored."""
        with self._sentences:
            return database.device(self._db)

    @cached_property
    def quizzes(self) -> OpenQuizzes:
        """Quizzes that were left in the middle."""
        from quizapp.progress.quizzes import OpenQuizzes

        return OpenQuizzes(self._reading, self._changing)

    @cached_property
    def deck_rows(self) -> DeckRows:
        """What decks are counted from."""
        from quizapp.progress.deck_rows import DeckRows

        return DeckRows(self._reading)

    # -- writing --------------------------------------------------------------------------

    def append(self, *events: Event) -> int:
        """Put events into the log; durable when this returns, all of them or none.

        Events whose ids the log has are passed over, so appending is merging. Returns how many were
        new. Raises MalformedEvent for a value that is no event.
        """
        from quizapp.progress import derived, log

        told = [log.told(event) for event in events]
        with self._sentences, self._writing() as db:
            return derived.add(db, told)

    def append_with_days(
        self, events: Iterable[Event], items: Collection[str]
    ) -> tuple[list[int], list[int]]:
        """Put events into the log as `append` does. Returns on which study days (their ordinals) those of these
        items that `coming` counts came back until then, and come back now."""
        from quizapp.progress import derived, log

        told = [log.told(event) for event in events]
        with self._sentences, self._writing() as db:
            before = states.due_days(db, items)
            derived.add(db, told)
            return before, states.due_days(db, items)

    def merge(self, other: Path) -> int:
        """Take over all events of another store's file, a backup's too; returns how many were new."""
        from quizapp.progress import recovery

        return self.append(*recovery.read_events(other))

    def take_over(self, other: Path) -> int:
        """Take over all events that can be read of another store's file, damaged or not, a backup's too;
        returns how many were new. Nothing in the log is changed. Raises StoreFault for a file of a newer
        version or of another program, OSError if there is none."""
        from quizapp.progress import derived, recovery

        with other.open("rb"):
            pass  # SQLite says of any file that it cannot open the same
        with self._sentences, self._writing() as db:
            return derived.add(db, recovery.of_other(other, self.path.parent, db))

    def rebuild(self) -> None:
        """Drop everything that is derived and make it again from the log."""
        from quizapp.progress import derived

        with self._sentences, self._writing() as db:
            database.remake(db, derived.rebuild)

    # -- reading --------------------------------------------------------------------------

    def state(self, item: str) -> ItemState:
        """The state of one item; with the defaults if it has no events."""
        from quizapp.study.state import ItemState

        with self._sentences:
            return states.state(self._db, item) or ItemState(item)

    def states(self, items: Iterable[str]) -> dict[str, ItemState]:
        """The state of each of these items, in their order."""
        from quizapp.study.state import ItemState

        names = list(dict.fromkeys(items))
        with self._sentences:
            known = states.states(self._db, names)
        return {name: known.get(name) or ItemState(name) for name in names}

    def answered(self, items: Collection[str]) -> set[str]:
        """Those of these items that were answered."""
        with self._reading() as db:
            return states.answered(db, items)

    def all_states(self) -> dict[str, ItemState]:
        """The state of every item that has events, in the order of their ids."""
        with self._sentences:
            return states.states(self._db)

    def dues(self, today: date, now: datetime, course: str) -> Dues:
        """What planning needs to know of the items of a course at a moment of a study day."""
        with self._sentences:
            return dues.dues(self._db, today, now, course)

    def unranked(self, today: date, now: datetime, course: str) -> Unranked:
        """What counting needs to know of the items of a course at a moment of a study day."""
        with self._sentences:
            return dues.unranked(self._db, today, now, course)

    def coming(self) -> dict[int, int]:
        """How many items come back on each study day (its ordinal), those of decks that are gone among them.
        Time grows with the items."""
        with self._sentences:
            return dues.coming(self._db)

    def siblings(self, item: str) -> frozenset[int]:
        """On which study days (their ordinals) the other items of its card come back."""
        with self._sentences:
            return dues.siblings(self._db, item)

    def waiting_since(self, today: date, days: int) -> list[str]:
        """The items that have been due for so many study days, and are not suspended."""
        with self._sentences:
            return dues.waiting_since(self._db, today, days)

    def next_due(self, now: datetime, among: Container[str]) -> datetime | None:
        """The earliest instant after `now` at which one of these items comes back; None if none does."""
        with self._sentences:
            return dues.next_due(self._db, now, among)

    def suspended(self) -> set[str]:
        """The items that are left out of study."""
        with self._sentences:
            return states.suspended(self._db)

    def events(
        self, type: str | None = None, since: datetime | None = None, item: str | None = None
    ) -> Iterator[Event]:
        """The log in order (of instant, then id): all of it, or what passes every condition.

        `type` is as in `Event.type`; `since` an instant; with `item` come the item's own events
        and the retractions of them. Read in portions: what is appended meanwhile may be included.
        """
        from quizapp.progress import log

        after = _BEGINNING if since is None else (log.milliseconds(since), "")
        if item is not None:
            with self._sentences:
                events = sorted(log.about(self._db, (item,)), key=log.place)
            yield from (event for event in events if log.place(event) > after and type in (None, event.type))
            return
        while True:
            with self._sentences:
                page = log.page(self._db, after, type)
            yield from page
            if not page:
                return
            after = log.place(page[-1])

    def standing(self, type: str) -> list[Event]:
        """The events of one type, other than answers, that nothing takes back, in order."""
        with self._sentences:
            if not states.has_events(self._db, type):
                return []
            from quizapp.progress import log

            return log.standing(self._db, type)

    def concerning(self, item: str) -> list[Event]:
        """All events that have a say in the state of an item, in no order: its own, those of the items
        that it follows, and every retraction of them."""
        from quizapp.progress import log

        with self._sentences:
            return log.concerning(self._db, item)

    def tangled(self) -> set[str]:
        """The items of which not simply all their own events count: those with something taken back, and those
        that follow another or are followed."""
        from quizapp.progress import log

        with self._sentences:
            return log.tangled(self._db)

    def untangled(self, tangled: Container[str]) -> Iterator[ItemEvent]:
        """The events of all other items, in order; of answers only what a fold looks at. They all count."""
        from quizapp.progress import log

        with self._sentences:
            for _, event in log.of_items(self._db, tangled):
                yield event

    def days(self, since: date) -> list[DayTotals]:
        """The study days with answers from `since` on, in order."""
        return self.sums.days(since)

    def introduced(self, day: date) -> set[str]:
        """The items first answered on a study day (practice does not count)."""
        with self._sentences:
            return states.introduced(self._db, day)

    def reviewed(self, day: date) -> set[str]:
        """The items answered on a study day that were not new on it (practice does not count)."""
        with self._sentences:
            return states.reviewed(self._db, day)

    def changed(self) -> bool:
        """Whether another program, or another Store, has written since this was last asked."""
        version, _ = self.version()
        changed = version != self._version
        self._version = version
        return changed

    def version(self) -> tuple[int, int]:
        """What changes whenever the file does, by this program or another."""
        with self._sentences:
            version: int = self._db.execute("PRAGMA data_version").fetchone()[0]
            return version, self._db.total_changes

    # -- care -----------------------------------------------------------------------------

    def check(self) -> list[str]:
        """What is wrong with the file, a sentence each; none if it is sound.

        Reads everything and folds the whole log; writers wait meanwhile. Changes nothing.
        """
        from quizapp.progress import derived

        with self._sentences:
            found = [f"SQLite finds: {flaw}." for flaw in database.flaws(self._db)]
            if database.broken(self._db):
                found.append("An event in the log is not what its row says.")
        if found:
            suspect(self.path)
            return found
        with self._sentences:
            stale = derived.stale(self._db)
        return [f"The table {table} is not what the log says; a rebuild puts it right." for table in stale]

    def answers(self) -> tuple[int, datetime | None]:
        """How many answers the log has, taken back or not, and the instant of its last event."""
        from quizapp.progress import log

        with self._sentences:
            last = log.last(self._db)
            return log.answers(self._db), last.at if last else None

    def ahead(self, instant: datetime) -> list[Event]:
        """The events after an instant that nothing takes back, in order; retractions are none of them."""
        from quizapp.progress import log

        with self._sentences:
            return log.ahead(self._db, instant)

    def count_ahead(self, instant: datetime) -> tuple[int, datetime | None]:
        """How many these are, and the instant of the last of them."""
        with self._sentences:
            if states.latest(self._db) <= instant.timestamp() * 1000:
                return 0, None
            from quizapp.progress import log

            return log.count_ahead(self._db, instant)

    def settle(self) -> None:
        """Move what was written lately from the write-ahead log into the file, once there is enough of it: for a
        moment in which nobody waits. The log then starts over in the room that it has on the disk, and to flush an
        answer takes much less where the file need not grow for it."""
        if self._unsettled >= _SETTLED_AFTER:
            self._unsettled = 0
            with suppress(*database.ERRORS):  # the next write tells
                database.accepted_frames(self._db)

    def backup(self, target: Path) -> None:
        """Write a copy of the store, as one file, in place of `target`."""
        from quizapp.progress import backup

        backup.write_backup(self.path, target)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._sentences:
            yield self._db

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with self._sentences, self._writing() as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with database.writing(self._db) as db:
            database.identify(db, self.path)  # a newer program may have taken over meanwhile
            # Written to a file that has lost its name, an answer would be gone with it.
            if identity(self.path) != self._file:
                raise StoreFault(
                    Cause.MOVED,
                    f"{self.path} was moved or replaced while it was open; nothing was saved.",
                    "Start quizapp again, to go on with the file that is there now.",
                )
            yield db
        self._unsettled += 1

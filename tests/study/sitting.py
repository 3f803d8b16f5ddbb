"""Sittings in tests: items from deck texts, a clock that is set, ids that count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from quizapp.deck.item import Item, items
from quizapp.grading.context import Context
from quizapp.memory.schedule import Parameters
from quizapp.progress.fold import fold
from quizapp.study.event import Event
from quizapp.study.session import Session
from quizapp.study.stamp import Stamp
from quizapp.study.state import ItemState
from tests.deck.reading import read

START = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def deck_items(text: str) -> tuple[Item, ...]:
    course, report = read(text)
    assert report.findings() == ()
    return items(course, course.decks[0])


@dataclass
class Learner:
    """A learner with a log in memory and a clock that moves when told."""

    now: datetime = START
    log: list[Event] = field(default_factory=list)
    made: int = 0

    def stamp(self) -> Stamp:
        self.made += 1
        return Stamp(f"id-{self.made:05}", self.now, "device")

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def state(self, item: str) -> ItemState:
        return fold(item, self.log)

    def sit(self, queue: tuple[Item, ...]) -> Session:
        session = Session(self.stamp().id, queue, lambda _: Parameters(), lambda _: Context())
        return session.next(self.now, self.state)

    def keep(self, step: tuple[Session, Event]) -> Session:
        """Record the event of a step, and go on to the next item."""
        session, event = step
        self.log.append(event)
        return session.next(self.now, self.state)

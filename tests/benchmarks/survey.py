"""The time of one year's statistics over a large log, beside a bare scan of the same rows by SQLite.

    .venv/bin/python tests/benchmarks/survey.py [answers, default 100000]

The log is made up: items are answered in review at growing intervals, over two courses of ten decks,
forgotten one time in eight. All are read from a file on disk, as the app does it in a worker thread.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quizapp.deck.card import Card, Place
from quizapp.deck.course import Course, Deck
from quizapp.deck.item import items
from quizapp.deck.shapes import TextAnswer
from quizapp.memory.rating import Rating
from quizapp.memory.schedule import Parameters
from quizapp.progress import database, log
from quizapp.progress.kept_counts import KeptCounts
from quizapp.progress.store import Store
from quizapp.progress.survey import Survey
from quizapp.study.candidates import Allowance
from quizapp.study.event import Answer, Flag
from quizapp.study.stamp import uuid7

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST = datetime(2025, 1, 1, 9, tzinfo=UTC)
DAYS = 365
TIMES = 20
"""How often an item is answered."""
DECKS = 20


def courses(size: int) -> tuple[Course, ...]:
    """Two courses with so many cards in all."""
    made = []
    for number in range(2):
        decks = []
        for deck in range(DECKS // 2):
            cards = tuple(
                Card(f"c{deck}-{at}", f"Question {at}?", TextAnswer("answer"), Place("deck.yaml", 1, 1, 0, 0))
                for at in range(size // DECKS)
            )
            decks.append(Deck(f"deck{deck}", f"Deck {deck}", cards, "deck.yaml"))
        made.append(Course(f"course{number}", f"Course {number}", tuple(decks), "."))
    return tuple(made)


def answers(names: list[str], number: int) -> Iterator[Answer]:
    """So many answers, the n-th of an item about 1.35 times as far from its first as the one before."""
    for at in range(number):
        item, turn = at % len(names), at // len(names)
        day = min(DAYS - 1, item % 60 + round(1.35**turn))
        instant = FIRST + timedelta(days=day, minutes=item % 600, seconds=turn)
        yield Answer(
            id=uuid7(at, at.to_bytes(10, "big")),
            at=instant,
            device="benchmark",
            item=names[item],
            sitting="sitting",
            mode="review",
            asked="flip",
            response=None,
            score=None,
            verdict="self",
            rating=Rating.AGAIN if at * 7919 % 8 == 0 else Rating.GOOD,
            suggested=None,
            overruled=False,
            confidence=("sure", "unsure", None)[at % 3],
            guess_rate=0.0,
            hints=0,
            ms=4000 + at % 9000,
            first_key_ms=None,
            study_day=instant.date(),
            due=instant + timedelta(days=3),
            days=3,
            weights="fsrs6-default",
            expected="fingerprint",
        )


def fill(store: Store, number: int, made: tuple[Course, ...]) -> None:
    """Put answers into a store's log, many at a time, and derive the rest of it."""
    names = [item.id for course in made for deck in course.decks for item in items(course, deck)]
    with database.writing(store._db) as db:
        db.executemany(
            "INSERT INTO event (id, instant, type, item, target, body) VALUES (?, ?, ?, ?, NULL, ?)",
            (
                (event.id, log.milliseconds(event.at), event.type, event.item, log.told(event)[1])
                for event in answers(names, number)
            ),
        )
    store.rebuild()


def survey_of(made: tuple[Course, ...], today: date, **changes: object) -> Survey:
    survey = Survey(
        courses=made,
        now=datetime(today.year, today.month, today.day, 20, tzinfo=UTC),
        today=today,
        parameters=lambda _: Parameters(),
        limits=lambda _: Allowance(20, 200),
        soon=lambda state: state,
        signatures={course.id: course.id for course in made},
    )
    return replace(survey, **changes)  # type: ignore[arg-type]


def flagged(survey: Survey, store: Store) -> None:
    """Have one deck to count anew."""
    stamp = {"id": uuid7(0, os.urandom(10)), "at": survey.now, "device": "benchmark"}
    store.append(Flag(**stamp, item="course0/c0-0/q", on=True))
    survey.count(store)


def timed(what: str, work: Callable[[], object], unit: float | None = None) -> float:
    best = min(_seconds(work) for _ in range(3))
    print(f"{what:<48}{best * 1000:9.1f} ms" + (f"{best / unit:9.2f}×" if unit else ""))
    return best


def _seconds(work: Callable[[], object]) -> float:
    """Processor time, which other programs disturb least."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(number: int) -> None:
    made = courses(max(DECKS, number // TIMES))
    today = FIRST.date() + timedelta(days=DAYS - 1)
    year = today - timedelta(days=364)
    with TemporaryDirectory() as folder, Store.open(Path(folder, "progress.db")) as store:
        print(f"{number:,} answers; made and derived in {_seconds(lambda: fill(store, number, made)):.1f} s")
        scan = timed(
            "a bare scan: sum(length(body)) of the log",
            lambda: store._db.execute("SELECT sum(length(body)) FROM event").fetchone(),
        )
        timed("days of a year, all courses", lambda: store.sums.days(year), scan)
        for what, asked in (
            ("all courses", survey_of(made, today, since=year)),
            ("one of two courses", survey_of(made[:1], today, since=year, every=False)),
        ):
            timed(
                f"all statistics of a year, {what}",
                lambda asked=asked: replace(asked, kept=KeptCounts()).count(store),
                scan,
            )
            kept = replace(asked, kept=KeptCounts())
            kept.count(store)
            timed("    again", lambda kept=kept: kept.count(store), scan)
            timed("    again, one item flagged", lambda kept=kept: flagged(kept, store), scan)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

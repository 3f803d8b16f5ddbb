"""Logs of reviews as other programs write them: which cards were reviewed when, and how they were rated.

Read are Anki's collections and packages, and tables of reviews as the open benchmark and its optimiser have
them. All of it is foreign: what does not fit is refused or left out, with a sentence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from quizapp.memory.days import DAY_STARTS, study_day
from quizapp.memory.history import Review
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo
    from pathlib import Path

    from quizapp.memory.rating import Rating

MOST = 3_000_000
"""Reviews that a log may have; the busiest learners have a third of it."""
MOST_OF_A_CARD = 1000
"""Reviews of one card that are read; the hardest of a lifetime have some hundred."""


@dataclass(frozen=True, slots=True)
class ReviewLog:
    """Reviews in the order of time. `notes` are sentences about what was left out."""

    reviews: tuple[Review, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is no log of reviews, and what helps: sentences for a user, without the file's name."""

    message: str


@dataclass(frozen=True, slots=True)
class Timed:
    """A review on a study day, counted from any day; `guess` is the chance of being right without knowing."""

    order: float
    card: str
    day: int
    rating: Rating
    guess: float = 0.0


@dataclass(frozen=True, slots=True)
class Clock:
    """The learner's zone (None: this machine's) and the start of their study day, for logs that have instants
    but no days."""

    zone: tzinfo | None = None
    day_starts: time = DAY_STARTS

    def day(self, milliseconds: float) -> int:
        """The study day of an instant, in milliseconds since 1970 UTC. Raises ValueError, OverflowError or
        OSError for one that no calendar has."""
        instant = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(self.zone)
        return study_day(instant, self.day_starts).toordinal()


def read_review_log(path: Path, clock: Clock) -> ReviewLog | Refusal:
    """The reviews in a file, whatever kind it is of; its first bytes tell. Changes nothing on the disk."""
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as fault:
        return Refusal(f"It cannot be read: {fault.strerror or fault}.")
    if start.startswith(b"SQLite format 3\0"):
        from quizapp.exchange.anki_collection import read_collection  # noqa: PLC0415

        return read_collection(path)
    if start.startswith(b"PK"):
        from quizapp.exchange.anki_package import read_package  # noqa: PLC0415

        return read_package(path)
    if not start.strip():
        return Refusal("It is empty.")
    from quizapp.exchange.review_table import read_table  # noqa: PLC0415

    return read_table(path, clock)


def by_card(timed: Iterable[Timed], notes: Iterable[str] = ()) -> ReviewLog:
    """A log of reviews that came in any order: in the order of time, with the days since the card's last."""
    last: dict[str, int] = {}
    reviews, counts, cut = [], Counter[str](), 0
    for each in sorted(timed, key=lambda each: each.order):
        counts[each.card] += 1
        if counts[each.card] > MOST_OF_A_CARD:
            cut += 1
            continue
        before = last.get(each.card)
        # A clock set back must not make days negative.
        day = each.day if before is None else max(each.day, before)
        reviews.append(Review(each.card, 0 if before is None else day - before, each.rating, each.guess))
        last[each.card] = day
    cuts = (f"{count(cut, 'review')} left out, of cards with more than {MOST_OF_A_CARD:,}.",) if cut else ()
    return ReviewLog(tuple(reviews), (*notes, *cuts))

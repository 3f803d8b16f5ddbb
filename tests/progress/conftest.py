from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Any

import pytest

from quizapp.memory.rating import Rating
from quizapp.progress.store import Store
from quizapp.study.event import Answer, Bury, Fit, Flag, Follow, Note, Reset, Retract, Suspend
from quizapp.study.stamp import uuid7

if TYPE_CHECKING:
    from quizapp.memory.fsrs import Weights


@dataclass(frozen=True)
class Maker:
    """Makes events with little said; `minute` counts from noon of `FIRST`, also over days."""

    FIRST = date(2025, 3, 1)
    NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)

    def id(self, number: int) -> str:
        return uuid7(number, number.to_bytes(10, "big"))

    def stamp(self, number: int, minute: float | None) -> dict[str, Any]:
        at = self.NOON + timedelta(minutes=number if minute is None else minute)
        return {"id": self.id(number), "at": at, "device": "here"}

    def answer(
        self, number: int, item: str = "a", rating: int = 3, minute: float | None = None, **changes: Any
    ) -> Answer:
        stamp = self.stamp(number, minute)
        answer = Answer(
            **stamp,
            item=item,
            sitting="sitting",
            mode="review",
            asked="flip",
            response=None,
            score=None,
            verdict="self",
            rating=Rating(rating),
            suggested=None,
            overruled=False,
            confidence=None,
            guess_rate=0.0,
            hints=0,
            ms=1500,
            first_key_ms=None,
            study_day=stamp["at"].date(),
            due=stamp["at"] + timedelta(days=2),
            days=2,
            weights="default",
            expected="fingerprint",
        )
        return replace(answer, **changes)

    def retract(self, number: int, target: int, minute: float | None = None) -> Retract:
        return Retract(**self.stamp(number, minute), event=self.id(target))

    def follow(self, number: int, item: str, was: str, minute: float | None = None) -> Follow:
        return Follow(**self.stamp(number, minute), item=item, was=was)

    def turn(
        self, number: int, item: str, was: str, before: str, after: str, minute: float | None = None
    ) -> Follow:
        """A following by which facets of one card change places."""
        return replace(self.follow(number, item, was, minute), before=before, after=after)

    def suspend(self, number: int, item: str = "a", on: bool = True) -> Suspend:
        return Suspend(**self.stamp(number, None), item=item, on=on)

    def flag(self, number: int, item: str = "a", on: bool = True) -> Flag:
        return Flag(**self.stamp(number, None), item=item, on=on)

    def note(self, number: int, item: str = "a", text: str = "", minute: float | None = None) -> Note:
        return Note(**self.stamp(number, minute), item=item, text=text or f"note {number}")

    def reset(self, number: int, item: str = "a", minute: float | None = None) -> Reset:
        return Reset(**self.stamp(number, minute), item=item)

    def fit(self, number: int, weights: Weights, minute: float | None = None) -> Fit:
        name = f"w{number}"
        stamp = self.stamp(number, minute)
        return Fit(
            **stamp, weights=weights, weights_id=name, reviews=100, tested=25, loss_before=0.4, loss_after=0.3
        )

    def bury(self, number: int, item: str = "a") -> Bury:
        stamp = self.stamp(number, None)
        return Bury(**stamp, item=item, study_day=stamp["at"].date())


@pytest.fixture(scope="session")
def quick_folder():
    """Where files need no disk, if there is such a place: each commit here waits for a flush."""
    with TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture
def tmp_path(quick_folder):
    return Path(mkdtemp(dir=quick_folder))


@pytest.fixture(scope="session")
def make() -> Maker:
    return Maker()


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "progress.db") as store:
        yield store

"""What was written is moved into the file while nobody waits, and nothing depends on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quizapp.progress import store as progress
from quizapp.progress.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_SETTLED_AFTER", 3)


def in_the_file(path: Path) -> int:
    """How many events stand in the file itself, whatever its write-ahead log has."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as db:
        return int(db.execute("SELECT count(*) FROM event").fetchone()[0])


def test_once_there_is_enough_it_is_moved_and_the_log_starts_over(tmp_path, make) -> None:
    path = tmp_path / "progress.db"
    Store.open(path).close()
    with Store.open(path) as store:
        for number in range(1, 3):
            store.append(make.answer(number))
            store.settle()
            assert in_the_file(path) == 0
        store.append(make.answer(3))
        store.settle()
        assert in_the_file(path) == 3
        size = path.with_name("progress.db-wal").stat().st_size
        store.append(make.answer(4))
        store.append(make.answer(5))
        assert path.with_name("progress.db-wal").stat().st_size == size
        store.settle()
        assert in_the_file(path) == 3
        assert len(list(store.events())) == 5


def test_who_reads_meanwhile_reads_on(tmp_path, make) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as store, Store.open(path) as other:
        store.append(make.answer(1))
        other._db.execute("BEGIN")
        assert len(list(other.events())) == 1
        for number in range(2, 5):
            store.append(make.answer(number))
        store.settle()
        assert len(list(other.events())) == 1
        other._db.execute("COMMIT")
        assert len(list(other.events())) == 4
        assert other.check() == []


def test_a_store_that_cannot_take_it_says_so_when_it_is_written(tmp_path, make) -> None:
    store = Store.open(tmp_path / "progress.db")
    for number in range(1, 4):
        store.append(make.answer(number))
    store.close()
    store.settle()

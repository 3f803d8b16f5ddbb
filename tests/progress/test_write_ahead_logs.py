"""What a program that was killed leaves beside a store, sound and damaged."""

from __future__ import annotations

import os

import pytest

from quizapp.progress import recovery
from quizapp.progress.companions import companion
from quizapp.progress.frames import FRAME
from quizapp.progress.store import Store
from tests.progress.damaging import aside, damage, ids


@pytest.fixture
def path(tmp_path):
    return tmp_path / "progress.db"


@pytest.fixture
def unfinished(path, make):
    """A store as a program leaves it that was killed: all of it in the write-ahead log."""
    with Store.open(path, device="laptop") as store:
        for number in range(40):
            store.append(make.answer(number, f"item {number % 10}"))
        file, wal = path.read_bytes(), companion(path, "-wal").read_bytes()
    path.write_bytes(file)
    companion(path, "-wal").write_bytes(wal)
    return path


@pytest.mark.parametrize("at", [0, 40, 60_000, 300_000, -5000], ids=str)
def test_what_stands_behind_a_damaged_place_of_the_write_ahead_log_is_taken_over(unfinished, make, at):
    """SQLite reads such a log up to the damage, says nothing, and writes over the rest."""
    wal = companion(unfinished, "-wal")
    damage(wal, at % wal.stat().st_size, b"\xff" * 7)
    damaged = wal.read_bytes()
    with Store.open(unfinished) as store:
        [notice] = store.notices
        assert "the log" in notice.message
        assert len(ids(store)) == 40
        assert store.check() == []
    assert companion(aside(unfinished), "-wal").read_bytes() == damaged
    with Store.open(unfinished) as store:
        assert store.notices == ()


def test_a_write_ahead_log_that_ends_in_the_middle_of_a_step_is_no_damage(unfinished):
    """As a cut of the power leaves it."""
    wal = companion(unfinished, "-wal")
    os.truncate(wal, wal.stat().st_size - 4120 - 50)
    with Store.open(unfinished) as store:
        assert store.notices == ()
        assert len(ids(store)) == 39
        assert store.check() == []


def test_a_step_that_a_killed_program_did_not_finish_is_neither_damage_nor_taken_over(path, make):
    """All of its frames but the last are there, and sound."""
    with Store.open(path, device="laptop") as store:
        store.append(make.answer(0))
        store.append(*(make.answer(number, f"item {number}") for number in range(1, 200)))
        file, wal = path.read_bytes(), companion(path, "-wal").read_bytes()
    path.write_bytes(file)
    companion(path, "-wal").write_bytes(wal[:-FRAME])
    with Store.open(path) as store:
        assert store.notices == ()
        assert ids(store) == {make.id(0)}
        assert store.check() == []


def test_a_sound_write_ahead_log_is_no_damage(unfinished):
    with Store.open(unfinished) as store:
        assert store.notices == ()
        assert len(ids(store)) == 40
    assert [entry.name for entry in unfinished.parent.iterdir()] == ["progress.db"]


def test_rubbish_beside_a_sound_file_does_no_harm(unfinished):
    companion(unfinished, "-shm").write_bytes(b"\xff" * 32768)
    companion(unfinished, "-journal").write_bytes(b"\xff" * 4096)
    with Store.open(unfinished) as store:
        assert len(ids(store)) == 40
        assert store.check() == []


def test_a_journal_goes_with_the_damaged_file(path):
    """Left behind, SQLite would write what it holds into the new one."""
    path.write_text("rubbish")
    companion(path, "-journal").write_text("journal")
    recovery.set_aside(path)
    assert companion(aside(path), "-journal").read_text() == "journal"
    assert list(path.parent.glob("progress.db*")) == []

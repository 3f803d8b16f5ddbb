from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.progress import backup, database, derived
from quizapp.progress.backup import backups_in, daily_backup, kept
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.store import Store

TODAY = date(2025, 3, 1)


def test_a_backup_put_in_the_place_of_the_store_is_the_store(store, tmp_path, make):
    store.append(make.answer(1), make.answer(2, "b"), make.retract(3, 2))
    made = daily_backup(store.path, tmp_path / "backups", TODAY)
    assert made == tmp_path / "backups" / "progress-2025-03-01.db"
    live = derived.contents(store._db)
    store.append(make.answer(4))

    home = tmp_path / "new"
    home.mkdir()
    (home / "progress.db").write_bytes(made.read_bytes())
    with Store.open(home / "progress.db") as restored:
        assert restored.notices == ()
        assert derived.contents(restored._db) == live
        assert restored.check() == []
        assert restored.device == store.device
        assert restored.merge(store.path) == 1


def test_a_backup_is_one_single_file(store, tmp_path, make):
    store.append(make.answer(1))
    made = daily_backup(store.path, tmp_path / "backups", TODAY)
    with closing(sqlite3.connect(made)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert list((tmp_path / "backups").iterdir()) == [made]


def test_one_backup_a_day(store, tmp_path, make):
    folder = tmp_path / "backups"
    first = daily_backup(store.path, folder, TODAY)
    before = first.read_bytes()
    store.append(make.answer(1))
    assert daily_backup(store.path, folder, TODAY) is None
    assert first.read_bytes() == before
    assert daily_backup(store.path, folder, TODAY + timedelta(days=1))
    assert len(backups_in(folder)) == 2


def test_no_store_no_backup(tmp_path):
    assert daily_backup(tmp_path / "progress.db", tmp_path / "backups", TODAY) is None
    assert list(tmp_path.iterdir()) == []


def test_a_backup_in_a_thread_while_the_store_is_written(store, tmp_path, make):
    made = []
    thread = threading.Thread(
        target=lambda: made.append(daily_backup(store.path, tmp_path / "backups", TODAY))
    )
    thread.start()
    for number in range(50):
        store.append(make.answer(number))
    thread.join()
    with Store.open(made[0]) as copied:
        assert copied.check() == []
    assert len(list(store.events())) == 50


def test_backups_rotate_and_other_files_stay(store, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    others = [folder / name for name in ("progress-before-version-1.db", "mine.db", "progress-2025-02-31.db")]
    for other in others:
        other.write_text("")
    for day in range(60):
        daily_backup(store.path, folder, TODAY + timedelta(days=day))
    days = {TODAY + timedelta(days=day) for day in range(60)}
    assert set(folder.iterdir()) == {*others, *(folder / f"progress-{day}.db" for day in kept(days))}
    assert backups_in(folder)[-1].name == "progress-2025-04-29.db"


def test_what_an_interrupted_backup_left_goes_the_next_day(store, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    stale = folder / "progress-2025-02-28.db.77.part"
    rival = folder / "progress-2025-03-01.db.77.part"
    for part in (stale, rival):
        part.write_text("")
    made = daily_backup(store.path, folder, TODAY)
    assert set(folder.iterdir()) == {made, rival}


def test_seven_days_and_the_last_of_four_weeks_are_kept():
    days = [date(2025, 3, 3) + timedelta(days=number) for number in range(28)]  # four weeks from a Monday
    assert kept(days) == {*days[-7:], days[20], days[13], days[6]}


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 1, 1)), min_size=1))
def test_rotating_keeps_the_newest_and_is_done_after_one_round(days):
    left = kept(days)
    assert sorted(set(days))[-7:] == sorted(left)[-7:]
    assert len(left) <= 11
    assert kept(left) == left


def test_a_backup_that_cannot_be_written(store, tmp_path):
    (tmp_path / "backups").write_text("a file")
    with pytest.raises(StoreFault) as caught:
        daily_backup(store.path, tmp_path / "backups", TODAY)
    assert caught.value.cause is Cause.RIGHTS


def test_a_copy_where_one_wishes(store, tmp_path, make):
    store.append(make.answer(1))
    store.backup(tmp_path / "usb" / "mine.db")
    with Store.open(tmp_path / "usb" / "mine.db") as copied:
        assert copied.state("a") == store.state("a")


# -- migrations ---------------------------------------------------------------------------


@pytest.fixture
def later(monkeypatch, tmp_path):
    """A program one version on, whose last script adds a table."""
    script = tmp_path / "later.sql"
    script.write_text("CREATE TABLE shelf (name TEXT) STRICT;\nINSERT INTO shelf VALUES ('a;b');\n")

    newest = database.MIGRATIONS

    def become(text: str | None = None) -> None:
        if text is not None:
            script.write_text(text)
        monkeypatch.setattr(database, "MIGRATIONS", (*newest, str(script)))

    return become


def test_a_migration_keeps_the_log_rebuilds_the_rest_and_leaves_a_backup(tmp_path, make, later):
    path = tmp_path / "home" / "progress.db"
    with Store.open(path) as store:
        store.append(make.answer(1))
        store._db.execute("UPDATE item_state SET answers = 7")
    later()
    with Store.open(path) as store:
        assert store._db.execute("SELECT name FROM shelf").fetchall() == [("a;b",)]
        assert store._db.execute("PRAGMA user_version").fetchone() == (len(database.MIGRATIONS),)
        assert store.state("a").answers == 1
        assert list(store.events()) == [make.answer(1)]
    [saved] = backups_in(path.parent / "backups")
    assert saved == backup.before_version(path.parent / "backups", len(database.MIGRATIONS) - 1)
    with closing(sqlite3.connect(saved)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(database.MIGRATIONS) - 1,)


def test_a_migration_that_fails_leaves_the_old_version(tmp_path, make, later, monkeypatch):
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.append(make.answer(1))
    later("CREATE TABLE shelf (name TEXT);\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(StoreFault) as caught:
        Store.open(path)
    assert caught.value.cause is Cause.OTHER
    monkeypatch.undo()
    with Store.open(path) as store:
        assert store.check() == []
        assert store._db.execute("SELECT name FROM sqlite_master WHERE name = 'shelf'").fetchall() == []


def test_a_migration_that_another_program_makes_meanwhile_is_not_made_twice(
    tmp_path, make, later, monkeypatch
):
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.append(make.answer(1))
    later()
    write = backup.write_backup

    def slowly(*arguments):
        write(*arguments)
        monkeypatch.setattr(backup, "write_backup", write)
        Store.open(path).close()

    monkeypatch.setattr(backup, "write_backup", slowly)
    with Store.open(path) as store:
        assert store._db.execute("SELECT count(*) FROM shelf").fetchone() == (1,)
        assert store.check() == []


def test_an_older_program_leaves_the_new_version_alone(tmp_path, later, monkeypatch):
    path = tmp_path / "progress.db"
    later()
    Store.open(path).close()
    monkeypatch.undo()
    with pytest.raises(StoreFault) as caught:
        Store.open(path)
    assert caught.value.cause is Cause.NEWER


def test_a_program_that_is_overtaken_while_it_runs_writes_no_more(tmp_path, make, later, monkeypatch):
    path = tmp_path / "progress.db"
    with Store.open(path) as old:
        old.append(make.answer(1))
        later()
        Store.open(path).close()
        monkeypatch.undo()
        with pytest.raises(StoreFault) as caught:
            old.append(make.answer(2))
        assert caught.value.cause is Cause.NEWER


def test_each_version_is_a_script_that_is_there():
    for script in database.MIGRATIONS:
        assert (database.SCRIPTS / script).is_file()

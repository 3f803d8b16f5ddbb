from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.progress import backup, database, derived
from quizapp.progress.backup import backups_in, daily_backup, kept
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.store import Store
from quizapp.study.event_json import to_json

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


@settings(max_examples=30, deadline=None)
@given(st.sets(st.dates(date(2020, 1, 1), date(2026, 1, 1)), min_size=1), st.sets(st.dates(date(2090, 1, 1))))
def test_days_to_come_push_out_none_of_the_days_that_were(past, future):
    today = date(2026, 1, 1)
    assert kept(past | future, today) & past == kept(past)
    assert kept(past | future, today) & future == kept(future)


def simulated(home, make, days):
    """A store that is used on so many days, a backup each; yields the ids there should be after each."""
    wanted = set()
    with Store.open(home / "progress.db") as store:
        for day in range(days):
            store.append(make.answer(day * 2, f"item {day % 7}"), make.answer(day * 2 + 1, "b"))
            wanted |= {make.id(day * 2), make.id(day * 2 + 1)}
            daily_backup(store.path, home / "backups", TODAY + timedelta(days=day))
    return wanted


def test_after_weeks_of_rotation_all_but_the_latest_day_comes_back_from_backups_alone(tmp_path, make):
    wanted = simulated(tmp_path, make, 40)
    path = tmp_path / "progress.db"
    assert len(backups_in(tmp_path / "backups")) <= 11
    with Store.open(path) as store:
        store.append(make.answer(9999))
    path.write_bytes(b"\0" * path.stat().st_size)
    with Store.open(path) as store:
        assert "80 answers" in store.notices[0].message
        assert {event.id for event in store.events()} == wanted
        assert store.check() == []


def test_any_backup_that_was_kept_can_be_restored(tmp_path, make):
    simulated(tmp_path, make, 20)
    for number, saved in enumerate(backups_in(tmp_path / "backups")):
        day = date.fromisoformat(saved.stem.removeprefix("progress-"))
        until = ((day - TODAY).days + 1) * 2
        with Store.open(tmp_path / f"{number}.db", backups=tmp_path / "none") as store:
            assert store.take_over(saved) == until
            assert {event.id for event in store.events()} == {make.id(one) for one in range(until)}
            assert store.take_over(saved) == 0
            assert store.check() == []


def test_a_log_begun_anew_pushes_out_no_backup_of_the_old_one(tmp_path, make):
    wanted = simulated(tmp_path, make, 10)
    path = tmp_path / "progress.db"
    path.unlink()
    with Store.open(path) as store:
        for week in range(2, 14):
            store.append(make.answer(1000 + week))
            daily_backup(path, tmp_path / "backups", TODAY + timedelta(weeks=week))
        held = [backup.examine(saved, path) for saved in backups_in(tmp_path / "backups")]
        assert max(one.missing for one in held) == len(wanted)
        for saved in backups_in(tmp_path / "backups"):
            store.take_over(saved)
        assert {event.id for event in store.events()} >= wanted
        daily_backup(path, tmp_path / "backups", TODAY + timedelta(weeks=14))
    assert len(backups_in(tmp_path / "backups")) <= 11, "what the log has again may go"


def test_a_backup_with_another_text_of_an_event_is_not_let_go(tmp_path, make):
    simulated(tmp_path, make, 10)
    path, folder = tmp_path / "progress.db", tmp_path / "backups"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"days":2', b'"days":5', 1))
    before = backups_in(folder)
    with Store.open(path):
        for week in range(2, 14):
            daily_backup(path, folder, TODAY + timedelta(weeks=week))
    assert {backup.examine(saved, path).differing for saved in before if saved.exists()} == {1}
    assert any(saved.exists() for saved in before)


def test_a_row_that_is_no_json_is_in_no_backup(tmp_path, make):
    with Store.open(tmp_path / "progress.db") as store:
        store.append(make.answer(1))
        store._db.execute("INSERT INTO event (id, instant, type, body) VALUES ('x', 0, 'retract', '{')")
        with pytest.raises(StoreFault) as caught:
            daily_backup(store.path, tmp_path / "backups", TODAY)
    assert caught.value.cause is Cause.DAMAGED
    assert list((tmp_path / "backups").iterdir()) == []


def test_what_a_damaged_file_holds_can_be_taken_over(store, tmp_path, make):
    other = tmp_path / "other.db"
    with Store.open(other) as its:
        its.append(*(make.answer(number) for number in range(5)))
    other.write_bytes(bytes(4096) + other.read_bytes()[4096:])
    before = other.read_bytes()
    store.append(make.answer(0))
    assert store.take_over(other) == 4
    assert other.read_bytes() == before
    assert store.check() == []


def test_a_file_that_is_not_there_or_of_another_program_is_not_taken_over(store, tmp_path):
    with pytest.raises(OSError, match="No such file"):
        store.take_over(tmp_path / "nowhere.db")
    with closing(sqlite3.connect(tmp_path / "photos.db")) as db:
        db.execute("CREATE TABLE photos (name)")
    with pytest.raises(StoreFault) as caught:
        store.take_over(tmp_path / "photos.db")
    assert caught.value.cause is Cause.FOREIGN


HOSTILE = [
    '{"type":"answer"}',
    '{"type":"flag","id":"x","at":"2025-03-01T12:00:00+00:00","device":"d","item":5,"on":true}',
    '{"type":"flag","id":"x","at":"2025-03-01T12:00:00+00:00","device":"d","item":"\\ud800","on":true}',
    '{"type":"flag","id":"x","at":"0001-01-01T00:00:00+14:00","device":"d","item":"a","on":true}',
    '{"type":"flag","id":"x","at":"2025-03-01T12:00:00+00:00","device":"d","item":"a","on":"yes"}',
    "[" * 100_000,
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_rows_of_another_file_that_make_no_sense_are_passed_over(store, tmp_path, make, body):
    other = tmp_path / "other.db"
    with Store.open(other) as its:
        its.append(make.answer(1))
        its._db.execute("INSERT INTO event (id, instant, type, body) VALUES ('x', 0, 'flag', ?)", (body,))
    assert store.take_over(other) == 1
    assert store.check() == []


@pytest.mark.parametrize(
    "changes", [{"days": "2"}, {"ms": -1}, {"ms": 1 << 70}, {"hints": 1.5}, {"score": "1"}]
)
def test_numbers_of_another_file_that_are_none_are_passed_over(store, tmp_path, make, changes):
    body = json.dumps(to_json(make.answer(1)) | changes)
    with Store.open(tmp_path / "other.db") as its:
        its._db.execute("INSERT INTO event (id, instant, type, body) VALUES ('x', 0, 'answer', ?)", (body,))
    assert store.take_over(tmp_path / "other.db") == 0


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

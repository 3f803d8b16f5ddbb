from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.progress import derived, pages, recovery
from quizapp.progress.backup import daily_backup
from quizapp.progress.companions import companion, suspect, suspicion
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.store import Store
from quizapp.study.event_json import to_json
from tests.progress.damaging import aside, damage, ids

COUNT = 300


@pytest.fixture
def path(tmp_path):
    return tmp_path / "progress.db"


@pytest.fixture
def filled(path, make):
    """A closed store with answers of ten items."""
    with Store.open(path) as store:
        store.append(*(make.answer(number, f"item {number % 10}") for number in range(COUNT)))
    return path


def assert_recovered(path: Path, damaged: bytes, least: int, make) -> None:
    """The damaged file is kept to the byte, the new store is sound, and this much was saved."""
    with Store.open(path) as store:
        [notice] = store.notices
        assert aside(path).name in notice.message
        assert aside(path).read_bytes() == damaged
        assert str(len(ids(store))) in notice.message
        assert least <= len(ids(store))
        assert ids(store) <= {make.id(number) for number in range(COUNT)}
        assert store.check() == []
        assert store.append(make.answer(COUNT + 1)) == 1
    with Store.open(path) as store:
        assert store.notices == (), "it is told once"


def page_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        return (page - 1) * 4096


def test_a_header_of_zeros(filled, make):
    assert_recovered(filled, damage(filled, 0, bytes(100)), COUNT, make)


def test_a_first_page_of_zeros(filled, make):
    assert_recovered(filled, damage(filled, 0, bytes(4096)), COUNT, make)


def test_a_file_cut_short(filled, make):
    size = filled.stat().st_size
    os.truncate(filled, size * 2 // 3 // 4096 * 4096)
    assert_recovered(filled, filled.read_bytes(), COUNT // 3, make)


def test_a_file_cut_within_a_page(filled, make):
    os.truncate(filled, filled.stat().st_size - 1000)
    assert_recovered(filled, filled.read_bytes(), COUNT * 9 // 10, make)


def test_a_text_in_its_place(path, make):
    path.write_text("milk\neggs\n")
    assert_recovered(path, b"milk\neggs\n", 0, make)


def test_a_backup_fills_the_gaps(filled, make):
    daily_backup(filled, filled.parent / "backups", date(2025, 3, 1))
    text = b"not a database at all, and no event either" * 100
    filled.write_bytes(text)
    assert_recovered(filled, text, COUNT, make)


def test_a_bad_backup_is_passed_over(filled, make):
    backups = filled.parent / "backups"
    daily_backup(filled, backups, date(2025, 3, 1))
    (backups / "progress-2025-03-02.db").write_text("rubbish")
    filled.write_bytes(b"rubbish")
    assert_recovered(filled, b"rubbish", COUNT, make)


@pytest.mark.parametrize("table", ["event", "event_of_item", "item_state"])
def test_a_page_damaged_while_in_use_is_met_once_and_mended_at_the_next_start(filled, make, table):
    damaged = damage(filled, page_of(filled, table), b"\xff" * 64)

    def use(store):
        store.all_states()
        list(store.events())
        store.append(make.answer(5000, "item 3"))

    with Store.open(filled) as store, pytest.raises(StoreFault) as caught:
        use(store)
    assert caught.value.cause is Cause.DAMAGED
    assert_recovered(filled, damaged, COUNT, make)


def test_a_page_that_nobody_reads_is_found_by_the_check(filled, make):
    damaged = damage(filled, page_of(filled, "event_at_target"), b"\xff" * 64)
    with Store.open(filled) as store:
        assert store.check()
    assert_recovered(filled, damaged, COUNT, make)


def test_a_page_that_nobody_reads_is_found_by_the_backup(filled, make):
    backups = filled.parent / "backups"
    damaged = damage(filled, page_of(filled, "event_at_target"), b"\xff" * 64)
    with pytest.raises(StoreFault) as caught:
        daily_backup(filled, backups, date(2025, 3, 1))
    assert caught.value.cause is Cause.DAMAGED
    assert list(backups.iterdir()) == []
    assert_recovered(filled, damaged, COUNT, make)


def test_rows_that_make_no_sense_are_damage(filled, make):
    text = filled.read_bytes()
    place = text.rindex(b'"rating":3')
    filled.write_bytes(text[:place] + b'"rating":9' + text[place + 10 :])
    with Store.open(filled) as store, pytest.raises(StoreFault) as caught:
        list(store.events())
    assert caught.value.cause is Cause.DAMAGED
    assert_recovered(filled, filled.read_bytes(), COUNT - 1, make)


def test_a_row_that_no_item_needs_is_damage_as_well(filled, make):
    with Store.open(filled) as store:
        store._db.execute("INSERT INTO event (id, instant, type, body) VALUES ('x', 0, 'retract', '{}')")
        with pytest.raises(StoreFault):
            next(store.events())
    assert_recovered(filled, filled.read_bytes(), COUNT, make)


def test_a_state_that_makes_no_sense_is_made_again_from_a_sound_log(filled):
    with Store.open(filled) as store:
        live = derived.contents(store._db)
        store._db.execute("UPDATE item_state SET memory_day = 'never'")
        with pytest.raises(StoreFault) as caught:
            store.all_states()
        assert caught.value.cause is Cause.DAMAGED
    with Store.open(filled) as store:
        assert store.notices == ()
        assert derived.contents(store._db) == live
    assert not suspicion(filled).exists()


def test_a_suspicion_that_proves_wrong_is_forgotten(filled):
    suspect(filled)
    with Store.open(filled) as store:
        assert store.notices == ()
        assert len(ids(store)) == COUNT
    assert not suspicion(filled).exists()


def test_an_empty_file_is_a_new_store_and_is_told(path):
    path.touch()
    with Store.open(path) as store:
        [notice] = store.notices
        assert "0 bytes" in notice.message
        assert ids(store) == set()
    with Store.open(path) as store:
        assert store.notices == ()


def test_what_stands_only_in_the_write_ahead_log_is_not_thrown_away(path, make):
    with Store.open(path) as store:
        store.append(make.answer(1))
        store.append(make.answer(2))
        wal = companion(path, "-wal").read_bytes()
    path.write_bytes(b"")
    companion(path, "-wal").write_bytes(wal)
    with Store.open(path) as store:
        assert ids(store) == {make.id(1), make.id(2)}
        [notice] = store.notices
        assert "2 answers" in notice.message
    assert companion(aside(path), "-wal").read_bytes() == wal


def test_a_second_damaged_file_does_not_cover_the_first(path):
    for number in (1, 2, 3):
        path.write_text(f"rubbish {number}")
        Store.open(path).close()
    assert [aside(path, number).read_text() for number in (1, 2, 3)] == [
        "rubbish 1",
        "rubbish 2",
        "rubbish 3",
    ]


def test_what_is_recovered_derives_as_before(filled):
    with Store.open(filled) as store:
        live = derived.contents(store._db)
    damage(filled, 0, bytes(4096))
    with Store.open(filled) as store:
        assert derived.contents(store._db) == live


def test_a_typed_text_that_looks_like_an_event_is_none(path, make):
    trap = '{"type":"flag","id":"x","at":"2025-03-01T12:00:00+00:00","device":"d","item":"a","on":true}'
    with Store.open(path) as store:
        store.append(make.answer(1, response=trap))
    damage(path, 0, bytes(100))
    with Store.open(path) as store:
        assert list(store.events()) == [make.answer(1, response=trap)]


def test_an_event_longer_than_a_page_is_read_where_sqlite_still_can(path, make):
    long = make.answer(1, response="word " * 3000)
    with Store.open(path) as store:
        store.append(long)
    damage(path, page_of(path, "item_state"), b"\xff" * 64)
    suspect(path)
    with Store.open(path) as store:
        assert store.notices
        assert list(store.events()) == [long]


def test_what_is_recovered_stays_the_same_machines(path, make):
    with Store.open(path, device="laptop") as store:
        store.append(*(make.answer(number, device="laptop") for number in range(COUNT)))
    suspect(path)
    damage(path, page_of(path, "item_state"), b"\xff" * 64)
    with Store.open(path) as store:
        assert store.notices
        assert store.device == "laptop"


def test_where_the_name_of_the_machine_is_lost_its_answers_have_it(path, make):
    with Store.open(path) as store:
        store.append(make.answer(1, device="elsewhere"), make.answer(2, device="laptop"))
    damage(path, 0, bytes(100))
    with Store.open(path) as store:
        assert store.device == "laptop"


def test_a_name_that_is_given_holds_after_a_recovery_too(path):
    path.write_text("rubbish")
    with Store.open(path, device="laptop") as store:
        assert store.notices
        assert store.device == "laptop"


class Watched(bytes):
    """Bytes that know how much of them was looked at."""

    seen = 0

    def __getitem__(self, place):
        found = super().__getitem__(place)
        self.seen += len(found) if isinstance(place, slice) else 1
        return found


def test_the_search_for_events_reads_little_more_than_them(make):
    bodies = [json.dumps(to_json(make.answer(number)), separators=(",", ":")) for number in range(COUNT)]
    bodies.append(json.dumps(to_json(make.answer(COUNT, response="word " * 3000)), separators=(",", ":")))
    view = Watched("\0".join(bodies).encode() + bytes(1 << 20))
    assert list(pages.texts(view)) == bodies
    assert view.seen < 4 << 20


def met(path: Path) -> Cause | None:
    """The first fault that using a store meets."""
    try:
        with Store.open(path) as store:
            store.check()
            store.all_states()
            list(store.events())
    except StoreFault as fault:
        return fault.cause
    return None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), data=st.binary(min_size=1, max_size=200), cut=st.booleans())
def test_whatever_happens_to_the_bytes_the_store_opens_and_the_old_file_is_kept(
    filled, make, where, data, cut
):
    whole = filled.read_bytes()
    with TemporaryDirectory(dir=filled.parent) as folder:
        path = Path(folder, "progress.db")
        at = int(where * len(whole))
        damaged = whole[:at] if cut else (whole[:at] + data + whole[at + len(data) :])[: len(whole)]
        path.write_bytes(damaged)
        fault = met(path)
        if fault in (Cause.NEWER, Cause.FOREIGN):
            assert path.read_bytes() == damaged
            return
        assert fault in (None, Cause.DAMAGED)
        with Store.open(path) as store:
            assert store.append(make.answer(9999)) == 1
            list(store.events())
            store.all_states()
            store.rebuild()
            assert store.check() == []
        kept_aside = [entry.read_bytes() for entry in Path(folder).glob("*damaged-?.db")]
        assert kept_aside in ([], [damaged])


# -- what is read without SQLite --------------------------------------------------------------


def test_long_events_are_put_together_where_sqlite_reads_nothing(path, make):
    long = [make.answer(number, response=f"word {number} " * 3000) for number in range(3)]
    with Store.open(path) as store:
        store.append(*long)
    damage(path, 0, bytes(4096))
    with Store.open(path) as store:
        assert store.notices
        assert list(store.events()) == long


def test_a_letter_that_was_hit_costs_no_event(filled, make):
    with filled.open("rb") as file:
        at = file.read().index(b'"asked":"flip"') + 10
    damage(filled, at, b"\xe6")
    suspect(filled)
    with Store.open(filled) as store:
        assert store.notices
        assert len(ids(store)) == COUNT
        assert [event.asked for event in store.events() if event.asked != "flip"] == ["f?ip"]


def test_of_an_event_that_reads_otherwise_the_backups_text_holds(filled, make):
    daily_backup(filled, filled.parent / "backups", date(2025, 3, 1))
    with filled.open("rb") as file:
        at = file.read().index(b'"asked":"flip"') + 10
    damage(filled, at, b"x")
    damage(filled, 0, bytes(16))
    with Store.open(filled) as store:
        assert store.notices
        assert {event.asked for event in store.events()} == {"flip"}


def test_how_much_is_lost_is_said(filled):
    page = page_of(filled, "event")
    with closing(sqlite3.connect(filled)) as db:
        (leaf,) = db.execute(
            "SELECT pageno FROM dbstat WHERE name = 'event' AND pagetype = 'leaf' LIMIT 1 OFFSET 10"
        ).fetchone()
    assert leaf * 4096 != page
    damage(filled, (leaf - 1) * 4096, bytes(4096))
    suspect(filled)
    with Store.open(filled) as store:
        [notice] = store.notices
        lost = COUNT - len(ids(store))
        assert 0 < lost < 20
        assert f"{lost} events or more" in notice.message


def test_pages_that_the_disk_does_not_give_are_zeros(tmp_path):
    class Broken:
        """A file with one page that cannot be read."""

        def __init__(self, path):
            self.file = path.open("rb", buffering=0)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def seek(self, at):
            self.at = self.file.seek(at)

        def read(self, size):
            if self.at == 4096:
                raise OSError(5, "Input/output error")
            return self.file.read(size)

    class Disk(type(tmp_path)):
        def open(self, *_, **__):
            return Broken(Path(str(self)))

    source = tmp_path / "source"
    source.write_bytes(b"a" * 4096 + b"b" * 4096 + b"c" * 100)
    recovery._copy(Disk(source), tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"a" * 4096 + bytes(4096) + b"c" * 100


def test_a_full_disk_leaves_a_damaged_file_where_it_is(path, monkeypatch):
    path.write_text("rubbish")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recovery, "_copy", full)
    with pytest.raises(StoreFault) as caught:
        Store.open(path)
    assert caught.value.cause is Cause.FULL
    assert path.read_text() == "rubbish"
    assert not list(path.parent.glob("*.part*")) + list(path.parent.glob("*damaged*"))


# -- backups fill what is missing -------------------------------------------------------------


def test_every_backup_helps_not_the_newest_alone(filled, make):
    """The newest may be of a log that had lost something before."""
    backups = filled.parent / "backups"
    daily_backup(filled, backups, date(2025, 3, 1))
    filled.unlink()
    with Store.open(filled) as store:
        store.append(make.answer(COUNT - 1))
        store.backup(backups / "progress-2025-03-02.db")
    filled.write_text("rubbish")
    assert_recovered(filled, b"rubbish", COUNT, make)


def test_what_can_be_read_of_a_damaged_backup_helps_too(filled, make):
    backups = filled.parent / "backups"
    saved = daily_backup(filled, backups, date(2025, 3, 1))
    damage(saved, page_of(saved, "event_at_target"), b"\xff" * 64)
    filled.write_text("rubbish")
    assert_recovered(filled, b"rubbish", COUNT, make)


def test_an_empty_file_is_filled_from_the_backups(filled):
    daily_backup(filled, filled.parent / "backups", date(2025, 3, 1))
    filled.write_bytes(b"")
    with Store.open(filled) as store:
        [notice] = store.notices
        assert f"{COUNT} answers" in notice.message
        assert len(ids(store)) == COUNT
        assert store.check() == []


def test_where_the_file_is_gone_the_backups_are_named_and_not_taken(filled):
    daily_backup(filled, filled.parent / "backups", date(2025, 3, 1))
    filled.unlink()
    with Store.open(filled) as store:
        [notice] = store.notices
        assert "restore all" in notice.remedy
        assert ids(store) == set()
    with Store.open(filled) as store:
        assert store.notices == ()


# -- files that must be left alone ----------------------------------------------------------


def assert_left_alone(path: Path, cause: Cause, word: str) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreFault, match=word) as caught:
        Store.open(path)
    assert caught.value.cause is cause
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_newer_store(filled):
    with closing(sqlite3.connect(filled)) as db:
        db.execute("PRAGMA user_version = 99")
    assert_left_alone(filled, Cause.NEWER, "[Uu]pdate quizapp")


def test_a_database_of_another_program(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE photos (name)")
    assert_left_alone(path, Cause.FOREIGN, "another program")


def test_a_store_of_a_newer_version_is_not_merged(filled, tmp_path):
    with closing(sqlite3.connect(filled)) as db:
        db.execute("PRAGMA user_version = 99")
    with Store.open(tmp_path / "mine.db") as store, pytest.raises(StoreFault) as caught:
        store.merge(filled)
    assert caught.value.cause is Cause.NEWER


# -- rights -------------------------------------------------------------------------------

OPEN_AS_NOBODY = """
import os, sys
from pathlib import Path
from quizapp.progress.store import Store
from quizapp.progress.faults import StoreFault
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    Store.open(Path(sys.argv[1])).close()
except StoreFault as fault:
    print(fault.cause, fault.message)
"""


@pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")
@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_a_folder_that_may_not_be_written(make, mode):
    with TemporaryDirectory() as folder:  # one that others may enter, unlike pytest's own
        Path(folder).chmod(0o755)
        home = Path(folder, "home")
        path = home / "progress.db"
        with Store.open(path) as store:
            store.append(make.answer(1))
        path.chmod(0o444)
        before = path.read_bytes()
        home.chmod(mode)
        for wanted in (path, home / "sub" / "progress.db"):
            command = [sys.executable, "-c", OPEN_AS_NOBODY, str(wanted)]
            ran = subprocess.run(command, capture_output=True, text=True, check=False)
            assert ran.stdout.startswith(f"rights {home}"), ran.stderr
        home.chmod(0o755)
        assert path.read_bytes() == before


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(StoreFault) as caught:
        Store.open(tmp_path / "home" / "progress.db")
    assert caught.value.cause is Cause.RIGHTS

"""`doctor`, `backup` and `restore`: what a learner is told, and that nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from quizapp.cli.clock import now
from quizapp.paths import Paths
from quizapp.progress.store import Store
from tests.progress.conftest import Maker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.command import Shell

MAKE = Maker()
ANSWERS = 60


@pytest.fixture
def path(shell: Shell) -> Path:
    """A store with answers of two items."""
    path = Paths.below(shell.home).store
    with Store.open(path) as store:
        store.append(*(MAKE.answer(number, f"c/{number % 2}/a") for number in range(ANSWERS)))
    return path


def ids(path: Path) -> set[str]:
    with Store.open(path) as store:
        return {event.id for event in store.events()}


def test_doctor_says_what_is_there(shell: Shell, path: Path) -> None:
    status, out, err = shell.run("doctor")
    assert (status, err) == (0, "")
    assert "is sound: 60 answers, the latest of 1 March 2025" in out
    assert "no backups yet" in out


def test_doctor_recovers_in_one_run_and_a_second_changes_nothing(shell: Shell, path: Path) -> None:
    """Damage that opening does not meet: a page that only an index needs."""
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'event_at_target'").fetchone()
    whole = path.read_bytes()
    damaged = whole[: (page - 1) * 4096] + b"\xff" * 4096 + whole[page * 4096 :]
    path.write_bytes(damaged)
    status, out, err = shell.run("doctor")
    assert status == 0
    assert "It is kept as progress.damaged-1.db" in err
    assert "is sound" in out
    assert ids(path) == {MAKE.id(number) for number in range(ANSWERS)}
    recovered = path.read_bytes()
    assert shell.run("doctor")[0] == 0
    assert path.read_bytes() == recovered
    assert path.with_name("progress.damaged-1.db").read_bytes() == damaged
    assert not path.with_name("progress.damaged-2.db").exists()


def test_doctor_says_what_backups_have_that_the_log_has_not(shell: Shell, path: Path) -> None:
    assert shell.run("backup")[0] == 0
    path.unlink()
    status, _, err = shell.run("doctor")
    assert status == 1
    assert "60 events are not in your log" in err
    assert "restore all" in err
    status, out, _ = shell.run("restore", "all")
    assert (status, "60 events taken over" in out) == (0, True)
    assert shell.run("doctor")[0] == 0
    assert len(ids(path)) == ANSWERS


def test_a_backup_is_listed_with_what_it_holds_and_restored_by_its_day(shell: Shell, path: Path) -> None:
    shell.run("backup")
    [listed] = shell.json("restore", "--json")
    assert (listed["answers"], listed["missing"], listed["readable"]) == (60, 0, True)
    with Store.open(path) as store:
        store.append(MAKE.answer(999))
    _, out, _ = shell.run("restore")
    assert listed["name"] in out
    status, out, _ = shell.run("restore", listed["name"])
    assert (status, "nothing that your log has not" in out) == (0, True)
    assert MAKE.id(999) in ids(path)


def test_the_progress_of_another_machine_is_taken_over(shell: Shell, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "stick" / "progress.db"
    with Store.open(other) as store:
        store.append(*(MAKE.answer(number) for number in range(50, 70)))
    status, out, _ = shell.run("restore", str(other))
    assert (status, "10 events taken over" in out) == (0, True)
    assert ids(path) == {MAKE.id(number) for number in range(70)}


@pytest.mark.parametrize("name", ["nowhere.db", "2020-01-01", "."])
def test_what_is_no_backup_is_named(shell: Shell, path: Path, name: str) -> None:
    status, _, err = shell.run("restore", name)
    assert (status, "cannot be read" in err) == (1, True)


def test_a_text_holds_no_progress(shell: Shell, path: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("milk\n")
    _, out, _ = shell.run("restore", str(tmp_path / "list.txt"))
    assert "no progress" in out


def test_a_backup_goes_where_one_wishes_and_over_no_other_file(
    shell: Shell, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    assert shell.run("backup", str(tmp_path / "stick"))[0] == 0
    [made] = (tmp_path / "stick").iterdir()
    assert ids(made) == ids(path)
    assert shell.run("backup", str(made))[0] == 0, "an earlier copy of the same log may be renewed"
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    status, _, err = shell.run("backup", str(letter))
    assert (status, "another file" in err) == (1, True)
    assert letter.read_text() == "dear"


def test_doctor_names_mistakes_in_the_settings(shell: Shell, path: Path) -> None:
    (shell.home / "settings.toml").write_bytes(b"\xff\xfe\x00")
    status, _, err = shell.run("doctor")
    assert (status, "settings.toml" in err) == (1, True)


def test_answers_of_a_clock_that_ran_ahead_are_said_and_dated_today(shell: Shell, path: Path) -> None:
    ahead = now() + timedelta(days=9000)
    with Store.open(path) as store:
        store.append(MAKE.answer(999, "c/x/a", at=ahead, study_day=ahead.date()))
    status, _, err = shell.run("doctor")
    assert (status, "Your clock says" in err, "doctor --redate" in err) == (1, True, True)
    status, out, err = shell.run("doctor", "--redate")
    assert (status, err) == (0, "")
    assert "1 event dated after today" in out
    with Store.open(path) as store:
        memory = store.state("c/x/a").memory
        assert memory is not None
        assert memory.study_day <= now().date()
    assert "No event is dated after today." in shell.run("doctor", "--redate")[1]

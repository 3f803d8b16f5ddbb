"""Several programs on one file, and programs that end in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.progress.store import Store

PROGRAM = f"""
import importlib.util, signal, sys, os
from pathlib import Path
spec = importlib.util.spec_from_file_location("events", {str(Path(__file__).with_name("conftest.py"))!r})
events = importlib.util.module_from_spec(spec)
sys.modules["events"] = events
spec.loader.exec_module(events)
from quizapp.progress.store import Store
make = events.Maker()
path, start, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
"""

WRITES = (
    PROGRAM
    + """
store = Store.open(path)
for number in range(start, start + count):
    store.append(make.answer(number, f"item {number % 3}"))
    store.state("item 0")
store.close()
"""
)

DIES = (
    PROGRAM
    + """
store = Store.open(path)
for number in range(start, start + count):
    store.append(make.answer(number))
print("durable", flush=True)
store._db.execute("BEGIN IMMEDIATE")
store._db.execute("INSERT INTO event (id, instant, type, body) VALUES ('x', 0, 'flag', '{}')")
os.kill(os.getpid(), signal.SIGKILL)
"""
)


def start(program: str, path: Path, first: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, str(path), str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("fresh", [True, False])
def test_programs_that_write_at_once_lose_no_event(tmp_path, make, fresh):
    path = tmp_path / "progress.db"
    if not fresh:
        Store.open(path).close()
    writers = [start(WRITES, path, 1000 * number, 40) for number in range(3)]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors
    with Store.open(path) as store:
        written = {event.id for event in store.events()}
        assert written == {make.id(1000 * writer + number) for writer in range(3) for number in range(40)}
        assert store.check() == []
    assert [entry.name for entry in tmp_path.iterdir()] == ["progress.db"]


@pytest.mark.parametrize("fresh", [True, False])
def test_a_program_that_ends_takes_nothing_from_one_that_goes_on(tmp_path, make, fresh):
    path = tmp_path / "progress.db"
    if not fresh:
        Store.open(path).close()
    with Store.open(path) as store:
        for number in range(3):
            store.append(make.answer(number))
            other = start(WRITES, path, 100 * (number + 1), 1)
            _, errors = other.communicate(timeout=60)
            assert other.returncode == 0, errors
        assert (tmp_path / "progress.db-wal").exists(), "the lock that keeps it was lost"
        assert len(list(store.events())) == 6
    with Store.open(path) as store:
        assert len(list(store.events())) == 6


def test_two_programs_that_meet_a_damaged_file_at_once_mend_it_once(tmp_path, make):
    path = tmp_path / "progress.db"
    path.write_text("rubbish" * 100)
    writers = [start(WRITES, path, 1000 * number, 20) for number in range(3)]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors
    with Store.open(path) as store:
        assert len(list(store.events())) == 60
    assert [entry.name for entry in tmp_path.glob("*damaged*")] == ["progress.damaged-1.db"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this platform")
def test_an_answer_acknowledged_outlives_the_program(tmp_path, make):
    path = tmp_path / "progress.db"
    child = start(DIES, path, 0, 3)
    output, errors = child.communicate(timeout=60)
    assert output == "durable\n", errors
    assert child.returncode == -signal.SIGKILL
    with Store.open(path) as store:
        assert store.notices == ()
        assert [event.id for event in store.events()] == [make.id(number) for number in range(3)]
        assert store.state("a").answers == 3
        assert store.check() == []

"""The app ends at any moment, or the disk refuses: what the screen acknowledged is in the log, and nothing
else of the store is hurt."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.benchmarks.material import write_home
from tests.soak.at_terminal import EASY, Gone, answered, studying

if sys.platform != "linux":
    pytest.skip("pseudo-terminals and limits as Linux has them", allow_module_level=True)

NO_MORE = resource.RLIM_INFINITY
UNSAVED = "could not be kept"
MANY = 100


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_home(tmp_path, decks=1, cards=12)
    return tmp_path


def by_signal(number: int, status: int, restored: bool):
    def end(learner) -> None:
        assert learner.end(number) == status
        assert learner.restored is restored

    return end


def by_closing(learner) -> None:
    assert learner.hang_up() == 128 + signal.SIGHUP


ENDS = {
    "kill": by_signal(signal.SIGKILL, -signal.SIGKILL, restored=False),
    "term": by_signal(signal.SIGTERM, 128 + signal.SIGTERM, restored=True),
    "hup": by_signal(signal.SIGHUP, 128 + signal.SIGHUP, restored=True),
    "closed": by_closing,
}


@pytest.mark.parametrize(
    ("ends", "times"),
    [
        pytest.param(tuple(ENDS), len(ENDS), id="one of each"),
        *(pytest.param((end,), MANY, id=end, marks=pytest.mark.soak) for end in ENDS),
    ],
)
def test_an_answer_acknowledged_outlives_any_end(tmp_path: Path, ends: tuple[str, ...], times: int) -> None:
    home = tmp_path
    write_home(home, decks=1, cards=6 * times)
    chance = random.Random(times)
    before: list[int] = []
    for turn in range(times):
        with studying(home) as learner:
            for _ in range(chance.randrange(4)):
                learner.answer()
            learner.turn_over()
            learner.press(EASY)
            # From before the key is read to after the next card is drawn.
            time.sleep(chance.uniform(0, 0.06))
            ENDS[ends[turn % len(ends)]](learner)
        after = answered(home)
        assert after[: len(before)] == before
        new = after[len(before) :]
        assert new[: len(learner.acknowledged)] == learner.acknowledged
        assert len(new) - len(learner.acknowledged) in (0, 1), "one may have been kept and not been shown"
        assert len(set(after)) == len(after)
        before = after


@pytest.mark.soak
def test_a_start_that_is_killed_hurts_nothing(home: Path) -> None:
    with studying(home) as learner:
        learner.answer()
        learner.end(signal.SIGKILL)
    chance = random.Random(1)
    for _ in range(MANY):
        program = subprocess.Popen(
            [sys.executable, "-m", "quizapp", "due"],
            env={**os.environ, "QUIZAPP_HOME": str(home)},
            stdout=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0, 1.0))
        program.kill()
        program.wait()
        assert answered(home) == [0]


# -- a disk that refuses ------------------------------------------------------------------


def refuse(learner, refused: bool) -> None:
    """No file of the app may grow any more; or they may again."""
    resource.prlimit(learner.process, resource.RLIMIT_FSIZE, (0 if refused else NO_MORE, NO_MORE))


@pytest.mark.soak
def test_a_disk_that_refuses_is_said_and_the_same_answer_is_kept_later(home: Path) -> None:
    with studying(home) as learner:
        learner.answer()
        refuse(learner, True)
        learner.turn_over()
        learner.press(EASY)
        learner.sees(UNSAVED)
        assert learner.acknowledged == [0]
        refuse(learner, False)
        learner.press("\r")
        assert learner.sees_question() == 2
        refuse(learner, True)
        learner.turn_over()
        learner.press(EASY)
        learner.sees(UNSAVED)
        learner.press("\x1b")
        learner.sees("Again")
        refuse(learner, False)
        learner.settle()
        learner.press(EASY)
        assert learner.sees_question() == 3
        assert learner.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert answered(home) == [0, 1, 2]


@pytest.mark.soak
def test_a_full_disk_is_said_and_the_app_goes_on() -> None:
    with TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "quizapp", folder]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("no file system may be mounted here")
        try:
            home = Path(folder)
            write_home(home, decks=1, cards=200)
            ballast = home / "ballast"
            with studying(home) as learner:
                learner.answer()
                for number in range(1, 30):
                    with suppress(OSError), ballast.open("wb", buffering=0) as file:
                        while True:
                            file.write(bytes(4096))
                    learner.turn_over()
                    learner.press(EASY)
                    learner.sees(UNSAVED)
                    ballast.unlink()
                    learner.press("\r")
                    assert learner.sees_question() == number + 1
                learner.end(signal.SIGKILL)
            assert answered(home) == list(range(30))
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


# -- a store that may not be written ------------------------------------------------------

WITHOUT_PRIVILEGE = """
import ctypes, os, sys
for capability in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: to pass over the rights of files
    ctypes.CDLL(None).prctl(24, capability)  # PR_CAPBSET_DROP
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.soak
@pytest.mark.parametrize("what", ["store", "folder"])
def test_a_store_that_may_not_be_written_is_said(home: Path, what: str) -> None:
    with studying(home) as learner:
        learner.answer()
        learner.end(signal.SIGTERM)
    writable = home / "progress.db" if what == "store" else home
    mode = writable.stat().st_mode
    writable.chmod(mode & ~0o222)
    without_privilege = (sys.executable, "-c", WITHOUT_PRIVILEGE)
    try:
        if what == "store":
            with studying(home, before=without_privilege) as learner:
                learner.turn_over()
                learner.press(EASY)
                learner.sees(UNSAVED)
                learner.press("\x1b")
                learner.sees("Again")
                assert learner.end(signal.SIGTERM) == 128 + signal.SIGTERM
        else:
            with (
                pytest.raises(Gone, match="cannot be opened for writing"),
                studying(home, before=without_privilege),
            ):
                pass
    finally:
        writable.chmod(mode)
    assert answered(home) == [0]


# -- a store that another program keeps ---------------------------------------------------


@pytest.mark.soak
@pytest.mark.parametrize("seconds", [1.5, 30.0])
def test_a_store_that_another_program_writes_to_is_waited_for(home: Path, seconds: float) -> None:
    with studying(home) as learner:
        learner.answer()
        with closing(sqlite3.connect(home / "progress.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            learner.turn_over()
            pressed = learner.press(EASY)
            learner.sees("Waiting")
            assert time.perf_counter() - pressed < 10, "it is said long before the other program is done"
            time.sleep(seconds)
            learner.settle()
            assert learner.acknowledged == [0]
            other.execute("ROLLBACK")
        assert learner.sees_question() == 2
        learner.end(signal.SIGKILL)
    assert answered(home) == [0, 1]

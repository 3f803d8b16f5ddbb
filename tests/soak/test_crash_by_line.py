"""Studying in lines: what was acknowledged is in the log, however the sitting ends."""

from __future__ import annotations

import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.benchmarks.material import write_home
from tests.benchmarks.terminal import ENVIRONMENT
from tests.soak.at_terminal import EASY, QUIZAPP, AtTerminal, answered

if sys.platform != "linux":
    pytest.skip("pseudo-terminals and limits as Linux has them", allow_module_level=True)

pytestmark = pytest.mark.soak

WORDS = ("study", "d0", "--plain")
CTRL_C = "\x03"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_home(tmp_path, decks=1, cards=40)
    return tmp_path


@pytest.fixture
def learner(home: Path) -> Iterator[AtTerminal]:
    learner = AtTerminal(home, *WORDS)
    learner.sees_question()
    yield learner
    assert b"Traceback" not in learner.all_seen
    learner.close()


def rate(learner: AtTerminal) -> None:
    """Turn the card over and rate it."""
    learner.press("\n")
    learner.sees("Again")
    learner.press(f"{EASY}\n")


def test_ctrl_c_ends_the_sitting(home: Path, learner: AtTerminal) -> None:
    rate(learner)
    learner.sees_question()
    learner.press(CTRL_C)
    learner.sees("1 answer kept")
    assert learner.wait() == 0
    assert answered(home) == [0]


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_an_answer_acknowledged_outlives_any_end(tmp_path: Path, by: signal.Signals) -> None:
    home, times = tmp_path, 50
    write_home(home, decks=1, cards=5 * times)
    chance = random.Random(by)
    before: list[int] = []
    for _ in range(times):
        learner = AtTerminal(home, *WORDS)
        learner.sees_question()
        for _ in range(chance.randrange(4)):
            rate(learner)
            learner.sees_question()
        rate(learner)
        time.sleep(chance.uniform(0, 0.03))
        learner.end(by)
        learner.close()
        assert b"Traceback" not in learner.all_seen
        after = answered(home)
        assert after[: len(before) + len(learner.acknowledged)] == [*before, *learner.acknowledged]
        assert len(after) - len(before) - len(learner.acknowledged) in (0, 1)
        before = after


def test_output_that_nobody_takes_costs_no_answer(home: Path) -> None:
    ran = subprocess.run(
        ["bash", "-c", f'{" ".join((*QUIZAPP, *WORDS))} | head -n 12; echo "${{PIPESTATUS[0]}}" >&2'],
        input=f"\n{EASY}\n" * 40,
        env={**ENVIRONMENT, "HOME": str(home), "QUIZAPP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == "0\n"
    found = answered(home)
    assert found == list(range(len(found)))


def test_a_disk_that_refuses_leaves_the_card_where_it_is(home: Path, learner: AtTerminal) -> None:
    rate(learner)
    learner.sees_question()
    limits = resource.prlimit(learner.process, resource.RLIMIT_FSIZE)
    resource.prlimit(learner.process, resource.RLIMIT_FSIZE, (0, limits[1]))
    rate(learner)
    learner.sees("not saved")
    learner.sees("Again")
    resource.prlimit(learner.process, resource.RLIMIT_FSIZE, limits)
    learner.press(f"{EASY}\n")
    assert learner.sees_question() == 2
    learner.press("q\n")
    learner.sees("2 answers kept")
    assert learner.wait() == 0
    assert answered(home) == [0, 1]


def test_another_program_that_writes_is_waited_for_and_that_is_said(home: Path, learner: AtTerminal) -> None:
    with closing(sqlite3.connect(home / "progress.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        rate(learner)
        learner.sees("Waiting")
        assert learner.acknowledged == []
        other.execute("ROLLBACK")
    assert learner.sees_question() == 1
    learner.end(signal.SIGKILL)
    assert answered(home) == [0]

"""Two apps and a command on one store: no answer is lost, and each sees what the others did."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from tests.benchmarks.material import write_home
from tests.benchmarks.terminal import ENVIRONMENT
from tests.soak.at_terminal import EASY, QUIZAPP, AtTerminal, answered, studying

if sys.platform != "linux":
    pytest.skip("pseudo-terminals as Linux has them", allow_module_level=True)

pytestmark = pytest.mark.soak


def by_line(home: Path, answers: int) -> subprocess.CompletedProcess[str]:
    """Study in lines, turning each card over and rating it Easy."""
    return subprocess.run(
        [*QUIZAPP, "study", "d0", "--plain"],
        input=f"\n{EASY}\n" * answers,
        env={**ENVIRONMENT, "HOME": str(home), "QUIZAPP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def asked(output: str) -> list[int]:
    return [int(number) for number in re.findall(r"Question (\d+) about", output)]


def test_each_sees_at_the_next_card_what_the_others_answered(tmp_path: Path) -> None:
    write_home(tmp_path, decks=1, cards=12)
    with studying(tmp_path) as one, studying(tmp_path) as other:
        assert (one.shown, other.shown) == (0, 0)
        assert [one.answer() for _ in range(3)] == [1, 2, 3]
        command = by_line(tmp_path, 2)
        assert (command.returncode, command.stderr) == (0, "")
        assert asked(command.stdout) == [3, 4, 5]
        # What was on show stays there; after it comes what nobody has answered.
        assert other.answer() == 5
        assert one.answer() == 5
        assert [other.answer(), other.answer()] == [6, 7]
        assert one.answer() == 7
        for learner in (one, other):
            assert learner.end(signal.SIGTERM) == 128 + signal.SIGTERM
    assert sorted(answered(tmp_path)) == [0, 0, 1, 2, 3, 3, 4, 5, 5, 6]


@pytest.mark.parametrize("answers", [8, 400])
def test_answering_at_once_loses_nothing(tmp_path: Path, answers: int) -> None:
    write_home(tmp_path, decks=1, cards=4 * answers)
    chance = random.Random(answers)
    raised: list[Exception] = []
    printed: list[str] = []

    def study(learner: AtTerminal) -> None:
        try:
            for _ in range(answers):
                time.sleep(chance.uniform(0, 0.02))
                learner.answer()
        except Exception as error:
            raised.append(error)

    def command() -> None:
        done = by_line(tmp_path, answers)
        assert (done.returncode, done.stderr) == (0, "")
        printed.append(done.stdout)

    with studying(tmp_path) as one, studying(tmp_path) as other:
        threads = [
            Thread(target=study, args=(one,)),
            Thread(target=study, args=(other,)),
            Thread(target=command),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert raised == []
        for learner in (one, other):
            learner.end(signal.SIGKILL)
        by_command = asked(printed[0])[:answers]
        acknowledged = [*one.acknowledged, *other.acknowledged, *by_command]
    assert len(by_command) == answers
    assert sorted(answered(tmp_path)) == sorted(acknowledged)

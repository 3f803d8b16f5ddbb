"""A quiz whose program ends at any moment: what was answered is kept until it is submitted, and then it is in
the log as a whole or not at all."""

from __future__ import annotations

import random
import signal
import sys
import time
from pathlib import Path

import pytest

from quizapp.cli.desk import Desk
from quizapp.progress.store import Store
from tests.soak.at_terminal import AtTerminal

if sys.platform != "linux":
    pytest.skip("pseudo-terminals as Linux has them", allow_module_level=True)

QUESTIONS, MANY = 6, 100
QUIZ = ("quiz", "d", "--seed", "1")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path))
    (tmp_path / "decks").mkdir()
    cards = [f"  - {{statement: Question {n} about it., a: true, id: k{n}}}\n" for n in range(QUESTIONS)]
    (tmp_path / "decks" / "d.yaml").write_text(f"deck: {{id: d}}\ncards:\n{''.join(cards)}")
    return tmp_path


class Taking:
    """A learner who takes the quiz."""

    def __init__(self, home: Path) -> None:
        self.terminal = AtTerminal(home, *QUIZ)
        self.terminal.sees_question()

    def answer(self, number: int) -> None:
        """Answer the question at this place; two keys in turn, for one that is pressed again at once counts
        once."""
        self.terminal.press("tf"[number % 2])

    def is_killed(self) -> list[int]:
        """The numbers of the cards that the screen went on from."""
        self.terminal.end(signal.SIGKILL)
        self.terminal.close()
        return self.terminal.acknowledged


def left_answers(home: Path) -> set[int] | None:
    """The numbers of the cards answered in the quiz that was left in the middle; it is given up then."""
    with Store.open(home / "progress.db") as store:
        assert store.check() == []
    desk = Desk.open()
    found = desk.quizzes.open()
    for draft in found:
        assert desk.quizzes.drop(draft.id)
    assert len(found) <= 1
    return {int(item.split("/")[1].removeprefix("k")) for item in found[0].replies} if found else None


def logged(home: Path) -> tuple[int, int]:
    """How many answers and how many submissions there are in the log."""
    with Store.open(home / "progress.db") as store:
        submitted = [event for event in store.events("quiz") if getattr(event, "phase", "") == "submitted"]
        return len(list(store.events("answer"))), len(submitted)


@pytest.mark.parametrize("times", [1, pytest.param(MANY, marks=pytest.mark.soak)])
def test_answers_of_a_quiz_outlive_the_program(home: Path, times: int) -> None:
    chance = random.Random(times)
    for _ in range(times):
        learner = Taking(home)
        for number in range(chance.randrange(1, QUESTIONS - 1)):
            learner.answer(number)
            learner.terminal.sees_question()
        learner.answer(number + 1)
        time.sleep(chance.uniform(0, 0.06))
        acknowledged = learner.is_killed()
        kept = left_answers(home)
        assert kept is not None
        assert kept >= set(acknowledged)
        assert len(kept) - len(acknowledged) in (0, 1)
        assert logged(home) == (0, 0)


@pytest.mark.soak
def test_a_quiz_is_submitted_as_a_whole_or_not_at_all(home: Path) -> None:
    chance = random.Random(1)
    submitted = 0
    for _ in range(MANY):
        learner = Taking(home)
        for number in range(QUESTIONS - 1):
            learner.answer(number)
            learner.terminal.sees_question()
        learner.terminal.press("s")
        learner.terminal.sees("Submit the quiz?")
        learner.terminal.press("\r")
        time.sleep(chance.uniform(0, 0.1))
        learner.is_killed()
        kept = left_answers(home)
        submitted += kept is None
        assert kept is None or len(kept) == QUESTIONS - 1
        assert logged(home) == (submitted * (QUESTIONS - 1), submitted)
    assert 0 < submitted < MANY, "the moments are badly chosen"

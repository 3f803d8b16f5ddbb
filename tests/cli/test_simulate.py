"""`quizapp simulate` prints a table of schedulers."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from quizapp.memory.days import DAY_STARTS, study_day
from quizapp.memory.exam import PLAIN
from quizapp.memory.rivals import FIRST_DAY
from quizapp.memory.simulate import compare
from quizapp.paths import Paths
from quizapp.progress.overview import FIRM
from quizapp.progress.store import Store
from tests.cli.command import Shell
from tests.progress.conftest import Maker

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.memory.schedule import Memory
    from quizapp.memory.simulate import Result

pytestmark = pytest.mark.usefixtures("own_decks_alone")

SMALL = ("--days", "5", "--items", "12", "--minutes", "3,0.5", "--seeds", "2")
RIVALS = ["SM-2 as in Anki", "FSRS at 0.9", "FSRS at 0.8", "review ahead", "exam rule"]
DECK = """\
title: Capitals
cards:
  - {q: Capital of Italy?, a: Rome, id: italy}
  - {q: Capital of Spain?, a: Madrid, id: spain}
"""


def test_a_table_has_a_row_for_each_scheduler(shell: Shell) -> None:
    status, out, err = shell.run("simulate", *SMALL)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert "day 5 of 12 items" in lines[0]
    assert all(len(line) <= 80 for line in lines)
    assert "3 min a day" in out
    assert "0.5 min a day" in out
    rows = [line for line in lines if "±" in line]
    assert [row[:18].strip() for row in rows] == [*RIVALS, "the app foretells"]
    assert shell.run("simulate", *SMALL) == (0, out, "")


def test_json_has_the_same_figures_and_every_learner(shell: Shell) -> None:
    data = shell.json("simulate", *SMALL, "--json")
    _, out, _ = shell.run("simulate", *SMALL)
    found = data["schedulers"]
    assert [(each["scheduler"], each["minutes"]) for each in found] == [
        (name, minutes) for name in RIVALS for minutes in (3, 0.5)
    ]
    for each in found:
        assert len(each["learners"]) == 2
        mean = sum(learner["recall"] for learner in each["learners"]) / 2
        assert each["recall"] == pytest.approx(mean, abs=1e-3)
    printed = [float(recall) for recall in re.findall(r"(\d\.\d{3}) ±", out)]
    assert printed == pytest.approx([each["recall"] for each in (*found, *data["forecasts"])], abs=0.001)
    assert [each["scheduler"] for each in data["forecasts"]] == ["review ahead", "exam rule"]
    assert data["seconds"] == {"right": 15, "wrong": 42, "new": 36}


def test_own_decks_are_simulated_with_what_is_remembered_of_them(shell: Shell) -> None:
    (shell.home / "decks").mkdir(parents=True)
    (shell.home / "decks" / "capitals.yaml").write_text(DECK, encoding="utf-8")
    few = ("--days", "3", "--minutes", "0.1", "--seeds", "1", "--json")
    data = shell.json("simulate", "capitals", *few)
    assert (data["items"], data["studied_before"]) == (2, 0)
    # What the plan for an exam takes for granted before there are answers to measure.
    assert data["seconds"] == {"right": 12, "wrong": 32, "new": 31}
    assert data["first_wrong"] == 0.24
    status, out, _ = shell.run("simulate", "capitals", "--days", "3", "--minutes", "0.1", "--seeds", "1")
    assert status == 0
    assert "2 items," in out


def test_own_memories_count_from_today_and_what_is_suspended_is_left_out(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shell.home / "decks").mkdir(parents=True)
    (shell.home / "decks" / "capitals.yaml").write_text(DECK, encoding="utf-8")
    italy, spain = (item["item"] for item in shell.json("due", "capitals", "--json")["decks"][0]["items"])
    make, today = Maker(), datetime.now().astimezone()
    studied = study_day(today, DAY_STARTS) - timedelta(days=5)
    with Store.open(Paths.here().store) as store:
        store.append(
            make.answer(1, italy, study_day=studied, ms=45_000),
            make.suspend(2, spain),
        )
    given = []

    def watched(keys: tuple[str, ...], memories: tuple[Memory, ...], *rest: object) -> tuple[Result, ...]:
        given.append((keys, memories, rest))
        return compare(keys, memories, *rest)

    monkeypatch.setattr("quizapp.cli.simulate.compare", watched)
    data = shell.json("simulate", "capitals", "--days", "3", "--minutes", "1", "--seeds", "1", "--json")
    assert (data["items"], data["studied_before"]) == (1, 1)
    assert data["seconds"]["new"] == pytest.approx((45 + FIRM * PLAIN.new) / (1 + FIRM))
    ((keys, (memory,), _),) = given
    assert keys == (italy,)
    assert memory.study_day == FIRST_DAY - timedelta(days=5)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--days 0", "--days must be from 1 to 730."),
        ("--items 20001", "--items must be from 1 to 20,000."),
        ("--seeds 0", "--seeds must be from 1 to 1,000."),
        ("--minutes 5,x", "--minutes takes"),
        ("--minutes -5", "--minutes takes"),
        ("--minutes nan", "--minutes takes"),
        ("--minutes 5,,3", "--minutes takes"),
        ("capitals --items 5", "--items is for a simulation without decks."),
        ("nowhere", "There is no deck, file or folder called nowhere."),
    ],
)
def test_mistakes_are_sentences(shell: Shell, words: str, said: str) -> None:
    status, out, err = shell.run("simulate", *words.replace("--minutes -5", "--minutes=-5").split())
    assert (status, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_a_folder_without_items_is_said(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    status, _, err = shell.run("simulate", "./empty")
    assert (status, err) == (2, "There are no items to learn in these decks.\n")


def test_the_help_says_what_is_taken_for_granted(shell: Shell) -> None:
    _, out, _ = shell.run("simulate", "--help")
    words = " ".join(out.split())
    assert "15 seconds if it is known, 42 if it was forgotten and 36 if it is new" in words
    assert "40 % of first" in words

"""`quizapp evaluate` scores models on a file of reviews."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from quizapp.memory.evaluate import evaluate
from tests.cli.command import Shell
from tests.memory.learners import STRONG, reviews_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("own_decks_alone")

MODELS = ["constant", "SM-2", "FSRS-6, default weights", "FSRS-6, fitted", "FSRS-6, fitted and shrunk"]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    lines = ["card_id,review_th,delta_t,rating"]
    met: set[str] = set()
    for at, review in enumerate(reviews_of(STRONG, 80)):
        lines.append(
            f"{review.card},{at},{review.elapsed if review.card in met else -1},{int(review.rating)}"
        )
        met.add(review.card)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_table_of_scores_is_that_of_the_models(shell: Shell, table: Path) -> None:
    status, out, err = shell.run("evaluate", str(table))
    assert (status, err) == (0, "")
    found = evaluate(reviews_of(STRONG, 80))
    assert found is not None
    assert [score.model for score in found.scores] == MODELS
    for score in found.scores:
        (line,) = (line for line in out.splitlines() if line.startswith(f"{score.model}  "))
        assert line.split()[-3:] == [f"{score.log_loss:.4f}", f"{score.rmse_bins:.4f}", f"{score.auc:.4f}"]
    assert all(len(line) <= 80 for line in out.splitlines())
    data = shell.json("evaluate", str(table), "--json")
    assert [model["model"] for model in data["models"]] == MODELS
    assert (data["trained"], data["tested"]) == (found.trained, found.tested)


def test_the_split_can_be_chosen(shell: Shell, table: Path) -> None:
    halves = shell.json("evaluate", str(table), "--train", "0.5", "--json")
    assert abs(halves["trained"] - halves["tested"]) <= 1
    for share in ("0", "1", "nan", "-3"):
        status, _, err = shell.run("evaluate", str(table), f"--train={share}")
        assert (status, err) == (2, "--train takes a share from 0.1 to 0.95.\n")


def test_without_the_optimiser_the_rest_is_scored(
    shell: Shell, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    status, out, _ = shell.run("evaluate", str(table))
    assert status == 0
    assert "pip install 'quizapp[optimise]'" in out
    assert "fitted" not in out


def test_mistakes_are_sentences(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("card_id,day_offset,rating\n1,1,3\n", encoding="utf-8")
    (tmp_path / "x\x1b[31m").write_text("nothing", encoding="utf-8")
    for name, said in (
        ("few.csv", "There are too few reviews (1)"),
        ("nowhere", "nowhere: It cannot be read: No such file or directory."),
        ("x\x1b[31m", "It is no table of reviews."),
    ):
        status, out, err = shell.run("evaluate", name)
        assert (status, out) == (2, "")
        assert said in err
        assert "\x1b" not in err


def test_without_a_file_the_own_answers_are_scored(shell: Shell) -> None:
    status, _, err = shell.run("evaluate")
    assert status == 2
    assert "too few" in err

"""`quizapp optimise`: what it says, what it changes, and that it can be taken back."""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from quizapp.cli import fitting
from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.paths import Paths
from quizapp.progress.store import Store
from tests.memory.learners import STRONG, reviews_of
from tests.progress.conftest import Maker

if TYPE_CHECKING:
    from tests.cli.command import Shell

DAY = 24 * 60
MAKE = Maker()


def study(cards: int, weights: tuple[float, ...] = STRONG) -> int:
    """Have a simulated learner answer so many cards; returns how many answers can be scored."""
    last: dict[str, int] = {}
    events, today, scored = [], 0, 0
    for number, review in enumerate(reviews_of(weights, cards)):
        day = last[review.card] + review.elapsed if review.card in last else today
        today = max(today, day)
        last[review.card] = day
        scored += review.elapsed > 0
        minute = day * DAY + number / 100
        events.append(MAKE.answer(number, review.card, review.rating, minute))
    with Store.open(Paths.here().store) as store:
        store.append(*events)
        assert store.fits.scored() == scored
    return scored


def stabilities(shell: Shell) -> dict[str, float]:
    with Store.open(Paths.here().store) as store:
        assert store.check() == []
        return {
            item: state.memory.stability
            for item, state in store.all_states().items()
            if state.memory is not None
        }


def test_a_strong_memory_gets_weights_of_its_own_and_can_give_them_back(shell: Shell) -> None:
    scored = study(150)
    before = stabilities(shell)

    status, looked, _ = shell.run("optimise", "--check")
    assert status == 0
    assert f"From {scored:,} answers: predictions of the newest" in looked
    assert "longer than average" in looked
    assert "nothing was changed" in looked
    assert stabilities(shell) == before

    status, said, _ = shell.run("optimise")
    assert status == 0
    assert f"weights fitted to {scored:,} answers of yours" in said
    assert "`quizapp optimise --undo`" in said
    assert looked.splitlines()[1:3] == said.splitlines()[:2]
    fitted = stabilities(shell)
    assert sum(fitted.values()) > sum(before.values())
    assert "those that hold, so nothing changes" in shell.run("optimise")[1]
    assert shell.run("log", "--type", "fit")[1].count("fit fsrs6-") == 1

    status, said, _ = shell.run("optimise", "--undo")
    assert (status, said) == (
        0,
        "Taken back.\nYour memory is predicted with the weights of the average learner.\n",
    )
    assert stabilities(shell) == before
    assert shell.run("optimise", "--undo")[0] == 1


def test_json_has_the_weights_and_both_losses(shell: Shell) -> None:
    scored = study(150)
    looked = shell.json("optimise", "--check", "--json")
    assert (looked["weights"], looked["fitted"], looked["better"]) == ("fsrs6-default", False, True)
    found = shell.json("optimise", "--json")
    assert (found["answers"], found["fitted"]) == (scored, True)
    assert found["loss_after"] < found["loss_before"]
    assert found["weights"] == found["found"]["id"] == looked["found"]["id"]
    assert len(found["found"]["weights"]) == 21
    assert shell.json("optimise", "--undo", "--json") == {"undone": True, "weights": "fsrs6-default"}


def test_too_few_answers_are_counted(shell: Shell) -> None:
    with Store.open(Paths.here().store) as store:
        store.append(*(MAKE.answer(number, "a", minute=number * DAY) for number in range(64)))
    status, said, _ = shell.run("optimise")
    assert status == 1
    assert "you have 63, so 37 are missing" in said
    assert "average learner" in said


def test_without_the_extra_the_defaults_hold_and_that_is_said(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    study(60)
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    for command in (("optimise",), ("optimise", "--check")):
        status, said, _ = shell.run(*command)
        assert status == 1
        assert "pip install 'quizapp[optimise]'" in said
        assert "average learner" in said
    with Store.open(Paths.here().store) as store:
        assert not fitting.is_due(store)
        assert store.fits.fitted_at() == 0


def test_a_fit_that_is_no_better_changes_nothing_and_is_not_tried_again_soon(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored = study(120, DEFAULT_WEIGHTS)
    # The newest quarter is foretold worse by whatever was fitted.
    monkeypatch.setattr("quizapp.memory.refit._loss", lambda tests, weights: weights != DEFAULT_WEIGHTS)
    with Store.open(Paths.here().store) as store:
        assert fitting.is_due(store)
    status, said, _ = shell.run("optimise")
    assert status == 0
    assert "no better, so nothing changes" in said
    assert shell.run("log", "--type", "fit")[1] == ""
    with Store.open(Paths.here().store) as store:
        assert store.fits.fitted_at() == scored
        assert not fitting.is_due(store)


def test_after_a_sitting_it_is_done_when_due_and_not_again_until_there_are_a_quarter_more(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    scored = study(150)
    paths = Paths.here()
    fitting.fit_when_due(paths)
    said = capsys.readouterr().out
    assert f"weights fitted to {scored:,} answers of yours" in said
    assert "`quizapp optimise --undo`" in said
    fitting.fit_when_due(paths)
    assert capsys.readouterr().out == ""
    assert shell.run("optimise", "--undo")[0] == 0
    fitting.fit_when_due(paths)
    assert capsys.readouterr().out == "", "what was taken back stays so for a while"
    with Store.open(paths.store) as store:
        more = [MAKE.answer(90_000 + at, "more", minute=(200 + at) * DAY) for at in range(scored // 4 + 2)]
        store.append(*more)
        assert fitting.is_due(store)


def test_a_sitting_fits_only_where_the_learner_allowed_it(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Paths] = []
    monkeypatch.setattr(fitting, "fit_when_due", asked.append)
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    shell.run("study", "--plain")
    assert asked == []
    (shell.home / "settings.toml").write_text("optimise = true\n")
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    shell.run("study", "--plain")
    assert asked == [Paths.here()]


def test_doctor_says_which_weights_hold_and_what_is_missing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, said, told = shell.run("doctor")
    assert (status, told) == (0, "")
    assert "average learner" in said
    (shell.home / "settings.toml").write_text("optimise = true\n")
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    assert "pip install 'quizapp[optimise]'" in shell.run("doctor")[2]

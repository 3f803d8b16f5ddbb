"""`quizapp insights`: lines an author can walk through, and the same as data."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.command import Shell

DECK = """
deck: {id: d}
cards:
  - {q: "Which city is the capital of Poland?", a: Warsaw, typed: true, id: warsaw}
  - {q: "Which port lies on the Motlawa?", a: Gdansk, typed: true, id: gdansk}
"""


def study(shell: Shell, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    Path("d.yaml").write_text(DECK, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    status, _, err = shell.run("study", "--plain", "d.yaml")
    assert (status, err) == (0, "")


@pytest.mark.usefixtures("own_decks_alone")
def test_nothing_is_said_of_nothing(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    study(shell, monkeypatch)
    assert shell.run("insights", "d.yaml") == (0, "Nothing was answered here yet.\n", "")
    assert shell.json("insights", "--json", "d.yaml")["insights"] == []


@pytest.mark.usefixtures("own_decks_alone")
def test_lines_are_by_file_and_line_and_say_what_they_rest_on(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Wrong, then the other card right, and so on until the wrong one was given three times.
    study(shell, monkeypatch, "Lodz", "", "Gdansk", "4", "Lodz", "", "Lodz", "", "q")
    status, out, err = shell.run("insights", "d.yaml")
    assert (status, err) == (0, "")
    assert out == (
        "d.yaml:4  Which city is the capital of Poland?\n"
        "  “Lodz” was answered 3 times: write it under accept or reject?\n"
        "\n"
        "1 card with something to look at, by 4 answers of one learner.\n"
        "No card has ten reviews yet, so none is compared with its prediction.\n"
        "Ranges are 95% intervals; below ten answers nothing is claimed.\n"
    )
    data = shell.json("insights", "--json", "d.yaml")
    assert (data["answers"], data["right"], data["cards_judged"]) == (4, 1, 0)
    (insight,) = data["insights"]
    assert (insight["file"], insight["line"], insight["kind"]) == ("d.yaml", 4, "recurring")
    assert (insight["count"], insight["of"], insight["interval"], insight["texts"]) == (3, 3, None, ["Lodz"])


@pytest.mark.usefixtures("own_decks_alone")
def test_a_deck_that_is_not_there_is_said_in_a_sentence(shell: Shell) -> None:
    status, out, err = shell.run("insights", "nowhere")
    assert (status, out) == (2, "")
    assert err.startswith("There is no deck")

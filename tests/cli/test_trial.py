"""`quizapp try` and `quizapp suggestions`."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.command import Shell

DECK = """
deck: {id: d}
cards:
  - {q: Capital of Norway?, a: Oslo, typed: true, id: norway, reverse: Which country?}
  - {cloze: The ==Nile== is in ==Africa==., id: nile}
  - {q: Order?, order: [one, two, three], id: order}
  - {q: Pairs?, match: {Norway: Oslo, Sweden: Stockholm}, id: match}
  - {q: How high?, number: 8849 m ± 10, id: high}
  - {q: How cold?, number: -40 °C, id: cold}
  - {q: When?, date: 1994-05-04, id: when}
"""


@pytest.fixture(autouse=True)
def deck(shell: Shell) -> None:
    Path("d.yaml").write_text(DECK, encoding="utf-8")


def tried(shell: Shell, *arguments: str) -> tuple[float, str, int]:
    report = shell.json("try", "--json", "d.yaml", *arguments)
    assert set(report) == {"item", "shape", "score", "verdict", "reasons", "expected", "rating"}
    return report["score"], report["verdict"], report["rating"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("norway", "Oslo"), (1.0, "right", 3)),
        (("1", "oslo"), (1.0, "right", 3)),
        (("norway", "Bergen"), (0.0, "wrong", 1)),
        (("nile/2", "Africa"), (1.0, "right", 3)),
        (("nile/1", "Africa"), (0.0, "wrong", 1)),
        (("nile", "Nile", "Africa"), (1.0, "right", 3)),
        (("nile", "Nile", "Asia"), (0.5, "partly", 2)),
        (("norway/reverse", "capital of Norway"), (1.0, "right", 3)),
        (("order", "one", "two", "three"), (1.0, "right", 3)),
        (("order", "three", "two", "one"), (0.0, "wrong", 1)),
        (("match", "Norway=Oslo", "Sweden=Stockholm"), (1.0, "right", 3)),
        (("match", "Norway=Oslo", "Sweden=Oslo"), (0.5, "partly", 2)),
        (("high", "8850 m"), (1.0, "right", 3)),
        (("cold", "--", "-40"), (1.0, "right", 3)),
        (("when", "4 May 1994"), (1.0, "right", 3)),
        (("when", "1994"), (0.5, "partly", 2)),
        (("norway", ""), (0.0, "unanswered", 1)),
    ],
)
def test_an_answer_is_marked(
    shell: Shell, arguments: tuple[str, ...], expected: tuple[float, str, int]
) -> None:
    assert tried(shell, *arguments) == expected


def test_nothing_is_recorded(shell: Shell) -> None:
    tried(shell, "norway", "Oslo")
    assert not (shell.home / "progress.db").exists()


def test_a_slip_shows_in_the_reasons(shell: Shell) -> None:
    Path("s.yaml").write_text("- {q: Capital of Sweden?, a: Stockholm, typed: true}\n")
    report = shell.json("try", "--json", "s.yaml", "1", "Stockholn")
    assert (report["score"], report["reasons"][0]["part"]) == (1.0, "almost")


def test_an_ambiguous_answer_says_which_readings_there_are(shell: Shell) -> None:
    report = shell.json("try", "--json", "d.yaml", "when", "04/05/1994")
    assert report["verdict"] == "ambiguous"
    assert report["reasons"][0]["readings"] == ["4 May 1994", "5 April 1994"]


def test_a_card_that_is_not_there(shell: Shell) -> None:
    status, _, err = shell.run("try", "d.yaml", "gone", "x")
    assert (status, "There is no card gone" in err) == (2, True)
    assert shell.run("try", "gone.yaml", "1", "x")[0] == 2


def test_a_rejected_wording_is_no_suggestion(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Bergen\no\n\nq\n"))
    Path("d.yaml").write_text("- {q: Capital?, a: Oslo, typed: true, reject: [Bergen]}\n", encoding="utf-8")
    shell.run("study", "--plain", "d.yaml")
    assert shell.run("suggestions", "./d.yaml")[1] == "Nothing was overruled.\n"


def test_overruled_wordings_are_accept_lines_until_they_are_taken_over(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Kristiania\no\n\nq\n"))
    folder = shell.home / "decks"
    folder.mkdir(parents=True)
    own = folder / "d.yaml"
    own.write_text(DECK, encoding="utf-8")
    shell.run("study", "--plain", "d")
    _, out, _ = shell.run("suggestions")
    assert f"{own}:4" in out
    assert 'accept: ["Kristiania"]' in out
    (entry,) = json.loads(shell.run("suggestions", "--json", "d")[1])
    assert (entry["card"], entry["accept"]) == ("norway", ["Kristiania"])
    own.write_text(DECK.replace("typed: true,", "typed: true, accept: [Kristiania],"), encoding="utf-8")
    assert shell.run("suggestions")[1] == "Nothing was overruled.\n"


def test_the_suggestions_of_one_deck_are_of_that_deck(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shell.home / "decks" / "c"
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text("id: c\ntitle: C\npath: [x.yaml, y.yaml]\n", encoding="utf-8")
    for name in ("x", "y"):
        text = f"- {{q: Question {name}?, a: answer {name}, typed: true, id: {name}}}\n"
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("first\no\n\nsecond\no\n\n"))
    shell.run("study", "--plain", "c")
    assert [entry["card"] for entry in shell.json("suggestions", "--json", "c")] == ["x", "y"]
    assert [entry["card"] for entry in shell.json("suggestions", "--json", "c/y")] == ["y"]


def test_an_id_goes_before_a_number(shell: Shell) -> None:
    Path("n.yaml").write_text(
        "- {q: First?, a: one, id: a}\n- {q: Second?, a: two, id: '1'}\n", encoding="utf-8"
    )
    assert shell.json("try", "--json", "n.yaml", "1", "two")["item"] == "n/1/q"


def test_numbers_are_those_of_the_file_broken_cards_counted(shell: Shell) -> None:
    Path("b.yaml").write_text(
        "- {q: First?, anwser: one}\n- {q: Second?, a: two, id: s}\n- {q: Third?}\n- {q: Fourth?, a: x, id: f}\n",
        encoding="utf-8",
    )
    assert shell.json("try", "--json", "b.yaml", "2", "two")["item"] == "b/s/q"
    assert shell.json("try", "--json", "b.yaml", "4", "x")["item"] == "b/f/q"
    status, _, err = shell.run("try", "b.yaml", "1", "one")
    assert status == 2
    assert "unknown key `anwser`" in err
    assert "from 1 to 4" in err

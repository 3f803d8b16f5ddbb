"""Studying in lines of text: the answer, the mark, and the rating on a line each."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.cli.desk import Desk
from quizapp.cli.responses import letter, response_of
from quizapp.deck.card import Card, Place
from quizapp.deck.item import Item
from quizapp.deck.shapes import Matching
from quizapp.grading.mark import Mode
from quizapp.progress.faults import Cause, StoreFault
from quizapp.study.event import Retract
from quizapp.study.plan import SIBLING_DISTANCE
from tests.cli.command import Shell

DECK = """
deck: {id: d}
cards:
  - {q: Capital of Norway?, a: Oslo, id: flip, explain: It lies on a fjord., hint: [first one, second one]}
  - {q: Capital of Sweden?, a: Stockholm, typed: true, id: typed}
  - {q: Capital of Finland?, a: Helsinki, wrong: [Turku, Tampere], id: choice}
  - {q: Primes?, right: ['2', '3'], wrong: ['4'], id: multiple}
  - {statement: It is so., a: true, id: truth}
  - {q: Order?, order: [one, two, three], id: order}
  - {q: Pairs?, match: {Norway: Oslo, Sweden: Stockholm}, id: match}
  - {q: List?, list: [Estonia, Latvia], id: list}
  - {cloze: "==c1::Tallinn== is in ==c1::Estonia==", id: cloze}
  - {q: When?, date: 1994-05-04, id: date}
"""
MATCH = Card(
    "m", "Pairs?", Matching((("Norway", "Oslo"), ("Sweden", "Stockholm"))), Place("d.yaml", 1, 1, 2, 60)
)


def study(shell: Shell, monkeypatch: pytest.MonkeyPatch, *lines: str, options: tuple[str, ...] = ()) -> str:
    Path("d.yaml").write_text(DECK, encoding="utf-8")
    (shell.home).mkdir(exist_ok=True)
    (shell.home / "settings.toml").write_text("new_per_day = 100\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    status, out, err = shell.run("study", "--plain", *options, "d.yaml")
    assert (status, err) == (0, "")
    return out


def answers(shell: Shell) -> list[dict[str, object]]:
    _, out, _ = shell.run("log", "--json", "--type", "answer")
    return [json.loads(line) for line in out.splitlines()]


def test_every_shape_is_answered_on_a_line(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        "Oslo", "",
        "stockholm", "",
        "Helsinki", "",
        "2; 3", "",
        "true", "",
        "one; two; three", "",
        "Norway=Oslo; Sweden=Stockholm", "",
        "latvia; estonia", "",
        "Tallinn; Estonia", "",
        "4 May 1994", "",
    ]  # fmt: skip
    out = study(shell, monkeypatch, *lines)
    found = answers(shell)
    assert [str(answer["item"]).split("/")[1] for answer in found] == [
        "flip", "typed", "choice", "multiple", "truth", "order", "match", "list", "cloze", "date",
    ]  # fmt: skip
    assert all(answer["score"] == 1.0 for answer in found)
    assert all(answer["rating"] == 3 for answer in found)
    assert found[6]["response"] == {"Norway": "Oslo", "Sweden": "Stockholm"}
    assert "10 answers kept, 10 right" in out


def test_there_are_no_escape_sequences(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    out = study(shell, monkeypatch, "\x1b[31mOslo", "1")
    assert "\x1b" not in out


def test_a_choice_is_answered_by_number_too(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    out = study(shell, monkeypatch, "", "4", "", "4", "2", "", "q")
    shown = out[out.index("Capital of Finland?") :]
    (second,) = re.findall(r"^  2\. (\w+)$", shown.partition("> ")[0], re.MULTILINE)
    assert answers(shell)[-1]["response"] == second


def test_where_input_ends_the_sitting_closes_and_keeps_what_was_rated(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = study(shell, monkeypatch, "Oslo", "", "Stock")
    assert out.endswith("The sitting is over: 1 answer kept, 1 right.\n")
    assert len(answers(shell)) == 1


def test_an_empty_line_shows_a_flashcard_and_a_number_rates_it(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = study(shell, monkeypatch, "", "", "2")
    assert "Answer: Oslo" in out
    assert "It lies on a fjord." in out
    assert "Rate yourself" in out
    (answer,) = answers(shell)
    assert (answer["rating"], answer["asked"], answer["score"]) == (2, "flip", None)


def test_another_rating_than_the_suggested_one(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    study(shell, monkeypatch, "Bergen", "2")
    (answer,) = answers(shell)
    assert (answer["verdict"], answer["suggested"], answer["rating"]) == ("wrong", 1, 2)


def test_hints_come_one_at_a_time_and_count(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    out = study(shell, monkeypatch, "h", "h", "h", "Oslo", "")
    assert out.index("first one") < out.index("second one") < out.index("There is no further hint.")
    (answer,) = answers(shell)
    assert (answer["hints"], answer["rating"]) == (2, 2)


def test_undo_takes_back_and_asks_for_the_rating_again(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    study(shell, monkeypatch, "Oslo", "1", "u", "4")
    assert [answer["rating"] for answer in answers(shell)] == [1, 4]
    assert len(shell.run("log", "--json", "--type", "retract")[1].splitlines()) == 1
    assert shell.json("due", "--json", "d.yaml")["decks"][0]["new"] == 9


def test_overruling_is_one_key(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    study(shell, monkeypatch, "Kristiania", "o", "")
    (answer,) = answers(shell)
    assert (answer["overruled"], answer["rating"], answer["verdict"]) == (True, 3, "wrong")


def test_what_can_be_read_in_two_ways_is_asked_back(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    skipped = ["", "4"] * 9
    out = study(shell, monkeypatch, *skipped, "04/05/1994", "1", "")
    assert "Which date do you mean?" in out
    assert answers(shell)[-1]["score"] == 1.0


def test_a_mode_is_taken_where_a_card_allows_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    out = study(shell, monkeypatch, "Oslo", "", "q", options=("--mode", "choose"))
    assert "1. " in out
    assert answers(shell)[0]["asked"] == "choice"


def test_a_letter_that_is_the_answer_is_no_command(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("h.yaml").write_text("- {q: Symbol of hydrogen?, a: H, typed: true}\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO("h\n\n"))
    shell.run("study", "--plain", "h.yaml")
    assert answers(shell)[0]["score"] == 1.0


def test_it_works_through_real_pipes(shell: Shell) -> None:
    """A process of its own, its input a pipe: exit status 0 and every answer in the log."""
    Path("d.yaml").write_text(DECK, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "quizapp", "study", "--plain", "d.yaml"],
        input="Oslo\n\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(answers(shell)) == 1


def test_a_sign_that_is_no_number_chooses_no_reading(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    skipped = ["", "4"] * 9
    out = study(shell, monkeypatch, *skipped, "04/05/1994", "²", "", "0", "q")
    assert "fault" not in out
    assert "The sitting is over" in out


def test_a_rating_that_cannot_be_kept_is_an_exit_status(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Desk, *events: object) -> None:
        raise StoreFault(Cause.FULL, "The disk is full.", "Make room.")

    monkeypatch.setattr(Desk, "record", full)
    Path("d.yaml").write_text(DECK, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("Oslo\n\n"))
    status, out, _ = shell.run("study", "--plain", "d.yaml")
    assert (status, "The disk is full. Make room." in out) == (2, True)


def test_a_step_back_that_cannot_be_kept_takes_nothing_back(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Desk.record

    def full(self: Desk, *events: object) -> None:
        if any(isinstance(event, Retract) for event in events):
            raise StoreFault(Cause.FULL, "The disk is full.", "Make room.")
        keep(self, *events)  # type: ignore[arg-type]

    monkeypatch.setattr(Desk, "record", full)
    Path("d.yaml").write_text(DECK, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("Oslo\n\nu\n"))
    status, out, _ = shell.run("study", "--plain", "d.yaml")
    assert (status, "1 answer kept" in out) == (2, True)


def test_a_deck_without_a_usable_card_says_why(shell: Shell) -> None:
    Path("b.yaml").write_text("- {q: x, anwser: y}\n", encoding="utf-8")
    status, out, err = shell.run("study", "--plain", "b.yaml")
    assert (status, out) == (1, "")
    assert err.startswith("b.yaml:1:10: error[D201] unknown key `anwser`")
    assert err.endswith("There is nothing to study here: no card here can be used.\n")


def test_where_nothing_is_due_it_says_when_something_is(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("one.yaml").write_text("- {q: Capital of Norway?, a: Oslo}\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("Oslo\n\nq\n"))
    shell.run("study", "--plain", "one.yaml")
    status, out, _ = shell.run("study", "--plain", "one.yaml")
    assert status == 0
    assert re.fullmatch(r"Nothing is due here\. The next cards come (today at \d\d:\d\d|tomorrow)\.\n", out)


def test_where_nothing_was_begun_nothing_is_promised(shell: Shell) -> None:
    Path("one.yaml").write_text("- {q: Capital of Norway?, a: Oslo, retired: old}\n", encoding="utf-8")
    assert shell.run("study", "--plain", "one.yaml")[1] == "Nothing is due here.\n"


def test_pairs_beyond_the_alphabet_have_two_letters(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = "\n".join(f"    Left {n}: right {n}" for n in range(30))
    Path("m.yaml").write_text(f"- q: Pairs?\n  match:\n{pairs}\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n\n"))
    _, out, _ = shell.run("study", "--plain", "m.yaml")
    shown = dict(re.findall(r"^  ([a-z]+)\. (right \d+)$", out, re.MULTILINE))
    assert list(shown)[25:28] == ["z", "aa", "ab"]
    assert len(shown) == 30


@given(st.integers(0, 701), st.booleans())
def test_every_pair_is_read_by_the_letters_it_was_shown_with(place: int, large: bool) -> None:
    item = Item("c/m/q", MATCH, "q", "c", "d")
    rights = [f"right {n}" for n in range(702)]
    shown = letter(place).upper() if large else letter(place)
    assert response_of(item, Mode.ARRANGE, [f"2{shown}"], rights) == (("Sweden", f"right {place}"),)


@given(st.text())
def test_whatever_is_typed_as_a_pair_is_read(text: str) -> None:
    response_of(Item("c/m/q", MATCH, "q", "c", "d"), Mode.ARRANGE, [text, "9" * 5000 + "a"], ["x", "y"])


def test_a_letter_after_a_backslash_is_an_answer(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    study(shell, monkeypatch, "Oslo", "", "\\q", "", "q")
    assert answers(shell)[1]["response"] == "q"


def test_how_sure_one_is_is_said_before_the_answer(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    out = study(shell, monkeypatch, "sure", "Oslo", "", "unsure", "GUESSED", "Stockholm", "", "q")
    assert "You say: sure." in out
    assert [answer["confidence"] for answer in answers(shell)] == ["sure", "guessed"]
    assert [answer["rating"] for answer in answers(shell)] == [3, 1]


def test_a_right_answer_can_still_be_called_guessed_and_nothing_else(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = study(shell, monkeypatch, "Oslo", "sure", "guessed", "guessed", "guessed", "", "q")
    assert (out.count("Counted as guessed."), out.count("Counted as known.")) == (2, 1)
    assert [(answer["confidence"], answer["rating"]) for answer in answers(shell)] == [("guessed", 1)]


def test_an_answer_that_is_a_word_of_ours_is_typed_after_a_backslash(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    study(shell, monkeypatch, "\\sure", "2", "q")
    assert [(answer["response"], answer["confidence"]) for answer in answers(shell)] == [("sure", None)]


def test_a_note_of_ones_own_comes_with_the_answer() -> None:
    from datetime import UTC, datetime

    from quizapp.cli.plain_lines import marked
    from quizapp.deck.item import items
    from quizapp.grading.context import Context
    from quizapp.memory.schedule import Parameters
    from quizapp.study.session import Session
    from quizapp.study.state import ItemState
    from tests.deck.reading import read

    course, _ = read("- {q: Capital of Norway?, a: Oslo}\n")
    session = Session("s", items(course, course.decks[0]), lambda _: Parameters(), lambda _: Context())
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    shown = session.next(now, lambda item: ItemState(item, note="Vik"))
    turn = shown.answer(None, now).turn
    assert turn is not None
    assert list(marked(turn, lambda course, cited: ""))[-1] == "Your note: Vik"


def test_gaps_of_one_text_are_asked_apart(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one would give the other away."""
    deck = Path("apart.yaml")
    cards = ["- cloze: ==Oslo== is the capital of ==Norway=="]
    cards += [f"- {{q: Capital {n}?, a: city {n}}}" for n in range(6)]
    deck.write_text("\n".join(cards), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n4\n" * 8))
    _, out, _ = shell.run("study", "--plain", str(deck))
    asked = re.findall(r"left\] (.*)", out)
    assert (asked[0], asked[1]) == ("[...] is the capital of Norway", "Capital 0?")
    assert "Oslo is the capital of [...]" in asked[1 + SIBLING_DISTANCE :]

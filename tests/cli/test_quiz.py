"""A quiz in lines of text, and the list of results."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from quizapp.cli.desk import Desk
from quizapp.cli.quizzes import Quizzes
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.store import Store
from quizapp.study.draft import Draft
from quizapp.study.quiz import Attempt
from quizapp.study.selection import draw
from quizapp.study.setup import Setup
from quizapp.tui.quizzes import ELSEWHERE
from tests.cli.command import Shell
from tests.study.sitting import deck_items

DECK = """
deck: {id: d, title: Capitals}
quiz:
  - {title: All of it, questions: all, minutes: 5, pass: 60 %}
  - {id: short, questions: 2, weights: {tag:north: 1}}
cards:
  - {q: Capital of Norway?, a: Oslo, typed: true, id: norway, tags: [north], explain: It lies on a fjord.}
  - {q: Capital of Sweden?, a: Stockholm, typed: true, id: sweden, tags: [north]}
  - {q: Capital of Italy?, a: Rome, typed: true, id: italy, accept: [Roma]}
  - {q: Capital of Spain?, a: Madrid, wrong: [Lisbon, Porto, Cadiz], id: spain}
"""
ANSWERS = {"Norway": "Oslo", "Sweden": "Stockholm", "Italy": "Rome", "Spain": "Madrid"}

pytestmark = pytest.mark.usefixtures("own_decks_alone")


class Quiz:
    """Takes quizzes of the deck; the answers may be lines for each question, by country."""

    def __init__(self, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shell, self.monkeypatch = shell, monkeypatch
        shell.home.joinpath("decks").mkdir(parents=True)
        shell.home.joinpath("decks", "d.yaml").write_text(DECK, encoding="utf-8")

    def take(self, *options: str, lines: tuple[str, ...] = (), status: int = 0) -> str:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        ended, out, err = self.shell.run("quiz", *options)
        assert (ended, err) == (status, "")
        return out

    def order(self, seed: int = 5) -> list[str]:
        """The countries in the order asked."""
        drawn = draw(deck_items(DECK), Setup(("d",), questions=None), seed)
        return [item.card.id.capitalize() for item in drawn]

    def log(self, kind: str) -> list[dict[str, Any]]:
        _, out, _ = self.shell.run("log", "--json", "--type", kind)
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def quiz(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Quiz:
    return Quiz(shell, monkeypatch)


def test_a_quiz_from_its_first_question_to_the_results(quiz: Quiz) -> None:
    order = quiz.order()
    answers = [ANSWERS[country] if country != "Italy" else "Paris" for country in order]
    out = quiz.take("d", "--seed", "5", lines=(*answers, "submit"))
    assert "4 questions, 5 minutes, seed 5." in out
    assert "Score: 75%, passed. 3 right, 0 partly right, 1 wrong, 0 not answered" in out
    assert "You: Paris" in out
    assert "Expected: Rome" in out
    found = quiz.log("answer")
    assert sorted(answer["rating"] for answer in found) == [1, 3, 3, 3]
    assert {answer["mode"] for answer in found} == {"quiz"}
    status, out, _ = quiz.shell.run("results", "d")
    assert status == 0
    assert "75%  4 of 4 questions answered" in out
    assert "passed  Capitals, All of it  seed 5" in out
    assert "1 quiz. Best 75%" in out


def test_the_same_seed_asks_the_same(quiz: Quiz) -> None:
    for seed in (5, 6):
        out = quiz.take("d", "--seed", str(seed), lines=("", "", "", "q"))
        asked = [
            line.partition("Capital of ")[2].rstrip("?") for line in out.splitlines() if "Capital" in line
        ]
        assert asked == quiz.order(seed)
    assert quiz.order(5) != quiz.order(6)


def test_what_the_options_say_goes_before_the_plan(quiz: Quiz) -> None:
    out = quiz.take("d", "--questions", "1", "--minutes", "2.5", "--mode", "choice", lines=("q",))
    assert "1 question, 2.5 minutes" in out
    assert "[1/1, 2 min 30 s left]" in out
    begun = quiz.log("quiz")[-1]
    assert (begun["mode"], begun["blueprint"], begun["pass_mark"]) == ("choice", "quiz", 0.6)
    out = quiz.take("d", "--blueprint", "short", lines=("n", "q"))
    assert "2 questions, seed" in out


def test_a_quiz_that_was_left_is_resumed_given_up_or_let_be(quiz: Quiz) -> None:
    first = quiz.order()[0]
    quiz.take("d", "--seed", "5", lines=(ANSWERS[first],))
    _, out, _ = quiz.shell.run("results")
    assert "1 quiz left in the middle" in out
    out = quiz.take("d", lines=("", "submit"))
    assert "1 of 4 answered." in out
    assert "[2/4" in out
    assert "Score: 25%, not passed" in out
    assert quiz.log("quiz")[-1]["phase"] == "submitted"
    out = quiz.take("d", lines=("q",))
    assert "left in the middle" not in out
    quiz.take("d", lines=("d", "q"))
    assert [event["phase"] for event in quiz.log("quiz")][-3:] == ["started", "abandoned", "started"]


def test_back_mark_list_and_an_answer_that_looks_like_a_command(quiz: Quiz) -> None:
    out = quiz.take("d", "--seed", "5", lines=("s", "m", "b", "g 4", "l", "\\submit", "q"))
    positions = [line.split("/")[0] for line in out.splitlines() if line.startswith("[")]
    assert positions == ["[1", "[2", "[2", "[1", "[4", "[4", "[1"]
    assert "[2/4, marked," in out
    assert "(open, marked)" in out
    assert "(not seen yet)" in out
    out = quiz.take("d", lines=("", "submit"))
    assert "You: submit" in out


def test_marks_at_once_stand_and_the_end_is_the_last_answer(quiz: Quiz) -> None:
    order = quiz.order()
    lines = ("", *(ANSWERS[country] for country in order[1:]))
    out = quiz.take("d", "--seed", "5", "--feedback", "once", lines=lines)
    assert out.count("Right") == 3
    assert "Not answered" in out
    assert "Score: 75%" in out
    assert [answer["verdict"] for answer in quiz.log("answer")].count("unanswered") == 1


def test_i_was_right_corrects_the_score(quiz: Quiz) -> None:
    order = quiz.order()
    wrong = order.index("Italy")
    answers = ["La città eterna" if country == "Italy" else "" for country in order]
    out = quiz.take("d", "--seed", "5", lines=(*answers, "submit", "o 9", f"o {wrong + 1}", ""))
    assert out.count("Score: 0%") == 1
    assert "Write o and the number of a question." in out
    assert "Score: 25%" in out
    (kept,) = quiz.shell.json("results", "--json")["quizzes"]
    assert kept["score"] == 0.25
    assert [answer["overruled"] for answer in quiz.log("answer")] == [False, True]


def test_practice_leaves_the_schedule_alone(quiz: Quiz) -> None:
    quiz.take("d", "--practice", "--questions", "1", lines=("x", "submit", ""))
    assert quiz.log("answer")[0]["mode"] == "practice"
    due = quiz.shell.json("due", "--json")
    assert [deck["new"] for deck in due["decks"]] == [4]


def test_time_over_submits_what_is_there(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.study.quiz.Attempt.over", lambda attempt, now: attempt.answered == 1)
    out = quiz.take("d", "--seed", "5", lines=("x", "late"))
    assert "The time is over." in out
    assert "3 not answered" in out


def test_results_in_json_and_of_one_deck(quiz: Quiz) -> None:
    assert quiz.shell.json("results", "--json") == {"quizzes": [], "best": None, "last": None, "trend": None}
    _, out, _ = quiz.shell.run("results")
    assert out == "No quiz was taken yet. `quizapp quiz` begins one.\n"
    for answer in ("Oslo", "Stockholm"):
        quiz.take(
            "d", "--blueprint", "short", "--questions", "1", "--seed", "1", lines=(answer, "submit", "")
        )
    data = quiz.shell.json("results", "d", "--json")
    first, _ = data["quizzes"]
    assert first["scope"] == ["d"]
    assert first["themes"] == [{"theme": "d/d", "questions": 1, "score": first["score"]}]
    scores = [entry["score"] for entry in data["quizzes"]]
    assert sorted(scores) == [0.0, 1.0], "the same question, answered rightly once"
    assert (data["best"], data["last"], data["trend"]) == (1.0, scores[1], scores[1] - scores[0])
    status, _, err = quiz.shell.run("results", "nothing")
    assert (status, "There is no deck" in err) == (2, True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--questions", "0"), "at least one question"),
        (("--minutes", "0"), "a number of minutes above 0"),
        (("--minutes", "nan"), "a number of minutes above 0"),
        (("d", "--blueprint", "shrt"), "Did you mean short?"),
        (("nothing",), "There is no deck"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(quiz: Quiz, options: tuple[str, ...], said: str) -> None:
    status, out, err = quiz.shell.run("quiz", *options)
    assert (status, out) == (2, "")
    assert said in err


def test_nothing_to_ask_is_said(quiz: Quiz) -> None:
    Path("empty.yaml").write_text("cards:\n  - {q: x, a: y, retired: old}\n")
    status, _, err = quiz.shell.run("quiz", "empty.yaml")
    assert (status, err) == (1, "There is nothing to ask here.\n")


def test_a_full_disk_is_said_and_loses_no_quiz(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreFault(Cause.FULL, "The disk is full.", "Free some space.")

    quiz.take("d", "--seed", "5", lines=("x",))
    monkeypatch.setattr("quizapp.progress.quizzes.OpenQuizzes.end", refuse)
    out = quiz.take("d", lines=("", "submit"), status=2)
    assert "The disk is full. Free some space." in out
    with Store.open(quiz.shell.home / "progress.db") as store:
        assert len(store.quizzes.all()) == 1


def test_two_windows_that_submit_one_quiz_count_it_once(quiz: Quiz) -> None:
    quiz.take("d", "--seed", "5", lines=("x", "x"))
    one, other = Desk.open(), Desk.open()
    (draft,) = one.quizzes.open()
    (same,) = other.quizzes.open()
    late = other.quizzes.resume(same)
    assert one.quizzes.submit(one.quizzes.resume(draft)) is not None
    assert other.quizzes.submit(late) is None
    assert not other.quizzes.keep(late.go_on(other.now()))
    assert not other.quizzes.drop(late.id)
    assert len(quiz.log("answer")) == 2
    assert [step["phase"] for step in quiz.log("quiz")] == ["started", "submitted"]
    assert Desk.open().quizzes.open() == ()


def test_what_another_window_did_first_is_said_by_line(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    resume = Quizzes.resume

    def resume_late(self: Quizzes, draft: Draft) -> Attempt:
        found = resume(self, draft)
        other = Desk.open()
        other.quizzes.open()
        other.quizzes.drop(draft.id)
        return found

    quiz.take("d", "--seed", "5", lines=("x",))
    monkeypatch.setattr(Quizzes, "resume", resume_late)
    out = quiz.take("d", lines=("", "x", "submit"), status=2)
    assert " ".join(ELSEWHERE.split()) in " ".join(out.split())
    assert quiz.log("answer") == []


def test_hostile_text_reaches_no_terminal(quiz: Quiz) -> None:
    out = quiz.take("d", "--seed", "5", lines=("\x1b]0;owned\x07", "submit", ""))
    assert "\x1b" not in out
    _, out, _ = quiz.shell.run("results", "\x1b[2J")
    assert "\x1b" not in out


def test_how_sure_one_is_goes_with_the_answer_given_or_to_come(
    quiz: Quiz,
) -> None:
    lines = []
    for country in quiz.order():
        lines += ["guessed" if country == "Spain" else "sure", ANSWERS[country]]
    out = quiz.take("d", "--seed", "5", lines=(*lines, "g 1", "unsure", "submit"))
    assert "4, guessed, " in out
    said = {answer["item"].split("/")[1].capitalize(): answer for answer in quiz.log("answer")}
    assert {name: answer["confidence"] for name, answer in said.items()} == {
        country: "unsure" if number == 0 else "guessed" if country == "Spain" else "sure"
        for number, country in enumerate(quiz.order())
    }
    if quiz.order()[0] != "Spain":
        assert said["Spain"]["rating"] == 1, "what was guessed counts as forgotten"

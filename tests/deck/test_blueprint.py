"""Quizzes as authors plan them: what is read, and what is said of mistakes."""

from pathlib import Path

import pytest

from quizapp.deck.blueprint import Blueprint, Weight
from quizapp.deck.files import load
from tests.deck.reading import found, read

CARDS = """
cards:
  - {id: a1, q: A1, a: x, tags: [core]}
  - {id: a2, q: A2, a: x, tags: [odd]}
"""


def plans(quiz: str) -> tuple[Blueprint, ...]:
    course, report = read(f"quiz: {quiz}{CARDS}")
    assert report.findings() == ()
    return course.blueprints


def test_a_plan_with_everything() -> None:
    assert plans(
        "{id: final, title: Final, questions: 30, minutes: 45, pass: 70 %,"
        " weights: {deck:deck: 2, tag:core tag:odd: 0.5, a1: 1}, mode: typed, feedback: once}"
    ) == (
        Blueprint(
            "final",
            "Final",
            30,
            45.0,
            0.7,
            (Weight(("deck:deck",), 2.0), Weight(("tag:core", "tag:odd"), 0.5), Weight(("a1",), 1.0)),
            "typed",
            True,
        ),
    )


def test_what_is_left_out() -> None:
    assert read(CARDS)[0].blueprints == ()
    assert plans("{questions: all}") == (Blueprint("quiz"),)
    assert plans("{pass: 62.5}")[0].pass_mark == 0.625
    assert plans("{minutes: 2.5, mode: Choice}")[0].minutes == 2.5


def test_several_plans() -> None:
    assert [plan.id for plan in plans("[{questions: 5}, {id: long, questions: 20}, {questions: 9}]")] == [
        "quiz",
        "long",
        "quiz-3",
    ]


@pytest.mark.parametrize(
    ("quiz", "code", "column"),
    [
        ("20", "D204", 7),
        ("[]", "D205", 7),
        ("[20]", "D204", 8),
        ("{question: 20}", "D201", 8),
        ("{questions: 0}", "D213", 19),
        ("{questions: some}", "D213", 19),
        ("{questions: 99999999999999999999}", "D213", 19),
        ("{questions: ²}", "D213", 19),
        ("{questions: }", "D205", 19),
        ("{minutes: 0}", "D213", 17),
        ("{minutes: soon}", "D213", 17),
        ("{minutes: 1441}", "D213", 17),
        ("{pass: 0.7}", "D213", 14),
        ("{pass: 101 %}", "D213", 14),
        ("{mode: writen}", "D213", 14),
        ("{feedback: never}", "D213", 18),
        ("{weights: tag:core}", "D204", 17),
        ("{weights: {}}", "D205", 17),
        ("{weights: {tag:core: -1}}", "D213", 28),
        ("{weights: {tag:core: 1, tag:core: 2}}", "Y005", 31),
        ("{weights: {tag:cor: 1}}", "D222", 18),
        ("{weights: {[tag:core]: 1}}", "D204", 18),
        ("{id: no id}", "I301", 12),
        ("[{id: x}, {id: x}]", "I302", 22),
        ("[{}, {id: quiz}]", "I302", 17),
    ],
)
def test_mistakes_are_found_at_their_place(quiz: str, code: str, column: int) -> None:
    assert found(f"quiz: {quiz}{CARDS}") == [(code, 1, column)]


def test_mistakes_come_with_a_remedy() -> None:
    def label(quiz: str) -> str:
        (finding,) = read(f"quiz: {quiz}{CARDS}")[1].findings()
        return finding.label

    assert label("{mode: writen}") == "did you mean `written`?"
    assert "`tag:core`" in label("{weights: {tag:cor: 1}}")
    assert "`questions`" in label("{question: 20}")
    assert "70 %" in label("{pass: 0.7}")


def test_a_faulty_key_leaves_the_rest_of_the_plan() -> None:
    course, _ = read(f"quiz: {{questions: 12, minutes: soon, weights: {{tag:core: x, tag:odd: 2}}}}{CARDS}")
    assert course.blueprints == (Blueprint("quiz", questions=12, weights=(Weight(("tag:odd",), 2.0),)),)


def test_a_course_plans_quizzes_and_its_decks_do_not(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text(
        "id: c\npath: [one.yaml, two.yaml]\nquiz: {weights: {deck:one: 2, deck:two: 1}}\n"
    )
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(f"quiz: {{questions: 5}}\ncards:\n  - {{q: {name}?, a: x}}\n")
    library = load(tmp_path)
    assert [finding.code for finding in library.diagnostics] == ["S410", "S410"]
    (course,) = library.courses
    assert [weight.names for weight in course.blueprints[0].weights] == [("deck:one",), ("deck:two",)]

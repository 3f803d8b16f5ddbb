"""Single and multiple choice, true and false."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.shapes import Marking, Option, TextAnswer, TrueFalse
from quizapp.grading.context import Context
from quizapp.grading.mark import Mode, Part
from quizapp.grading.verdict import Verdict
from tests.grading.cards import asked_back, date, mark, multiple, number

CAPITAL = TextAnswer("Oslo", wrong=(Option("Bergen", "Until 1299."), Option("Trondheim")))


def test_single() -> None:
    right = mark(CAPITAL, "Oslo", mode=Mode.CHOICE)
    assert (right.score, right.verdict) == (1, Verdict.RIGHT)
    assert right.guess_rate == pytest.approx(1 / 3)
    wrong = mark(CAPITAL, "Bergen", mode=Mode.CHOICE)
    assert (wrong.score, wrong.reasons[0].note, wrong.reasons[0].expected) == (0, "Until 1299.", "Oslo")
    assert mark(CAPITAL, None, mode=Mode.CHOICE).verdict is Verdict.UNANSWERED


def test_options_that_normalise_alike_stay_apart() -> None:
    shape = TextAnswer("café", wrong=(Option("cafe", "The accent is missing."),))
    assert mark(shape, "café", mode=Mode.CHOICE).score == 1
    assert mark(shape, "cafe", mode=Mode.CHOICE).reasons[0].note == "The accent is missing."


def test_options_come_as_written_or_as_shown() -> None:
    shape = TextAnswer("`C++`", wrong=(Option("`C#`"),))
    for chosen in ("`C++`", "C++"):
        assert mark(shape, chosen, mode=Mode.CHOICE).score == 1
    for chosen in ("`C#`", "C#", "C"):
        assert mark(shape, chosen, mode=Mode.CHOICE).score == 0


def test_a_choice_is_never_fuzzy() -> None:
    assert mark(TextAnswer("afferent"), "efferent", mode=Mode.CHOICE).score == 0
    assert mark(TextAnswer("Copenhagen"), "Copenhagn", mode=Mode.CHOICE).score == 0
    assert (
        mark(
            TextAnswer("Oslo", marking=Marking(accept=("Kristiania",))), "Kristiania", mode=Mode.CHOICE
        ).score
        == 1
    )


def test_borrowed_options_are_counted_by_the_caller() -> None:
    assert mark(TextAnswer("Oslo"), "Oslo", mode=Mode.CHOICE).guess_rate == 0
    assert mark(TextAnswer("Oslo"), "Oslo", Context(options=4), Mode.CHOICE).guess_rate == 0.25


def test_numbers_and_dates_as_choices() -> None:
    assert mark(number("8849 m ± 10"), "8849 m", mode=Mode.CHOICE).score == 1
    assert mark(number("1500"), "1,500", mode=Mode.CHOICE).score == 1
    assert mark(number("8849 m ± 10"), "8611 m", mode=Mode.CHOICE).score == 0
    assert mark(date("1994"), "1995", mode=Mode.CHOICE).score == 0
    assert mark(date("1994-05-04"), "04/05/1994", mode=Mode.CHOICE).score == 0


@pytest.mark.parametrize(
    ("chosen", "score"),
    [
        (("a", "b", "c"), 1),
        (("a", "b"), 2 / 3),
        (("a", "b", "x"), 1 / 3),
        (("a", "x"), 0),
        (("a", "x", "y"), 0),
        (("a", "b", "c", "x", "y"), 1 / 3),
        (("a", "a", "a"), 1 / 3),
        (("a", "?!"), 0),
        ("a; b; c", 1),
    ],
)
def test_multiple_is_right_minus_wrong(chosen: str | tuple[str, ...], score: float) -> None:
    assert mark(multiple("a b c", "x y"), chosen, mode=Mode.CHOICE).score == pytest.approx(score)


def test_multiple_gives_a_reason_for_each_option() -> None:
    reasons = mark(multiple("a b", "x y"), ("x", "a"), mode=Mode.CHOICE).reasons
    assert [(reason.part, reason.given, reason.expected) for reason in reasons] == [
        (Part.RIGHT, "a", "a"),
        (Part.MISSED, "", "b"),
        (Part.WRONG, "x", ""),
    ]


def test_multiple_typed_forgives_slips() -> None:
    shape = multiple("Copenhagen Stockholm", "Bergen Gothenburg")
    marked = mark(shape, ("Copenhagn", "stockholm"))
    assert marked.score == 1
    assert marked.reasons[0].part is Part.ALMOST
    assert mark(shape, ("Copenhagn", "stockholm"), mode=Mode.CHOICE).score == 0


def test_multiple_by_luck() -> None:
    assert mark(multiple("a", "b c"), ("a",), mode=Mode.CHOICE).guess_rate == pytest.approx(1 / 7)


@given(st.permutations(["a", "b", "x", "y"]), st.integers(0, 4))
def test_the_order_of_choosing_is_nothing(order: list[str], count: int) -> None:
    chosen = tuple(order[:count])
    one = mark(multiple("a b", "x y"), chosen, mode=Mode.CHOICE)
    assert one == mark(multiple("a b", "x y"), tuple(sorted(chosen)), mode=Mode.CHOICE)


@pytest.mark.parametrize(
    "said", ["true", "True", "yes", "T", "wahr", "vrai", "sí", "да", "doğru", "evet", "bəli"]
)
def test_true(said: str) -> None:
    assert mark(TrueFalse(True), said).score == 1
    assert mark(TrueFalse(False), said).score == 0


@pytest.mark.parametrize("said", ["false", "NO", "no.", "falsch", "faux", "нет", "hayır", "xeyr", "não"])
def test_false(said: str) -> None:
    assert mark(TrueFalse(False), said).score == 1
    assert mark(TrueFalse(True), said).guess_rate == 0.5


def test_neither_true_nor_false_is_asked_back() -> None:
    assert asked_back(TrueFalse(True), "perhaps").readings == ("true", "false")

"""The one entry: every shape in every mode, whatever is answered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.deck.shapes import Matching, Option, Shape, TextAnswer
from quizapp.grading.context import Context
from quizapp.grading.grade import expected_of, fingerprint, grade, natural_mode, options_of
from quizapp.grading.mark import AskBack, Mark, Mode, Response
from quizapp.grading.verdict import Verdict
from tests.grading.cards import EN, ONE_OF_EACH, cloze, date, item, multiple, number, recall

MODES = [Mode.TYPED, Mode.CHOICE, Mode.ARRANGE]
texts = st.one_of(
    st.text(alphabet=st.characters()),
    st.sampled_from(
        ["Oslo", "Bergen", "Nile", "true", "8,849", "04/05/1994", "44", "94", "one", "red; green", "\ud800"]
    ),
)
responses: st.SearchStrategy[Response] = st.one_of(
    st.none(),
    texts,
    st.lists(texts, max_size=5).map(tuple),
    st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
)


def right_response(shape: Shape, facet: str) -> Response:
    if isinstance(shape, Matching):
        return shape.pairs
    expected = expected_of(item(shape, facet))
    return expected if len(expected) > 1 else expected[0]


@pytest.mark.parametrize(("shape", "facet"), ONE_OF_EACH)
@pytest.mark.parametrize("mode", MODES)
def test_the_expected_answer_is_right_in_every_mode(shape: Shape, facet: str, mode: Mode) -> None:
    marked = grade(item(shape, facet), mode, right_response(shape, facet), EN)
    assert isinstance(marked, Mark)
    assert (marked.score, marked.verdict) == (1, Verdict.RIGHT)
    assert marked.expected == expected_of(item(shape, facet))


@pytest.mark.parametrize(("shape", "facet"), ONE_OF_EACH)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("blank", [None, "", " \t", (), ("", " "), (("", ""),), "\u200b\u2060"])
def test_nothing_is_unanswered_in_every_mode(shape: Shape, facet: str, mode: Mode, blank: Response) -> None:
    marked = grade(item(shape, facet), mode, blank, EN)
    assert isinstance(marked, Mark)
    assert (marked.score, marked.verdict) == (0, Verdict.UNANSWERED)
    assert tuple(reason.expected for reason in marked.reasons) == marked.expected


@pytest.mark.parametrize(("shape", "facet"), ONE_OF_EACH)
def test_a_flipped_card_is_the_learners_to_judge(shape: Shape, facet: str) -> None:
    marked = grade(item(shape, facet), Mode.FLIP, None, EN)
    assert marked == Mark(0, Verdict.SELF, expected=expected_of(item(shape, facet)))


@settings(max_examples=80)
@given(
    st.sampled_from(ONE_OF_EACH),
    st.sampled_from(list(Mode)),
    responses,
    st.sampled_from(["en", "de", "az", "", "xx"]),
)
def test_every_answer_gets_a_mark_or_a_question(
    card: tuple[Shape, str], mode: Mode, response: Response, language: str
) -> None:
    asked = item(*card)
    marked = grade(asked, mode, response, Context(language))
    if isinstance(marked, AskBack):
        assert len(set(marked.readings)) == len(marked.readings) >= 2
        for reading in marked.readings:
            assert isinstance(grade(asked, mode, reading, Context(language)), Mark)
        return
    assert 0 <= marked.score <= 1
    assert 0 <= marked.guess_rate < 1
    assert marked.expected == expected_of(asked)
    assert (marked.verdict is Verdict.RIGHT) == (marked.score == 1)
    assert (marked.verdict is Verdict.PARTLY) == (0 < marked.score < 1)


@given(st.text(min_size=1), st.text())
def test_any_text_is_an_answer(answer: str, typed: str) -> None:
    for mode in MODES:
        assert isinstance(grade(item(TextAnswer(answer)), mode, typed, EN), Mark)
        assert isinstance(grade(item(recall("red", answer)), mode, typed, EN), Mark)
    fingerprint(item(TextAnswer(answer)))


def test_hostile_lengths_come_back() -> None:
    for shape, facet in ONE_OF_EACH:
        for response in ("a" * 100_000, "9" * 100_000, ",;" * 20_000, ("x",) * 1000):
            assert grade(item(shape, facet), Mode.TYPED, response, EN)


@pytest.mark.parametrize(
    ("shape", "facet", "mode"),
    [
        (TextAnswer("a"), "q", Mode.FLIP),
        (TextAnswer("a", wrong=(Option("b"),)), "q", Mode.CHOICE),
        (TextAnswer("a", typed=True), "q", Mode.TYPED),
        (TextAnswer("a", wrong=(Option("b"),), typed=True), "q", Mode.TYPED),
        (TextAnswer("a", reverse="", wrong=(Option("b"),)), "reverse", Mode.FLIP),
        (multiple("a", "b"), "q", Mode.CHOICE),
        (cloze("==a=="), "1", Mode.TYPED),
        (number("5"), "q", Mode.TYPED),
        (date("1994"), "q", Mode.TYPED),
        (recall("a"), "q", Mode.TYPED),
        (ONE_OF_EACH[14][0], "q", Mode.ARRANGE),
        (ONE_OF_EACH[15][0], "q", Mode.ARRANGE),
        (ONE_OF_EACH[16][0], "q", Mode.ARRANGE),
    ],
)
def test_natural_modes(shape: Shape, facet: str, mode: Mode) -> None:
    assert natural_mode(item(shape, facet)) is mode


def test_options_come_right_ones_first() -> None:
    assert options_of(item(TextAnswer("a", wrong=(Option("b"), Option("c"))))) == ("a", "b", "c")
    assert options_of(item(TextAnswer("a", wrong=(Option("b"),), reverse=""), "reverse")) == ()
    assert options_of(item(multiple("a b", "c"))) == ("a", "b", "c")
    assert options_of(item(TextAnswer("a"))) == ()


def test_the_reverse_expects_the_question() -> None:
    assert expected_of(item(TextAnswer("Oslo", reverse=""), "reverse")) == ("What is asked?",)
    assert expected_of(item(TextAnswer("Oslo", reverse="Which?"), "reverse")) == ("What is asked?",)


def test_fingerprints_stay_with_the_meaning() -> None:
    def print_of(shape: Shape, facet: str = "q") -> str:
        return fingerprint(item(shape, facet))

    assert print_of(TextAnswer("Oslo")) == print_of(TextAnswer("**oslo**!")) == "8e016391c88c"
    assert print_of(TextAnswer("Oslo")) != print_of(TextAnswer("Bergen"))
    assert print_of(TextAnswer("C")) != print_of(TextAnswer("C++"))
    assert print_of(recall("a", "b")) == print_of(recall("b", "a"))
    assert print_of(recall("a", "b", ordered=True)) != print_of(recall("b", "a", ordered=True))
    assert print_of(number("5 m")) != print_of(number("6 m"))

"""Typed texts: what is right, what is a slip, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.deck.shapes import Marking, Option, TextAnswer
from quizapp.grading.context import Context, rivals_of
from quizapp.grading.diff import diff
from quizapp.grading.mark import Part
from quizapp.grading.typed import compare
from quizapp.grading.verdict import Verdict
from tests.grading.cards import EN, mark


def part(given: str, *answers: str, context: Context = EN, marking: Marking | None = None) -> Part:
    return compare(given, answers, marking or Marking(), context).part


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("oslo", "Oslo"),
        ("The Oslo!", "Oslo"),
        ("NO", "NO"),
        ("no", "NO"),
        ("1.10", "1.10"),
        ("München", "München"),
        ("Munchen", "München"),
        ("Muenchen", "München"),
        ("wellknown", "well-known"),
        ("B52", "B-52"),
        ("H2O", "H₂O"),
        ("dont", "don't"),
        ("Oslo", "**Oslo**"),
        ("x < y", "`x<y`"),
        ("~", "~"),
        ("007", "007"),
        ("2006 to 2008", "2006–2008"),
        ("2006 until 2008", "2006-2008"),
    ],
)
def test_right(typed: str, answer: str) -> None:
    assert part(typed, answer) is Part.RIGHT


@pytest.mark.parametrize(
    ("typed", "answer", "note"),
    [
        ("ubiquitus", "ubiquitous", "one letter off"),
        ("Olso", "Oslo", "one letter off"),
        ("Copenahgn", "Copenhagen", "two letters off"),
        ("milion", "million", "one letter off"),
        ("Westminster Abey", "Westminster Abbey", "one letter off"),
        ("NATO memberhsip", "NATO membership", "one letter off"),
        ("Louis XIV of Frnace", "Louis XIV of France", "one letter off"),
        ("ed", "-ed", "It is written -ed."),
    ],
)
def test_slips_are_forgiven_and_shown(typed: str, answer: str, note: str) -> None:
    reason = compare(typed, (answer,), Marking(), EN)
    assert (reason.part, reason.note) == (Part.ALMOST, note)
    assert any(not change.same for change in reason.diff)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("efferent", "afferent"),
        ("efferent neuron", "afferent neuron"),
        ("intramolecular", "intermolecular"),
        ("hypothermia", "hyperthermia"),
        ("absorption", "adsorption"),
        ("decrease", "increase"),
        ("sulfite", "sulfate"),
        ("lactase", "lactose"),
        ("billion", "million"),
        ("June", "July"),
        ("Iran", "Iraq"),
        ("445", "443"),
        ("TCP port 445", "TCP port 443"),
        ("1.1", "1.10"),
        ("1,5", "15"),
        ("-5", "5"),
        ("impossible", "possible"),
        ("atypical", "typical"),
        ("unable", "able"),
        ("is now legal", "is not legal"),
        ("it will ever end", "it will never end"),
        ("sodium+", "sodium"),
        ("user@localhost", "user#localhost"),
        ("NAOT", "NATO"),
        ("NAVO membership", "NATO membership"),
        ("DNS", "DNA"),
        ("Henry VII", "Henry VIII"),
        ("Elizabeth I", "Elizabeth II"),
        ("vitamin D", "vitamin B"),
        ("North Korea", "South Korea"),
        ("East Germany", "West Germany"),
        ("cat", "car"),
        ("C", "C++"),
        ("C#", "C++"),
        ("Na", "Na+"),
        ("Parisians", "Paris"),
        ("12", "1 2"),
    ],
)
def test_what_tells_answers_apart_is_no_slip(typed: str, answer: str) -> None:
    assert part(typed, answer) is Part.WRONG
    assert part(answer, typed) is Part.WRONG


def test_negations_follow_the_language() -> None:
    assert part("mag nicht gehn", "mag nicht gehen", context=Context("de")) is Part.ALMOST
    assert part("meine Ahnung", "keine Ahnung", context=Context("de")) is Part.WRONG
    assert part("meine Ahnung", "keine Ahnung", context=Context("fr")) is Part.ALMOST


def test_a_slip_as_near_to_another_answer_of_the_deck_is_wrong() -> None:
    assert part("Lurin", "Turin") is Part.ALMOST
    rivals = Context("en", rivals_of(["Lurid", "Turin", "Rome"], "en"))
    assert part("Lurin", "Turin", context=rivals) is Part.WRONG
    assert part("Turim", "Turin", context=rivals) is Part.ALMOST
    assert part("Lurid", "Turin", context=rivals) is Part.WRONG


def test_own_wordings_are_no_rivals() -> None:
    rivals = Context("en", rivals_of(["colour", "color"], "en"))
    assert part("colr", "colour", context=rivals, marking=Marking(accept=("color",))) is Part.ALMOST


def test_rejected_wordings_bring_their_reason_even_misspelt() -> None:
    marking = Marking(reject=(("Ghana", "That is the neighbour."),))
    for typed in ("ghana", "the Ghana!"):
        assert compare(typed, ("Guinea",), marking, EN).note == "That is the neighbour."
    near = Marking(reject=(("Moldovia", "A film, not a country."),))
    assert compare("Moldovia", ("Moldova",), near, EN).note == "A film, not a country."
    assert part("Moldovja", "Moldova", marking=near) is Part.WRONG


def test_accepted_wordings_are_right_and_the_answer_shows() -> None:
    reason = compare("kristiania", ("Oslo",), Marking(accept=("Kristiania",)), EN)
    assert (reason.part, reason.expected) == (Part.RIGHT, "Oslo")


@pytest.mark.parametrize(
    ("typos", "typed", "answer", "expected"),
    [
        (0, "Copenhagn", "Copenhagen", Part.WRONG),
        (1, "Copenhagn", "Copenhagen", Part.ALMOST),
        (1, "Copenhgn", "Copenhagen", Part.WRONG),
        (3, "Copnhgn", "Copenhagen", Part.ALMOST),
        (1, "cet", "cat", Part.ALMOST),
        (3, "xyz", "cat", Part.WRONG),
        (3, "445", "443", Part.WRONG),
    ],
)
def test_the_author_sets_the_slips(typos: int, typed: str, answer: str, expected: Part) -> None:
    assert part(typed, answer, marking=Marking(typos=typos)) is expected


@pytest.mark.parametrize(
    ("answer", "typed", "expected"),
    [
        ("four", "fuor", Part.ALMOST),
        ("six", "siz", Part.WRONG),
        ("seventh", "sevnt", Part.WRONG),
        ("eightful", "ightfu", Part.ALMOST),
    ],
)
def test_the_bound_grows_with_the_length(answer: str, typed: str, expected: Part) -> None:
    assert part(typed, answer) is expected


def test_case_counts_where_asked() -> None:
    strict = Marking(case=True)
    assert part("NaCl", "NaCl", marking=strict) is Part.RIGHT
    reason = compare("nacl", ("NaCl",), strict, EN)
    assert (reason.part, reason.note) == (Part.WRONG, "Upper and lower case count here.")
    assert part("Linuz kernel", "Linux kernel", marking=strict) is Part.ALMOST
    assert part("linuz kernel", "Linux kernel", marking=strict) is Part.WRONG


def test_options_typed_bring_their_feedback() -> None:
    shape = TextAnswer("Oslo", wrong=(Option("Bergen", "Until 1299."),))
    assert mark(shape, "bergen").reasons[0].note == "Until 1299."
    assert mark(shape, "oslo").score == 1


def test_the_reverse_expects_the_question() -> None:
    shape = TextAnswer("Oslo", reverse="", marking=Marking(accept=("Kristiania",)))
    assert mark(shape, "what is asked", facet="reverse").score == 1
    assert mark(shape, "Kristiania", facet="reverse").score == 0


@pytest.mark.parametrize("blank", [None, "", "  \n", (), ("",), "\u200b"])
def test_nothing_is_unanswered(blank: str | tuple[str, ...] | None) -> None:
    marked = mark(TextAnswer("Oslo"), blank)
    assert (marked.score, marked.verdict) == (0, Verdict.UNANSWERED)
    assert marked.reasons[0].part is Part.MISSED


@given(st.text(), st.text(), st.booleans())
def test_a_diff_is_the_two_texts(given: str, expected: str, case: bool) -> None:
    import unicodedata

    changes = diff(given, expected, case)
    assert "".join(change.given for change in changes) == unicodedata.normalize("NFC", given)
    assert "".join(change.expected for change in changes) == unicodedata.normalize("NFC", expected)
    assert all(change.given.lower() == change.expected.lower() for change in changes if change.same)


def test_a_diff_of_long_texts_is_one_run() -> None:
    assert len(diff("ab" * 2000, "ba" * 2000)) == 1


@given(st.text(min_size=1), st.sampled_from(["en", "de", "tr"]), st.booleans())
@example("*0*", "en", False)
def test_an_answer_is_right_for_itself(text: str, language: str, case: bool) -> None:
    assert part(text, text, context=Context(language), marking=Marking(case=case)) in (
        Part.RIGHT,
        Part.MISSED,
    )


@given(
    st.text(),
    st.text(min_size=1),
    st.frozensets(st.text(max_size=8), max_size=4),
    st.sampled_from([None, 0, 3]),
)
def test_more_rivals_never_make_an_answer_right(
    typed: str, answer: str, rivals: frozenset[str], typos: int | None
) -> None:
    marking = Marking(typos=typos)
    if part(typed, answer, context=Context("en", rivals_of(rivals, "en")), marking=marking) is Part.ALMOST:
        assert part(typed, answer, marking=marking) is Part.ALMOST

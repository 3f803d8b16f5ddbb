"""Rules across cards: Q102, Q130, Q131, Q133."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import comb, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.checks import quality
from quizapp.deck.checks.lengths import tail
from quizapp.deck.course import Course
from quizapp.deck.item import Item
from tests.deck.checks.judging import accepts, course_of, judged, seen
from tests.deck.reading import read

Accepts = Callable[[Item, str], bool]


def codes(text: str) -> list[str]:
    return [code for code, _ in seen(text)]


# --- Q102 --------------------------------------------------------------------------------------------


def test_the_tail_by_hand() -> None:
    """Two of three coins: 4 of 8 ways. Chances 1/2 and 1/4: both 1/8, any 1 - 1/2 · 3/4."""
    assert tail([0.5] * 3, 2) == pytest.approx(0.5)
    assert tail([0.5, 0.25], 2) == pytest.approx(1 / 8)
    assert tail([0.5, 0.25], 1) == pytest.approx(5 / 8)
    assert tail([0.25], 0) == pytest.approx(1)


def test_the_tail_of_equal_chances_is_the_binomial_one() -> None:
    exact = sum(comb(20, k) * Fraction(1, 4) ** k * Fraction(3, 4) ** (20 - k) for k in range(11, 21))
    assert tail([0.25] * 20, 11) == pytest.approx(float(exact), rel=1e-9)


@given(st.lists(st.floats(0.01, 1), max_size=7), st.integers(0, 8))
def test_the_tail_of_any_chances_counts_all_outcomes(chances: list[float], hits: int) -> None:
    outcomes = product((0, 1), repeat=len(chances))
    expected = sum(
        prod(chance if hit else 1 - chance for chance, hit in zip(chances, outcome, strict=True))
        for outcome in outcomes
        if sum(outcome) >= hits
    )
    assert tail(chances, hits) == pytest.approx(expected, abs=1e-12)


def deck_of(longest: int, others: int, level: int = 0) -> str:
    """Cards with four options: of so many the right one is the longest, of others not, of others all level."""
    cards = ["- q: q{0}\n  a: {0}xxx\n  wrong: [{0}a, {0}b, {0}c]\n"] * longest
    cards += ["- q: q{0}\n  a: {0}a\n  wrong: [{0}xxx, {0}b, {0}c]\n"] * others
    cards += ["- q: q{0}\n  a: {0}a\n  wrong: [{0}b, {0}c, {0}d]\n"] * level
    return "".join(card.format(chr(0x4E00 + number)) for number, card in enumerate(cards))


def test_a_deck_whose_right_options_are_longest_too_often() -> None:
    (finding,) = judged("# a comment\n\n" + deck_of(12, 8))
    assert (finding.code, finding.span.line, finding.card) == ("Q102", 3, "")
    assert finding.message.startswith("in 12 of 20 cards")
    assert "about 5" in finding.message


@pytest.mark.parametrize(
    ("longest", "others", "level"),
    [(19, 0, 0), (10, 10, 0), (5, 15, 0), (0, 0, 30), (3, 0, 30)],
)
def test_a_deck_where_chance_may_have_done_it(longest: int, others: int, level: int) -> None:
    """At 20 cards, 11 of 20 have p = 0.004 and 10 have 0.014; level options say nothing."""
    assert codes(deck_of(longest, others, level)) == []


# --- Q130 --------------------------------------------------------------------------------------------

CAPITAL = "- q: What is the capital?\n  a: {}\n"


@pytest.mark.parametrize(
    "other",
    [
        CAPITAL.format("Bergen"),
        "- q: what is the Capital\n  a: Bergen\n",
        "- q: What is the capital?\n  number: 7\n",
        "- q: What is the capital?\n  list: [Bergen, Narvik]\n",
        "- q: What is the capital?\n  a: Bergen\n  wrong: [Oslo, Narvik]\n",
        "- q: Bergen\n  a: It\n  reverse: What is the capital?\n",
    ],
)
def test_the_same_question_with_another_answer(other: str) -> None:
    assert codes(CAPITAL.format("Oslo") + other) == ["Q130"]


@pytest.mark.parametrize(
    "other",
    [
        CAPITAL.format("Bergen").replace("What", "Which"),
        CAPITAL.format("Bergen") + "  retired: no longer\n",
        CAPITAL.format("Kristiania") + "  accept: [Oslo]\n",
    ],
)
def test_questions_that_do_not_clash(other: str) -> None:
    assert "Q130" not in codes(CAPITAL.format("Oslo") + other)


def test_the_same_answer_by_other_means_is_a_repetition_and_no_clash() -> None:
    assert codes(CAPITAL.format("Oslo") + CAPITAL.format("oslo") + "  typed: true\n") == ["Q131"]


def test_one_question_to_choose_by_depends_on_its_options() -> None:
    card = "- q: Which of these is a metal?\n  a: {}\n  wrong: [{}, milk]\n"
    assert codes(card.format("zinc", "oil") + card.format("iron", "wax")) == []
    assert codes(card.format("zinc", "oil") + card.format("iron", "zinc")) == ["Q130"]


def test_arrangements_may_share_their_question() -> None:
    card = "- q: Match them.\n  match: {{{}: b, c: d}}\n"
    assert codes(card.format("x") + card.format("y")) == []


def test_a_reversed_vocabulary_card_with_two_meanings() -> None:
    assert codes("- {q: hola, a: hello, reverse: true}\n- {q: buenas, a: hello, reverse: true}\n") == ["Q130"]


GEORGIA = "cards:\n  - q: Which is the capital of Georgia?\n    a: {}\n"
BANK = "cards:\n  - q: bank\n    a: {}\n"


def test_a_clash_of_two_courses_names_both_places() -> None:
    courses = [course_of(GEORGIA.format("Tbilisi"), "world"), course_of(GEORGIA.format("Atlanta"), "states")]
    text = "id: states\n" + GEORGIA.format("Atlanta")
    (finding,) = quality(courses, lambda _: text)
    assert (finding.code, finding.span.line) == ("Q130", 4)
    (related,) = finding.related
    assert related.span.line == 4
    assert "card 1, “Which is the capital of Georgia?”" in related.label


def test_words_of_two_courses_may_be_of_two_languages() -> None:
    courses = [course_of(BANK.format("Bank"), "german"), course_of(BANK.format("banque"), "french")]
    assert quality(courses, lambda _: "") == []


# --- Q131 --------------------------------------------------------------------------------------------

TWINS = [
    ("What is the capital city of Norway?", "What's the capital city of Norway?"),
    ("In which year did the club join the league?", "The club did join the league in which year?"),
    ("Which planet is the nearest to the Sun?", "Which planet is nearest to the Sun?"),
]
STRANGERS = [
    ("In which year did Latvia join the alliance?", "In which year did Lithuania join the alliance?"),
    ("How many seats had the council in 1994?", "How many seats had the council in 1995?"),
    ("Who exports the most coffee to Germany?", "Who exports the most cotton to Germany?"),
    ("Which town lies to the north of Oslo and Bergen?", "Which town lies on the coast of a sea?"),
    ("Is Muvavi a town of the old kingdom?", "Is Muvavu a town of the old kingdom?"),
    ("Which city is the capital?", "Which city is the capital of the largest province?"),
    ("In what year did Anna beat Bert at chess?", "In what year did Bert beat Anna at chess?"),
]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_nearly_the_same_question_with_the_same_answer(one: str, other: str) -> None:
    assert codes(f'- {{q: "{one}", a: x1}}\n- {{q: "{other}", a: X1}}\n') == ["Q131"]
    assert codes(f'- {{q: "{one}", a: x1}}\n- {{q: "{other}", a: x2}}\n') == []


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_questions_that_differ_by_a_fact(one: str, other: str) -> None:
    assert codes(f'- {{q: "{one}", a: x1}}\n- {{q: "{other}", a: x1}}\n') == []


def test_a_twin_is_found_among_many_of_one_template() -> None:
    """All cards have one answer and nearly one question; the twins share their rare words."""
    cards = [f"- {{q: Is town{n} in the old kingdom of the north?, a: so}}\n" for n in range(300)]
    cards.insert(5, "- {q: Is Ålesund in the old kingdom of the north?, a: so}\n")
    cards.append("- {q: Is Ålesund in the old kingdom in the north?, a: so}\n")
    assert codes("".join(cards)) == ["Q131"]


# --- Q133 --------------------------------------------------------------------------------------------


def slips(card: str, other: str, third: str = "x", *, marking: Accepts | None = accepts) -> list[str]:
    """The codes for a course of two decks: of the card, and of cards that answer `other` and `third`."""
    texts = {"one": f"- {card}\n- {{q: Three?, a: {third}}}\n", "two": f"- {{q: Two?, a: {other}}}\n"}
    decks = []
    for name, text in texts.items():
        (deck,) = read(text)[0].decks
        cards = tuple(replace(card, place=card.place._replace(file=name)) for card in deck.cards)
        decks.append(replace(deck, id=name, file=name, cards=cards))
    course = Course("c", "C", tuple(decks), "c")
    return [finding.code for finding in quality([course], texts.__getitem__, marking)]


@pytest.mark.parametrize(
    ("card", "other"),
    [
        ("{q: One?, a: Mauritania, typed: true}", "Mauretania"),
        ("{q: One?, a: abcd, typed: true, typos: 1}", "abdc"),
        ("{q: One?, a: Slovene, typed: true, typos: 3}", "Slovak"),
        ("{cloze: The river is the ==Danube==.}", "Danuve"),
        ("{q: One?, list: [Danube, Elbe]}", "Danuve"),
    ],
)
def test_a_slip_that_is_the_answer_of_another_deck(card: str, other: str) -> None:
    assert slips(card, other) == ["Q133"]
    assert slips(card, other, marking=None) == []


@pytest.mark.parametrize(
    ("card", "other"),
    [
        ("{q: One?, a: Mauritania, typed: true, typos: 0}", "Mauretania"),
        ("{q: One?, a: Mauritania, typed: true, reject: [Mauretania]}", "Mauretania"),
        ("{q: One?, a: Mauritania}", "Mauretania"),
        ("{q: One?, a: Iran, typed: true}", "Iraq"),
        ("{q: One?, a: afferent, typed: true}", "efferent"),
        ("{q: One?, a: Mauritania, typed: true}", "Mauritania"),
        ("{q: One?, a: country, typed: true}", "countries"),
        ("{q: One?, a: muscle, typed: true}", "muscles"),
    ],
)
def test_what_the_marking_does_not_forgive(card: str, other: str) -> None:
    assert slips(card, other) == []


def test_other_answers_of_the_same_deck_are_told_apart_by_the_marking_anyway() -> None:
    card = "{q: One?, a: Mauritania, typed: true}"
    assert slips(card, "y", "Mauretania") == []
    assert slips(card, "Mauretania", "Mauretania") == []


WORDS = st.text("abc", min_size=4, max_size=9)


@given(WORDS, WORDS, st.integers(1, 3))
def test_no_neighbour_is_missed_but_for_swaps_at_every_cut(one: str, other: str, slips: int) -> None:
    """Letters put in, left out and replaced (Levenshtein) are always found."""
    from rapidfuzz.distance import Levenshtein

    from quizapp.deck.checks.slips import _Neighbours

    near = one != other and Levenshtein.distance(one, other) <= slips
    if near:
        assert other in _Neighbours([one, other], slips).of(one)

"""Numbers in English words, as learners type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.numbers import parse_quantity, read_quantity
from quizapp.deck.quantity import Fit, Quantity, QuantityFault

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
ONES_AND_TEENS = [*ONES.split(), "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = [
    *ONES_AND_TEENS,
    *(f"{ten}-{one}" if one != "zero" else ten for ten in TENS for one in ONES_AND_TEENS[:10]),
    "one hundred",
]


def quantity(text: str) -> Quantity:
    parsed = parse_quantity(text)
    assert isinstance(parsed, Quantity), parsed
    return parsed


@pytest.mark.parametrize(("value", "words"), enumerate(WORDS))
def test_numbers_to_a_hundred(value: int, words: str) -> None:
    for typed in (words, words.upper(), words.replace("-", " "), words.replace("-", "‑"), f"{words} m"):
        (reading,) = read_quantity(typed, quantity("8849 m"))
        assert reading.value == value, typed


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("a hundred", 100),
        ("hundred", 100),
        ("a hundred and one", 101),
        ("three hundred forty-five", 345),
        ("nineteen hundred", 1900),
        ("a thousand", 1000),
        ("two thousand and six", 2006),
        ("two thousand, five hundred", 2500),
        ("three hundred and fifty thousand", 350_000),
        ("a million", 1_000_000),
        ("thirty-four million", 34_000_000),
        ("two billion", 2_000_000_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("minus forty", -40),
        ("negative two", -2),
        ("about twenty", 20),
        ("twentyone", 21),
    ],
)
def test_larger_numbers_and_signs(typed: str, value: int) -> None:
    (reading,) = read_quantity(typed, quantity("1"))
    assert reading.value == value


@pytest.mark.parametrize(
    ("typed", "wanted", "fit"),
    [
        ("two", "2", Fit.MAIN),
        ("two metres", "2 m", Fit.MAIN),
        ("two m", "2 m", Fit.MAIN),
        ("two km", "2000 m", Fit.CONVERTED),
        ("fifty percent", "50 %", Fit.MAIN),
        ("five €", "5 €", Fit.MAIN),
        ("one in", "1 in", Fit.MAIN),
        ("two seconds", "2 s", Fit.MAIN),
        ("two", "2 m", Fit.MISSING),
        ("two apples", "2", Fit.EXTRA),
        ("two kg", "2 m", Fit.OTHER),
    ],
)
def test_units_follow_words_as_they_follow_digits(typed: str, wanted: str, fit: Fit) -> None:
    asked = quantity(wanted)
    (reading,) = read_quantity(typed, asked)
    assert reading.fit is fit
    assert reading.within(asked)


@pytest.mark.parametrize(
    "typed",
    [
        "a",
        "an apple",
        "a metre",
        "tennis",
        "twofold",
        "seventyish",
        "hundreds",
        "two or three",
        "two to three",
        "two and a half",
        "two thirds",
        "two point five",
        "nineteen ninety-four",
        "one two",
        "two 3",
        "two-way",
        "ten^6",
        "two million five hundred",
        "two hundred dozen",
        "two, I think",
        "it is two",
        "twenty-twelve",
        "twenty--",
    ],
)
def test_what_is_no_number_or_more_than_one_has_no_reading(typed: str) -> None:
    assert read_quantity(typed, quantity("2")) == ()


def test_every_language_of_a_deck_knows_english_words() -> None:
    assert [reading.value for reading in read_quantity("two", quantity("2"), "de")] == [2]
    assert [reading.value for reading in read_quantity("two billion", quantity("2"), "de")] == [2 * 10**12]


def test_authors_write_digits() -> None:
    assert isinstance(parse_quantity("two"), QuantityFault)


@given(
    st.lists(st.sampled_from([*WORDS, "a", "and", "hundred", "thousand", "million", "dozen", "m", "2", ","]))
)
def test_every_reading_is_read_back_as_itself(words: list[str]) -> None:
    asked = quantity("8849 m ± 10")
    for reading in read_quantity(" ".join(words), asked):
        assert Decimal(reading.value) in [again.value for again in read_quantity(reading.shown, asked)]

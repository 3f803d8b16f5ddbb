"""Quantities, as authors write and as learners type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.numbers import parse_factor, parse_quantity, read_quantity
from quizapp.deck.quantity import Fit, Quantity, QuantityFault

FEET = (("ft", Decimal("0.3048")),)


def quantity(text: str, units: tuple[tuple[str, Decimal], ...] = ()) -> Quantity:
    parsed = parse_quantity(text, units)
    assert isinstance(parsed, Quantity), parsed
    return parsed


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("42", "42", "42", ""),
        ("8849 m ± 10", "8839", "8859", "m"),
        ("8849 m +- 10", "8839", "8859", "m"),
        ("8849 ± 10 m", "8839", "8859", "m"),
        ("1.5..1.6", "1.5", "1.6", ""),
        ("1.5 V..1.6 V", "1.5", "1.6", "V"),
        ("-5..5", "-5", "5", ""),
        ("3.0e8 m/s ± 1%", "297000000", "303000000", "m/s"),
        ("-10 ± 10%", "-11", "-9", ""),
        ("5.68 million m²", "5680000", "5680000", "m²"),
        ("5.68 million m² ± 0.1 million", "5580000", "5780000", "m²"),
        ("-40 °C", "-40", "-40", "°C"),
        ("−40 °C", "-40", "-40", "°C"),
        ("50 % ± 5", "45", "55", "%"),
        ("1,500", "1500", "1500", ""),
        ("1 500 km", "1500", "1500", "km"),
        ("1_500", "1500", "1500", ""),
        ("12,34,567", "1234567", "1234567", ""),
        ("1,234.5", "1234.5", "1234.5", ""),
        ("6.02e23", "6.02e23", "6.02e23", ""),
        ("3.0×10^8", "3e8", "3e8", ""),
        ("3×10⁻⁸ s", "3e-8", "3e-8", "s"),
        ("10⁶", "1e6", "1e6", ""),
        ("1/4", "0.25", "0.25", ""),
        ("2 1/2", "2.5", "2.5", ""),
        ("2½", "2.5", "2.5", ""),
        ("€5", "5", "5", "€"),
        ("007", "7", "7", ""),
        ("1.10", "1.1", "1.1", ""),
    ],
)
def test_authors_write_numbers_as_people_do(text: str, low: str, high: str, unit: str) -> None:
    parsed = quantity(text)
    assert (parsed.low, parsed.high, parsed.unit) == (Decimal(low), Decimal(high), unit)
    assert (parsed.value is None) == (".." in text)
    assert parsed.text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no number"),
        ("abc", "no number"),
        ("8,5", "decimal point"),
        ("1,50", "decimal point"),
        ("1.6..1.5", "backwards"),
        ("1..2..3", "two ends"),
        ("1..2 ± 3", "needs no"),
        ("5 ± 1 ± 1", "more than one"),
        ("5 ± x", "after `±`"),
        ("5 ± -1", "negative"),
        ("5-6", "range"),
        ("1.2.3", "no number I can work with"),
        ("1e999999999", "no number I can work with"),
        ("1/0", "no number I can work with"),
        ("9" * 5000, "too long"),
        ("9" * 150, "no number I can work with"),
        ("50 % ± 5%", "two readings"),
        ("5.68 million ± 0.1", "repeat the word"),
        ("5 m ± 3 kg", "one unit"),
        ("€5 m", "two units"),
        ("1 m..2 km", "different units"),
    ],
)
def test_faults_say_what_to_do(text: str, words: str) -> None:
    fault = parse_quantity(text)
    assert isinstance(fault, QuantityFault)
    assert words in fault.message


def test_factors() -> None:
    assert parse_factor("0.3048") == Decimal("0.3048")
    assert isinstance(parse_factor("0"), QuantityFault)
    assert isinstance(parse_factor("3 m"), QuantityFault)
    assert isinstance(parse_quantity("5 m", [("ft", Decimal(0))]), QuantityFault)


def test_leading_zeros_are_told() -> None:
    assert quantity("007").leading_zero
    assert not quantity("0.5").leading_zero
    assert not quantity("70").leading_zero


@pytest.mark.parametrize(
    ("text", "shown"),
    [("8849 m ± 10", "8849 m"), ("1.5..1.6 V", "1.5 to 1.6 V"), ("8849 ± 10 m", "8849 m"), ("€5 ± 1", "€5")],
)
def test_the_answer_shows_without_its_tolerance(text: str, shown: str) -> None:
    assert quantity(text).shown == shown


@pytest.mark.parametrize(
    ("typed", "wanted", "fit"),
    [
        ("8849", "8849 m", Fit.MISSING),
        ("8849 m", "8849 m", Fit.MAIN),
        ("8849 metres", "8849 m", Fit.MAIN),
        ("8849 Meters.", "8849 m", Fit.MAIN),
        ("8.849 km", "8849 m", Fit.CONVERTED),
        ("10 ft", "3.048 m", Fit.CONVERTED),
        ("10 feet", "3.048 m", Fit.CONVERTED),
        ("8849 kg", "8849 m", Fit.OTHER),
        ("42 apples", "42", Fit.EXTRA),
        ("8,5", "8.5", Fit.MAIN),
        ("€5", "5 €", Fit.MAIN),
        ("5 euros", "€5", Fit.MAIN),
        ("5 EUR", "€5", Fit.MAIN),
        ("$ 5", "$5", Fit.MAIN),
        ("100 kmh", "100 km/h", Fit.MAIN),
        ("100 kilometres per hour", "100 km/h", Fit.MAIN),
        ("10 m/s", "36 km/h", Fit.CONVERTED),
        ("5 m2", "5 m²", Fit.MAIN),
        ("5 sq m", "5 m²", Fit.MAIN),
        ("5 square metres", "5 m²", Fit.MAIN),
        ("5 m^2", "5 m²", Fit.MAIN),
        ("5 metres squared", "5 m²", Fit.MAIN),
        ("50 percent", "50 %", Fit.MAIN),
        ("50 per cent", "50 %", Fit.MAIN),
        ("50%", "50 %", Fit.MAIN),
        ("-40 C", "-40 °C", Fit.MAIN),
        ("−40 degrees Celsius", "-40 °C", Fit.MAIN),
        ("-40 °F", "-40 °C", Fit.OTHER),
        ("5.68 million", "5.68 million m²", Fit.MISSING),
        ("5.68M", "5.68 million m²", Fit.MISSING),
        ("5,680,000 m²", "5.68 million m²", Fit.MAIN),
        ("5 680 000", "5.68 million m²", Fit.MISSING),
        ("3 x 10^8 m/s", "3e8 m/s", Fit.MAIN),
        ("0.6e24", "6e23", Fit.MAIN),
        ("3 soldiers", "3 soldier", Fit.MAIN),
        ("5 hrs", "5 h", Fit.MAIN),
        ("300 min", "5 h", Fit.CONVERTED),
        ("5 litres", "5000 ml", Fit.CONVERTED),
        ("5KM", "5 km", Fit.MAIN),
        ("5k", "5000", Fit.MAIN),
        ("about 5 m", "5 m", Fit.MAIN),
        ("1/3", "1/3", Fit.MAIN),
        ("٤٢", "42", Fit.MAIN),
    ],
)
def test_learners_are_understood(typed: str, wanted: str, fit: Fit) -> None:
    asked = quantity(wanted, FEET if "f" in typed else ())
    (reading,) = read_quantity(typed, asked)
    assert reading.fit is fit
    assert reading.within(asked)


@pytest.mark.parametrize(
    ("typed", "language", "values"),
    [
        ("1,500", "en", ["1500", "1.5"]),
        ("1.500", "en", ["1.5"]),
        ("1.500", "de", ["1500", "1.5"]),
        ("1,50", "en", ["1.5"]),
        ("0,500", "en", ["0.5"]),
        ("1,500,000", "en", ["1500000"]),
        ("1.500.000", "de", ["1500000"]),
        ("1.500,5", "en", ["1500.5"]),
        ("1,500.5", "de", ["1500.5"]),
        ("1'500", "de", ["1500"]),
        ("1.5.0", "en", []),
        ("2 billion", "en", ["2000000000"]),
        ("2 Billionen", "de", ["2000000000000"]),
        ("2 Mrd.", "de", ["2000000000"]),
    ],
)
def test_separators_and_scales_follow_the_language(typed: str, language: str, values: list[str]) -> None:
    readings = read_quantity(typed, quantity("1"), language)
    assert [reading.value for reading in readings] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "1e999999999",
        "9" * 5000,
        "1e9e9e9",
        "it is 5",
        "5-6",
        "5..6",
        "1/0",
        "--5",
        "5 ± 1",
        ".",
        "e5",
        "\ud800",
    ],
)
def test_what_is_no_number_has_no_reading(typed: str) -> None:
    assert read_quantity(typed, quantity("5 m")) == ()


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0123456789., eE+-^×10⁸/½%€mk±"),
        st.from_regex(r"\d{1,3}([.,]\d{1,3}){0,2} ?(m|km|€)?", fullmatch=True),
    ),
    st.sampled_from(["en", "de", "fr"]),
)
def test_every_reading_is_read_back_as_itself(text: str, language: str) -> None:
    asked = quantity("8849 m ± 10", FEET)
    for reading in read_quantity(text, asked, language):
        again = read_quantity(reading.shown, asked, language)
        if len(read_quantity(text, asked, language)) > 1:
            assert [other.value for other in again] == [reading.value]
    parse_quantity(text)
    parse_factor(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_a_number_is_its_own_answer(value: Decimal) -> None:
    asked = quantity(f"{value} m")
    (reading,) = read_quantity(f"{value} m", asked)
    assert reading.within(asked)
    assert asked.low == asked.high == value

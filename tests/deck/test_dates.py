"""Dates, as authors write and as learners type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.date_reading import names_era, parse_date, read_date
from quizapp.deck.dates import DateAnswer, DateFault, PartialDate


def answer(text: str) -> DateAnswer:
    parsed = parse_date(text)
    assert isinstance(parsed, DateAnswer), parsed
    return parsed


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("1994-05-04", "4 May 1994", "4 May 1994", "day"),
        ("1994-05", "May 1994", "May 1994", "month"),
        ("1994", "1994", "1994", "year"),
        ("0800-12-25", "25 December 800", "25 December 800", "day"),
        ("44-03-15 BC", "15 March 44 BC", "15 March 44 BC", "day"),
        ("44 B.C.E.", "44 BC", "44 BC", "year"),
        ("AD 79", "79 AD", "79 AD", "year"),
        ("c. 1450 ± 10", "1440", "1460", "year"),
        ("3 BC ± 5", "8 BC", "3 AD", "year"),
        ("1450-01 ± 2", "November 1449", "March 1450", "month"),
        ("2024-03-01 ± 1", "29 February 2024", "2 March 2024", "day"),
        ("1914..1918", "1914", "1918", "year"),
        ("100..44 BC", "100 BC", "44 BC", "year"),
        ("27 BC..14", "27 BC", "14 AD", "year"),
        ("1500-02-29", "29 February 1500", "29 February 1500", "day"),
    ],
)
def test_authors_write_dates(text: str, first: str, last: str, precision: str) -> None:
    parsed = answer(text)
    assert (str(parsed.first), str(parsed.last), parsed.precision) == (first, last, precision)
    assert parsed.circa == text.startswith("c.")
    assert parsed.advice == ""


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2024-1-5", "write 2024-01-05"),
        ("4 May 1994", "write 1994-05-04"),
        ("15 March 44 BC", "write 44-03-15 BC"),
        ("c. 1450", "only 1450 itself will count; say how far off is right: `c. 1450 ± 10`"),
    ],
)
def test_other_ways_are_read_with_advice(text: str, advice: str) -> None:
    assert answer(text).advice == advice


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no date here"),
        ("x", "no date I know"),
        ("1990s", "no date I know"),
        ("1994-02-30", "February 1994 has no day 30: its last is 28"),
        ("1900-02-29", "no day 29"),
        ("1994-13", "no month 13"),
        ("1914-18", "1914..1918"),
        ("1914-1918", "1914..1918"),
        ("0", "no year 0"),
        ("04/05/1994", "write 1994-05-04 (4 May 1994) or 1994-04-05 (5 April 1994)"),
        ("19940504", "write 1994-05-04"),
        ("1918..1914", "backwards"),
        ("1914..1918-11-11", "both ends"),
        ("1..2..3", "one span"),
        ("1914..1918 ± 2", "needs no"),
        ("1450 ± x", "after `±`"),
        ("1450 ± 3 days", "counts in years"),
        ("9999-12-31 ± 3", "too wide"),
        ("123456789", "too many digits"),
        ("1" * 300, "too long"),
    ],
)
def test_faults_say_what_to_do(text: str, words: str) -> None:
    fault = parse_date(text)
    assert isinstance(fault, DateFault)
    assert words in fault.message


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("c. 1450 ± 10", "about 1450 (1440 to 1460)"),
        ("1914..1918", "1914 to 1918"),
        ("c. 1450", "about 1450"),
        ("44 BC", "44 BC"),
    ],
)
def test_answers_show_as_a_learner_reads_them(text: str, shown: str) -> None:
    assert answer(text).shown == shown


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("4 May 1994", "en", "4 May 1994"),
        ("May 4, 1994", "en", "4 May 1994"),
        ("4th of May 1994", "en", "4 May 1994"),
        ("the 4th of May, 1994", "en", "4 May 1994"),
        ("Wednesday, 4 May 1994", "en", "4 May 1994"),
        ("4-May-1994", "en", "4 May 1994"),
        ("1994 May 4", "en", "4 May 1994"),
        ("4.5.1994", "en", "4 May 1994"),
        ("04.05.1994", "de", "4 May 1994"),
        ("1994-05-04", "az", "4 May 1994"),
        ("1994/05/04", "en", "4 May 1994"),
        ("13/05/1994", "en", "13 May 1994"),
        ("05/13/1994", "fr", "13 May 1994"),
        ("04/05/1994", "fr", "4 May 1994"),
        ("05/05/1994", "en", "5 May 1994"),
        ("5/1994", "en", "May 1994"),
        ("May 1994", "en", "May 1994"),
        ("Sept 1994", "en", "September 1994"),
        ("1994", "en", "1994"),
        ("in 1994", "en", "1994"),
        ("44 BC", "en", "44 BC"),
        ("15 March 44 BC", "en", "15 March 44 BC"),
        ("15.3.44 BC", "en", "15 March 44 BC"),
        ("44-03-15 BCE", "en", "15 March 44 BC"),
        ("-44", "en", "44 BC"),
        ("AD 79", "en", "79 AD"),
        ("24 August 79", "en", "24 August 79 AD"),
        ("4. Mai 1994", "de", "4 May 1994"),
        ("5. März 1994", "de", "5 March 1994"),
        ("44 v. Chr.", "de", "44 BC"),
        ("1er mai 1994", "fr", "1 May 1994"),
        ("juil. 1789", "fr", "July 1789"),
        ("44 av. J.-C.", "fr", "44 BC"),
        ("4 de mayo de 1994", "es", "4 May 1994"),
        ("4 maggio 1994", "it", "4 May 1994"),
        ("44 a.C.", "it", "44 BC"),
        ("4 mai 1994", "ro", "4 May 1994"),
        ("44 î.Hr.", "ro", "44 BC"),
        ("4 may 1994-cü il", "az", "4 May 1994"),
        ("e.ə. 44", "az", "44 BC"),
        ("4 Mayıs 1994", "tr", "4 May 1994"),
        ("M.Ö. 44", "tr", "44 BC"),
        ("4 мая 1994 г.", "ru", "4 May 1994"),
        ("44 до н. э.", "ru", "44 BC"),
        ("4 de março de 1994", "pt", "4 March 1994"),
        ("4 mei 1994", "nl", "4 May 1994"),
        ("4 May 1994", "de", "4 May 1994"),
    ],
)
def test_learners_are_understood(text: str, language: str, read: str) -> None:
    assert [str(reading) for reading in read_date(text, language)] == [read]


def test_slashes_are_open_in_english() -> None:
    assert [str(reading) for reading in read_date("04/05/1994", "en")] == ["4 May 1994", "5 April 1994"]


@pytest.mark.parametrize(
    "text",
    ["", "x", "May 4", "31 June 1994", "1990s", "30.2.1994", "0", "1/2", "May May 1994", "4 5 6 May 1994"],
)
def test_what_is_no_date_has_no_reading(text: str) -> None:
    assert read_date(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "said"), [("44 BC", True), ("AD 44", True), ("44", False), ("December 44", False)]
)
def test_eras_are_noticed(text: str, said: bool) -> None:
    assert names_era(text) is said


def test_dates_sort_across_the_eras() -> None:
    dates = [
        PartialDate(-44),
        PartialDate(-44, 3),
        PartialDate(-44, 3, 15),
        PartialDate(14),
        PartialDate(14, 8, 19),
    ]
    assert sorted(reversed(dates)) == dates


dates = st.one_of(
    st.builds(PartialDate, st.integers(-9999, -1) | st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(-9999, -1) | st.integers(1, 9999), st.integers(1, 12)),
    st.builds(
        PartialDate, st.integers(-9999, -1) | st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28)
    ),
)


@given(dates, st.sampled_from(["en", "de", "fr", "es", "it", "ro", "az", "tr", "ru", "pt", "nl", "xx"]))
def test_what_shows_is_read_back(date: PartialDate, language: str) -> None:
    assert read_date(str(date), language) == (date,)
    assert answer(str(date)).first == date


@given(
    st.one_of(st.text(), st.text(alphabet="0123456789-./ BCADcmay±")), st.sampled_from(["en", "de", "ru", ""])
)
def test_no_text_raises(text: str, language: str) -> None:
    parse_date(text)
    names_era(text)
    for reading in read_date(text, language):
        assert reading.year != 0

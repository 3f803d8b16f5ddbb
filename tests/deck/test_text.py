"""Texts: comparing, forbidden characters, light Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.normal import normalise
from quizapp.deck.prose import Run, plain, prose
from quizapp.deck.text import character_name, clean, forbidden, settled

SIGNS = "aA tThe-+.,:'&×x^²0159!? ()l/°%½́⁻=#$"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oslo", " oslo! "),
        ("The Beatles", "beatles"),
        ("well-known", "well known"),
        ("Müller", "muller"),
        ("Füße", "Fusse"),
        ("ﬁre", "fire"),
        ("H₂O", "H2O"),
        ("Ca²⁺", "Ca2+"),
        ("Cl⁻", "Cl-"),
        ("3×10⁸", "3 x 10^8"),
        ("1914–1918", "1914 - 1918"),
        ("2006–2008", "2006 to 2008"),
        ("2006-2008", "2006 until 2008"),
        ("2006 - 2008", "2006 TO 2008"),
        ("1,500–2,000 m", "1500 to 2000 m"),
        ("pages 5–7", "pages 5 to 7"),
        ("R&D", "r and d"),
        ("40 °C", "40°C"),
        ("−5", "-5"),
        ("1,500", "1500"),
        ("U.S.A.", "USA"),
        ("don’t", "dont"),
        ("İstanbul", "istanbul"),
        ("E = mc²", "E=mc^2"),
        (".5", "0.5"),
        ("so\u00adft", "soft"),
        ("Ёлка", "елка"),
        ("«oui»", '"oui"'),
    ],
)
def test_wordings_of_one_answer_are_equal(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    "texts",
    [
        ["C", "C++", "C#", "+", "!", "#", "++", "-", "=", "=>", "->", "[]", "{}", "()", "?", "the", "a"],
        ["-5", "5", "+5", "5%", "5°", "5!", "0.5", "-0.5"],
        ["1.10", "1.1", "11", "110"],
        ["x-5", "x5", "x+5", "x=5"],
        ["Na", "Na+", "Na-"],
        ["vitamin A", "vitamin", "vitamin B"],
        ["≠", "=", "<", "≤", "!="],
        ["мой", "мои"],
        ["が", "か"],
        ["10²", "102", "10"],
        ["2½", "21/2", "2"],
        ["1:30", "130", "1.30"],
        [r"\n", "n"],
        ["ls -l", "ls l"],
        ["2006-2008", "2006 2008", "2006 to", "to 2008", "from 2006"],
        ["x=5-6", "x=5 to 6"],
        ["5 to -6", "5-6"],
        ["4 to x", "4-x"],
        ["$5", "€5", "5"],
    ],
)
def test_signs_that_carry_meaning_tell_texts_apart(texts: list[str]) -> None:
    assert len({normalise(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("die Katze", "de", "katze"),
        ("die cat", "en", "die cat"),
        ("l'eau", "fr", "eau"),
        ("L’Eau", "fr-CA", "eau"),
        ("un'amica", "it", "amica"),
        ("el niño", "es", "nino"),
        ("o gato", "pt", "gato"),
        ("'t huis", "nl", "huis"),
        ("1,5", "de", "1.5"),
        ("1,5", "en", "1,5"),
        ("the the", "en", "the"),
        ("2006 to 2008", "de", "2006 to 2008"),
        ("2006 to 2008", "", "2006 to 2008"),
        ("1 to 2 until 3", "en-GB", "1-2-3"),
        ("A 4", "en", "a 4"),
    ],
)
def test_articles_and_commas_follow_the_language(text: str, language: str, expected: str) -> None:
    assert normalise(text, language) == expected


def test_words_of_ranges_can_be_left_alone() -> None:
    assert normalise("from 2006 to 2008", ranges=False) == "from 2006 to 2008"


def test_case_can_count() -> None:
    assert normalise("pH", case=True) == "pH"
    assert normalise("The pH", case=True) == "pH"


@given(
    st.one_of(
        st.text(),
        st.text(alphabet=SIGNS),
        st.lists(st.sampled_from([" to ", " until ", *"19 ,.-–=x()%the"])).map("".join),
    ),
    st.sampled_from(["en", "de", "fr", "it", "ru", "tr", "xx", ""]),
    st.booleans(),
)
def test_normalise_is_idempotent_and_never_empties(text: str, language: str, case: bool) -> None:
    form = normalise(text, language, case)
    assert normalise(form, language, case) == form
    assert bool(form) == bool(text.strip())


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x1b", "U+001B ESCAPE"),
        ("\r", "U+000D CARRIAGE RETURN"),
        ("\x01", "U+0001 CONTROL CHARACTER"),
        ("\x7f", "U+007F DELETE"),
        ("\x85", "U+0085 NEXT LINE"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\ufeff", "U+FEFF BYTE ORDER MARK"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\ud800", "U+D800 LONE SURROGATE"),
        ("\ufdd0", "U+FDD0 NONCHARACTER"),
        ("\U0010ffff", "U+10FFFF NONCHARACTER"),
    ],
)
def test_forbidden_characters_are_named_and_replaced(character: str, name: str) -> None:
    assert list(forbidden(f"ab{character}c")) == [2]
    assert character_name(character) == name
    assert clean(f"ab{character}c") == "ab\ufffdc"


def test_what_people_write_is_allowed() -> None:
    assert not list(forbidden("a\tb\nשלום\u200f 👩\u200d🚀 🏴\U000e0067\u061c ≠ é"))


def test_line_ends_of_every_system_but_a_lone_return_stay_in_a_file() -> None:
    assert settled("a\r\nb\rc\x1b") == "a\r\nb\ufffdc\ufffd"


@given(st.text(alphabet=st.characters()))
def test_clean_keeps_offsets_and_leaves_nothing_forbidden(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert not list(forbidden(cleaned))


def bold(text: str) -> Run:
    return Run(text, bold=True)


def italic(text: str) -> Run:
    return Run(text, italic=True)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a **b** c", (Run("a "), bold("b"), Run(" c"))),
        ("*a* _b_", (italic("a"), Run(" "), italic("b"))),
        ("***a***", (Run("a", bold=True, italic=True),)),
        ("**a *b* c**", (bold("a "), Run("b", bold=True, italic=True), bold(" c"))),
        ("`a*b*` ``c`d``", (Run("a*b*", code=True), Run(" "), Run("c`d", code=True))),
        ("**`a`**", (Run("a", bold=True, code=True),)),
        ("is **not**?", (Run("is "), bold("not"), Run("?"))),
        ("粗**体**字", (Run("粗"), bold("体"), Run("字"))),
        (r"\*a\*", (Run("*a*"),)),
        ("**two\nlines**", (bold("two\nlines"),)),
    ],
)
def test_prose_reads_light_markdown(text: str, runs: tuple[Run, ...]) -> None:
    assert prose(text) == runs


@pytest.mark.parametrize(
    "text",
    [
        "snake_case_name",
        "2*3*4",
        "a * b * c",
        "*args, **kwargs",
        "__init__",
        "**",
        "****",
        "a ` b",
        "**open",
        "- a *b\n- c* d",
        "*a\n\nb*",
        r"C:\new",
        "",
    ],
)
def test_marks_without_a_partner_stay(text: str) -> None:
    assert plain(text) == text
    assert all(run == Run(run.text) for run in prose(text))


@given(st.one_of(st.text(), st.text(alphabet="*_`\\ ab\n-.")))
def test_prose_loses_nothing_but_marks(text: str) -> None:
    shown = "".join(run.text for run in prose(text))
    assert shown == plain(text)
    without_marks = str.maketrans("", "", "*_`\\")
    assert shown.translate(without_marks) == text.translate(without_marks)
    assert shown.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "piece", ["*", "* ", "*a ", "a* ", "`", "_a*b_", "**a *b ", "- ", "1,000", "a-", "the ", "(", "́"]
)
def test_long_hostile_texts_come_back(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert plain(text) is not None
    assert normalise(text)

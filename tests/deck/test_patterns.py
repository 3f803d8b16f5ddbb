"""Patterns that begin with a sign, so that a search jumps to it, find what their plain wording finds."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.deck import ignores, normal
from quizapp.deck.checks import giveaway

PLAIN = [
    (
        normal._SEPARATORS,
        r"\.{2,}|(?<!\d)[,:]|[,:](?!\d)|[;?_]|!(?!=)(?<!\d!)|(?<=\d)\.(?=[^\W\d_])|(?<=[^\W\d_])\.(?=\d)",
        ".,!=_5a ",
    ),
    (normal._DOT, r"(?<!\d)\.(?!\d)|(?<=\d)\.(?!\d)", ".5a"),
    (normal._POINT_FIRST, r"(?<!\w)\.(?=\d)", ".5a "),
    (normal._POSTFIX, r"(?<=\d) (?=[%‰°€$£¥])|(?<=[€$£¥°]) (?=\d|[cf]\b)", " 5%°cFa"),
    (giveaway._POSSESSIVE, r"(?<=\w)['’]s\b", "'’sa "),
    (
        ignores._COMMENT,
        r"(?<![^\s])#[ \t]*quizapp:[ \t]*ignore\b(?P<rest>[^\n]*)",
        ["#", " ", "x", "quizapp:", "ignore", "\n"],
    ),
]


@pytest.mark.parametrize(
    ("pattern", "plain", "pieces"), PLAIN, ids=["signs", "dot", "point", "unit", "genitive", "comment"]
)
def test_a_pattern_that_begins_with_its_sign_finds_the_same(
    pattern: re.Pattern[str], plain: str, pieces: str | list[str]
) -> None:
    expected = re.compile(plain, pattern.flags)
    for length in range(6):
        for text in map("".join, product(pieces, repeat=length)):
            assert [found.span() for found in pattern.finditer(text)] == [
                found.span() for found in expected.finditer(text)
            ]


@given(st.text(f"aB12 x.-`{''.join(map(chr, normal._SIGNS))}", max_size=12), st.booleans())
@example("2¼", False)
def test_signs_that_have_a_form_in_ascii_are_folded_as_in_any_text(text: str, case: bool) -> None:
    # The last letter makes the text take all steps.
    assert normal._fold(text, case) == normal._fold(text + "é", case).removesuffix("e")

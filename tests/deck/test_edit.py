"""Changes touch their pieces and nothing between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.diagnostics import Edit, LineIndex, Span
from quizapp.deck.editing.edits import (
    Insertion,
    Replacement,
    apply,
    compatible,
    inserted,
    replaced,
    taken_out,
)

TEXTS = st.text(alphabet="ab\r\n:é", max_size=30)


def test_edits_count_lines_and_columns_from_one() -> None:
    edits = [Edit(Span(2, 2, 2, 4), "XY"), Edit(Span(1, 1, 1, 1), "+")]
    assert apply("abc\ndefg\n", edits) == "+abc\ndXYg\n"


def test_of_two_edits_that_overlap_the_first_is_made() -> None:
    first, second, third = (
        Edit(Span(1, 2, 1, 4), "X"),
        Edit(Span(1, 3, 1, 5), "Y"),
        Edit(Span(1, 5, 1, 6), "Z"),
    )
    assert apply("abcdef", [first, second, third]) == "aXdZf"
    assert apply("abcdef", [second, first]) == "abYef"


def test_a_group_is_made_whole_or_not_at_all() -> None:
    one = (Replacement(0, 2, ""),)
    both = (Replacement(1, 3, ""), Replacement(8, 9, ""))
    other = (Replacement(8, 9, "x"),)
    assert compatible([one, both, other]) == [0, 2]


def test_two_insertions_at_one_place_are_in_each_others_way() -> None:
    assert compatible([(Replacement(3, 3, "a"),), (Replacement(3, 3, "b"),)]) == [0]
    assert compatible([(Replacement(3, 5, "a"),), (Replacement(5, 5, "b"),)]) == [0, 1]


def test_places_outside_of_the_text_are_its_end() -> None:
    assert apply("ab\ncd", [Edit(Span(1, 9, 1, 12), "!"), Edit(Span(7, 1, 7, 1), "?")]) == "ab!\ncd?"


@given(TEXTS, st.data())
def test_taking_insertions_out_gives_the_original(text: str, data: st.DataObject) -> None:
    at = st.integers(0, len(text))
    insertions = data.draw(st.lists(st.builds(Insertion, at, st.text("xyz", min_size=1, max_size=3))))
    assert taken_out(inserted(text, insertions), insertions) == text


def test_taking_out_what_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="does not stand"):
        taken_out("abc", [Insertion(1, "x")])


@given(TEXTS, st.integers(0, 30))
def test_an_offset_is_where_its_line_and_column_are(text: str, at: int) -> None:
    index = LineIndex(text)
    at = min(at, len(text))
    assert index.offset(*index.position(at)) == at


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_lines_end_at_line_feeds_and_nowhere_else(text: str, start: int, length: int) -> None:
    index = LineIndex(text)
    start = min(start, len(text))
    end = min(start + length, len(text))
    last = max(end - 1, start)
    assert index.lines(start, end) == (text.count("\n", 0, start) + 1, text.count("\n", 0, last) + 1)
    assert index.position(start) == (index.lines(start, end)[0], start - text.rfind("\n", 0, start))


@given(TEXTS, st.data())
def test_what_lies_between_replacements_stays(text: str, data: st.DataObject) -> None:
    bounds = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pieces = [Replacement(a, b, "#") for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    kept = "".join(
        text[a:b]
        for a, b in zip([0, *(p.end for p in pieces)], [*(p.start for p in pieces), len(text)], strict=True)
    )
    assert replaced(text, pieces).replace("#", "") == kept

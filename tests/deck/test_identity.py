"""Ids: what an author may write, and what stands in where none is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.identity import DERIVED, derived_id, id_from_name, valid_id
from tests.deck.reading import cards


@pytest.mark.parametrize("text", ["a", "x1", "Norway.capital_2-b", "9lives"])
def test_usable_ids(text: str) -> None:
    assert valid_id(text)


@pytest.mark.parametrize("text", ["", "a/b", "-a", "a b", "é", "~abc", "x" * 65, "a\n"])
def test_unusable_ids(text: str) -> None:
    assert not valid_id(text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_derived_id_is_the_same_everywhere_and_no_authors_id(course: str, question: str) -> None:
    derived = derived_id(course, question)
    assert derived == derived_id(course, question)
    assert derived.startswith(DERIVED)
    assert not valid_id(derived)


@given(st.text(max_size=30))
def test_a_name_always_gives_a_usable_part_of_an_item_id(name: str) -> None:
    assert "/" not in id_from_name(name)
    assert id_from_name(name)


def test_punctuation_and_case_of_the_question_keep_the_item() -> None:
    assert cards("- {q: Capital of Norway?, a: x}")[0].id == cards("- {q: capital of  Norway, a: y}")[0].id


def test_an_id_says_which_way_a_range_is_written() -> None:
    to, dash = cards("- {q: Who led it from 2004 to 2010?, a: x}\n- {q: Who led it from 2004-2010?, a: y}\n")
    assert to.id != dash.id


def test_the_same_question_twice_makes_two_cards() -> None:
    first, second = cards("- {q: x, a: y}\n- {q: x, a: z}\n")
    assert first.id != second.id

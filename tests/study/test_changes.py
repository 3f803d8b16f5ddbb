"""What becomes of edited cards and their facets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.study.changes import compare, is_slip
from quizapp.study.facets import carried, turns
from quizapp.study.known import KnownCard
from quizapp.study.state import ItemState


def card(name: str, question: str, *answers: str, **facets: str) -> KnownCard:
    numbered = {str(n): text for n, text in enumerate(answers, 1)} if len(answers) != 1 else {"q": answers[0]}
    return KnownCard("c", name, "d", "d.yaml", question, tuple({**numbered, **facets}.items()))


def numbers(*texts: str) -> dict[str, str]:
    return {str(n): text for n, text in enumerate(texts, 1)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (numbers("Oslo", "Norway"), numbers("Lima", "Oslo", "Norway"), {"2": "1", "3": "2"}),
        (numbers("Oslo", "Norway"), numbers("Norway", "Oslo"), {"1": "2", "2": "1"}),
        (numbers("Oslo", "Norway"), numbers("Norway"), {"1": "2"}),
        (numbers("Oslo", "Norwya"), numbers("Peru", "Oslo", "Norway"), {"2": "1", "3": "2"}),
        (numbers("Oslo", "Norway"), numbers("Oslo", "a kingdom"), {"1": "1", "2": "2"}),
        (numbers("Oslo", "Norway"), numbers("Oslo", "a kingdom", "snow"), {"1": "1"}),
        ({"c1": "Castor", "1": "Leda"}, {"c1": "Helen", "1": "Leda"}, {"c1": "c1", "1": "1"}),
        (numbers("Castor", "Pollux"), {"c1": "Pollux", "c2": "Castor"}, {"c1": "2", "c2": "1"}),
        ({"q": "Oslo"}, {"q": "Bergen", "reverse": "Which?"}, {"q": "q"}),
        ({"q": "Oslo"}, {"1": "Bergen"}, {"1": "q"}),
    ],
)
def test_facets_go_on_by_label_then_by_what_they_hide(
    old: dict[str, str], new: dict[str, str], expected: dict[str, str]
) -> None:
    assert carried(old, new) == expected


words = st.lists(st.sampled_from(["Oslo", "Lima", "Rome", "Paris", "Bern", "Kyiv"]), max_size=6, unique=True)


@given(words, words)
def test_each_facet_is_carried_on_at_most_once(old: list[str], new: list[str]) -> None:
    found = carried(numbers(*old), numbers(*new))
    assert len(set(found.values())) == len(found)
    assert all(new[int(facet) - 1] == old[int(source) - 1] for facet, source in found.items()
               if new[int(facet) - 1] in old)  # fmt: skip


def states(*items: str) -> dict[str, ItemState]:
    names = [f"c/k/{facet}" for facet in ("1", "2", "3", "q")]
    return {name: ItemState(name, answers=int(name[-1] in items), expected="old") for name in names}


def test_turns_speak_of_all_facets_of_the_card_and_name_both_layouts() -> None:
    old, new = card("k", "", "Oslo", "Norway"), card("k", "", "Lima", "Oslo", "Norway")
    found = turns(old, new, states("1", "2"), lambda item: "new")
    assert {lineage.item[-1]: lineage.was[-1:] for lineage in found} == {"1": "", "2": "1", "3": "2"}
    assert {(lineage.before, lineage.after) for lineage in found} == {(old.layout, new.layout)}


def test_no_turns_without_history_or_where_all_stay() -> None:
    blank = {f"c/k/{facet}": ItemState(f"c/k/{facet}") for facet in "123"}
    old = card("k", "", "Oslo", "Norway")
    assert turns(old, card("k", "", "Norway", "Oslo"), blank, str) == ()
    assert turns(old, card("k", "", "Oslo", "Norway", "snow"), states("1", "2"), lambda item: "old") == ()


def test_a_course_that_changed() -> None:
    before = [card("a", "First?", "one"), card("~b", "Capital of Norway?", "Oslo"), card("c", "Gone?", "yes")]
    now = [card("a", "First?", "two"), card("b", "Capital of Norway?", "Oslo"), card("d", "Brand new?", "it")]
    changes = compare(before, now)
    assert [(pair.old.card, pair.new.card, pair.sure) for pair in changes.edited] == [("~b", "b", True)]
    assert changes.summary() == "1 new card, 1 answer changed, 1 card gone"
    assert changes.summary({"d.yaml"}) == "1 new card, 1 answer changed"
    assert compare(now, now).summary() == ""


def test_a_name_of_the_authors_own_is_followed_only_for_the_same_question() -> None:
    old = [card("k1", "Capital of Norway?", "Oslo")]
    new = [card("k2", "What is the capital of Norway?", "Oslo")]
    assert [pair.sure for pair in compare(old, new).edited] == [False]
    assert [pair.sure for pair in compare(old, [card("k2", "capital of norway", "Oslo")]).edited] == [True]


def test_cards_of_files_that_were_not_read_are_not_gone() -> None:
    assert compare([card("a", "First?", "one")], [], files={"e.yaml"}).gone == ()
    assert len(compare([card("a", "First?", "one")], [], files={"d.yaml"}).gone) == 1


@pytest.mark.parametrize(
    ("old", "new", "slip"),
    [
        ("Everst", "Everest", True),
        ("the Everest", "Everest", True),
        ("1994", "1995", False),
        ("Oslo", "Bergen", False),
        ("Au", "Ag", False),
        ("it is now legal", "it is not legal", False),
        ("afferent nerve", "efferent nerve", False),
    ],
)
def test_slips_and_other_answers(old: str, new: str, slip: bool) -> None:
    assert is_slip(old, new) is slip

"""Orders, timelines and matching."""

from __future__ import annotations

from itertools import permutations
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.dates import PartialDate
from quizapp.deck.shapes import Matching, Ordering, Timeline
from quizapp.grading.mark import Mode, Part
from quizapp.grading.verdict import Verdict
from tests.grading.cards import mark

FOUR = Ordering(("one", "two", "three", "four"))
EVENTS = Timeline(
    (("wall falls", PartialDate(1989)), ("wall rises", PartialDate(1961)), ("polls", PartialDate(1989)))
)
PAIRS = Matching((("Norway", "Oslo"), ("France", "Paris"), ("Spain", "Madrid")), ("Lyon",))


@pytest.mark.parametrize(
    ("order", "score"),
    [
        ("one two three four", 1),
        ("two one three four", 2 / 3),
        ("four one two three", 0),
        ("two three four one", 0),
        ("two one four three", 1 / 3),
        ("four three two one", 0),
        ("one two three", 0),
        ("one two", 0),
        ("one two three four five", 1),
    ],
)
def test_order_by_pairs(order: str, score: float) -> None:
    assert mark(FOUR, tuple(order.split()), mode=Mode.ARRANGE).score == pytest.approx(score)


def test_a_random_order_scores_nothing_on_average_before_the_floor() -> None:
    entries = FOUR.entries
    right = [
        sum(order.index(entries[i]) < order.index(entries[j]) for i in range(4) for j in range(i + 1, 4)) / 6
        for order in permutations(entries)
    ]
    assert mean(2 * share - 1 for share in right) == pytest.approx(0)
    scores = [mark(FOUR, order, mode=Mode.ARRANGE).score for order in permutations(entries)]
    assert scores == pytest.approx([max(0, 2 * share - 1) for share in right])


def test_reasons_stand_in_the_learners_order() -> None:
    reasons = mark(FOUR, ("two", "one", "three", "four"), mode=Mode.ARRANGE).reasons
    assert [(r.part, r.given, r.expected) for r in reasons] == [
        (Part.WRONG, "two", "one"),
        (Part.WRONG, "one", "two"),
        (Part.RIGHT, "three", "three"),
        (Part.RIGHT, "four", "four"),
    ]


def test_equal_entries_are_interchangeable() -> None:
    twice = Ordering(("salt", "stir", "salt"))
    assert mark(twice, ("salt", "stir", "salt"), mode=Mode.ARRANGE).score == 1
    assert mark(twice, ("stir", "salt", "salt"), mode=Mode.ARRANGE).score < 1


def test_a_timeline_follows_its_dates_and_shows_them() -> None:
    for order in (("wall rises", "wall falls", "polls"), ("wall rises", "polls", "wall falls")):
        marked = mark(EVENTS, order, mode=Mode.ARRANGE)
        assert marked.score == 1
        assert [reason.note for reason in marked.reasons] == ["1961", "1989", "1989"]
    assert mark(EVENTS, ("polls", "wall rises", "wall falls"), mode=Mode.ARRANGE).score == 0
    assert mark(EVENTS, None, mode=Mode.ARRANGE).expected == ("wall rises", "wall falls", "polls")


@pytest.mark.parametrize("shape", [FOUR, EVENTS, PAIRS])
@pytest.mark.parametrize("untouched", [None, (), "", ("", "")])
def test_untouched_is_unanswered(
    shape: Ordering | Timeline | Matching, untouched: str | tuple[str, ...] | None
) -> None:
    marked = mark(shape, untouched, mode=Mode.ARRANGE)
    assert (marked.score, marked.verdict) == (0, Verdict.UNANSWERED)
    assert {reason.part for reason in marked.reasons} == {Part.MISSED}


@pytest.mark.parametrize(
    ("pairs", "score"),
    [
        ((("Norway", "Oslo"), ("France", "Paris"), ("Spain", "Madrid")), 1),
        ((("Norway", "Oslo"), ("France", "Lyon"), ("Spain", "Madrid")), 2 / 3),
        ((("Norway", "Oslo"),), 1 / 3),
        ((("norway", "oslo!"),), 1 / 3),
        ((("Norway", "Paris"), ("Norway", "Oslo")), 1 / 3),
        ((("Norway", "Paris"), ("France", "Oslo")), 0),
        ((("Sweden", "Oslo"),), 0),
    ],
)
def test_matching_per_pair(pairs: tuple[tuple[str, str], ...], score: float) -> None:
    assert mark(PAIRS, pairs, mode=Mode.ARRANGE).score == pytest.approx(score)


@given(st.permutations(PAIRS.pairs), st.permutations(("Oslo", "Paris", "Madrid", "Lyon")))
def test_shuffling_the_pairs_changes_nothing(pairs: list[tuple[str, str]], rights: list[str]) -> None:
    answer = tuple((left, right) for (left, _), right in zip(PAIRS.pairs, rights, strict=False))
    shuffled = tuple(sorted(answer, key=lambda pair: [left for left, _ in pairs].index(pair[0])))
    assert mark(PAIRS, answer, mode=Mode.ARRANGE) == mark(PAIRS, shuffled, mode=Mode.ARRANGE)

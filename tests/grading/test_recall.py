"""Lists and clozes."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.shapes import ListRecall, Marking
from quizapp.grading.mark import Part
from quizapp.grading.recall import _longest_rising, _pair_up
from quizapp.grading.verdict import Verdict
from tests.grading.cards import cloze, mark, recall

COLOURS = recall("red", "green|verde", "blue", "violet")
KOREAS = recall("North Korea|Korea|DPRK", "South Korea|Korea")


@pytest.mark.parametrize(
    ("shape", "typed", "score"),
    [
        (COLOURS, ("red", "green", "blue", "violet"), 1),
        (COLOURS, ("violet", "blue", "verde", "red"), 1),
        (COLOURS, ("red", "green"), 0.5),
        (COLOURS, ("red", "red", "Red!"), 0.25),
        (COLOURS, ("red", "pink", "brown", "grey"), 0.25),
        (COLOURS, ("green", "verde"), 0.25),
        (COLOURS, ("voilet",), 0.25),
        (COLOURS, ("violet", "voilet"), 0.25),
        (COLOURS, "red, green, blue", 0.75),
        (COLOURS, "red\ngreen", 0.5),
        (recall("red", "green", "blue", need=2), ("blue", "red"), 1),
        (recall("red", "green", "blue", need=2), ("blue", "red", "green"), 1),
        (KOREAS, ("Korea", "North Korea"), 1),
        (KOREAS, ("North Korea", "Korea"), 1),
        (KOREAS, ("Korea", "Korea"), 1),
        (KOREAS, ("DPRK", "North Korea"), 0.5),
        (recall("a", "b", "c", "d", ordered=True), ("a", "b", "c", "d"), 1),
        (recall("a", "b", "c", "d", ordered=True), ("b", "c", "d"), 0.75),
        (recall("a", "b", "c", "d", ordered=True), ("d", "a", "b", "c"), 0.75),
        (recall("a", "b", "c", "d", ordered=True), ("d", "c", "b", "a"), 0.25),
        (recall("afferent", "efferent"), ("efferent", "efferent"), 0.5),
    ],
)
def test_found_out_of_needed(shape: ListRecall, typed: str | tuple[str, ...], score: float) -> None:
    assert mark(shape, typed).score == pytest.approx(score)


def test_wrong_and_missed_entries_show() -> None:
    reasons = mark(COLOURS, ("red", "pink", "verde", "red")).reasons
    assert [(r.part, r.given, r.expected) for r in reasons] == [
        (Part.RIGHT, "red", "red"),
        (Part.WRONG, "pink", ""),
        (Part.RIGHT, "verde", "green"),
        (Part.EXTRA, "red", ""),
        (Part.MISSED, "", "blue"),
        (Part.MISSED, "", "violet"),
    ]


def test_rejected_entries_say_why() -> None:
    shape = ListRecall((("red",), ("blue",)), 2, marking=Marking(reject=(("orange", "A mixture."),)))
    assert mark(shape, ("orange",)).reasons[0].note == "A mixture."


def test_a_misplaced_entry_is_named() -> None:
    reason = mark(recall("a", "b", "c", ordered=True), ("c", "a", "b")).reasons[0]
    assert (reason.part, reason.note) == (Part.WRONG, "On the list, but not in this place: it is number 3.")


@given(st.permutations(["red", "pink", "verde", "voilet"]))
def test_the_order_of_recalling_is_nothing(order: list[str]) -> None:
    assert mark(COLOURS, tuple(order)).score == 0.75


@given(st.lists(st.lists(st.integers(0, 4), max_size=3, unique=True), max_size=5))
def test_as_many_as_can_be_find_their_entry(candidates: list[list[int]]) -> None:
    owners = _pair_up(candidates)
    assert all(entry in candidates[position] for position, entry in owners.items())
    assert len(set(owners.values())) == len(owners)

    def best(position: int, free: frozenset[int]) -> int:
        if position == len(candidates):
            return 0
        taking = [1 + best(position + 1, free - {entry}) for entry in candidates[position] if entry in free]
        return max([best(position + 1, free), *taking])

    assert len(owners) == best(0, frozenset(range(5)))


@given(st.permutations(range(6)), st.integers(0, 6))
def test_the_longest_rising_part_is_kept(order: list[int], count: int) -> None:
    entries = order[:count]
    kept = _longest_rising(entries)
    in_order = [entry for entry in entries if entry in kept]
    assert in_order == sorted(in_order)
    assert len(kept) == max(
        (
            size
            for size in range(count + 1)
            for part in combinations(entries, size)
            if list(part) == sorted(part)
        ),
        default=0,
    )


RIVERS = cloze(
    "The ==c1::Nile== crosses ==c1::Egypt==; the ==Rhine== crosses ==Bonn==.",
    Marking(accept=("Cologne", "Nile")),
)


@pytest.mark.parametrize(
    ("group", "typed", "score"),
    [
        ("c1", ("nile", "egypt"), 1),
        ("c1", "Nile, Egypt", 1),
        ("c1", ("", "egypt"), 0.5),
        ("c1", ("nile",), 0.5),
        ("c1", ("egypt", "nile"), 0),
        ("c1", ("nile", "egytp"), 1),
        ("1", "Rhine", 1),
        ("1", ("rhnie",), 1),
        ("1", "Nile", 0),
        ("2", "cologne", 1),
        ("2", "Bonn", 1),
    ],
)
def test_each_deletion_is_typed(group: str, typed: str | tuple[str, ...], score: float) -> None:
    assert mark(RIVERS, typed, facet=group).score == score


def test_a_blank_deletion_is_missed_and_all_blank_is_unanswered() -> None:
    marked = mark(RIVERS, ("", "Egypt"), facet="c1")
    assert [reason.part for reason in marked.reasons] == [Part.MISSED, Part.RIGHT]
    assert marked.verdict is Verdict.PARTLY
    assert mark(RIVERS, ("", " "), facet="c1").verdict is Verdict.UNANSWERED


def test_deletions_of_one_text_are_rivals() -> None:
    text = cloze("==Turin== and ==Lurin== are towns.")
    assert mark(text, "Kurin", facet="1").score == 0

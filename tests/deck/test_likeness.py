"""Which new cards are the ones that are gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.likeness import LIKELY, Face, likeness, matches

OSLO = Face("Capital of Norway?", "Oslo", "a.yaml")
texts = st.text("abcde AB19?", max_size=12)
faces = st.lists(st.builds(Face, texts, texts, st.sampled_from(["x", "y"])), max_size=8)


@pytest.mark.parametrize(
    ("new", "least", "most"),
    [
        (Face("capital of NORWAY", "Bergen"), 100, 100),
        (Face("Capital city of Norway?", "Oslo", "b.yaml"), 80, 96),
        (Face("Which town is the seat of Norway's king?", "Oslo", "b.yaml"), 40, 80),
        (Face("Largest planet?", "Jupiter", "b.yaml"), 0, 50),
    ],
)
def test_the_score(new: Face, least: float, most: float) -> None:
    assert least <= likeness(OSLO, new) <= most


def test_the_same_file_adds_a_little() -> None:
    here, there = (Face("Capital city of Norway?", "Bergen", file) for file in ("a.yaml", "b.yaml"))
    assert likeness(OSLO, here) == pytest.approx(likeness(OSLO, there) + 3)


def sure(old: list[Face], new: list[Face], kept: tuple[Face, ...] = ()) -> list[tuple[int, int]]:
    return [(match.old, match.new) for match in matches(old, new, kept) if match.sure]


def test_an_answer_that_stays_is_a_sign_if_it_is_long_enough() -> None:
    assert sure([OSLO], [Face("The capital city of Norway?", "Oslo")]) == [(0, 0)]
    assert sure([Face("Sign of gold?", "Au")], [Face("The chemical sign of gold?", "Au")]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("When did Croatia join NATO?", "When did Albania join NATO?"),
        ("When did Croatia join NATO?", "In which year did Albania join NATO?"),
        ("Who was president of France in 2010?", "Who was president of France in 2011?"),
        ("Which country borders Austria to the south?", "Which country hosted the World Cup of 1990?"),
    ],
)
def test_another_name_in_the_same_place_makes_another_card(old: str, new: str) -> None:
    assert sure([Face(old, "just the same")], [Face(new, "just the same")]) == []


def test_a_rival_on_either_side_or_among_the_cards_that_stay() -> None:
    old = Face("who was the president of the country then?", "Sarkozy")
    new = Face("who was the president of that country then?", "Sarkozy")
    other = Face("who was the president of our country then?", "Sarkozy")
    assert sure([old], [new]) == [(0, 0)]
    assert sure([old, other], [new]) == sure([old], [new, other]) == sure([old], [new], (other,)) == []
    unlike = Face("Which man married Carla Bruni in the year 2008?", "Sarkozy")
    assert sure([old], [new], (unlike,)) == [(0, 0)]


def test_cards_that_ask_the_same_are_told_by_their_answers() -> None:
    same = [Face("What is this?", answer) for answer in ("a cat", "a dog", "a cow")]
    assert sorted(sure(same, same[::-1])) == [(0, 2), (1, 1), (2, 0)]
    assert sure(same[:1], [Face("What is this?", "a hen")], (same[1],)) == []


def test_a_pattern_of_many_cards_keeps_each_apart() -> None:
    old = [Face(f"When did member {n} join?", f"{1900 + n}") for n in range(60)]
    new = [Face(f"In which year did member {n} join?", f"{1900 + n}") for n in range(60)]
    found = matches(old, new)
    assert all(match.old == match.new for match in found if match.sure)
    assert sum(match.sure for match in found) == 60


def test_thousands_of_cards_are_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    from quizapp.deck import likeness as module

    calls = 0
    score = module._score

    def counted(old: module._Form, new: module._Form) -> float:
        nonlocal calls
        calls += 1
        return score(old, new)

    monkeypatch.setattr(module, "_score", counted)
    cards = [Face(f"What is meant by word{n} in chapter {n % 9}?", f"meaning {n}") for n in range(1500)]
    matches(cards, [Face(card.question.replace("What", "Which thing"), card.answer) for card in cards])
    assert calls < 20 * len(cards)


@given(faces, faces, faces)
def test_pairs_are_one_to_one_and_likely(old: list[Face], new: list[Face], kept: list[Face]) -> None:
    found = matches(old, new, kept)
    assert len({match.old for match in found}) == len({match.new for match in found}) == len(found)
    assert all(LIKELY <= match.score <= 100 for match in found)
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert not any(match.same and match.score < 100 for match in found)


@given(faces)
def test_cards_that_only_changed_places_are_found(cards: list[Face]) -> None:
    distinct = list({face.question.casefold(): face for face in cards if face.question.strip()}.values())
    found = {match.old: match.new for match in matches(distinct, distinct[::-1])}
    last = len(distinct) - 1
    assert all(
        new == last - old or likeness(distinct[old], distinct[last - new]) == 100
        for old, new in found.items()
    )

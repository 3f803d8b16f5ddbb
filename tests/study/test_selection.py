"""Which questions a quiz asks: by seed, by share, each card once."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.blueprint import Weight
from quizapp.deck.card import Card, Place
from quizapp.deck.item import Item
from quizapp.deck.shapes import TextAnswer, TrueFalse
from quizapp.study.kind import Kind
from quizapp.study.selection import allot, candidates, count, draw
from quizapp.study.setup import Setup
from tests.study.sitting import deck_items

PLACE = Place("d.yaml", 1, 1, 0, 1)


def made(card: str, deck: str = "d", tags: tuple[str, ...] = (), facet: str = "q") -> Item:
    shape = TextAnswer("x", reverse="")
    return Item(f"c/{card}/{facet}", Card(card, card, shape, PLACE, tags), facet, "c", deck)


MANY = tuple(
    made(f"k{number}", deck, ("odd",) if number % 2 else ()) for number, deck in enumerate("abc" * 20)
)

EXPECTED = ["k38", "k24", "k53", "k46", "k0", "k2"]


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.card.id for item in items]


def test_a_seed_means_the_same_questions_on_every_machine() -> None:
    """Written down once: what this says must not change from one version to the next."""
    assert ids(draw(MANY, Setup(("c",), questions=6), 7)) == EXPECTED
    assert ids(draw(MANY[::-1], Setup(("c",), questions=6), 7)) == EXPECTED
    assert ids(draw(MANY, Setup(("c",), questions=6), 8)) != EXPECTED


def test_a_new_card_moves_no_other() -> None:
    before = ids(draw(MANY, Setup(("c",), questions=None), 3))
    after = ids(draw((*MANY, made("new")), Setup(("c",), questions=None), 3))
    assert [card for card in after if card != "new"] == before


def test_decks_tags_kinds_and_what_is_suspended() -> None:
    fact = Item("c/fact/q", Card("fact", "So?", TrueFalse(True), PLACE), "q", "c", "a")
    everything = (*MANY, fact)
    setup = Setup(("c/a",))
    assert {item.deck for item in candidates(everything, (), setup)} == {"a"}
    assert candidates(everything, (), Setup(("other",))) == ()
    odd = candidates(everything, (), Setup(("c",), tags=("odd", "x")))
    assert len(odd) == 30
    assert candidates(everything, (), replace(setup, kinds=(Kind.TRUE_FALSE,))) == (fact,)
    assert fact in candidates(everything, (), setup)
    assert fact not in candidates(everything, {fact.id}, setup)


def test_one_facet_of_a_card_and_none_that_only_its_learner_can_mark() -> None:
    cloze = deck_items(
        "- {cloze: 'One ==two== three ==four== ==five==', id: k}\n- {q: A?, a: b, reverse: true}"
    )
    found = candidates(cloze, (), Setup(("deck",)))
    assert len(found) == 4, "three deletions, and one way of the card that is reversed"
    assert count(found) == 2
    facets = {
        item.facet
        for seed in range(30)
        for item in draw(found, Setup(("deck",)), seed)
        if item.card.id == "k"
    }
    assert facets == {"1", "2", "3"}
    assert all(len(draw(found, Setup(("deck",)), seed)) == 2 for seed in range(30))


def test_shares_by_hand() -> None:
    assert allot([2, 1], [50, 50], 30) == [20, 10]
    # 10/3 each: three get 3, and the one question left goes to the first.
    assert allot([1, 1, 1], [9, 9, 9], 10) == [4, 3, 3]
    # 2.5 of 5, 1.5, 1: the largest remainders are equal, and the earlier goes first.
    assert allot([5, 3, 2], [9, 9, 9], 5) == [3, 1, 1]
    # The first has only two; its third share of twelve is spread over the others by their shares.
    assert allot([4, 4, 4], [2, 20, 20], 12) == [2, 5, 5]
    assert allot([1, 1], [3, 3], 10) == [3, 3]
    assert allot([1], [0], 3) == [0]


def test_weights_decide_how_many_and_who_is_asked_at_all() -> None:
    weights = (Weight(("deck:a", "tag:odd"), 1), Weight(("deck:a",), 1), Weight(("deck:b",), 2))
    setup = Setup(("c",), questions=8, weights=weights)
    drawn = draw(candidates(MANY, (), setup), setup, 5)
    assert sum(item.deck == "b" for item in drawn) == 4
    assert sum(item.deck == "a" and "odd" in item.card.tags for item in drawn) == 2
    assert sum(item.deck == "a" and "odd" not in item.card.tags for item in drawn) == 2
    everyone = replace(setup, questions=None)
    assert {item.deck for item in draw(candidates(MANY, (), everyone), everyone, 5)} == {"a", "b"}


@given(
    shares=st.lists(st.floats(0.01, 100), min_size=1, max_size=8),
    sizes=st.lists(st.integers(0, 30), min_size=8, max_size=8),
    wanted=st.integers(0, 300),
)
def test_shares_are_within_one_and_nothing_is_lost(
    shares: list[float], sizes: list[int], wanted: int
) -> None:
    sizes = sizes[: len(shares)]
    given = allot(shares, sizes, wanted)
    assert sum(given) == min(wanted, sum(sizes))
    assert all(0 <= number <= size for number, size in zip(given, sizes, strict=True))
    roomy = allot(shares, [wanted + 1] * len(shares), wanted)
    for share, number in zip(shares, roomy, strict=True):
        assert abs(number - wanted * share / sum(shares)) < 1 + 1e-6


@given(
    cards=st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from("ab"), st.sampled_from(["q", "1", "2"])), max_size=60
    ),
    questions=st.none() | st.integers(1, 40),
    seed=st.integers(),
    weighted=st.booleans(),
)
def test_each_question_once_and_as_many_as_wished(
    cards: list[tuple[int, str, str]], questions: int | None, seed: int, weighted: bool
) -> None:
    items = {(item := made(f"k{number}", deck, facet=facet)).id: item for number, deck, facet in cards}
    weights = (Weight(("deck:a",), 3), Weight(("deck:b",), 1)) if weighted else ()
    setup = Setup(("c",), questions=questions, weights=weights)
    found = candidates(items.values(), (), setup)
    drawn = draw(found, setup, seed)
    assert len({item.card.id for item in drawn}) == len(drawn)
    assert len(drawn) == (count(found) if questions is None else min(questions, count(found)))
    assert draw(tuple(reversed(found)), setup, seed) == drawn

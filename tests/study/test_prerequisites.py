"""New items wait for what their cards require, and what was forgotten of it comes first."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.course import Course
from quizapp.deck.outline import outline
from quizapp.memory.recall import Phase, is_firm
from quizapp.memory.schedule import Due, Memory
from quizapp.progress.agenda import CourseAgenda, course_agenda
from quizapp.study.candidates import Allowance
from quizapp.study.dues import Dues
from quizapp.study.state import ItemState
from tests.deck.reading import read
from tests.study.sitting import START

TODAY = START.date()
TOMORROW = TODAY + timedelta(days=1)
CHAIN = """
    - {q: last, a: x, id: c, requires: b}
    - {q: middle, a: x, id: b, requires: "tag:base"}
    - {q: first, a: x, id: a, tags: [base], reverse: true}
    - {q: other, a: x, id: o}
    """


def course(text: str) -> Course:
    made, _ = read(text)
    return made


def state(
    item: str, stability: float, since: int = 9, days: int = 9, phase: Phase = Phase.REVIEW
) -> ItemState:
    """An item last answered `since` days ago, due `days` days after that (0: a minute ago)."""
    day = TODAY - timedelta(days=since)
    at = START - timedelta(minutes=1) if not days else START + timedelta(days=days - since)
    return ItemState(
        f"deck/{item}", Memory(phase, 0, stability, 5.0, day, 3, 1), Due(at, days), day, answers=3
    )


def agenda(of: Course, states: Iterable[ItemState], new: int = 100, reviews: int = 100) -> CourseAgenda:
    return course_agenda(of, Dues.of(states, TODAY, START), Allowance(new, reviews), set(), set())


def names(items: Iterable[str]) -> list[str]:
    return [item.removeprefix("deck/") for item in items]


def new(of: Course, *states: ItemState) -> list[str]:
    return names(agenda(of, states).plan.new)


FIRM = [state("a/q", 2.0, since=1), state("a/reverse", 9.0, since=1)]


def test_a_new_card_waits_until_all_that_it_requires_is_known() -> None:
    chain = course(CHAIN)
    assert new(chain) == ["a/q", "a/reverse", "o/q"]
    assert new(chain, FIRM[0]) == ["a/reverse", "o/q"]
    assert new(chain, FIRM[0], state("a/reverse", 1.9)) == ["o/q"], "not two days yet"
    assert new(chain, FIRM[0], state("a/reverse", 9.0, phase=Phase.RELEARNING)) == ["o/q"], "in its steps"
    assert new(chain, *FIRM) == ["b/q", "o/q"]
    assert new(chain, *FIRM, state("b/q", 5.0, since=1)) == ["c/q", "o/q"]


@pytest.mark.parametrize("of", [FIRM[1], ItemState("deck/a/reverse")])
def test_what_is_suspended_keeps_nothing_waiting(of: ItemState) -> None:
    shaky = replace(of, memory=None, due=None)
    assert new(course(CHAIN), FIRM[0], replace(shaky, suspended=True)) == ["b/q", "o/q"]
    assert new(course(CHAIN), FIRM[0], replace(shaky, buried_until=TOMORROW)) == ["o/q"], "that is for a day"


def test_what_is_retired_or_not_there_keeps_nothing_waiting() -> None:
    gone = '- {q: x, a: y, id: a, retired: "wrong"}\n- {q: z, a: y, id: b, requires: [a, nobody]}\n'
    assert new(course(gone)) == ["b/q"]


def test_what_was_begun_is_not_taken_away() -> None:
    begun = agenda(
        course(CHAIN), [state("c/q", 5.0), state("b/q", 0.5, since=0, days=0, phase=Phase.LEARNING)]
    )
    assert names(begun.plan.due) == ["b/q", "c/q"]


def test_a_deck_alone_waits_for_other_decks_of_its_course() -> None:
    whole = course(CHAIN)
    (deck,) = whole.decks
    two = replace(
        whole,
        decks=(replace(deck, cards=deck.cards[:2]), replace(deck, id="base", cards=deck.cards[2:])),
    )
    found = agenda(two, [])
    assert found.deck("deck").plan.new == ()
    assert [own.held for own in found.decks] == [2, 0]
    assert (found.new, len(found.plan.new)) == (3, 3)


def test_numbers_tell_what_the_queue_has() -> None:
    found = agenda(course(CHAIN), [])
    assert found.new == len(found.plan.new) == len(found.queue.new) == 3
    assert found.decks[0].held == 2


CIRCLE = """
    - {q: x, a: y, id: a, requires: b}
    - {q: y, a: y, id: b, requires: "tag:t"}
    - {q: z, a: y, id: c, requires: a, tags: [t]}
    - {q: w, a: y, id: after, requires: c}
    - {q: v, a: y, id: self, requires: self}
    - {q: u, a: y, id: tag, requires: "tag:own", tags: [own]}
    """


def test_cards_that_require_one_another_are_asked_and_others_wait_for_them() -> None:
    round_about = course(CIRCLE)
    assert set(new(round_about)) == {"a/q", "b/q", "c/q", "self/q", "tag/q"}
    met = [state(f"{card}/q", 5.0, since=1) for card in "abc"]
    assert "after/q" in new(round_about, *met)


def test_a_card_in_a_circle_waits_for_what_is_outside() -> None:
    text = (
        "- {q: x, a: y, id: a, requires: [b, k]}\n- {q: y, a: y, id: b, requires: a}\n- {q: z, a: y, id: k}\n"
    )
    assert new(course(text)) == ["b/q", "k/q"]


@given(st.lists(st.frozensets(st.integers(0, 7), max_size=3), min_size=8, max_size=8))
def test_every_card_comes_in_the_end_whatever_requires_what(requires: list[frozenset[int]]) -> None:
    text = "".join(
        f"- {{q: q{card}, a: x, id: k{card}, requires: [{', '.join(f'k{need}' for need in sorted(needs))}]}}\n"
        for card, needs in enumerate(requires)
    )
    made = course(text.replace(", requires: []", ""))
    apart = {card: number for number, circle in enumerate(made.circles) for card in circle}
    known: list[str] = []
    while len(known) < 8:
        fresh = new(made, *(state(item, 5.0, since=1) for item in known))
        assert fresh, "somebody waits for ever"
        for item in fresh:
            card = item.removesuffix("/q")
            for need in (f"k{need}" for need in requires[int(card[1:])]):
                same = need == card or apart.get(need, need) == apart.get(card, card)
                assert same or f"{need}/q" in known
        known += fresh
    assert len(set(known)) == 8


# -- what was forgotten -------------------------------------------------------------------

BUILT = """
    - {q: top, a: x, id: top, requires: base}
    - {q: base, a: x, id: base}
    - {q: far, a: x, id: far}
    - {q: more, a: x, id: more}
    """
TOP, FAR = state("top/q", 3.0), state("far/q", 5.0)


def test_a_forgotten_prerequisite_comes_before_what_rests_on_it() -> None:
    relearning = state("base/q", 1.0, since=0, days=0, phase=Phase.RELEARNING)
    assert names(agenda(course(BUILT), [TOP, FAR, relearning]).plan.due) == ["base/q", "top/q", "far/q"]
    weak = state("base/q", 1.9, since=2, days=2)
    assert names(agenda(course(BUILT), [TOP, FAR, weak]).plan.due) == ["base/q", "top/q", "far/q"]
    known = state("base/q", 9.0)
    assert names(agenda(course(BUILT), [TOP, FAR, known]).plan.due) == ["top/q", "far/q", "base/q"]


def test_it_comes_in_the_place_of_another_where_the_limit_left_it_out() -> None:
    weak = state("base/q", 1.9, since=2, days=2)
    found = agenda(course(BUILT), [TOP, FAR, weak], reviews=2)
    assert names(found.plan.due) == ["base/q", "top/q"]
    assert found.due == 2
    assert names(agenda(course(BUILT), [FAR, weak], reviews=1).plan.due) == ["far/q"], "nothing rests on it"


def test_learning_steps_give_way_to_nothing() -> None:
    weak = state("base/q", 1.9, since=2, days=2)
    step = state("more/q", 3.0, since=0, days=0, phase=Phase.LEARNING)
    found = agenda(course(BUILT), [TOP, FAR, step, weak], reviews=2)
    assert names(found.plan.due) == ["base/q", "top/q", "more/q"]


def test_it_does_not_wait_for_its_learning_step() -> None:
    step = state("base/q", 1.0, since=0, days=0, phase=Phase.RELEARNING)
    later = replace(step, due=Due(START + timedelta(minutes=9), 0))
    ((at, item),) = agenda(course(BUILT), [TOP, later]).plan.later
    assert (item, at <= START) == ("deck/base/q", True)
    ((at, _),) = agenda(course(BUILT), [FAR, later]).plan.later
    assert at > START, "nothing that is due rests on it"


@given(
    st.lists(st.tuples(st.floats(0.2, 5), st.integers(0, 12), st.integers(1, 12)), min_size=6, max_size=6),
    st.integers(0, 6),
)
def test_the_number_of_reviews_stays_what_was_promised(
    memories: list[tuple[float, int, int]], reviews: int
) -> None:
    text = "".join(
        f"- {{q: q{n}, a: x, id: k{n}{f', requires: [k{n - 1}, k{n // 2}]' if n > 1 else ''}}}\n"
        for n in range(6)
    )
    made = course(text)
    states = [state(f"k{n}/q", *memory) for n, memory in enumerate(memories)]
    found = agenda(made, states, reviews=reviews)
    due = names(found.plan.due)
    assert len(due) == len(set(due)) == found.due
    shaky = {one.item.removeprefix("deck/") for one in states if not is_firm(one.memory)}
    for n in range(2, 6):
        for need in (f"k{n - 1}/q", f"k{n // 2}/q"):
            if f"k{n}/q" in due and need in due and need in shaky:
                assert due.index(need) < due.index(f"k{n}/q")


def test_a_chain_of_thousands_is_planned_at_once() -> None:
    chain = "".join(f"- {{q: q{n}, a: x, id: k{n}, requires: k{n + 1}}}\n" for n in range(3000))
    made = course(chain)
    assert new(made) == ["k2999/q"]
    assert len(outline(made, made.decks[0]).items) == 3000

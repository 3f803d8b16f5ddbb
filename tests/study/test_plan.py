"""Which items come, and in what order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.item import Item
from quizapp.deck.outline import outline
from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Due, Memory, rate
from quizapp.study.candidates import Allowance, candidates
from quizapp.study.dues import Dues
from quizapp.study.needs import Needs
from quizapp.study.plan import SIBLING_DISTANCE, Queue, plan, prerequisites_first, spread_siblings
from quizapp.study.state import ItemState
from tests.deck.reading import read
from tests.study.sitting import START, deck_items

TODAY = START.date()
PLENTY = Allowance(1000, 1000)


def known(item: Item, since: int, stability: float = 5.0, in_days: int = 0) -> ItemState:
    """An item in review, last answered `since` days ago, due in `in_days` from today."""
    day = TODAY - timedelta(days=since)
    memory = Memory(Phase.REVIEW, 0, stability, 5.0, day, 3, 0)
    return ItemState(item.id, memory, Due(START + timedelta(days=in_days), since + in_days), day, answers=3)


def stems(items: tuple[Item, ...]) -> list[str]:
    return [item.card.stem for item in items]


def made(
    queue: Sequence[Item], states: list[ItemState], allowance: Allowance = PLENTY, today: date = TODAY
) -> Queue:
    there = {item.id: item for item in queue}
    found = candidates(list(there), Dues.of(states, today, START))
    return plan(found, allowance, Needs()).queue(there)


def in_order(text: str) -> list[str]:
    """The ids of a deck's cards, what they require first."""
    course, _ = read(text)
    own = outline(course, course.decks[0])
    needs = Needs(own.requires or {}, own.named or {})
    return [item.split("/")[1] for item in prerequisites_first(own.items, needs, 1000)]


ITEMS = list(deck_items("".join(f"- {{q: q{n}, a: a}}\n" for n in range(6))))


def test_due_items_come_by_ascending_recall_and_new_ones_in_the_order_of_the_deck() -> None:
    queue = made(ITEMS, [known(ITEMS[1], 3), known(ITEMS[4], 9), known(ITEMS[5], 6)])
    assert stems(queue.due) == ["q4", "q5", "q1"]
    assert stems(queue.new) == ["q0", "q2", "q3"]


def test_items_due_later_suspended_or_buried_are_left_out() -> None:
    tomorrow = TODAY + timedelta(days=1)
    queue = made(
        ITEMS[:4],
        [
            known(ITEMS[0], 3, in_days=1),
            replace(known(ITEMS[1], 3), suspended=True),
            replace(known(ITEMS[2], 3), buried_until=tomorrow),
            ItemState(ITEMS[3].id, buried_until=tomorrow),
        ],
    )
    assert queue == Queue((), ())


def test_a_burial_is_over_on_its_day() -> None:
    assert stems(made(ITEMS[:1], [replace(known(ITEMS[0], 3), buried_until=TODAY)]).due) == ["q0"]


def test_limits_leave_the_least_known_reviews_and_the_first_new_items() -> None:
    states = [known(ITEMS[0], 3), known(ITEMS[1], 9), known(ITEMS[2], 6)]
    queue = made(ITEMS, states, Allowance(new=1, reviews=2))
    assert (stems(queue.due), stems(queue.new)) == (["q1", "q2"], ["q3"])


def test_errors_held_for_sure_come_first_also_where_the_limit_is_short() -> None:
    sure = replace(known(ITEMS[3], 2, stability=50.0), sure_and_wrong_on=TODAY - timedelta(days=2))
    states = [known(ITEMS[1], 9), known(ITEMS[2], 6), sure]
    assert stems(made(ITEMS[:4], states).due) == ["q3", "q1", "q2"]
    assert stems(made(ITEMS[:4], states, Allowance(0, 1)).due) == ["q3"]
    later = replace(sure, due=Due(START + timedelta(days=1), 3))
    assert stems(made(ITEMS[:4], [later]).due) == [], "only what is due"


def test_learning_steps_are_finished_beyond_every_limit() -> None:
    memory = rate(None, Rating.AGAIN, TODAY, DEFAULT_WEIGHTS)
    state = ItemState(ITEMS[0].id, memory, Due(START - timedelta(minutes=1), 0), TODAY, answers=1)
    assert stems(made(ITEMS[:1], [state], Allowance(0, 0)).due) == ["q0"]


def test_no_new_item_comes_before_one_that_it_requires() -> None:
    text = """
        - {q: last, a: x, id: c, requires: [b, "tag:base"]}
        - {q: middle, a: x, id: b, requires: a}
        - {q: first, a: x, id: a}
        - {q: tagged, a: x, id: t, tags: [base]}
        """
    assert in_order(text) == ["a", "b", "t", "c"]


def test_requirements_in_a_circle_lose_no_item() -> None:
    assert len(in_order("- {q: x, a: y, id: a, requires: b}\n- {q: z, a: y, id: b, requires: a}\n")) == 2


def test_what_is_required_counts_within_the_limit() -> None:
    items = ["k/c/q", "k/b/q", "k/a/q"]
    needs = Needs({"k/c/q": ("a", "b")}, {"a": ("k/a/q",), "b": ("k/b/q",)})
    assert prerequisites_first(items, needs, 2) == ["k/a/q", "k/b/q"]
    assert prerequisites_first(items, needs, 0) == []
    assert prerequisites_first(["k/c/q"], needs, 2) == ["k/c/q"], "what is not new needs not come"


def test_siblings_stand_apart() -> None:
    reversible = "".join(f"- {{q: q{n}, a: a{n}, reverse: true}}\n" for n in range(6))
    order = spread_siblings(deck_items(reversible))
    place = {item.id: index for index, item in enumerate(order)}
    gaps = [place[item.id.replace("/q", "/reverse")] - place[item.id] for item in order if item.facet == "q"]
    # The last pair has nobody left to stand between.
    assert all(gap > SIBLING_DISTANCE for gap in gaps[:5])


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=40))
def test_spreading_keeps_every_item(choice: list[tuple[int, bool]]) -> None:
    pool = deck_items("".join(f"- {{q: q{n}, a: a{n}, reverse: true}}\n" for n in range(6)))
    items = [pool[2 * number + back] for number, back in choice]
    assert sorted(item.id for item in spread_siblings(items)) == sorted(item.id for item in items)


def test_the_day_before_an_item_is_due_it_is_not_asked() -> None:
    item = ITEMS[0]
    state = known(item, 3, in_days=2)
    assert made([item], [state], today=TODAY + timedelta(days=1)).due == ()
    assert made([item], [state], today=date(2026, 3, 12)).due == (item,)


def test_items_that_wait_for_their_next_step_come_later_and_others_do_not() -> None:
    memory = rate(None, Rating.AGAIN, TODAY, DEFAULT_WEIGHTS)
    soon = START + timedelta(minutes=9)
    waits = ItemState(ITEMS[0].id, memory, Due(soon, 0), TODAY, answers=1)
    gone = replace(waits, item=ITEMS[1].id, suspended=True)
    queue = made(ITEMS[:3], [waits, gone, known(ITEMS[2], 3, in_days=2)])
    assert queue == Queue((), (), ((soon, ITEMS[0]),))

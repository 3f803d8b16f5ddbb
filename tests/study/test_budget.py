"""Days of so many minutes: what they are filled with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from quizapp.memory.exam import Seconds
from quizapp.memory.fsrs import DEFAULT_WEIGHTS as WEIGHTS
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Due, Memory
from quizapp.study.budget import SHARE, Budget, worths
from quizapp.study.candidates import candidates
from quizapp.study.dues import Dues
from quizapp.study.needs import Needs
from quizapp.study.state import ItemState
from tests.study.sitting import START

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.study.candidates import Candidates
    from quizapp.study.plan import Plan

TODAY = START.date()
PACE = Seconds(10, 30, 40)
DAY = 20.0


def state(
    number: int, since: int, stability: float, *, learning: bool = False, sure: bool = False
) -> ItemState:
    """A due item, last answered so many days ago."""
    day = TODAY - timedelta(days=since)
    phase = Phase.RELEARNING if learning else Phase.REVIEW
    memory = Memory(phase, 0, stability, 5.0, day, 3, 0)
    return ItemState(
        f"c/k{number}/a",
        memory,
        Due(START - timedelta(hours=1), 0 if learning else since),
        day,
        answers=3,
        sure_and_wrong_on=day if sure else None,
    )


def found_of(states: Sequence[ItemState], new: int) -> Candidates:
    items = [each.item for each in states] + [f"c/n{number}/a" for number in range(new)]
    return candidates(items, Dues.of(states, TODAY, START))


def made(
    states: Sequence[ItemState],
    new: int = 0,
    seconds: float = 60 * DAY,
    introduced: int = 0,
    *,
    with_new: bool = True,
    until: date | None = None,
) -> Plan:
    budget = Budget(DAY, seconds, worths(states, {}, TODAY, PACE, WEIGHTS), PACE, with_new, until)
    return budget.plan(found_of(states, new), introduced, Needs())


states_of = st.lists(st.tuples(st.integers(1, 300), st.floats(0.2, 200), st.booleans()), max_size=60).map(
    lambda rows: [
        state(number, since, stability, learning=learning and number % 9 == 0)
        for number, (since, stability, learning) in enumerate(rows)
    ]
)


@given(states_of, st.integers(0, 60), st.floats(-100, 3000), st.integers(0, 20), st.booleans())
def test_the_minutes_are_never_exceeded_by_more_than_one_card(
    states: list[ItemState], new: int, seconds: float, introduced: int, with_new: bool
) -> None:
    plan = made(states, new, seconds, introduced, with_new=with_new)
    learning = [each.item for each in states if each.memory and each.memory.phase is not Phase.REVIEW]
    assert set(plan.due[: len(learning)]) == set(learning)
    worth = worths(states, {}, TODAY, PACE, WEIGHTS)
    taken = [PACE.right] * len(learning)
    rest = [worth[item].seconds for item in plan.due[len(learning) :]] + [PACE.new] * len(plan.new)
    assert plan.seconds is not None
    assert abs(plan.seconds - sum(taken + rest)) < 1e-6
    if rest:
        assert sum(taken + rest) - max(rest) < seconds
    # Nothing that would have had room is left out.
    if len(plan.due) < len(states) or (with_new and len(plan.new) < new):
        assert sum(taken + rest) >= seconds - 1e-6


@given(states_of, st.integers(0, 20), st.floats(0, 1000), st.randoms())
def test_what_is_chosen_does_not_depend_on_the_order_of_cards(
    states: list[ItemState], new: int, seconds: float, source
) -> None:
    mixed = list(states)
    source.shuffle(mixed)
    assert made(mixed, new, seconds).due == made(states, new, seconds).due


def test_the_most_valuable_comes_first_and_what_was_held_for_sure_before_it() -> None:
    little, much = state(1, 10, 10.0), state(2, 60, 10.0)
    sure = state(3, 100, 100.0, sure=True)
    assert made([little, much, sure]).due == (sure.item, much.item, little.item)


def test_new_items_are_sure_of_a_share_however_much_waits() -> None:
    states = [state(number, 60, 10.0) for number in range(200)]
    plan = made(states, new=100)
    assert len(plan.new) * PACE.new >= SHARE * 60 * DAY > (len(plan.new) - 1) * PACE.new
    assert len(made(states, new=100, introduced=4).new) == len(plan.new) - 4
    # Once they have had it, reviews have the rest of the day.
    assert made(states, new=100, introduced=50).new == ()


def test_with_nothing_due_new_items_fill_the_day() -> None:
    assert len(made([], new=100).new) == 60 * DAY / PACE.new
    assert len(made([], new=3).new) == 3


def test_new_items_are_kept_out_where_that_is_wanted() -> None:
    states = [state(number, 60, 10.0) for number in range(200)]
    plan = made(states, new=100, with_new=False)
    assert plan.new == ()
    assert len(plan.due) > len(made(states, new=100).due)


def test_when_the_day_is_used_only_learning_steps_are_left() -> None:
    waits = state(1, 1, 1.0, learning=True)
    assert made([waits, state(2, 60, 10.0)], new=5, seconds=0).due == (waits.item,)
    assert made([state(2, 60, 10.0)], new=5, seconds=0).due == ()


def test_a_plan_to_come_back_is_over_once_nothing_waits() -> None:
    budget = Budget(DAY, 600, {}, PACE, until=TODAY)
    assert not budget.over(found_of([state(1, 60, 10.0)], 5))
    assert not budget.over(found_of([state(1, 1, 1.0, learning=True)], 5))
    assert budget.over(found_of([], 5))
    # An ordinary day is never over.
    assert not Budget(DAY, 600, {}, PACE).over(found_of([], 5))


def test_what_was_not_reckoned_with_comes_last() -> None:
    states = [state(1, 60, 10.0), state(2, 60, 20.0)]
    budget = Budget(DAY, 600, worths(states[1:], {}, TODAY, PACE, WEIGHTS), PACE)
    assert budget.plan(found_of(states, 0), 0, Needs()).due == (states[1].item, states[0].item)

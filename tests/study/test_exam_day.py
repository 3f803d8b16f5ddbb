"""What is asked on a day before an exam."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.memory import fsrs
from quizapp.memory.exam import PLAIN, Policy, Seconds
from quizapp.memory.fsrs import DEFAULT_WEIGHTS as W
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Due, Memory, rate
from quizapp.study.candidates import candidates
from quizapp.study.dues import Dues
from quizapp.study.exam_day import ExamDay, Gain, exam_plan, gains
from quizapp.study.needs import Needs
from quizapp.study.state import ItemState
from tests.study.sitting import START

TODAY = START.date()
EXAM = TODAY + timedelta(days=20)
SECONDS = Seconds(right=10, wrong=30, new=25)


def known(item: str, stability: float, days_ago: int, due_in: int = 5) -> ItemState:
    day = TODAY - timedelta(days=days_ago)
    memory = Memory(Phase.REVIEW, 0, stability, 5.0, day, 3, 0)
    return ItemState(item, memory, Due(START + timedelta(days=due_in), days_ago + due_in), day, answers=3)


def planned(
    items: list[str], states: list[ItemState], seconds: float, exam: date = EXAM, answers: int = 0
) -> tuple[str, ...]:
    by_id = {state.item: state for state in states}
    worth = gains([(item, answers) for item in items], by_id, TODAY, exam, SECONDS, W)
    found = candidates(items, Dues.of(states, TODAY, START))
    return exam_plan(found, ExamDay(worth, seconds), SECONDS, Needs()).asked


def test_items_come_by_what_they_gain_per_second() -> None:
    """Each gain is written out with whole ratings of the schedule."""

    def gain(state: ItemState) -> float:
        before = state.memory
        assert before is not None

        def at_exam(memory: Memory) -> float:
            return fsrs.retrievability((EXAM - memory.study_day).days, memory.stability, W)

        now = fsrs.retrievability((TODAY - before.study_day).days, before.stability, W)
        up = at_exam(rate(before, Rating.GOOD, TODAY, W))
        down = at_exam(rate(rate(before, Rating.AGAIN, TODAY, W), Rating.GOOD, TODAY, W))
        return (now * up + (1 - now) * down - at_exam(before)) / (now * 10 + (1 - now) * 30)

    states = [known(f"c/{number}/q", 2.0 * 2**number, 3 + number, due_in=9) for number in range(7)]
    expected = [state.item for state in sorted(states, key=gain, reverse=True)]
    assert planned([state.item for state in states], states, inf) == tuple(expected)


def test_what_is_due_and_not_worth_its_time_waits_and_what_is_not_due_may_come() -> None:
    soon_lost, due = known("c/a/q", 3.0, 2, due_in=4), known("c/b/q", 400.0, 60, due_in=-1)
    assert planned(["c/a/q", "c/b/q"], [soon_lost, due], 5) == ("c/a/q",)


def test_a_day_of_its_own_on_the_day_of_the_exam() -> None:
    weak, strong = known("c/a/q", 2.0, 9), known("c/b/q", 90.0, 9)
    assert planned(["c/b/q", "c/a/q"], [weak, strong], inf, exam=TODAY) == ("c/a/q", "c/b/q")


def test_what_was_answered_today_comes_back_by_its_learning_step_alone() -> None:
    done = known("c/a/q", 3.0, 0)
    memory = Memory(Phase.LEARNING, 1, 2.0, 5.0, TODAY, 1, 0)
    step_over = ItemState("c/b/q", memory, Due(START - timedelta(minutes=1), 0), TODAY, answers=1)
    step_ahead = replace(step_over, item="c/c/q", due=Due(START + timedelta(minutes=5), 0))
    assert planned(["c/a/q", "c/b/q", "c/c/q"], [done, step_over, step_ahead], inf) == ("c/b/q",)
    # It is asked though the minutes are used.
    assert planned(["c/a/q", "c/b/q", "c/c/q", "c/new/q"], [done, step_over, step_ahead], 0) == ("c/b/q",)


def test_learning_that_was_broken_off_on_another_day_is_chosen_like_the_rest() -> None:
    memory = Memory(Phase.LEARNING, 1, 2.0, 5.0, TODAY - timedelta(days=4), 1, 0)
    left = ItemState("c/a/q", memory, Due(START - timedelta(days=4), 0), memory.study_day, answers=1)
    assert planned(["c/a/q"], [left], 0) == ()
    assert planned(["c/a/q"], [left], 5) == ("c/a/q",)


def test_suspended_and_buried_items_are_left_out() -> None:
    items = [f"c/{name}/q" for name in "abc"]
    states = [
        replace(known(items[0], 3.0, 2), suspended=True),
        replace(known(items[1], 3.0, 2), buried_until=TODAY + timedelta(days=1)),
        ItemState(items[2], suspended=True),
    ]
    assert planned(items, states, inf) == ()


def test_what_can_be_guessed_is_worth_less() -> None:
    worth = gains([("c/a/q", 2), ("c/b/q", 0), ("c/c/q", 4)], {}, TODAY, EXAM, SECONDS, W)
    assert [gain.item for gain in worth] == ["c/b/q", "c/c/q", "c/a/q"]


def test_new_items_keep_the_order_of_the_course_and_what_they_require() -> None:
    items = ["c/a/q", "c/b/q", "c/c/q"]
    found = candidates(items, Dues())
    # By gain the last comes first and the first last.
    worth = tuple(Gain(item, 25, True) for item in reversed(items))
    needs = Needs({"c/a/q": ("b",)}, {"b": ("c/b/q",)})
    assert exam_plan(found, ExamDay(worth, inf), SECONDS, needs).asked == ("c/b/q", "c/a/q", "c/c/q")
    assert exam_plan(found, ExamDay(worth, 30), SECONDS, Needs()).asked == ("c/b/q", "c/c/q")


def test_new_items_that_are_held_back_are_not_chosen() -> None:
    found = candidates(["c/a/q"], Dues())
    worth = (Gain("c/held/q", 25, True), Gain("c/a/q", 25, True))
    plan = exam_plan(found, ExamDay(worth, 30), SECONDS, Needs())
    assert plan.asked == ("c/a/q",)
    assert (plan.due, plan.new, plan.seconds) == ((), ("c/a/q",), 25)


@st.composite
def courses(draw: st.DrawFn) -> tuple[list[str], list[ItemState], float]:
    items = [f"c/{number}/q" for number in range(draw(st.integers(0, 25)))]
    states = [
        known(item, draw(st.floats(0.5, 300)), draw(st.integers(0, 40)), draw(st.integers(-5, 30)))
        for item in items
        if draw(st.booleans())
    ]
    return items, states, draw(st.floats(0, 400))


@given(courses(), st.integers(0, 90))
def test_the_minutes_are_passed_by_one_item_at_most(
    course: tuple[list[str], list[ItemState], float], ahead: int
) -> None:
    items, states, seconds = course
    exam = TODAY + timedelta(days=ahead)
    worth = gains([(item, 0) for item in items], {s.item: s for s in states}, TODAY, exam, SECONDS, W)
    plan = exam_plan(
        candidates(items, Dues.of(states, TODAY, START)), ExamDay(worth, seconds), SECONDS, Needs()
    )
    took = {gain.item: gain.seconds for gain in worth}
    chosen = [item for item in plan.asked if item in took]
    assert sum(took[item] for item in chosen[:-1]) < seconds or not chosen
    assert sorted(plan.asked) == sorted((*plan.due, *plan.new))
    assert len(set(plan.asked)) == len(plan.asked)


@given(courses(), st.randoms(use_true_random=False))
def test_the_choice_among_what_was_studied_does_not_hang_on_the_order_of_the_items(
    course: tuple[list[str], list[ItemState], float], random: object
) -> None:
    _, states, seconds = course
    items = [state.item for state in states]
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = planned(items, states, seconds), planned(shuffled, states, seconds)
    worth = gains([(item, 0) for item in items], {s.item: s for s in states}, TODAY, EXAM, SECONDS, W)
    if len({(gain.seconds) for gain in worth}) == len(worth):
        assert set(first) == set(second)


def test_with_time_to_spare_reviews_come_ahead_of_their_day() -> None:
    states = {state.item: state for state in (known("c/a/q", 90.0, 3), known("c/b/q", 20.0, 3))}
    items = [("c/a/q", 0), ("c/b/q", 0), ("c/c/q", 0)]
    found = gains(items, states, TODAY, EXAM, PLAIN, W, Policy.AHEAD)
    assert [gain.item for gain in found] == ["c/c/q", "c/b/q", "c/a/q"]


@pytest.mark.parametrize("days", [-400, 0, 1, 1095])
def test_an_exam_of_any_day_has_a_plan(days: int) -> None:
    states = [known("c/a/q", 9.0, 3)]
    assert set(planned(["c/a/q", "c/b/q"], states, inf, exam=TODAY + timedelta(days=days))) <= {
        "c/a/q",
        "c/b/q",
    }

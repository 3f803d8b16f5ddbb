"""Which items to study before an exam, and what a plan comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import inf, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.memory import fsrs
from quizapp.memory.exam import (
    USUAL,
    Candidate,
    Habits,
    Policy,
    Seconds,
    choose,
    exam_recall,
    worth,
)
from quizapp.memory.forecast import MODEL_DEVIATION, Forecast, better, drawn, forecast
from quizapp.memory.fsrs import DEFAULT_WEIGHTS as W
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase, recall
from quizapp.memory.schedule import Memory, rate

TODAY = date(2026, 5, 1)
EXAM = TODAY + timedelta(days=30)
SECONDS = Seconds(right=10, wrong=30, new=25)


def memory(stability: float, days_ago: int, difficulty: float = 5.0) -> Memory:
    return Memory(Phase.REVIEW, 0, stability, difficulty, TODAY - timedelta(days=days_ago), 3, 0)


def seen(key: str, stability: float, days_ago: int) -> Candidate:
    return Candidate(key, memory(stability, days_ago), seconds=SECONDS)


def fresh(number: int) -> list[Candidate]:
    return [Candidate(f"new {index}", None, seconds=SECONDS) for index in range(number)]


def test_recall_at_the_exam_is_what_the_schedule_predicts_and_nothing_of_what_was_never_studied() -> None:
    assert exam_recall(memory(12, 5), EXAM, W) == recall(memory(12, 5), EXAM, W)
    assert exam_recall(memory(12, 5), TODAY - timedelta(days=9), W) == 1.0
    assert exam_recall(None, EXAM, W) == 0.0


def test_the_gain_of_a_review_is_the_formula_of_the_design() -> None:
    """Written out once more, with whole ratings of the schedule in place of single formulas."""
    before = memory(12, 8)
    candidate = Candidate("a", before, guess=0.25, weight=2, seconds=SECONDS)
    now = recall(before, TODAY, W)
    up = recall(rate(before, Rating.GOOD, TODAY, W), EXAM, W)
    failed = rate(rate(before, Rating.AGAIN, TODAY, W), Rating.GOOD, TODAY, W)
    down = recall(failed, EXAM, W)
    stay = recall(before, EXAM, W)
    found = worth(candidate, TODAY, EXAM, W)
    assert found.gain == pytest.approx(2 * 0.75 * (now * up + (1 - now) * down - stay))
    assert found.seconds == pytest.approx(now * 10 + (1 - now) * 30)
    assert found.rate == pytest.approx(found.gain / found.seconds)


def test_passing_grades_count_by_how_often_they_are_given() -> None:
    candidate = seen("a", 12, 8)
    single = [
        worth(candidate, TODAY, EXAM, W, replace(USUAL, passed=passed)).gain
        for passed in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    ]
    assert single[0] < single[1] < single[2]
    mixed = worth(candidate, TODAY, EXAM, W, replace(USUAL, passed=(0.2, 0.5, 0.3))).gain
    assert mixed == pytest.approx(0.2 * single[0] + 0.5 * single[1] + 0.3 * single[2])


def test_a_first_study_is_worth_what_is_expected_to_be_left_of_it() -> None:
    after = [rate(rate(None, first, TODAY, W), Rating.GOOD, TODAY, W) for first in Rating]
    left = [recall(each, EXAM, W) for each in after]
    habits = Habits(first=(0.4, 0.1, 0.3, 0.2))
    found = worth(Candidate("a", None, guess=0.5, seconds=SECONDS), TODAY, EXAM, W, habits)
    assert found.gain == pytest.approx(0.5 * (0.4 * left[0] + 0.1 * left[1] + 0.3 * left[2] + 0.2 * left[3]))
    assert found.seconds == 25


def test_an_item_answered_today_comes_again_only_after_a_lapse() -> None:
    known = Candidate("known", memory(12, 0), seconds=SECONDS)
    weak = Candidate("weak", memory(0.2, 0), seconds=SECONDS)
    assert worth(known, TODAY, EXAM, W).gain == 0
    assert choose([known, weak], TODAY, EXAM, inf, W) == (1,)


def test_on_the_day_itself_what_is_forgotten_gains_most() -> None:
    items = [seen("a", 50, 10), seen("b", 5, 10), seen("c", 1, 10)]
    assert choose(items, EXAM, EXAM, inf, W) == (2, 1, 0)
    found = worth(items[1], EXAM, EXAM, W)
    assert found.gain == pytest.approx(1 - exam_recall(items[1].memory, EXAM, W))


def test_time_that_costs_nothing_does_not_divide() -> None:
    free = Candidate("a", None, seconds=Seconds(0, 0, 0))
    assert worth(free, TODAY, EXAM, W).rate > 0
    assert choose([free], TODAY, EXAM, 1, W) == (0,)


def test_no_time_and_no_items_are_no_plan() -> None:
    assert choose(fresh(3), TODAY, EXAM, 0, W) == ()
    assert choose([], TODAY, EXAM, 100, W) == ()


def test_review_ahead_takes_the_due_then_the_new_then_the_rest() -> None:
    items = [seen("later", 60, 2), fresh(1)[0], seen("due", 5, 8), seen("weaker", 20, 2), seen("dead", 1, 20)]
    items.append(seen("today", 9, 0))
    assert choose(items, TODAY, EXAM, inf, W, Policy.AHEAD) == (4, 2, 1, 3, 0)


candidates = st.builds(
    Candidate,
    key=st.uuids().map(str),
    memory=st.none() | st.builds(memory, st.floats(0.01, 2000), st.integers(0, 400), st.floats(1, 10)),
    guess=st.floats(0, 1),
    weight=st.floats(0, 5),
    seconds=st.builds(Seconds, st.floats(0, 60), st.floats(0, 120), st.floats(0, 120)),
)


@settings(max_examples=60)
@given(items=st.lists(candidates, max_size=12), seconds=st.floats(0, 600), ahead=st.integers(0, 200))
def test_a_choice_goes_down_by_gain_a_second_and_more_time_only_adds(
    items: list[Candidate], seconds: float, ahead: int
) -> None:
    exam = TODAY + timedelta(days=ahead)
    worths = [worth(item, TODAY, exam, W) for item in items]
    chosen = choose(items, TODAY, exam, seconds, W)
    rates = [worths[index].rate for index in chosen]
    assert rates == sorted(rates, reverse=True)
    assert all(worths[index].gain > 0 for index in chosen)
    assert len(set(chosen)) == len(chosen)
    assert sum(worths[index].seconds for index in chosen[:-1]) <= seconds
    assert choose(items, TODAY, exam, 2 * seconds, W)[: len(chosen)] == chosen


@settings(max_examples=100)
@given(
    stability=st.floats(0.001, 36500),
    difficulty=st.floats(1, 10),
    days_ago=st.integers(0, 3000),
    ahead=st.integers(0, 3000),
)
def test_no_gain_leads_out_of_what_can_be_recalled(
    stability: float, difficulty: float, days_ago: int, ahead: int
) -> None:
    item = Candidate("a", memory(stability, days_ago, difficulty))
    exam = TODAY + timedelta(days=ahead)
    stay = exam_recall(item.memory, exam, W)
    assert -1e-12 <= stay + worth(item, TODAY, exam, W).gain <= 1 + 1e-12


# -- forecasts ----------------------------------------------------------------------------


def plan(items: list[Candidate], minutes: float, policy: Policy = Policy.GAIN) -> Forecast:
    return forecast(items, TODAY, EXAM, minutes, W, policy)


def test_without_time_a_forecast_is_what_is_left_of_what_was_learnt() -> None:
    items = [seen("a", 12, 5), seen("b", 3, 20), *fresh(2)]
    found = plan(items, 0)
    assert found.items == tuple(exam_recall(item.memory, EXAM, W) for item in items)
    assert found.predicted == pytest.approx(sum(found.items) / 4)
    assert all(day.seconds == day.reviews == day.new == 0 for day in found.days)


def test_weights_and_guesses_count() -> None:
    heavy = replace(seen("a", 12, 5), weight=3, guess=0.5)
    found = plan([heavy, fresh(1)[0]], 0)
    left = exam_recall(heavy.memory, EXAM, W)
    assert found.predicted == pytest.approx(3 * left / 4)
    assert found.score == pytest.approx(3 * (0.5 + 0.5 * left) / 4)


def test_a_deviation_holds_the_luck_of_each_item_and_the_fault_of_the_model() -> None:
    found = plan([seen(str(index), 12, 5) for index in range(4)], 0)
    each = found.predicted
    assert found.deviation == pytest.approx(sqrt(each * (1 - each) / 4 + MODEL_DEVIATION**2))
    half = plan([seen("a", 12, 5), seen("b", 12, 5), *fresh(2)], 0)
    assert half.deviation == pytest.approx(sqrt(2 * each * (1 - each) / 16 + (MODEL_DEVIATION / 2) ** 2))
    assert plan(fresh(2), 0).deviation == 0


def test_days_are_studied_up_to_their_minutes_and_the_one_before_the_exam_is_the_last() -> None:
    found = forecast(fresh(200), TODAY, EXAM, [10] * 5 + [0] * 5 + [3], W)
    assert [day.day for day in found.days] == [TODAY + timedelta(days=at) for at in range(30)]
    longest = max(SECONDS.right, SECONDS.wrong, SECONDS.new)
    for at, day in enumerate(found.days):
        budget = 600 if at < 5 else 180 if at == 10 else 0
        assert budget <= day.seconds <= (budget + longest if budget else 0)


def test_answers_of_a_forecast_lead_to_what_the_schedule_says() -> None:
    """All items are alike and studied on the first day alone, so there are but two ends of each."""
    before = memory(12, 20)
    passed = rate(before, Rating.GOOD, TODAY, W)
    failed = rate(rate(before, Rating.AGAIN, TODAY, W), Rating.GOOD, TODAY, W)
    ends = [recall(passed, EXAM, W), recall(failed, EXAM, W)]
    for policy in Policy:
        found = forecast([seen(str(at), 12, 20) for at in range(1200)], TODAY, EXAM, [1e6], W, policy)
        assert {round(each, 12) for each in found.items} == {round(end, 12) for end in ends}
        share = sum(each == pytest.approx(ends[0]) for each in found.items) / 1200
        assert share == pytest.approx(recall(before, TODAY, W), abs=0.04)
        assert found.days[0].reviews == 1200
        assert found.days[0].seconds == pytest.approx(1200 * (share * 10 + (1 - share) * 30))


def test_a_first_study_in_a_forecast_leads_to_what_the_schedule_says() -> None:
    habits = Habits(first=(0.25, 0.25, 0.25, 0.25))
    found = forecast(fresh(1200), TODAY, EXAM, [1e6], W, habits=habits)
    ends = [recall(rate(rate(None, first, TODAY, W), Rating.GOOD, TODAY, W), EXAM, W) for first in Rating]
    assert {round(each, 12) for each in found.items} == {round(end, 12) for end in ends}
    assert found.days[0].new == 1200


def test_short_of_time_a_forecast_studies_what_the_exam_gives_most_for() -> None:
    items = [
        replace(item, weight=5 if at % 4 == 0 else 1, guess=1.0 if at % 4 == 1 else 0.0)
        for at, item in enumerate(fresh(40))
    ]
    found = forecast(items, TODAY, EXAM, [9.5 * 25 / 60], W)
    assert [at for at, recalled in enumerate(found.items) if recalled > 0] == list(range(0, 40, 4))


def test_a_forecast_is_the_same_every_time() -> None:
    items = [seen("a", 12, 5), *fresh(20)]
    assert plan(items, 2) == plan(items, 2)


def test_more_minutes_promise_more() -> None:
    promised = [plan(fresh(30), minutes).predicted for minutes in (0.1, 0.3, 0.6, 1, 2)]
    assert promised == sorted(promised)
    assert promised[-1] > promised[0] + 0.25


def test_short_of_time_the_rule_is_clearly_better_and_it_is_taken() -> None:
    items = fresh(30)
    rule, ahead = (plan(items, 0.5, policy).predicted for policy in Policy)
    assert rule > ahead + 0.1
    best = better(items, TODAY, EXAM, 0.5, W)
    assert (best.policy, best.predicted) == (Policy.GAIN, rule)


def test_where_review_ahead_promises_more_it_is_taken() -> None:
    items = fresh(30)
    plans = {policy: plan(items, 2, policy) for policy in Policy}
    best = better(items, TODAY, EXAM, 2, W)
    assert best == max(plans.values(), key=lambda plan: plan.score)
    assert plans[Policy.AHEAD].score > plans[Policy.GAIN].score
    assert best.policy is Policy.AHEAD


def test_a_forecast_can_be_stopped_between_two_days() -> None:
    class Stop(Exception):
        pass

    days = []

    def tick() -> None:
        days.append(1)
        if len(days) == 7:
            raise Stop

    with pytest.raises(Stop):
        forecast(fresh(5), TODAY, EXAM, 1, W, tick=tick)
    assert len(days) == 7


def test_nothing_to_learn_and_an_exam_that_is_past_are_forecast_too() -> None:
    assert forecast([], TODAY, EXAM, 5, W) == Forecast(Policy.GAIN, 0, 0, 0, plan([], 5).days, ())
    past = forecast([seen("a", 12, 5)], TODAY, TODAY - timedelta(days=3), 5, W)
    assert past.days == ()
    assert past.items == (pytest.approx(fsrs.retrievability(5, 12, W)),)


def test_ratings_are_drawn_by_their_shares() -> None:
    shares = (0.1, 0.2, 0.3, 0.4)
    assert [drawn(luck, shares) for luck in (0.0, 0.0999, 0.1, 0.2999, 0.31, 0.59, 0.61, 0.999)] == [
        *(Rating.AGAIN, Rating.AGAIN),
        *(Rating.HARD, Rating.HARD),
        *(Rating.GOOD, Rating.GOOD),
        *(Rating.EASY, Rating.EASY),
    ]
    assert drawn(0.9999999, (0.1, 0.1, 0.1, 0.1)) is Rating.GOOD

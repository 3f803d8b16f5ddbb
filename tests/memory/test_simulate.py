"""Schedulers on simulated learners: the table of the design."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from quizapp.memory.exam import Habits
from quizapp.memory.fsrs import DEFAULT_WEIGHTS as W
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase, recall
from quizapp.memory.rivals import FIRST_DAY, FsrsScheduler, Rival, Sm2Scheduler
from quizapp.memory.schedule import Memory
from quizapp.memory.simulate import Assumptions, Outcome, Result, compare, live, promised
from tests.benchmarks.simulate import DESIGN, MINUTES

NUMBER = 60
KEYS = [str(index) for index in range(NUMBER)]
NEW: list[Memory | None] = [None] * NUMBER
USUAL = Assumptions()


def minutes(of_300: float) -> float:
    """As many a day for the items here as for 300."""
    return of_300 * NUMBER / 300


def test_the_table_of_the_design_comes_out() -> None:
    """Within 0.015 where time suffices; where it is short two learners' luck moves a mean by as much again. Over
    many learners `tests/benchmarks/simulate.py` holds all to 0.015."""
    keys = [str(index) for index in range(300)]
    table = compare(keys, [None] * 300, MINUTES, range(2), USUAL)
    found = {(result.rival, result.minutes): result.recall for result in table}
    for rival, row in DESIGN.items():
        for each, recalled in zip(MINUTES, row, strict=True):
            margin = 0.015 if each == max(MINUTES) else 0.025
            assert found[rival, each] == pytest.approx(recalled, abs=margin), f"{rival}, {each} minutes"


def test_with_time_to_spare_all_that_can_is_recalled() -> None:
    for rival, least in (
        (Rival.GAIN, 0.98),
        (Rival.AHEAD, 0.98),
        (Rival.FSRS_90, 0.93),
        (Rival.FSRS_80, 0.85),
    ):
        outcome = live(rival, KEYS, NEW, minutes(30), 1, USUAL)
        assert outcome.seen == NUMBER
        assert least < outcome.recall < 1
    # Lower retention is what it says.
    assert live(Rival.FSRS_80, KEYS, NEW, minutes(30), 1, USUAL).recall < 0.93


def test_a_seed_is_a_learner() -> None:
    first, again, other = (live(Rival.GAIN, KEYS, NEW, minutes(5), seed, USUAL) for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize("rival", Rival)
def test_days_are_studied_until_their_minutes_are_used(rival: Rival) -> None:
    told = replace(USUAL, days=6)
    outcome = live(rival, KEYS, NEW, 2, 1, told)
    # An item begun is finished, and one that was forgotten takes longest.
    assert 6 * 120 <= outcome.seconds < 6 * (120 + USUAL.seconds.wrong)
    assert outcome.answers >= 2 * outcome.seen
    assert outcome.seen <= NUMBER


def test_no_minutes_leave_what_was_known_to_fade() -> None:
    known = Memory(Phase.REVIEW, 0, 20.0, 5.0, FIRST_DAY - timedelta(days=5), 3, 0)
    exam = FIRST_DAY + timedelta(days=40)
    for rival in Rival:
        outcome = live(rival, ["a", "b"], [known, None], 0, 1, USUAL)
        assert outcome == Outcome(pytest.approx(recall(known, exam, W) / 2), 1, 0, 0.0)


@pytest.mark.parametrize(
    ("memory", "knows", "answers", "seconds"),
    [
        (None, 1.0, 2, 36.0),
        (None, 0.0, 3, 36.0),
        (Memory(Phase.REVIEW, 0, 36500.0, 5.0, FIRST_DAY - timedelta(days=1), 3, 0), 1.0, 1, 15.0),
        (Memory(Phase.REVIEW, 0, 0.001, 5.0, FIRST_DAY - timedelta(days=36500), 3, 0), 0.0, 2, 42.0),
    ],
)
def test_an_item_takes_the_seconds_of_new_known_or_forgotten_once_a_day(
    memory: Memory | None, knows: float, answers: int, seconds: float
) -> None:
    told = replace(USUAL, days=1, habits=Habits(first=(1 - knows, 0.0, knows, 0.0)))
    outcome = live(Rival.AHEAD, ["a"], [memory], 0.1, 1, told)
    assert (outcome.answers, outcome.seconds) == (answers, seconds)


def test_the_forecast_is_near_to_what_happens() -> None:
    for of_300 in (15, 5):
        plan = promised(KEYS, NEW, minutes(of_300), USUAL)
        (result,) = compare(KEYS, NEW, (minutes(of_300),), range(2), USUAL, (Rival.GAIN,))
        assert plan.predicted == pytest.approx(result.recall, abs=0.04)


def test_means_and_their_errors_by_hand() -> None:
    result = Result(Rival.SM2, 5, tuple(Outcome(recall, 0, 0, 0) for recall in (0.5, 0.6, 0.7)))
    assert result.recall == pytest.approx(0.6)
    assert result.error == pytest.approx(0.1 / 3**0.5)
    assert Result(Rival.SM2, 5, result.outcomes[:1]).error == 0


def test_schedulers_ask_the_due_first_and_then_the_new() -> None:
    sm2 = Sm2Scheduler(["a", "b", "c"], [None] * 3)
    fsrs = FsrsScheduler(["a", "b", "c"], [None] * 3, W, 0.9)
    for each in (sm2, fsrs):
        assert list(each.order(0)) == [0, 1, 2]
        each.rated(1, [Rating.AGAIN, Rating.GOOD, Rating.GOOD], 0)
        assert list(each.order(0)) == [0, 2]
        assert list(each.order(1)) == [1, 0, 2]
        each.rated(1, [Rating.GOOD], 1)
        assert list(each.order(1)) == [0, 2]

"""Schedulers on simulated learners: a small version of the table of the design."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from quizapp.memory.fsrs import DEFAULT_WEIGHTS as W
from quizapp.memory.rating import Rating
from quizapp.memory.rivals import FIRST_DAY, FsrsScheduler, Rival, Sm2Scheduler
from quizapp.memory.schedule import Memory, Phase, recall
from quizapp.memory.simulate import Assumptions, Outcome, Result, compare, live, promised

NUMBER = 60
KEYS = [str(index) for index in range(NUMBER)]
NEW: list[Memory | None] = [None] * NUMBER
USUAL = Assumptions()


def minutes(of_300: float) -> float:
    """As many a day for the items here as for 300."""
    return of_300 * NUMBER / 300


def test_short_of_time_the_exam_rule_is_clearly_best_and_a_lower_retention_next() -> None:
    number = 2 * NUMBER
    table = compare([str(index) for index in range(number)], [None] * number, (3.2, 2), (1,), USUAL)
    for each, margin in ((3.2, 0.05), (2, 0.15)):  # 8 and 5 minutes for 300 items
        recalls = {result.rival: result.recall for result in table if result.minutes == each}
        others = [recall for rival, recall in recalls.items() if rival is not Rival.GAIN]
        assert recalls[Rival.GAIN] > max(others) + margin
        assert recalls[Rival.FSRS_80] > max(recalls[Rival.FSRS_90], recalls[Rival.SM2], recalls[Rival.AHEAD])


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
    # An answer begun is finished, and a new item takes three at most.
    assert 6 * 120 <= outcome.seconds < 6 * (120 + 3 * 18)
    assert outcome.seconds == 18 * outcome.answers
    assert outcome.seen <= NUMBER


def test_no_minutes_leave_what_was_known_to_fade() -> None:
    known = Memory(Phase.REVIEW, 0, 20.0, 5.0, FIRST_DAY - timedelta(days=5), 3, 0)
    exam = FIRST_DAY + timedelta(days=40)
    for rival in Rival:
        outcome = live(rival, ["a", "b"], [known, None], 0, 1, USUAL)
        assert outcome == Outcome(pytest.approx(recall(known, exam, W) / 2), 1, 0, 0.0)


def test_seconds_told_to_the_rule_are_those_the_learner_takes() -> None:
    told = replace(USUAL, right=10, wrong=20).seconds
    assert (told.right, told.wrong) == (10, 30)
    # Wrong at first: wrong, right, right; right at first: twice right.
    assert told.new == pytest.approx(0.24 * 40 + 0.76 * 20)


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

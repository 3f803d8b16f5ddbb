"""Ways back after a gap: what they cost, and whether they keep their word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from quizapp.memory.exam import Seconds
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Due, Memory
from quizapp.study.comeback import (
    AWAY,
    FULL,
    LEAST,
    LONGEST,
    Backlog,
    Waiting,
    caught_up,
    due_seconds,
    is_wall,
    offers,
)
from quizapp.study.dues import rank
from quizapp.study.state import ItemState

TODAY = date(2026, 11, 27)


def backlog(items: int, away: int, seed: int = 1, course: str = "c") -> Backlog:
    """A course that was studied for a while, and then not for so many days."""
    source, found = Random(seed), []
    for number in range(items):
        stability = source.choice((1.5, 4, 9, 20, 45, 100)) * source.uniform(0.7, 1.4)
        since = away + source.randrange(int(stability) + 1)
        memory = Memory(Phase.REVIEW, 0, stability, source.uniform(3, 8), TODAY - timedelta(days=since), 4, 0)
        found.append(Waiting(f"{course}/{number}/a", memory, max(1, round(stability)) - since))
    return Backlog(course, tuple(found))


@pytest.mark.parametrize(
    ("items", "away", "seed", "usual"),
    [(60, 12, 1, 10), (250, 12, 2, 10), (250, 200, 3, 20), (120, 400, 5, 5)],
)
def test_plans_keep_their_word_within_a_day(items: int, away: int, seed: int, usual: int) -> None:
    course = backlog(items, away, seed)
    plans = offers([course], TODAY, usual)
    assert plans[0].days == 1
    assert [plan.minutes for plan in plans] == sorted((plan.minutes for plan in plans), reverse=True)
    assert [plan.days for plan in plans] == sorted(plan.days for plan in plans)
    for plan in plans:
        assert plan.until == TODAY + timedelta(days=plan.days - 1)
        assert sum(plan.shares.values()) == pytest.approx(plan.minutes)
        # Other luck than that by which the plan was made.
        lives = [caught_up(course, TODAY, plan.minutes, LONGEST, luck) for luck in range(100, 104)]
        assert all(days is not None and days <= plan.days + 1 for days in lives), (plan, lives)


def test_all_of_it_today_costs_what_waits() -> None:
    course = backlog(300, 12)
    [today, *_] = offers([course], TODAY, 15)
    assert today.minutes - 1 < course.work(TODAY) / 60 <= today.minutes
    waits = Backlog("c", tuple(item for item in course.items if item.days <= 0))
    assert waits.work(TODAY) == pytest.approx(course.work(TODAY))
    assert waits.cards == course.cards


def test_what_falls_due_meanwhile_is_part_of_the_cost() -> None:
    course = backlog(120, 12)
    alone = replace(course, items=tuple(item for item in course.items if item.days <= 0))
    soon = replace(
        course, items=(*alone.items, *(replace(item, item=item.item + "x", days=1) for item in alone.items))
    )
    week, more = (
        next(plan for plan in offers([each], TODAY, 15) if plan.days == 7) for each in (alone, soon)
    )
    assert more.minutes > week.minutes * 1.5


def test_what_was_studied_falls_due_again_on_the_way() -> None:
    memory = Memory(Phase.REVIEW, 0, 0.5, 8.0, TODAY - timedelta(days=20), 4, 2)
    course = Backlog("c", tuple(Waiting(f"c/{number}/a", memory, -19) for number in range(100)))
    days = caught_up(course, TODAY, 6)
    assert days is not None
    assert days > 2 * course.work(TODAY) / 360


def test_a_plan_is_the_cheapest_that_is_through_in_time() -> None:
    course = backlog(200, 30)
    plan = next(plan for plan in offers([course], TODAY, 15) if plan.days == 7)
    late = [caught_up(course, TODAY, plan.minutes - 1, 7, luck) for luck in range(4)]
    assert None in late


def test_courses_share_a_plan_by_what_waits_in_them() -> None:
    much, little = backlog(300, 30, course="much"), backlog(30, 30, course="little")
    for plan in offers([much, little], TODAY, 15):
        assert plan.shares["much"] > 5 * plan.shares["little"] > 0


def test_where_nothing_waits_there_is_no_plan() -> None:
    course = backlog(50, 12)
    later = replace(course, items=tuple(replace(item, days=5) for item in course.items))
    assert offers([later], TODAY, 15) == ()
    assert offers([], TODAY, 15) == ()


def test_nobody_is_offered_a_day_and_a_night() -> None:
    heavy = Seconds(800, 1500)
    plans = offers([replace(backlog(60, 30), seconds=heavy)], TODAY, 15)
    assert plans
    assert all(plan.minutes <= FULL for plan in plans)
    assert plans[0].days > 1
    hopeless = replace(backlog(60, 30), seconds=Seconds(10_000, 10_000))
    assert [plan.days for plan in offers([hopeless], TODAY, 15)] == [1]


def test_working_it_out_can_be_stopped() -> None:
    class Left(Exception):
        pass

    def tick() -> None:
        raise Left

    with pytest.raises(Left):
        offers([backlog(50, 12)], TODAY, 15, tick)


def test_what_waits_costs_the_same_by_ranks_as_by_memories() -> None:
    course = backlog(200, 12)
    states = [
        ItemState(each.item, each.memory, Due(datetime.now(UTC), 1), sure_and_wrong_on=day)
        for each in course.items
        for day in [TODAY if each.item.endswith("7/a") else None]
        if each.days <= 0
    ]
    found = due_seconds([rank(state, TODAY) for state in states], course.seconds, course.weights)
    assert found == pytest.approx(course.work(TODAY), rel=1e-4)


@pytest.mark.parametrize(
    ("minutes", "usual", "away", "wall"),
    [
        (41, 20, AWAY, True),
        (40, 20, AWAY, False),
        (41, 20, AWAY - 1, False),
        (LEAST, 1, 100, False),
        (LEAST + 1, 1, 100, True),
        (15, 0, 5, True),
    ],
)
def test_what_counts_as_a_wall(minutes: float, usual: float, away: int, wall: bool) -> None:
    assert is_wall(minutes, usual, away) is wall

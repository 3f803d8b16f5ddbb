"""Exams in the log, how long answers take, and what an exam will come to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.deck.course import Course
from quizapp.memory.exam import PLAIN, Candidate, Policy, Seconds, exam_recall
from quizapp.memory.fsrs import DEFAULT_WEIGHTS as W
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Memory
from quizapp.progress import exam_words
from quizapp.progress.goals import USUAL_MINUTES, goal_of, latest_exams
from quizapp.progress.overview import FIRM
from quizapp.progress.prospects import Prospect, Subject, prospect
from quizapp.study.event import Exam

if TYPE_CHECKING:
    from quizapp.progress.store import Store

    from .conftest import Maker

TODAY = date(2026, 5, 1)
SECONDS = Seconds(right=10, wrong=30, new=30)
COURSE = Course("c", "C", (), "c.yaml", exam=date(2026, 6, 1), exam_minutes=20)


@pytest.fixture(autouse=True)
def few_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    """One life of the simulated learner says enough here, and takes an eighth of the time."""
    monkeypatch.setattr("quizapp.memory.forecast._MOST_WORK", 0)


def exam(make: Maker, number: int, day: date | None, minutes: float | None = None, course: str = "c") -> Exam:
    return Exam(**make.stamp(number, None), course=course, day=day, minutes=minutes)


# -- what holds -----------------------------------------------------------------------------


def test_the_latest_exam_that_counts_holds_and_goes_before_the_authors(store: Store, make: Maker) -> None:
    first, second = exam(make, 1, date(2026, 7, 1)), exam(make, 2, date(2026, 8, 1), 45)
    other = exam(make, 3, date(2026, 9, 1), course="d")

    def held() -> tuple[date | None, float]:
        goal = goal_of(COURSE, latest_exams(store.standing("exam")))
        return goal.exam, goal.exam_minutes

    assert held() == (date(2026, 6, 1), 20)
    store.append(second, first, other)
    assert held() == (date(2026, 8, 1), 45)
    store.append(make.retract(4, 2))
    assert held() == (date(2026, 7, 1), USUAL_MINUTES)
    store.append(make.retract(5, 4))
    assert held() == (date(2026, 8, 1), 45)
    store.append(exam(make, 6, None))
    assert held() == (None, USUAL_MINUTES)
    store.rebuild()
    assert store.check() == []
    assert held() == (None, USUAL_MINUTES)
    store.append(make.retract(7, 6), make.retract(8, 2))
    assert held()[0] == date(2026, 7, 1)


def test_an_exam_takes_the_minutes_of_settings_where_nobody_says() -> None:
    course = Course("c", "C", (), "c.yaml", exam=date(2026, 6, 1))
    assert goal_of(course, {}, 25).exam_minutes == 25
    assert goal_of(course, {}).exam_minutes == USUAL_MINUTES
    assert goal_of(COURSE, {}, 25).exam_minutes == 20


def test_an_exam_counts_on_its_day_and_no_longer() -> None:
    goal = goal_of(COURSE, {})
    assert goal.examined(date(2026, 6, 1))
    assert not goal.examined(date(2026, 6, 2))
    assert not goal_of(Course("c", "C", (), "c.yaml"), {}).examined(TODAY)
    assert not goal_of(Course("c", "C", (), "c.yaml", exam=date.max), {}).examined(TODAY)


@pytest.mark.parametrize("minutes", [0.0, -5.0, 1e300])
def test_minutes_that_no_day_has_are_the_usual_ones(make: Maker, minutes: float) -> None:
    own = {"c": exam(make, 1, date(2026, 8, 1), minutes)}
    assert goal_of(COURSE, own).exam_minutes == USUAL_MINUTES


# -- how long answers take ------------------------------------------------------------------


def test_the_pace_is_of_whole_days_and_drawn_to_the_usual_one(store: Store, make: Maker) -> None:
    day = 24 * 60
    store.append(
        make.answer(1, "c/a/q", 3, 0, ms=20_000),
        make.answer(2, "c/a/q", 3, 1, ms=10_000),  # new: 30 s in all
        make.answer(3, "c/a/q", 3, 3 * day, ms=4_000),  # right: 4 s
        make.answer(4, "c/a/q", 1, 9 * day, ms=6_000),
        make.answer(5, "c/a/q", 3, 9 * day + 10, ms=5_000),  # wrong: 11 s in all
        make.answer(6, "c/a/q", 3, 20 * day, ms=90_000, mode="practice"),
        make.answer(7, "c/a/q", 3, 3 * day + 5, ms=90_000, mode="practice"),
    )
    found = store.sums.pace()
    assert found.new == pytest.approx((30 + FIRM * PLAIN.new) / (1 + FIRM))
    assert found.right == pytest.approx((4 + FIRM * PLAIN.right) / (1 + FIRM))
    assert found.wrong == pytest.approx((11 + FIRM * PLAIN.wrong) / (1 + FIRM))


def test_the_pace_of_nobody_is_the_usual_one(store: Store) -> None:
    assert store.sums.pace() == PLAIN


def test_many_answers_outweigh_the_usual_pace(store: Store, make: Maker) -> None:
    store.append(*(make.answer(n, f"c/{n}/q", 3, n, ms=2_000 if n % 5 else 60_000) for n in range(300)))
    assert store.sums.pace().new < 6  # the median, which a few long ones do not move


def test_what_was_spent_is_told_by_course_and_day(store: Store, make: Maker) -> None:
    day = 24 * 60
    store.append(
        make.answer(1, "c/a/q", 3, 0, ms=20_000),
        make.answer(2, "c/a/q", 3, day, ms=7_000),
        make.answer(3, "c/b/q", 3, day, ms=500_000),
        make.answer(4, "d/e/q", 3, day, ms=3_000),
    )
    assert store.sums.spent(make.FIRST + timedelta(days=1)) == {"c": 187.0, "d": 3.0}
    assert store.sums.spent(make.FIRST + timedelta(days=9)) == {}


# -- what it will come to -------------------------------------------------------------------


def memory(stability: float, days_ago: int) -> Memory:
    return Memory(Phase.REVIEW, 0, stability, 5.0, TODAY - timedelta(days=days_ago), 3, 0)


def fresh(number: int, theme: str = "t") -> list[Subject]:
    return [Subject(theme, Candidate(f"{theme}{at}", None, seconds=SECONDS)) for at in range(number)]


def foretold(
    subjects: list[Subject],
    minutes: float,
    days: int = 20,
    titles: tuple[str, ...] = ("t",),
    left: float | None = None,
) -> Prospect:
    exam_day = TODAY + timedelta(days=days)
    left = minutes if left is None else left
    themes = {theme: theme.upper() for theme in titles}
    return prospect(subjects, themes, TODAY, exam_day, minutes, left, W, lambda: None)


def test_what_will_not_have_been_seen_is_said_with_what_would_be_enough() -> None:
    found = foretold(fresh(240), 5)
    assert 0 < found.unseen < 240
    assert found.predicted <= 1 - found.unseen / 240
    assert found.enough is not None
    assert foretold(fresh(240), found.enough).unseen == 0
    assert foretold(fresh(240), found.enough - 2).unseen > 0
    sentence = exam_words.warning(found)
    assert sentence == (
        f"At 5 minutes a day {found.unseen} of 240 cards will not have been seen by 21 May."
        f" {found.enough:g} minutes would see all of them."
    )


def test_where_all_is_seen_there_is_no_warning() -> None:
    found = foretold(fresh(20), 15)
    assert (found.unseen, found.enough, exam_words.warning(found)) == (0, None, "")


def test_more_minutes_promise_more_and_less_less() -> None:
    found = foretold(fresh(150), 10, days=8)
    assert found.less is not None
    assert found.less < found.predicted < found.more
    assert foretold(fresh(150), 5, days=8).less is None
    assert foretold(fresh(150), 15, days=8).predicted == pytest.approx(found.more)
    assert "5 minutes more a day: " in exam_words.changes(found)


def test_themes_make_the_whole_and_suspended_items_count_as_they_will_be() -> None:
    idle = Subject("u", Candidate("idle", memory(30, 3), seconds=SECONDS), idle=True)
    never = Subject("u", Candidate("never", None, seconds=SECONDS), idle=True)
    found = foretold([*fresh(30), idle, never], 15, titles=("t", "u", "empty"))
    assert [(theme.theme, theme.title, theme.items) for theme in found.themes] == [
        ("t", "T", 30),
        ("u", "U", 2),
    ]
    left = exam_recall(memory(30, 3), TODAY + timedelta(days=20), W)
    assert found.themes[1].predicted == pytest.approx(left / 2)
    whole = sum(theme.predicted * theme.items for theme in found.themes) / 32
    assert found.predicted == pytest.approx(whole)
    assert found.items == 32
    assert found.unseen == 0  # nobody means to see the suspended one


def test_a_sample_says_nearly_what_all_items_say(monkeypatch: pytest.MonkeyPatch) -> None:
    subjects = fresh(400) + [
        Subject("u", Candidate(f"u{at}", memory(3 + at % 40, at % 15), seconds=SECONDS)) for at in range(400)
    ]
    titles = ("t", "u")
    whole = foretold(subjects, 30, titles=titles)
    monkeypatch.setattr("quizapp.progress.prospects._MOST_WORK", 3000)
    part = foretold(subjects, 30, titles=titles)
    assert part.predicted == pytest.approx(whole.predicted, abs=0.03)
    assert part.unseen == pytest.approx(whole.unseen, abs=30)
    assert [theme.items for theme in part.themes] == [400, 400]
    assert sum(day.seconds for day in part.days) == pytest.approx(
        sum(day.seconds for day in whole.days), rel=0.06
    )


def test_on_the_day_it_is_what_is_known_now() -> None:
    known = [Subject("t", Candidate("a", memory(10, 5), seconds=SECONDS))]
    found = foretold([*known, *fresh(1)], 15, days=0)
    assert found.predicted == pytest.approx(exam_recall(memory(10, 5), TODAY, W) / 2)
    assert (found.days, found.days_left, found.unseen) == ((), 0, 1)
    assert exam_words.expected(found).endswith(" now")
    assert exam_words.warning(found) == "The exam is today, and 1 of 2 cards has not been seen."


def test_an_exam_years_ahead_is_foretold_too() -> None:
    found = foretold(fresh(8), 10, days=1095)
    assert len(found.days) == 1095
    assert found.unseen == 0
    assert found.predicted > 0.9


def test_a_course_without_items_expects_nothing() -> None:
    found = foretold([], 15)
    assert (found.predicted, found.deviation, found.themes, found.unseen) == (0.0, 0.0, (), 0)


def test_time_to_spare_is_used_by_reviews_ahead() -> None:
    assert foretold(fresh(40), 8).policy is Policy.AHEAD
    assert foretold(fresh(200), 4, days=8).policy is Policy.GAIN


def test_what_nobody_waits_for_is_stopped() -> None:
    class Enough(Exception):
        pass

    calls = 0

    def tick() -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Enough

    with pytest.raises(Enough):
        prospect(fresh(50), {"t": "T"}, TODAY, TODAY + timedelta(days=20), 10, 10, W, tick)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 20), st.integers(1, 6), st.floats(1, 60), st.floats(0, 60))
def test_whatever_there_is_shares_are_shares(number: int, days: int, minutes: float, left: float) -> None:
    found = foretold(fresh(number), minutes, days, left=left)
    assert 0 <= found.predicted <= 1
    assert 0 <= found.more <= 1
    assert 0 <= found.unseen <= number
    assert len(found.days) == days
    most = 60 * minutes + max(SECONDS.right, SECONDS.wrong, SECONDS.new)
    assert all(day.seconds <= most for day in found.days[1:])

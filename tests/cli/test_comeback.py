"""`quizapp comeback`, and days of so many minutes, over a real store."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from quizapp.cli.counting import survey
from quizapp.cli.desk import Desk
from quizapp.memory.days import DAY_STARTS, study_day
from quizapp.memory.rating import Rating
from quizapp.progress.statistics import Period
from quizapp.study.event import Answer
from quizapp.study.plan import Plan
from quizapp.study.stamp import uuid7
from tests.cli.command import Shell

pytestmark = pytest.mark.usefixtures("own_decks_alone")

CARDS, NEW = 120, 30


def write_deck(shell: Shell, name: str, cards: int) -> None:
    folder = shell.home / "decks"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"  - {{id: k{n}, q: 'Question {n}?', a: answer {n}}}\n" for n in range(cards)]
    text = f"deck: {{id: {name}, title: {name.title()}}}\ncards:\n" + "".join(lines)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def answer_all(course: str, cards: int, away: int, milliseconds: int = 12_000, a_day: int = 4) -> None:
    """Cards that were learnt until so many days ago, so many a day."""
    events = []
    with Desk.open().store as store:
        for number in range(cards):
            at = datetime.now().astimezone() - timedelta(days=away + number // a_day)
            for step in range(2):
                at += timedelta(seconds=30)
                events.append(
                    Answer(
                        id=uuid7(int(at.timestamp() * 1000), os.urandom(10)),
                        at=at,
                        device="d",
                        item=f"{course}/k{number}/q",
                        sitting="s",
                        mode="review",
                        asked="flip",
                        response=None,
                        score=None,
                        verdict="self",
                        rating=Rating.GOOD,
                        suggested=None,
                        overruled=False,
                        confidence=None,
                        guess_rate=0.0,
                        hints=0,
                        ms=milliseconds,
                        first_key_ms=None,
                        study_day=study_day(at, DAY_STARTS),
                        due=at + timedelta(days=3 * step),
                        days=3 * step,
                        weights="fsrs6-default",
                        expected="",
                    )
                )
        store.append(*events)


@pytest.fixture
def away(shell: Shell) -> Shell:
    """Somebody who was away for 12 days, with a course to come back to and one that they never began."""
    write_deck(shell, "rivers", CARDS + NEW)
    write_deck(shell, "lakes", NEW)
    answer_all("rivers", CARDS, 12)
    return shell


def plans() -> dict[str, Plan]:
    desk = Desk.open()
    found = {agenda.course.id: agenda.plan for agenda in desk.agendas()}
    desk.close()
    return found


def test_the_plans_are_listed_with_what_they_cost(away: Shell) -> None:
    status, out, _ = away.run("comeback")
    assert status == 0
    first, *listed, last = out.splitlines()
    assert first.startswith("You have been away for 12 days: 120 cards wait, about ")
    assert listed[0].startswith("  1  All of it today: ")
    assert listed[1].startswith("  2  In three days: ")
    assert "comeback N" in last
    told = away.json("comeback", "--json")
    assert told["waiting"]["cards"] == CARDS
    assert told["plan"] is None
    assert [plan["number"] for plan in told["plans"]] == list(range(1, len(listed) + 1))
    assert told["plans"][1]["days"] == 3


def test_a_plan_holds_until_it_is_taken_back_and_leaves_no_trace(away: Shell) -> None:
    before = plans()
    three = away.json("comeback", "--json")["plans"][1]
    status, out, _ = away.run("comeback", "2")
    assert status == 0
    assert out.startswith(f"Your way back: {three['minutes']} minutes a day until ")
    assert "without new cards" in out
    during = plans()
    assert 0 < len(during["rivers"].due) < len(before["rivers"].due)
    assert during["rivers"].new == ()
    # Where nothing waits nothing changes.
    assert during["lakes"] == before["lakes"]
    told = away.json("comeback", "--json")
    assert told["waiting"] is None
    assert told["plan"]["until"] == three["until"]
    assert told["plan"]["courses"] == ["rivers"]
    assert away.run("comeback", "--undo")[0] == 0
    assert plans() == before
    status, _, err = away.run("comeback", "--undo")
    assert (status, err) == (1, "No plan holds, so there is nothing to take back.\n")


def test_of_two_plans_the_later_holds_and_the_earlier_comes_back(away: Shell) -> None:
    away.run("comeback", "3", "--new")
    first = plans()
    assert first["rivers"].new
    away.run("comeback", "2")
    assert plans() != first
    assert "with new cards" in away.run("comeback", "--undo")[1]
    assert plans() == first


def test_a_backlog_beside_daily_study_is_a_wall_as_well(away: Shell) -> None:
    answer_all("lakes", 4, 1)
    told = away.json("comeback", "--json")["waiting"]
    assert told["away"] == 1
    assert told["cards"] > CARDS - 1
    assert "cards wait, about " in away.run("comeback")[1].splitlines()[0]
    # A day's work is no wall, however short the days.
    (away.home / "settings.toml").write_text("minutes_per_day = 60\n")
    assert away.json("comeback", "--json")["waiting"] is None


def test_courses_may_come_back_by_different_plans(away: Shell) -> None:
    away.run("comeback", "2")
    answer_all("lakes", NEW, 12)
    desk = Desk.open()
    lakes = next(offer for offer in desk.comebacks.offers() if "lakes" in offer.shares)
    [*_, event] = desk.comebacks.choosing(replace(lakes, shares={"lakes": 4.0}), new=False)
    desk.record(event)
    assert {agenda.course.id: agenda.minutes for agenda in desk.agendas()}["lakes"] == 4
    assert [plan.course for plan in desk.comebacks.standing()] == ["lakes"]
    desk.record(*desk.comebacks.undoing())
    assert [plan.course for plan in desk.comebacks.standing()] == ["rivers"]
    desk.close()


def test_a_plan_past_its_last_day_is_over(away: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    away.run("comeback", "2")
    later = datetime.now().astimezone() + timedelta(days=3)
    monkeypatch.setattr(Desk, "now", lambda _: later)
    assert away.json("comeback", "--json")["plan"] is None
    assert len(plans()["rivers"].due) == CARDS


def test_a_number_without_a_plan_is_a_sentence(away: Shell) -> None:
    status, _, err = away.run("comeback", "9")
    assert status == 1
    assert err.startswith("There are the plans 1 to ")


def test_where_nothing_waits(shell: Shell) -> None:
    write_deck(shell, "lakes", 3)
    assert shell.run("comeback") == (0, "Nothing waits.\n", "")
    assert shell.run("comeback", "1")[2] == "Nothing waits, so there is no plan.\n"
    assert shell.json("comeback", "--json") == {"waiting": None, "plan": None, "plans": []}


def test_what_was_studied_before_the_choice_does_not_count(away: Shell) -> None:
    answer_all("lakes", 10, 0, milliseconds=60_000)
    answer_all("rivers", 10, 0, milliseconds=60_000)
    away.run("comeback", "2")
    desk = Desk.open()
    [budget] = [agenda.budget for agenda in desk.agendas() if agenda.budget is not None]
    assert budget.seconds == pytest.approx(60 * budget.minutes)
    desk.close()


def test_minutes_a_day_take_the_place_of_counts(away: Shell) -> None:
    (away.home / "settings.toml").write_text("minutes_per_day = 10\n[courses.lakes]\nminutes_per_day = 0\n")
    desk = Desk.open()
    rivers, lakes = sorted(desk.agendas(), key=lambda agenda: agenda.course.id, reverse=True)
    assert lakes.budget is None
    assert (lakes.due, lakes.new) == (0, 10)
    assert rivers.budget is not None
    assert rivers.plan.seconds is not None
    assert 600 <= rivers.plan.seconds < 700
    assert (rivers.due, rivers.new) == (len(rivers.plan.due), len(rivers.plan.new))
    assert 0 < rivers.new < 10 < rivers.due < CARDS
    # The same is asked of a sitting, and a day's minutes once more of one that goes on.
    assert len(desk.begin("rivers", None).queue) == rivers.due + rivers.new
    assert len(desk.begin("rivers", None, more=True).queue) == rivers.due + rivers.new
    desk.close()


def test_a_plan_goes_before_the_minutes_of_the_settings(away: Shell) -> None:
    (away.home / "settings.toml").write_text("minutes_per_day = 5\n")
    away.run("comeback", "2")
    desk = Desk.open()
    [rivers] = desk.agendas("rivers")
    [plan] = desk.comebacks.standing()
    assert rivers.budget is not None
    assert (rivers.budget.minutes, rivers.budget.until) == (plan.daily, plan.until)
    answer_all("rivers", CARDS, 0, milliseconds=0, a_day=CARDS)
    [rivers] = desk.agendas("rivers")
    # Nothing waits any more.
    assert rivers.budget is not None
    assert (rivers.budget.minutes, rivers.budget.until) == (5, None)
    assert rivers.new > 0
    desk.close()


def test_an_exam_goes_before_minutes_and_plans(away: Shell) -> None:
    away.run("comeback", "2")
    day = datetime.now().astimezone().date() + timedelta(days=20)
    away.run("exam", "rivers", str(day))
    desk = Desk.open()
    [rivers] = desk.agendas("rivers")
    assert rivers.budget is None
    assert rivers.exam is not None
    assert desk.comebacks.standing() == ()
    desk.close()


@pytest.mark.parametrize("way", ["minutes", "plan", "exam"])
def test_statistics_have_left_for_today_what_home_has(away: Shell, way: str) -> None:
    match way:
        case "minutes":
            (away.home / "settings.toml").write_text("minutes_per_day = 10\n")
        case "plan":
            away.run("comeback", "2")
        case "exam":
            away.run("exam", "rivers", str(datetime.now().astimezone().date() + timedelta(days=20)))
    desk = Desk.open()
    desk.exams.settle()
    home = desk.overview()
    [lakes, rivers] = sorted(home.agendas, key=lambda agenda: agenda.course.id)
    assert 0 < rivers.due < CARDS
    assert rivers.chosen is not None
    today = desk.statistics(None, Period.WEEK)().today
    assert (today.due, today.fresh) == (rivers.due + lakes.due, rivers.new + lakes.new)
    assert today.minutes_left == pytest.approx(home.minutes)
    [deck] = desk.agendas("rivers")[0].decks
    alone = survey(desk, "rivers", "rivers").count(desk.store).today
    assert (alone.due, alone.fresh) == (deck.due, deck.new)
    desk.close()

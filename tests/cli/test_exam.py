"""Exams by line: set, shown, planned, studied for, and past."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest

from quizapp.cli.counting import survey
from quizapp.cli.desk import Desk
from quizapp.memory.days import DAY_STARTS, study_day
from quizapp.memory.exam import Policy
from quizapp.memory.rating import Rating
from quizapp.study.event import Suspend
from tests.cli.command import Shell

pytestmark = pytest.mark.usefixtures("own_decks_alone")
TODAY = study_day(datetime.now().astimezone(), DAY_STARTS)
SOON = TODAY + timedelta(days=18)
HEAD = "quizapp: 1\nid: history\ntitle: History\n"
CARDS = "cards:\n" + "".join(f"  - {{q: Question {n}?, a: answer {n}, id: k{n}}}\n" for n in range(40))
FIVE = f"{HEAD}exam: {{date: {SOON}, minutes: 5}}\n"


@pytest.fixture(autouse=True)
def few_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    """One life of the simulated learner says enough here, and takes an eighth of the time."""
    monkeypatch.setattr("quizapp.memory.forecast._MOST_WORK", 0)


def write(shell: Shell, head: str = HEAD, name: str = "history.yaml") -> None:
    folder = shell.home / "decks"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(head + CARDS, encoding="utf-8")


def study(number: int, rating: Rating = Rating.EASY, *, more: bool = False) -> int:
    """Answer so many cards of the course, each in 31 seconds; how many there were."""
    desk = Desk.open()
    session = desk.begin("history", None, more=more).next(desk.now(), desk.state_of)
    done = 0
    while not session.finished and done < number:
        session, event = session.answer(None, desk.now(), 31_000).rate(rating, desk.stamp())
        desk.record(event)
        done += 1
        session = session.next(desk.now(), desk.state_of)
    desk.close()
    return done


def events(shell: Shell) -> list[Any]:
    return [json.loads(line) for line in shell.run("log", "--json", "--type", "exam")[1].splitlines()]


def test_an_exam_is_set_shown_changed_and_cleared(shell: Shell) -> None:
    write(shell)
    assert shell.run("exam")[:2] == (0, "No exam is set. quizapp exam COURSE DATE sets one.\n")
    status, out, _ = shell.run("exam", "history", SOON.isoformat(), "--minutes", "20")
    assert (status, "in 18 days, 20 min a day" in out) == (0, True)
    assert shell.run("exam", "history")[1] == out == shell.run("exam")[1]
    assert "in 35 days, 20 min a day" in shell.run("exam", "history", "in", "5", "weeks")[1]
    assert "in 35 days, 30 min a day" in shell.run("exam", "history", "--minutes", "30")[1]
    assert "No exam is set" in shell.run("exam", "history", "none")[1]
    later = (TODAY + timedelta(days=35)).isoformat()
    assert [event["day"] for event in events(shell)] == [SOON.isoformat(), later, later, None]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("history", "soon"), "no date I know"),
        (("history", "2020-01-01"), "past"),
        (("histroy", "tomorrow"), "Did you mean history?"),
        (("history", "tomorrow", "--minutes", "0"), "above 0"),
        (("history", "tomorrow", "--minutes", "nan"), "above 0"),
        (("history", "--minutes", "20"), "There is no exam yet"),
        (("--minutes", "20"), "Say which course"),
        (("history", "none", "--minutes", "20"), "nothing that the minutes are for"),
    ],
)
def test_mistakes_are_sentences_and_nothing_is_set(
    shell: Shell, arguments: tuple[str, ...], said: str
) -> None:
    write(shell)
    status, _, err = shell.run("exam", *arguments)
    assert (status, said in err) == (2, True), err
    assert events(shell) == []


def test_without_an_exam_there_is_no_plan(shell: Shell) -> None:
    assert shell.run("plan", "--json")[:2] == (1, "")
    write(shell)
    nothing = "There is no exam ahead. quizapp exam COURSE DATE sets one.\n"
    assert shell.run("plan") == (1, "", nothing)
    write(shell, f"{HEAD}exam: 2020-05-05\n")
    assert shell.run("plan") == (1, "", nothing)
    assert "the exam was on 5 May 2020" in shell.run("exam")[1]


def test_the_plan_as_json(shell: Shell) -> None:
    write(shell, FIVE)
    plan = shell.json("plan", "--json")
    assert list(plan) == ["exam", "minutes", "predicted", "themes", "days"]
    assert (plan["exam"], plan["minutes"]) == (SOON.isoformat(), 5)
    assert 0.5 < plan["predicted"] < 1
    assert plan["themes"] == [{"theme": "history", "predicted": plan["predicted"], "items": 40}]
    assert [day["date"] for day in plan["days"]] == [
        (TODAY + timedelta(days=at)).isoformat() for at in range(18)
    ]
    assert list(plan["days"][0]) == ["date", "minutes", "reviews", "new"]
    assert sum(day["new"] for day in plan["days"]) == 40
    assert all(day["minutes"] <= 6 for day in plan["days"])
    out = shell.run("plan")[1]
    assert out.startswith("History: exam on ")
    assert "5 minutes more a day: " in out


def test_a_plan_for_more_than_there_is_time_for_warns(shell: Shell) -> None:
    write(shell, f"{HEAD}exam: {{date: {TODAY + timedelta(days=2)}, minutes: 2}}\n")
    out = shell.run("plan")[1]
    assert "of 40 cards will not have been seen by" in out
    assert "minutes would see all of them." in out


def test_the_day_is_filled_to_its_minutes_and_goes_on_if_wished(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(shell, FIVE)
    (deck,) = shell.json("due", "--json")["decks"]
    assert (deck["due"], deck["new"]) == (0, 10)  # 31 seconds each, the last one begun within the minutes
    assert study(100) == 10
    assert shell.json("due", "--json")["new"] == 0
    done = shell.run("study", "--plain")[1]
    assert done == "Today's 5 minutes are done. quizapp study --plain --more gives as many again.\n"
    assert study(100) == 0
    assert study(100, more=True) == 10
    monkeypatch.setattr("sys.stdin", StringIO("q\n"))
    assert "[10 cards left]" in shell.run("study", "--plain", "--more")[1]


def test_a_deck_of_the_course_alone_has_the_same_minutes(shell: Shell) -> None:
    folder = shell.home / "decks" / "course"
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text(
        f"quizapp: 1\nid: both\nexam: {{date: {SOON}, minutes: 2}}\npath: [a.yaml, b.yaml]\n", "utf-8"
    )
    for name in "ab":
        cards = "".join(f"- {{q: {name} {n}?, a: answer {n}, id: {name}{n}}}\n" for n in range(9))
        (folder / f"{name}.yaml").write_text(cards, "utf-8")
    (agenda,) = Desk.open().today.settled("both")
    assert (agenda.new, [deck.new for deck in agenda.decks]) == (4, [4, 4])
    assert {item.deck for item in agenda.queue_of("b").items} == {"b"}


def test_after_the_exam_ordinary_scheduling_goes_on_with_the_dates_as_they_were_decided(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(shell, FIVE)
    assert study(6) == 6
    before = {item: state.due for item, state in Desk.open().all_states().items()}
    ahead = max(19, *(due.days for due in before.values() if due is not None))
    monkeypatch.setattr("quizapp.cli.desk.now", lambda: datetime.now().astimezone() + timedelta(days=ahead))
    desk = Desk.open()
    (agenda,) = desk.agendas()
    assert agenda.exam is None
    assert (agenda.due, agenda.new) == (6, 10)
    assert {item: state.due for item, state in desk.all_states().items()} == before
    assert desk.overview().prospects == {}


def test_suspended_items_are_not_asked_and_count_in_what_is_expected(shell: Shell) -> None:
    write(shell, f"{HEAD}exam: {{date: {SOON}, minutes: 60}}\n")
    everything = shell.json("plan", "--json")["predicted"]
    desk = Desk.open()
    for number in range(20):
        stamp, item = desk.stamp(), f"history/k{number}/q"
        desk.record(Suspend(id=stamp.id, at=stamp.at, device=stamp.device, item=item, on=True))
    assert desk.today.settled()[0].new == 20
    plan = shell.json("plan", "--json")
    assert plan["themes"][0]["items"] == 40
    assert plan["predicted"] == pytest.approx(everything / 2, abs=0.02)


def test_what_was_worked_out_holds_until_something_changes(shell: Shell) -> None:
    write(shell, FIVE)
    desk = Desk.open()
    assert desk.agendas()[0].pending
    assert (desk.agendas()[0].due, desk.agendas()[0].new) == (0, 0)
    for _ in range(2):  # the better way may be the other one, and then today is planned by that
        for job in desk.exams.jobs():
            desk.exams.take(job(lambda: None))
    assert not desk.agendas()[0].pending
    assert desk.exams.jobs() == []
    assert list(desk.exams.prospects()) == ["history"]
    desk.record(desk.exams.event("history", SOON, 10))
    assert desk.agendas()[0].pending
    assert desk.exams.prospects() == {}
    assert len(desk.exams.jobs()) == 2


def test_what_is_worth_studying_goes_by_the_better_way_once_that_is_known(shell: Shell) -> None:
    write(shell, f"{HEAD}exam: {{date: {SOON}, minutes: 9}}\n")
    study(8)
    desk = Desk.open()
    plan, predict = desk.exams.jobs()
    desk.exams.take(plan(lambda: None))
    desk.exams.take(predict(lambda: None))
    (found,) = desk.exams.prospects().values()
    assert found.policy is Policy.AHEAD
    assert desk.agendas()[0].pending
    (again,) = desk.exams.jobs()
    desk.exams.take(again(lambda: None))
    assert not desk.agendas()[0].pending
    assert desk.exams.jobs() == []


def test_the_nearest_exam_is_planned_and_the_others_are_named(shell: Shell) -> None:
    write(shell)
    write(shell, HEAD.replace("history", "art").replace("History", "Art"), "art.yaml")
    shell.run("exam", "history", "in 9 days")
    shell.run("exam", "art", "in 4 days")
    _, out, err = shell.run("plan")
    assert out.startswith("Art: exam on")
    assert err == "1 other exam is ahead, later; quizapp plan COURSE shows one.\n"
    assert shell.run("plan", "history")[1].startswith("History: exam on")


def test_stats_count_what_the_exam_leaves_to_do_today(shell: Shell) -> None:
    write(shell, FIVE)
    study(1)
    (agenda,) = Desk.open().today.settled()
    desk = Desk.open()
    today = survey(desk).count(desk.store).today
    assert today is not None
    assert (today.due, today.fresh) == (agenda.due, agenda.new) == (0, 9)


def test_the_author_says_the_day_and_the_learner_has_the_last_word(shell: Shell) -> None:
    write(shell, f"{HEAD}exam: {SOON}\n")
    assert "in 18 days, 15 min a day" in shell.run("exam")[1]
    shell.run("exam", "history", "none")
    assert shell.run("plan")[0] == 1

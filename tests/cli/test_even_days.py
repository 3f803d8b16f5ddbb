"""The desk tells a sitting what comes back on which day, and keeps that up as answers are given."""

from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.cli.desk import Desk
from quizapp.memory.rating import Rating
from tests.cli.command import Shell

pytestmark = pytest.mark.usefixtures("own_decks_alone")
CARDS = 14


@pytest.fixture
def desk(shell: Shell) -> Desk:
    decks = shell.home / "decks"
    decks.mkdir(parents=True)
    text = "".join(f"- {{q: q{n}, a: a, id: k{n}, reverse: true}}\n" for n in range(CARDS))
    (decks / "many.yaml").write_text(text)
    (shell.home / "settings.toml").write_text("new_per_day = 1000\n")
    return Desk.open()


def answer_all(desk: Desk, rating: Rating) -> list[int]:
    """The days on which items come back that a sitting rates so; what was shown is what was decided."""
    session = desk.begin("many", None).next(desk.now(), desk.state_of)
    days = []
    while session.turn is not None and session.answered < CARDS:
        session = session.answer(None, desk.now())
        assert session.turn is not None
        shown = session.turn.outlook[rating - 1].due.days
        session, event = session.rate(rating, desk.stamp())
        desk.record(event)
        assert event.days == shown
        days.append(event.study_day.toordinal() + event.days)
        session = session.next(desk.now(), desk.state_of)
    return days


def test_what_is_learnt_in_one_sitting_comes_back_on_many_days(desk: Desk) -> None:
    days = answer_all(desk, Rating.EASY)
    counts = [days.count(day) for day in set(days)]
    assert len(counts) > 2
    assert max(counts) - min(counts) <= 1, "by chance this would be one in thousands"
    load = desk.parameters("many").balance.load
    assert {day: load(day) for day in set(days)} == desk.store.coming()


def test_nothing_comes_back_on_easy_days(shell: Shell, desk: Desk) -> None:
    desk.close()
    day = desk.now() + timedelta(days=8)
    name = f"{day:%A}".lower()
    (shell.home / "settings.toml").write_text(f'new_per_day = 1000\n[courses.many]\neasy_days = ["{name}"]\n')
    again = Desk.open()
    days = answer_all(again, Rating.EASY)
    assert all((day - 1) % 7 != (desk.now() + timedelta(days=8)).weekday() for day in days)
    assert again.parameters("another").balance.easy == frozenset()


def test_another_program_is_heeded_in_the_next_sitting(desk: Desk) -> None:
    answer_all(desk, Rating.EASY)
    other = Desk.open()
    before = other.parameters("many").balance.load
    (day, number), *_ = other.store.coming().items()
    assert before(day) == number
    answer_all(desk, Rating.EASY)
    other.begin("many", None)
    assert {day: before(day) for day in other.store.coming()} == other.store.coming()


def test_facets_of_a_card_come_back_on_days_of_their_own(desk: Desk) -> None:
    answer_all(desk, Rating.EASY)
    answer_all(desk, Rating.EASY)
    states = desk.all_states()
    pairs = [(states[f"many/k{n}/q"].due, states[f"many/k{n}/reverse"].due) for n in range(CARDS)]
    assert all(one is not None and two is not None and one.days != two.days for one, two in pairs)


def test_why_new_cards_are_not_asked(shell: Shell, tmp_path: Path) -> None:
    deck = tmp_path / "steps.yaml"
    deck.write_text(
        "- {q: x, a: y, id: a}\n- {q: z, a: y, id: b, requires: a}\n- {q: w, a: y, id: c, requires: b}\n"
    )
    report = shell.json("due", str(deck), "--json")
    assert (report["new"], report["decks"][0]["held"]) == (1, 2)
    status, out, _ = shell.run("due", str(deck))
    assert status == 0
    assert out.endswith("1 item to study now.\n2 new cards wait until what they build on is known.\n")

"""How it stands with items, their order, and what is done to several of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Due, Memory
from quizapp.study import bulk
from quizapp.study.catalogue import Catalogue, Column
from quizapp.study.event import Bury, Flag, Note, Reset, Retract, Suspend
from quizapp.study.stamp import Stamp
from quizapp.study.standing import Standing, foremost, standings
from quizapp.study.state import ItemState
from tests.deck.reading import read

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
MEMORY = Memory(Phase.REVIEW, 0, 12.0, 5.0, date(2026, 2, 20), 3, 0)
LEARNT = ItemState("x", MEMORY, Due(NOW + timedelta(days=2), 12), answers=3)
DUE = ItemState("x", MEMORY, Due(NOW - timedelta(days=2), 8), answers=3)


def stamps(number: int) -> list[Stamp]:
    return [Stamp(f"e{at}", NOW, "here") for at in range(number)]


def said(state: ItemState) -> str:
    return " ".join(sorted(standings(state, TODAY, NOW)))


def test_how_it_stands() -> None:
    assert said(ItemState("x")) == "new"
    assert said(LEARNT) == "learnt"
    assert said(DUE) == "due learnt"
    assert said(replace(DUE, suspended=True, flagged=True)) == "flagged learnt suspended"
    assert said(replace(DUE, buried_until=TODAY + timedelta(days=1), note="n")) == "buried learnt noted"
    assert said(replace(DUE, buried_until=TODAY)) == "due learnt", "that day has come"
    again = replace(MEMORY, phase=Phase.RELEARNING, study_day=TODAY, lapses=4)
    assert said(replace(LEARNT, memory=again, due=Due(NOW + timedelta(minutes=5), 0))) == "learning leech"
    assert foremost(frozenset({Standing.LEARNT, Standing.DUE})) is Standing.DUE
    assert foremost(frozenset({Standing.NOTED, Standing.DUE, Standing.SUSPENDED})) is Standing.SUSPENDED


def catalogue() -> Catalogue:
    course, _ = read("- {id: a, q: Zebra?, a: x}\n- {id: b, q: éclair?, a: x}\n- {id: c, q: Fish?, a: x}\n")
    made = Catalogue.of((course,))
    items = [entry.item.id for entry in made.entries]
    strong = replace(MEMORY, stability=99.0, lapses=2)
    states = {
        items[0]: replace(LEARNT, item=items[0]),
        items[2]: ItemState(items[2], strong, Due(NOW + timedelta(days=1), 30)),
        "elsewhere": LEARNT,
    }
    made.learn(states, TODAY, NOW)
    return made


def test_the_order_of_each_column_and_what_says_nothing_comes_last() -> None:
    made = catalogue()
    assert made.order(None) == [0, 1, 2]
    assert made.order(Column.QUESTION) == [1, 2, 0], "é is an e"
    assert made.order(Column.QUESTION, backwards=True) == [0, 2, 1]
    for column in (Column.INTERVAL, Column.STABILITY, Column.LAPSES):
        assert made.order(column) == [0, 2, 1], column
        assert made.order(column, backwards=True) == [2, 0, 1], column
    assert made.order(Column.DUE) == [2, 0, 1]
    assert made.order(Column.STATE) == [0, 2, 1]
    assert made.order(Column.DECK) == [0, 1, 2]


def test_suspending_some_and_taking_all_in_again() -> None:
    one, two = ItemState("a"), ItemState("b", suspended=True)
    deed = bulk.suspend([one, two], stamps)
    assert deed.events == (Suspend(id="e0", at=NOW, device="here", item="a", on=True),)
    assert deed.sentence == "1 item is suspended."
    back = bulk.suspend([two, replace(one, suspended=True)], stamps)
    assert [event.on for event in back.events if isinstance(event, Suspend)] == [False, False]
    assert back.sentence == "2 items are asked again from now on."
    assert back.items == ("b", "a")


def test_flags_and_what_is_left_out_already() -> None:
    deed = bulk.flag([ItemState("a"), ItemState("b", flagged=True)], stamps)
    assert (deed.events, deed.sentence) == (
        (Flag(id="e0", at=NOW, device="here", item="a", on=True),),
        "1 item is flagged.",
    )
    tomorrow = TODAY + timedelta(days=1)
    bury = bulk.bury(
        [ItemState("a", buried_until=TODAY), ItemState("b", buried_until=tomorrow)], stamps, TODAY
    )
    assert bury.events == (Bury(id="e0", at=NOW, device="here", item="a", study_day=TODAY),)
    assert bulk.bury([ItemState("b", buried_until=tomorrow)], stamps, TODAY).events == ()


def test_only_what_is_remembered_can_be_forgotten() -> None:
    deed = bulk.reset([ItemState("a"), replace(LEARNT, item="b")], stamps, TODAY)
    assert deed.events == (Reset(id="e0", at=NOW, device="here", item="b", study_day=TODAY),)
    assert bulk.reset([ItemState("a")], stamps, TODAY).sentence == "New already; nothing was changed."


def test_a_note_and_taking_it_away() -> None:
    assert bulk.note(ItemState("a"), " mine \n", stamps).events == (
        Note(id="e0", at=NOW, device="here", item="a", text="mine"),
    )
    assert bulk.note(ItemState("a", note="mine"), "mine", stamps).events == ()
    assert bulk.note(ItemState("a", note="mine"), "", stamps).sentence == "The note is taken away."


def test_a_deed_is_taken_back_event_by_event() -> None:
    deed = bulk.suspend([ItemState("a"), ItemState("b")], stamps)
    assert deed.undone(stamps) == tuple(
        Retract(id=f"e{at}", at=NOW, device="here", event=f"e{at}") for at in range(2)
    )

"""How many items come back on each day is kept up as events are written, and is what counting anew gives."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.load import Load
from quizapp.progress.store import Store
from quizapp.study.event import Event

ITEMS = ["c/a/q", "c/a/reverse", "c/b/q", "d/a/q"]
steps = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from(ITEMS), st.integers(0, 9)),
        st.tuples(
            st.sampled_from(["suspend", "restore", "reset", "flag", "bury", "practise"]),
            st.sampled_from(ITEMS),
        ),
        st.tuples(st.just("retract"), st.integers(0, 14)),
    ),
    max_size=15,
)


def event_of(make, number: int, step) -> Event:
    match step:
        case "answer", item, days:
            return make.answer(number, item, days=days, due=make.NOON + timedelta(days=days, minutes=number))
        case "practise", item:
            return make.answer(number, item, mode="practice")
        case "restore", item:
            return make.suspend(number, item, on=False)
        case "retract", target:
            return make.retract(number, target)
        case kind, item:
            return getattr(make, kind)(number, item)
    raise AssertionError(step)


@settings(max_examples=25, deadline=None)
@given(steps=steps)
def test_the_counts_are_those_of_the_store(make, quick_folder, steps) -> None:
    with (
        TemporaryDirectory(dir=quick_folder) as folder,
        Store.open(Path(folder) / "progress.db", device="here") as store,
    ):
        load = Load(store)
        load.read()
        for number, step in enumerate(steps):
            event = event_of(make, number + 1, step)
            load.append(event)
            days = {make.FIRST.toordinal() + ahead for ahead in range(12)}
            assert {day: load(day) for day in days if load(day)} == store.coming()
        states = store.all_states().values()
        assert store.coming() == Counter(
            state.memory.study_day.toordinal() + state.due.days
            for state in states
            if state.memory and state.due and state.due.days and not state.suspended
        )


def test_nothing_is_counted_anew_for_answers_and_what_takes_them_back(make, store, monkeypatch) -> None:
    load = Load(store)
    load.read()
    monkeypatch.setattr(store, "coming", lambda: pytest.fail("counted anew"))
    day = make.FIRST.toordinal() + 2
    for event, expected in [
        (make.answer(1, "c/a/q"), 1),
        (make.answer(2, "c/b/q"), 2),
        (make.retract(3, 2), 1),
        (make.retract(4, 3), 2),
        (make.suspend(5, "c/a/q"), 1),
        (make.flag(6, "c/a/q"), 1),
        (make.retract(7, 6), 1),
        (make.retract(8, 5), 2),
    ]:
        load.append(event)
        assert load(day) == expected


def test_what_is_not_written_is_not_counted(make, store) -> None:
    load = Load(store)
    load.read()
    store.close()
    with pytest.raises(StoreFault):
        load.append(make.answer(1, "c/a/q"))
    assert load(make.FIRST.toordinal() + 2) == 0


def test_siblings_are_the_other_items_of_the_card_alone(make, store) -> None:
    store.append(
        make.answer(1, "c/a/q"), make.answer(2, "c/a/reverse", days=5), make.answer(3, "c/aa/q", days=7)
    )
    store.append(
        make.answer(4, "c/a0/q", days=8), make.answer(5, "c/a/3", days=0), make.answer(6, "c/a/4", days=9)
    )
    store.append(make.suspend(7, "c/a/4"))
    first = make.FIRST.toordinal()
    assert store.siblings("c/a/q") == {first + 5}
    assert store.siblings("c/a/reverse") == {first + 2}
    assert store.siblings("c/x/q") == set()


def test_a_store_that_cannot_be_read_balances_nothing(store, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise StoreFault(Cause.DAMAGED, "damaged", "")

    monkeypatch.setattr(store, "coming", broken)
    monkeypatch.setattr(store, "siblings", broken)
    load = Load(store)
    assert load(5) == 0
    assert load.siblings("c/a/q") == set()

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.progress.fold import fold
from quizapp.progress.history import steps
from quizapp.progress.store import Store
from quizapp.study.event import Answer, Reset

from .test_store import tables

DAY = 24 * 60


def test_each_step_has_the_state_after_it(make):
    events = [
        make.answer(1),
        make.flag(2),
        make.answer(3, rating=1, minute=DAY),
        make.reset(4, minute=2 * DAY),
    ]
    taken = steps("a", reversed(events))
    assert [step.event for step in taken] == events
    for at, step in enumerate(taken, 1):
        assert step.state == fold("a", events[:at])
    assert taken[-1].state.memory is None


def test_what_was_taken_back_is_no_step_and_what_is_followed_is(make):
    events = [
        make.answer(1, "old"),
        make.follow(2, "new", "old"),
        make.answer(3, "new"),
        make.retract(4, 3),
    ]
    assert [step.event.id for step in steps("new", events)] == [make.id(1), make.id(2)]


def test_the_store_gives_all_that_concerns_an_item(store, make):
    events = [
        make.answer(1, "old"),
        make.follow(2, "new", "old"),
        make.answer(3, "other"),
        make.retract(4, 1),
    ]
    store.append(*events)
    assert {event.id for event in store.concerning("new")} == {make.id(1), make.id(2), make.id(4)}


@settings(max_examples=30, deadline=None)
@given(
    plan=st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4), st.booleans()), min_size=1, max_size=10),
    order=st.randoms(use_true_random=False),
)
def test_resets_that_are_taken_back_leave_no_trace_in_any_order(make, quick_folder, plan, order):
    events = [
        make.reset(number, minute=float(day * DAY + number))
        if forgets
        else make.answer(number, rating=rating, minute=float(day * DAY + number))
        for number, (day, rating, forgets) in enumerate(plan)
    ]
    undone = [make.retract(100 + n, n) for n, event in enumerate(events) if isinstance(event, Reset)]
    arriving = [*events, *undone]
    order.shuffle(arriving)
    with (
        TemporaryDirectory(dir=quick_folder) as folder,
        Store.open(Path(folder, "1.db")) as one,
        Store.open(Path(folder, "2.db")) as two,
    ):
        for event in arriving:
            one.append(event)
        two.append(*(event for event in events if isinstance(event, Answer)))
        assert tables(one) == tables(two)

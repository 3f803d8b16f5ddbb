"""Fitted weights in the log: what derives from them is the same whatever way they come in."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.recall import recall
from quizapp.progress import derived
from quizapp.progress.fold import fold
from quizapp.progress.store import Store
from quizapp.study.event_json import from_json, to_json
from quizapp.study.malformed import MalformedEvent

STRONG = (3.0, 6.0, 12.0, 40.0, *DEFAULT_WEIGHTS[4:20], 0.3)
WEAK = (0.1, 0.3, 0.6, 2.0, *DEFAULT_WEIGHTS[4:20], 0.2)
DAY = 24 * 60


@pytest.fixture(scope="module")
def answers(make):
    return [
        *(make.answer(number, "a", 3, minute=number * DAY) for number in range(1, 5)),
        make.answer(5, "b", 1, minute=5 * DAY),
        make.answer(6, "b", 3, minute=9 * DAY, guess_rate=0.5, verdict="right"),
        make.answer(7, "c", 3, minute=9 * DAY),
        make.follow(8, "d", "c", minute=10 * DAY),
        make.answer(9, "d", 3, minute=12 * DAY),
    ]


def contents(store):
    return derived.contents(store._db)


def test_a_fit_makes_all_memories_anew_and_leaves_what_was_decided(store, make, answers):
    store.append(*answers)
    before = store.all_states()
    store.append(make.fit(20, STRONG, minute=20 * DAY))
    after = store.all_states()
    assert store.fits.current().weights_id == "w20"
    for item, state in after.items():
        assert state == fold(item, answers, STRONG)
        assert state.memory.stability > before[item].memory.stability
        assert state.due == before[item].due
    assert store.check() == []


def test_later_answers_go_by_the_weights_that_hold(store, make, answers):
    store.append(make.fit(20, STRONG, minute=0))
    for answer in answers:
        store.append(answer)
    assert store.all_states() == {item: fold(item, answers, STRONG) for item in "abcd"}
    day = max(store.days(make.FIRST), key=lambda day: day.study_day)
    memory = fold("c", answers[:7], STRONG).memory
    expected = recall(memory, day.study_day, STRONG) if memory.phase == "review" else 0
    assert day.predicted == round(1e6 * expected)


def test_taking_a_fit_back_brings_back_everything_as_it_was(store, make, answers):
    store.append(*answers)
    before = contents(store)
    store.append(make.fit(20, STRONG, minute=20 * DAY))
    fitted = contents(store)
    assert fitted != before
    store.append(make.retract(21, 20, minute=21 * DAY))
    assert contents(store) == before
    assert store.fits.current() is None
    store.append(make.retract(22, 21, minute=22 * DAY))
    assert contents(store) == fitted


def test_an_undone_fit_leaves_the_one_before(store, make, answers):
    store.append(*answers, make.fit(20, STRONG, minute=20 * DAY))
    before = contents(store)
    store.append(make.fit(21, WEAK, minute=21 * DAY))
    assert store.all_states()["a"] == fold("a", answers, WEAK)
    store.append(make.retract(22, 21, minute=22 * DAY))
    assert contents(store) == before


def test_two_devices_with_fits_of_their_own_end_alike(tmp_path, make, answers):
    """The latest by instant and id holds, however it came in."""
    told = [
        answers,
        [make.fit(20, STRONG, minute=20 * DAY), make.answer(30, "a", 3, minute=30 * DAY)],
        [make.fit(21, WEAK, minute=20 * DAY)],
        [make.fit(22, STRONG, minute=25 * DAY), make.answer(31, "b", 3, minute=26 * DAY)],
        [make.retract(23, 22, minute=26 * DAY)],
    ]
    found = []
    for at, order in enumerate(permutations(told)):
        if at % 7:
            continue
        with Store.open(tmp_path / f"{at}.db") as store:
            for events in order:
                store.append(*events)
            found.append(contents(store))
            assert store.fits.current().weights_id == "w21"
    assert all(one == found[0] for one in found)
    assert found[0]["item_state"]


STEP = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from("ab"), st.integers(1, 4), st.sampled_from([0.0, 0.25, 0.5])),
    st.tuples(st.just("fit"), st.sampled_from([STRONG, WEAK])),
    st.tuples(st.just("retract"), st.integers(0, 11)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(STEP, st.integers(0, 40)), max_size=12), st.randoms(use_true_random=False))
def test_live_is_as_rebuilt(tmp_path_factory, make, steps, random):
    events = []
    for number, (step, days) in enumerate(steps):
        match step:
            case "answer", item, rating, luck:
                verdict = "right" if luck else "self"
                events.append(make.answer(number, item, rating, days * DAY, guess_rate=luck, verdict=verdict))
            case "fit", weights:
                events.append(make.fit(number, weights, days * DAY))
            case "retract", target:
                events.append(make.retract(number, target, days * DAY))
    random.shuffle(events)
    with Store.open(tmp_path_factory.mktemp("store") / "progress.db") as store:
        for event in events:
            store.append(event)
        assert store.check() == []


def test_how_often_it_was_fitted_or_tried_is_kept(store, make, answers):
    assert (store.fits.scored(), store.fits.fitted_at()) == (0, 0)
    store.append(*answers)
    assert store.fits.scored() == 5
    store.fits.tried(5)
    assert store.fits.fitted_at() == 5
    store.append(make.fit(20, STRONG, minute=20 * DAY), make.retract(21, 20, minute=21 * DAY))
    assert store.fits.fitted_at() == 100, "one that was taken back is not made again at once"


@pytest.mark.parametrize(
    "weights",
    [None, "many", [], [1.0] * 20, [1e9, *DEFAULT_WEIGHTS[1:]], [True, *DEFAULT_WEIGHTS[1:]], ["1"] * 21],
)
def test_what_are_no_weights_is_refused(make, weights):
    data = to_json(make.fit(1, STRONG))
    assert from_json(data) == make.fit(1, STRONG)
    with pytest.raises(MalformedEvent):
        from_json(data | {"weights": weights})

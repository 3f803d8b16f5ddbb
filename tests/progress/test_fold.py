from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Due, rate
from quizapp.progress.fold import fold, history, lives, position, retracted, step
from quizapp.study.state import ItemState

DAY = 24 * 60


def test_an_item_without_events_is_new(make):
    assert fold("a", []) == ItemState("a")
    assert fold("a", [make.answer(1, "b")]) == ItemState("a")


def test_answers_move_the_memory_and_set_what_was_decided(make):
    first, second = make.answer(1, rating=3), make.answer(2, rating=1, minute=3 * DAY, expected="other")
    state = fold("a", [first, second])
    memory = rate(None, Rating.GOOD, first.study_day, DEFAULT_WEIGHTS)
    assert state.memory == rate(memory, Rating.AGAIN, second.study_day, DEFAULT_WEIGHTS)
    assert state.due == Due(second.due, second.days)
    assert (state.first_day, state.last_at, state.answers) == (first.study_day, second.at, 2)
    assert state.expected == "other"


def test_the_weights_are_an_argument(make):
    weights = (1.0, 2.0, 3.0, 4.0, *DEFAULT_WEIGHTS[4:])
    assert fold("a", [make.answer(1)], weights).memory == rate(None, Rating.GOOD, make.FIRST, weights)


def test_suspend_bury_and_flag_hold_until_something_else_is_said(make):
    state = fold("a", [make.suspend(1), make.flag(2), make.bury(3)])
    assert (state.suspended, state.flagged) == (True, True)
    assert state.buried_until == make.FIRST + timedelta(days=1)
    assert state.memory is None
    state = fold("a", [make.suspend(1), make.flag(2), make.suspend(4, on=False), make.flag(5, on=False)])
    assert (state.suspended, state.flagged) == (False, False)


def test_a_note_stands_until_another_is_written(make):
    events = [make.note(1, text="first"), make.note(2, text="second")]
    assert fold("a", events).note == "second"
    assert fold("a", [*events, make.retract(3, 2)]).note == "first"
    assert fold("a", [*events, replace(make.note(4), text="")]).note == ""
    assert fold("new", [*events, make.follow(5, "new", "a")]).note == "second"


def test_a_reset_makes_an_item_new_and_keeps_what_else_is_said_of_it(make):
    events = [make.answer(1), make.flag(2), make.note(3, text="mine"), make.reset(4)]
    state = fold("a", events)
    assert (state.memory, state.due, state.first_day) == (None, None, None)
    assert (state.answers, state.flagged, state.note, state.last_at) == (1, True, "mine", events[0].at)
    again = make.answer(5, minute=DAY)
    state = fold("a", [*events, again])
    assert state.memory == rate(None, Rating.GOOD, again.study_day, DEFAULT_WEIGHTS)
    assert (state.first_day, state.answers) == (again.study_day, 2)


def test_a_reset_taken_back_brings_all_back(make):
    events = [make.answer(1), make.reset(2), make.answer(3, rating=1, minute=DAY)]
    assert fold("a", [*events, make.retract(4, 2)]) == fold("a", [events[0], events[2]])


def test_an_edited_card_takes_over_that_it_was_reset(make):
    events = [make.answer(1, "old"), make.reset(2, "old"), make.follow(3, "new", "old")]
    assert fold("new", events).memory is None
    assert fold("new", events).answers == 1


def test_an_error_held_for_sure_stands_until_a_later_day_brings_a_right_answer(make):
    sure = make.answer(1, rating=1, confidence="sure")
    same_day = make.answer(2, rating=3)
    unsure = make.answer(3, rating=1, minute=DAY, confidence="unsure")
    right = make.answer(4, rating=2, minute=2 * DAY)
    assert fold("a", [sure]).sure_and_wrong
    assert fold("a", [sure, same_day]).sure_and_wrong_on == sure.study_day
    assert fold("a", [sure, same_day, unsure]).sure_and_wrong_on == sure.study_day
    assert not fold("a", [sure, same_day, unsure, right]).sure_and_wrong
    assert fold("a", [sure, right, make.retract(5, 4)]).sure_and_wrong
    guess = make.answer(4, rating=1, minute=2 * DAY, verdict="right", confidence="guessed")
    assert fold("a", [sure, guess]).sure_and_wrong, "a guess puts nothing right"
    lenient = make.answer(1, rating=2, verdict="wrong", confidence="sure")
    assert fold("a", [lenient]).sure_and_wrong, "whatever the learner rated"
    assert not fold("a", [replace(lenient, overruled=True)]).sure_and_wrong
    assert not fold("a", [sure, make.reset(6)]).sure_and_wrong
    assert fold("b", [sure, make.follow(7, "b", "a")]).sure_and_wrong
    for confidence in (None, "guessed", "unsure"):
        assert not fold("a", [make.answer(1, rating=1, confidence=confidence)]).sure_and_wrong
    assert not fold("a", [make.answer(1, rating=3, confidence="sure")]).sure_and_wrong


def test_practice_leaves_the_memory_alone(make):
    learnt = fold("a", [make.answer(1)])
    state = fold("a", [make.answer(1), make.answer(2, rating=1, mode="practice", minute=DAY)])
    assert (state.memory, state.due, state.first_day) == (learnt.memory, learnt.due, learnt.first_day)
    assert state.answers == 2
    only = fold("a", [make.answer(1, mode="practice")])
    assert (only.memory, only.due, only.first_day, only.answers) == (None, None, None, 1)


def test_undo_and_its_undo(make):
    one, two = make.answer(1), make.answer(2, rating=1)
    undo, redo = make.retract(3, 2), make.retract(4, 3)
    assert fold("a", [one, two, undo]) == fold("a", [one])
    assert fold("a", [one, two, undo, redo]) == fold("a", [one, two])
    assert fold("a", [one, two, undo, redo, make.retract(5, 4)]) == fold("a", [one])


def test_an_undo_counts_though_the_clock_was_set_back(make):
    assert fold("a", [make.answer(1, minute=10), make.retract(2, 1, minute=5)]) == ItemState("a")


def test_two_undos_of_one_event_are_both_to_be_taken_back(make):
    events = [make.answer(1), make.retract(2, 1), make.retract(3, 1), make.retract(4, 2)]
    assert fold("a", events) == ItemState("a")
    assert fold("a", [*events, make.retract(5, 3)]) == fold("a", [make.answer(1)])


def test_retractions_in_a_circle_do_nothing(make):
    circle = [make.retract(2, 3), make.retract(3, 2), make.retract(4, 4)]
    assert retracted([make.answer(1), *circle]) == set()
    assert retracted([make.answer(1), *circle, make.retract(5, 1)]) == {make.id(1)}


def test_following_takes_over_the_history_as_of_then(make):
    before, own = make.answer(1, "old"), make.answer(3, "new", minute=2 * DAY)
    late = make.answer(4, "old", rating=1, minute=DAY)
    follow = make.follow(2, "new", "old")
    state = fold("new", [before, follow, own, late])
    assert state.memory == fold("x", [make.answer(1, "x"), make.answer(3, "x", minute=2 * DAY)]).memory
    assert state.item == "new"
    assert state.answers == 2
    assert fold("old", [before, follow, own, late]).answers == 2, "the old item keeps its own history"


def test_following_keeps_what_the_item_had_of_its_own(make):
    events = [make.answer(1, "new"), make.answer(2, "old"), make.follow(3, "new", "old")]
    assert [event.id for event in history("new", events)] == [make.id(n) for n in (1, 2, 3)]


def test_following_takes_over_suspension_and_flag(make):
    state = fold("new", [make.suspend(1, "old"), make.flag(2, "old"), make.follow(3, "new", "old")])
    assert (state.suspended, state.flagged) == (True, True)


def test_a_chain_of_followings_reaches_back_to_the_first(make):
    events = [
        make.answer(1, "first"),
        make.follow(2, "second", "first"),
        make.answer(3, "second"),
        make.follow(4, "third", "second"),
        make.answer(5, "first"),
    ]
    assert fold("third", events).answers == 2


def test_a_following_made_after_the_history_was_taken_over_adds_nothing(make):
    events = [
        make.answer(1, "first"),
        make.answer(2, "second"),
        make.follow(3, "third", "second"),
        make.follow(4, "second", "first"),
    ]
    assert fold("third", events).answers == 1


def test_followings_in_a_circle_end(make):
    events = [
        make.answer(1, "a"),
        make.follow(2, "b", "a"),
        make.answer(3, "b"),
        make.follow(4, "a", "b"),
        make.follow(5, "a", "a"),
        make.answer(6, "a"),
    ]
    assert fold("a", events).answers == 3
    assert fold("b", events).answers == 2


def test_the_latest_of_two_followings_counts(make):
    events = [
        make.answer(1, "old"),
        make.follow(2, "new", "old"),
        make.answer(3, "old"),
        make.follow(4, "new", "old"),
        make.answer(5, "old"),
    ]
    assert fold("new", events).answers == 2


def test_a_following_taken_back_and_an_answer_taken_back_after_it(make):
    events = [make.answer(1, "old"), make.answer(2, "old"), make.follow(3, "new", "old")]
    assert fold("new", [*events, make.retract(4, 3)]) == ItemState("new")
    assert fold("new", [*events, make.retract(4, 2)]).answers == 1


def test_the_hour_that_autumn_repeats_is_in_order(make):
    zone = ZoneInfo("Europe/Berlin")
    summer = make.answer(2, rating=3, at=datetime(2025, 10, 26, 2, 50, tzinfo=zone))
    winter = make.answer(1, rating=1, at=datetime(2025, 10, 26, 2, 10, fold=1, tzinfo=zone))
    assert position(summer) < position(winter)
    assert [event.rating for event in history("a", [winter, summer])] == [3, 1]


def test_events_of_one_instant_go_by_id(make):
    events = [make.answer(2, rating=1, minute=0), make.answer(1, rating=3, minute=0)]
    assert [event.id for event in history("a", events)] == [make.id(1), make.id(2)]


def test_a_lapse_shows(make):
    state = fold("a", [make.answer(1, rating=4), make.answer(2, rating=1, minute=9 * DAY)])
    assert state.memory is not None
    assert state.memory.phase is Phase.RELEARNING


@given(
    order=st.permutations(range(8)),
    again=st.lists(st.integers(0, 7), max_size=4),
)
def test_the_order_of_arrival_and_repetition_do_not_matter(make, order, again):
    events = [
        make.answer(1, "old"),
        make.answer(2, "new", rating=1),
        make.follow(3, "new", "old", minute=2.5),
        make.retract(4, 2),
        make.retract(5, 4),
        make.answer(6, "new", minute=2.0),
        make.suspend(7, "new"),
        make.retract(8, 7),
    ]
    arrived = [events[place] for place in (*order, *again)]
    assert fold("new", arrived) == fold("new", events)


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from(["review", "practice", "quiz"]), st.integers(0, 30))
    )
)
def test_a_step_at_the_end_is_the_fold_of_all(make, answers):
    events, minute = [], 0
    state = ItemState("a")
    for number, (rating, mode, days) in enumerate(answers):
        minute += days * DAY + 1
        events.append(make.answer(number, rating=rating, mode=mode, minute=minute))
        state = step(state, events[-1])
    assert state == fold("a", events)


# -- facets that change places ------------------------------------------------------------


def test_two_items_change_places_at_one_instant(make):
    events = [
        make.answer(1, "a"),
        make.answer(2, "b"),
        make.answer(3, "b"),
        make.turn(4, "a", "b", "x", "y", minute=10),
        make.turn(5, "b", "a", "x", "y", minute=10),
        make.answer(6, "a", minute=20),
    ]
    assert (fold("a", events).answers, fold("b", events).answers) == (3, 1)
    back = [
        make.turn(7, "a", "b", "y", "x", minute=30),
        make.turn(8, "b", "a", "y", "x", minute=30),
    ]
    assert (fold("a", events + back).answers, fold("b", events + back).answers) == (1, 3)


def test_an_item_starts_afresh_and_the_next_has_its_history(make):
    events = [
        make.answer(1, "a"),
        make.suspend(2, "a"),
        make.turn(3, "a", "", "x", "y", minute=10),
        make.turn(4, "b", "a", "x", "y", minute=10),
    ]
    assert fold("a", events) == ItemState("a")
    assert (fold("b", events).answers, fold("b", events).suspended) == (1, True)


def test_a_change_that_another_device_told_before_changes_nothing(make):
    events = [
        make.answer(1, "a"),
        make.turn(3, "a", "", "x", "y", minute=10),
        make.turn(4, "b", "a", "x", "y", minute=10),
        make.turn(5, "a", "", "x", "y", minute=20),
        make.turn(6, "b", "a", "x", "y", minute=20),
    ]
    assert (fold("a", events).answers, fold("b", events).answers) == (0, 1)
    later = [make.turn(7, "a", "b", "y", "x", minute=30), make.turn(8, "b", "", "y", "x", minute=30)]
    again = [make.turn(9, "a", "", "x", "y", minute=40), make.turn(10, "b", "a", "x", "y", minute=40)]
    assert (fold("a", events + later).answers, fold("b", events + later).answers) == (1, 0)
    events += later + again
    assert (fold("a", events).answers, fold("b", events).answers) == (0, 1)


def test_a_change_taken_back_gives_each_its_own(make):
    events = [
        make.answer(1, "a"),
        make.turn(3, "a", "", "x", "y", minute=10),
        make.turn(4, "b", "a", "x", "y", minute=10),
        make.retract(5, 3),
        make.retract(6, 4),
    ]
    assert (fold("a", events).answers, fold("b", events).answers) == (1, 0)


def test_an_item_that_stays_in_a_change_keeps_its_history(make):
    events = [
        make.answer(1, "a"),
        make.turn(2, "a", "a", "x", "y", minute=10),
        make.answer(3, "a", minute=20),
    ]
    assert fold("a", events) == fold("a", [events[0], events[2]])


def test_an_edited_card_takes_over_what_its_facet_was_at_the_time(make):
    events = [
        make.answer(1, "a"),
        make.turn(2, "a", "", "x", "y", minute=10),
        make.answer(3, "a", minute=20),
        make.answer(4, "a", minute=21),
        make.follow(5, "new", "a", minute=30),
    ]
    assert fold("new", events).answers == 2
    assert [len(life) for life in lives("a", events)] == [1, 3]

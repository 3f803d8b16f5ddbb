"""A sitting is a value; each step gives the next one and what to record."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.shapes import TextAnswer
from quizapp.grading.mark import Mode
from quizapp.grading.verdict import Verdict
from quizapp.memory.rating import Rating
from quizapp.study.confidence import Confidence
from quizapp.study.event import Answer, Retract
from quizapp.study.event_json import from_json, to_json
from quizapp.study.session import Session
from tests.study.sitting import Learner, deck_items

THREE = "- {q: one, a: a1, typed: true}\n- {q: two, a: a2, hint: [h1, h2]}\n- {q: three, a: a3, wrong: [b3, c3]}\n"


def shown(session: Session) -> str:
    assert session.turn is not None
    return session.turn.item.card.stem


def test_a_sitting_goes_through_the_queue_and_ends() -> None:
    learner = Learner()
    session = learner.sit(deck_items(THREE))
    stems = []
    while session.turn is not None:
        stems.append(shown(session))
        session = learner.keep(session.answer("x", learner.now).rate(Rating.EASY, learner.stamp()))
    assert stems == ["one", "two", "three"]
    assert session.finished
    assert [event.item for event in learner.log] == [event.item for event in session.answers]


def test_the_event_carries_what_happened_and_what_was_decided() -> None:
    learner = Learner()
    session = learner.sit(deck_items(THREE)).answer("a1", learner.now, ms=4200, first_key_ms=900)
    turn = session.turn
    assert turn is not None
    session, event = session.rate(Rating.GOOD, learner.stamp())
    assert (event.asked, event.response, event.score, event.verdict) == ("typed", "a1", 1.0, "right")
    assert (event.rating, event.suggested, event.ms, event.first_key_ms) == (
        Rating.GOOD,
        Rating.GOOD,
        4200,
        900,
    )
    assert (event.due, event.days) == (turn.outlook[2].due.at, turn.outlook[2].due.days)
    assert event.due - event.at == timedelta(minutes=10)


def test_a_forgotten_item_comes_back_in_the_same_sitting() -> None:
    learner = Learner()
    session = learner.sit(deck_items(THREE))
    session = learner.keep(session.answer("?", learner.now).rate(Rating.AGAIN, learner.stamp()))
    learner.wait(seconds=70)
    session = learner.keep(session.answer(None, learner.now).rate(Rating.EASY, learner.stamp()))
    assert shown(session) == "one"


def test_waiting_items_come_at_once_when_nothing_else_is_left() -> None:
    learner = Learner()
    session = learner.sit(deck_items("- {q: one, a: x}\n"))
    session = learner.keep(session.answer(None, learner.now).rate(Rating.AGAIN, learner.stamp()))
    assert shown(session) == "one"
    assert session.left == 1


def test_undo_goes_back_step_by_step_also_after_the_last_card() -> None:
    learner = Learner()
    start = learner.sit(deck_items(THREE))
    session = start
    for _ in range(3):
        session = learner.keep(session.answer("a", learner.now).rate(Rating.EASY, learner.stamp()))
    assert session.finished
    for stem in ("three", "two", "one"):
        session, event = session.undo(learner.stamp())
        learner.log.append(event)
        assert isinstance(event, Retract)
        assert shown(session) == stem
        assert session.turn is not None
        assert session.turn.mark is not None
    assert not session.can_undo
    assert all(learner.state(item.id).memory is None for item in start.queue)


def test_an_item_answered_elsewhere_meanwhile_is_passed_over() -> None:
    learner, other = Learner(), Learner()
    queue = deck_items(THREE)
    session = learner.sit(queue)
    _, event = (
        other.sit(queue[1:]).answer(None, other.now).rate(Rating.EASY, replace(other.stamp(), id="other"))
    )
    learner.log.append(event)
    session = learner.keep(session.answer("a1", learner.now).rate(Rating.EASY, learner.stamp()))
    assert shown(session) == "three"


def test_a_sitting_ahead_asks_what_is_not_due_but_nothing_that_was_answered_elsewhere_meanwhile() -> None:
    learner, other = Learner(), Learner()
    queue = deck_items(THREE)
    for item in queue:
        _, event = learner.sit((item,)).answer(None, learner.now).rate(Rating.EASY, learner.stamp())
        learner.log.append(event)
    assert learner.sit(queue).finished
    learner.wait(days=1)
    other.wait(days=1, seconds=5)
    ahead = replace(learner.sit(queue), position=0, ahead=True, began=learner.now)
    session = ahead.next(learner.now, learner.state)
    assert shown(session) == "one"
    step = replace(other.sit(queue[1:]), ahead=True).answer("a1", other.now)
    _, event = step.rate(Rating.EASY, replace(other.stamp(), id="other"))
    learner.log.append(event)
    session = learner.keep(session.answer("a1", learner.now).rate(Rating.EASY, learner.stamp()))
    assert shown(session) == "three"


def test_an_item_answered_elsewhere_while_it_is_on_screen_is_decided_by_both_answers() -> None:
    learner, other = Learner(), Learner()
    queue = deck_items(THREE)
    session = learner.sit(queue)
    _, event = other.sit(queue).answer(None, other.now).rate(Rating.EASY, replace(other.stamp(), id="other"))
    learner.log.append(event)
    learner.wait(days=40)
    session = session.afresh(learner.state)
    assert session.turn is not None
    assert session.turn.state == learner.state(queue[0].id)
    _, answer = session.answer("a1", learner.now).rate(Rating.GOOD, learner.stamp())
    again = learner.sit(queue).answer("a1", learner.now).rate(Rating.GOOD, learner.stamp())[1]
    assert (answer.item, answer.days) == (again.item, again.days)


def test_hints_are_shown_one_at_a_time_and_make_a_right_answer_hard() -> None:
    learner = Learner()
    items = deck_items("- {q: one, a: abcd, typed: true, hint: [h1, h2]}\n")
    session = learner.sit(items).hint().hint().hint()
    assert session.turn is not None
    assert session.turn.hints == 2
    marked = session.answer("abcd", learner.now).turn
    assert marked is not None
    assert marked.suggested is Rating.HARD


def test_overruling_changes_the_suggestion_and_is_recorded_and_can_be_taken_back() -> None:
    learner = Learner()
    session = learner.sit(deck_items(THREE)).answer("nonsense", learner.now)
    assert session.turn is not None
    assert session.turn.suggested is Rating.AGAIN
    overruled = session.overrule()
    assert overruled.turn is not None
    assert overruled.turn.suggested is Rating.GOOD
    assert overruled.overrule() == session
    _, event = overruled.rate(Rating.GOOD, learner.stamp())
    assert (event.overruled, event.verdict) == (True, "wrong")


def test_a_right_answer_cannot_be_overruled() -> None:
    learner = Learner()
    session = learner.sit(deck_items(THREE)).answer("a1", learner.now)
    assert session.overrule() == session


def test_suspended_and_buried_items_leave_the_sitting_and_come_back_by_undo() -> None:
    learner = Learner()
    session = learner.sit(deck_items(THREE))
    session = learner.keep(session.suspend(learner.stamp()))
    session = learner.keep(session.bury(learner.stamp()))
    assert shown(session) == "three"
    assert learner.state("deck/" + session.queue[0].id.split("/", 1)[1]).suspended
    session, event = session.undo(learner.stamp())
    learner.log.append(event)
    assert shown(session) == "two"
    assert learner.state(session.queue[1].id).buried_until is None


def test_a_flag_leaves_the_turn_as_it_is() -> None:
    learner = Learner()
    session = learner.sit(deck_items(THREE)).answer("a1", learner.now)
    flagged, event = session.flag(learner.stamp())
    assert flagged.turn is not None
    assert session.turn is not None
    assert flagged.turn.mark == session.turn.mark
    assert (flagged.turn.state.flagged, event.on) == (True, True)


def test_an_ambiguous_answer_is_asked_back_and_not_marked() -> None:
    learner = Learner()
    session = learner.sit(deck_items("- {q: when, date: 1994-05-04}\n")).answer("04/05/1994", learner.now)
    assert session.turn is not None
    assert session.turn.mark is None
    assert session.turn.ask_back is not None
    assert len(session.turn.ask_back.readings) == 2
    marked = session.answer(session.turn.ask_back.readings[0], learner.now)
    assert marked.turn is not None
    assert marked.turn.mark is not None


def test_options_are_shuffled_the_same_way_within_a_turn_and_otherwise_in_another() -> None:
    (item,) = deck_items("- {q: one, a: x1, wrong: [x2, x3, x4, x5, x6, x7]}\n")
    orders = set()
    for _ in range(20):
        learner = Learner(made=len(orders) * 100)
        turn = learner.sit((item,)).turn
        assert turn is not None
        assert turn.mode is Mode.CHOICE
        assert sorted(turn.options) == ["x1", "x2", "x3", "x4", "x5", "x6", "x7"]
        orders.add(turn.options)
    assert len(orders) > 10


@pytest.mark.parametrize(
    "natural",
    [
        ("2", "9", "10", "100"),
        ("9 m", "10 m", "200 m", "1,000 m"),
        ("-10 °C", "-5 °C", "0 °C", "5 °C"),
        ("2,000", "900,000", "1.5 million", "12 million"),
        ("1850", "May 1905", "4 May 1905", "1999"),
        ("alpha", "Beta", "gamma 2", "gamma10"),
    ],
)
def test_options_with_a_natural_order_are_shown_in_it(natural: tuple[str, ...]) -> None:
    first, *wrong = natural[::-1]
    options = ", ".join(f"'{text}'" for text in wrong)
    (item,) = deck_items(f"- {{q: which, a: '{first}', wrong: [{options}], shuffle: false}}\n")
    turn = Learner().sit((item,)).turn
    assert turn is not None
    assert turn.options == natural


def test_a_waiting_item_that_was_answered_elsewhere_does_not_come_back() -> None:
    learner, other = Learner(), Learner()
    queue = deck_items(THREE)
    session = learner.sit(queue)
    session = learner.keep(session.answer("?", learner.now).rate(Rating.AGAIN, learner.stamp()))
    other.wait(seconds=10)
    _, event = (
        other.sit(queue[:1]).answer("a1", other.now).rate(Rating.EASY, replace(other.stamp(), id="other"))
    )
    learner.log.append(event)
    learner.wait(minutes=3)
    session = learner.keep(session.answer(None, learner.now).rate(Rating.EASY, learner.stamp()))
    session = learner.keep(session.answer("a3", learner.now).rate(Rating.EASY, learner.stamp()))
    assert session.finished
    assert [event.item for event in learner.log].count(queue[0].id) == 2


def test_undo_after_an_edit_brings_back_the_cards_as_they_are_now() -> None:
    learner = Learner()
    session = learner.sit(deck_items("- {q: one, a: a1, id: k1}\n- {q: wrong, a: a2, id: k2}\n"))
    session = learner.keep(session.answer(None, learner.now).rate(Rating.EASY, learner.stamp()))
    edited = {
        item.id: item for item in deck_items("- {q: one, a: a1, id: k1}\n- {q: right, a: a2, id: k2}\n")
    }
    session = session.over(edited, learner.now)
    session, event = session.undo(learner.stamp())
    learner.log.append(event)
    learner.wait(seconds=1)
    session = learner.keep(session.rate(Rating.EASY, learner.stamp()))
    assert shown(session) == "right"


def test_a_changed_answer_is_noticed() -> None:
    learner = Learner()
    learner.keep(
        learner.sit(deck_items("- {q: one, a: old one, id: k}\n"))
        .answer(None, learner.now)
        .rate(Rating.AGAIN, learner.stamp())
    )
    learner.wait(minutes=2)
    turn = learner.sit(deck_items("- {q: one, a: another, id: k}\n")).turn
    assert turn is not None
    assert turn.changed


def test_over_reloaded_items_a_sitting_goes_on() -> None:
    learner = Learner()
    session = learner.sit(
        deck_items(
            "- {q: one, a: a1, id: k1, typed: true}\n- {q: two, a: a2, id: k2}\n- {q: three, a: a3, id: k3}\n"
        )
    )
    session = session.answer("b1", learner.now)
    edited = {
        item.id: item
        for item in deck_items("- {q: one!, a: b1, id: k1, typed: true}\n- {q: three, a: a3, id: k3}\n")
    }
    session = session.over(edited, learner.now)
    assert session.turn is not None
    assert shown(session) == "one!"
    assert session.turn.mark is not None
    assert session.turn.mark.verdict is Verdict.RIGHT
    assert [item.card.id for item in session.queue] == ["k1", "k3"]
    assert session.over({}, learner.now).turn is None


@pytest.mark.parametrize("rating", list(Rating))
def test_rating_does_what_the_outlook_said(rating: Rating) -> None:
    learner = Learner()
    session = learner.sit(deck_items(THREE)).answer("x", learner.now)
    assert session.turn is not None
    outcome = session.turn.outlook[rating - 1]
    _, event = session.rate(rating, learner.stamp())
    learner.log.append(event)
    assert learner.state(event.item).memory == outcome.memory
    assert learner.state(event.item).due == outcome.due


@given(st.lists(st.sampled_from(["1", "2", "3", "4", "undo", "bury", "wait"]), max_size=25))
def test_undoing_everything_leaves_no_trace_in_the_states(keys: list[str]) -> None:
    """Whatever was pressed: after undoing it all, every item is as it was at the start."""
    learner = Learner()
    session = learner.sit(deck_items(THREE))
    for key in keys:
        learner.wait(seconds=40)
        if key == "wait":
            learner.wait(minutes=11)
        elif key == "undo" and session.can_undo:
            session, event = session.undo(learner.stamp())
            learner.log.append(event)
        elif session.turn is not None and key == "bury":
            session = learner.keep(session.bury(learner.stamp()))
        elif session.turn is not None and key.isdigit():
            if session.turn.mark is None:
                session = session.answer("x", learner.now)
            session = learner.keep(session.rate(Rating(int(key)), learner.stamp()))
    while session.can_undo:
        learner.wait(seconds=1)
        session, event = session.undo(learner.stamp())
        learner.log.append(event)
    for item in session.queue:
        state = learner.state(item.id)
        assert (state.memory, state.buried_until, state.answers) == (None, None, 0)
    assert not [event for event in session.answers if isinstance(event, Answer)]


def test_confidence_is_recorded_and_a_guess_counts_as_forgotten() -> None:
    learner = Learner()
    session = learner.sit(deck_items(THREE)).confide(Confidence.SURE)
    session, event = session.answer("a1", learner.now).rate(Rating.GOOD, learner.stamp())
    assert (event.confidence, event.suggested) == ("sure", Rating.GOOD)
    session = session.next(learner.now, learner.state).next(learner.now, learner.state)
    session = session.confide(Confidence.GUESSED).answer("a3", learner.now)
    assert session.turn is not None
    assert session.turn.suggested is Rating.AGAIN
    assert from_json(to_json(event)) == event


def test_after_the_mark_only_a_guess_is_admitted_where_nothing_was_said() -> None:
    learner = Learner()
    asked = learner.sit(deck_items(THREE))
    right, wrong = asked.answer("a1", learner.now), asked.answer("x", learner.now)
    assert right.confide(Confidence.SURE) == right
    assert wrong.confide(Confidence.GUESSED) == wrong
    admitted = right.confide(Confidence.GUESSED)
    assert admitted.turn is not None
    assert admitted.turn.suggested is Rating.AGAIN
    assert admitted.confide(None) == right
    said = asked.confide(Confidence.UNSURE).answer("a1", learner.now)
    assert said.confide(Confidence.GUESSED) == said.confide(None) == said
    counted = wrong.overrule().confide(Confidence.GUESSED)
    assert counted.turn is not None
    assert counted.turn.suggested is Rating.AGAIN


def test_confidence_outlives_undo_another_way_of_asking_and_a_change_of_the_card() -> None:
    learner = Learner()
    items = deck_items(THREE)
    session = learner.sit(items).confide(Confidence.UNSURE)
    edited = session.ask(Mode.FLIP).over({item.id: item for item in items}, learner.now)
    assert edited.turn is not None
    assert edited.turn.confidence is Confidence.UNSURE
    rated = learner.keep(session.answer("a1", learner.now).rate(Rating.GOOD, learner.stamp()))
    assert rated.turn is not None
    assert rated.turn.confidence is None
    back, _ = rated.undo(learner.stamp())
    assert back.turn is not None
    assert back.turn.confidence is Confidence.UNSURE


def test_what_undo_keeps_holds_on_to_no_deck_as_it_was_before_an_edit() -> None:
    learner = Learner()
    text = "\n".join(f"- {{id: c{n}, q: Question {n}, a: Answer {n}}}" for n in range(6))
    session = learner.sit(deck_items(text))
    for edit in range(3):
        found = {item.id: item for item in deck_items(text.replace("Answer", f"Edit {edit} of answer"))}
        session = session.over(found, learner.now).answer(None, learner.now)
        session = learner.keep(session.rate(Rating.GOOD, learner.stamp()))
    kept, held = session.before, 0
    while kept is not None:
        held += len(kept.queue) + len(kept.found or ())
        kept = kept.before
    assert held == 0
    for _ in range(3):
        session, event = session.undo(learner.stamp())
        learner.log.append(event)
    assert [item.card.stem for item in session.queue] == [f"Question {n}" for n in range(6)]
    assert session.turn is not None
    assert session.turn.item.card.shape == TextAnswer("Edit 2 of answer 0")


@pytest.mark.parametrize(
    ("said", "heeded"),
    [(None, True), (Confidence.UNSURE, True), (Confidence.SURE, False), (Confidence.GUESSED, True)],
)
def test_luck_is_heeded_alike_on_screen_in_the_log_and_in_the_state(
    said: Confidence | None, heeded: bool
) -> None:
    (item,) = deck_items("- {statement: It is so., a: true}\n")
    learner = Learner()
    learner.keep(learner.sit((item,)).answer("true", learner.now).rate(Rating.EASY, learner.stamp()))
    learner.wait(days=60)
    session = learner.sit((item,)).confide(said).answer("true", learner.now)
    turn = session.turn
    assert turn is not None
    good, easy = turn.outlook[2:]
    learner.keep(session.rate(Rating.GOOD, learner.stamp()))
    state = learner.state(item.id)
    assert (state.memory, state.due) == (good.memory, good.due)
    event = learner.log[-1]
    assert isinstance(event, Answer)
    known = replace(event, guess_rate=0.0)
    learner.log[-1] = known
    plain = learner.state(item.id).memory
    assert plain is not None
    assert (good.memory.stability < plain.stability) is heeded
    assert good.due.days < easy.due.days


def test_the_learners_own_word_for_a_wrong_answer_is_not_taken_for_luck() -> None:
    (item,) = deck_items("- {statement: It is so., a: true}\n")
    learner = Learner()
    session = learner.sit((item,)).answer("false", learner.now)
    before = session.turn
    session = session.overrule()
    assert before is not None
    assert session.turn is not None
    assert session.turn.outlook == before.outlook
    session, event = session.rate(Rating.GOOD, learner.stamp())
    assert (event.guess_rate, event.luck) == (0.5, 0.0)
    learner.log.append(event)
    assert learner.state(item.id).memory == before.outlook[2].memory

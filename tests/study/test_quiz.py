"""A quiz from its first question to the log: steps, clock, score, drafts, and what it tells the schedule."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.blueprint import Blueprint, Weight
from quizapp.deck.item import Item
from quizapp.grading.context import Context
from quizapp.grading.mark import Mode
from quizapp.grading.verdict import Verdict
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Memory, Parameters, outlook
from quizapp.progress.fold import fold
from quizapp.study.confidence import Confidence
from quizapp.study.draft import draft_from, draft_of, plan_of, progress_of, resume, start
from quizapp.study.event import Answer, Event, Quiz, Retract
from quizapp.study.quiz import Attempt, Standing
from quizapp.study.quiz_log import close, correct, started
from quizapp.study.score import ThemeScore, missed, score_of
from quizapp.study.setup import Setup
from quizapp.study.state import ItemState
from tests.study.sitting import START, Learner, deck_items

ITEMS = deck_items(
    """
    - {id: typed, q: Capital of Norway?, a: Oslo, typed: true}
    - {id: choice, q: Capital of Finland?, a: Helsinki, wrong: [Turku, Tampere, Espoo]}
    - {id: several, q: Primes?, right: ['2', '3'], wrong: ['4', '6']}
    - {id: truth, statement: It is so., a: true}
    - {id: date, q: When?, date: 2004-05-06}
    """
)
SETUP = Setup(("deck",), pass_mark=0.5)


def nothing(item: Item, seed: str) -> tuple[str, ...]:
    return ()


def quiz(setup: Setup = SETUP, items: tuple[Item, ...] = ITEMS) -> Attempt:
    begun = start("q", 7, setup, items, START, lambda _: Parameters(), lambda _: Context(), nothing)
    return begun.go_on(START)


def test_steps_of_a_quiz() -> None:
    taken = quiz()
    assert [taken.standing(number) for number in range(3)] == [Standing.SEEN, *[Standing.UNSEEN] * 2]
    taken = taken.answer("Oslo", START).next().mark_for_later().next_open()
    assert (taken.position, taken.open, taken.answered) == (2, (1, 2, 3, 4), 1)
    assert taken.marked == {1}
    assert taken.standing(1) is Standing.SEEN
    assert taken.go(99).position == 4
    assert taken.go(-1).previous().position == 0
    assert taken.go(4).next().position == 4
    assert taken.go(4).next_open().position == 1, "after the last comes the first"
    assert taken.go(1).mark_for_later().marked == frozenset()


def test_an_answer_can_be_changed_until_the_end_and_shows_no_mark() -> None:
    taken = quiz().answer("Paris", START)
    assert (taken.turn().response, taken.turn().mark) == ("Paris", None)
    taken = taken.answer("Oslo", START)
    assert score_of(taken).right == 1
    assert taken.answer("", START).reply is None, "an empty answer takes it back"
    over = taken.submit(START)
    assert over.answer("Paris", START) is over
    mark = over.turn().mark
    assert mark is not None
    assert mark.verdict is Verdict.RIGHT
    assert over.turn(1).mark is not None, "what is unanswered shows what was right"


def test_with_feedback_at_once_an_answer_stands() -> None:
    taken = quiz(replace(SETUP, at_once=True)).answer("Paris", START)
    mark = taken.turn().mark
    assert mark is not None
    assert mark.verdict is Verdict.WRONG
    assert taken.answer("Oslo", START) is taken
    assert taken.overrule(0).replies[0].score == 1.0  # type: ignore[union-attr]
    gave_up = taken.next().answer(None, START)
    assert gave_up.answered == 2
    assert gave_up.overrule(1) is gave_up, "there is nothing to be right about"


def test_an_answer_of_two_readings_is_asked_back() -> None:
    taken = quiz().go(4).answer("05/06/2004", START)
    assert taken.ask_back is not None
    assert taken.turn().ask_back is taken.ask_back
    assert taken.answered == 0
    assert taken.next().ask_back is None
    taken = taken.answer(taken.ask_back.readings[1], START)
    assert (taken.ask_back, taken.answered) == (None, 1)


def test_the_clock_stands_while_the_quiz_is_put_away() -> None:
    taken = quiz(replace(SETUP, minutes=2))
    later = START + timedelta(seconds=50)
    assert taken.remaining(later) == 70
    away = taken.pause(later)
    days = START + timedelta(days=3)
    assert (away.remaining(days), away.over(days)) == (70, False)
    again = away.go_on(days)
    assert again.go_on(days + timedelta(seconds=9)) is again
    assert again.remaining(days + timedelta(seconds=69)) == 1
    assert quiz().remaining(days) is None
    assert taken.remaining(START - timedelta(hours=1)) == 120, "a clock that was set back gives no time"


def test_when_the_time_is_over_what_is_there_is_submitted() -> None:
    taken = quiz(replace(SETUP, minutes=1)).answer("Oslo", START).next()
    late = START + timedelta(minutes=5)
    assert taken.over(late)
    assert taken.answer("Helsinki", late) is taken
    over = taken.submit(late)
    assert (over.submitted, over.used, over.answered) == (START + timedelta(minutes=1), 60, 1)
    assert not over.over(late)
    assert over.submit(late) is over


def test_a_score_by_hand() -> None:
    taken = quiz().answer("Oslo", START).next().answer("Turku", START).next().answer(("2",), START)
    score = score_of(taken.next().answer("true", START).submit(START + timedelta(seconds=90)))
    # 1 + 0 + 1/2 + 1 + nothing, of five.
    assert score.share == pytest.approx(2.5 / 5)
    assert score.passed is True
    assert (score.right, score.partly, score.wrong, score.open) == (2, 1, 1, 1)
    assert score.seconds == 90
    assert score.themes == (ThemeScore("deck/deck", 5, 0.5),)
    assert [item.card.id for item in missed(taken)] == ["choice", "several", "truth", "date"]


def test_thirds_that_make_a_whole_pass() -> None:
    three = deck_items("- {q: A?, list: [a, b, c], id: k}\n- {q: B?, list: [a, b, c], id: l}")
    taken = quiz(replace(SETUP, pass_mark=2 / 3), three).answer("a; b", START).next().answer("a; b", START)
    assert score_of(taken).passed is True


def test_a_blueprint_makes_a_setup() -> None:
    plan = Blueprint("final", "Final", 30, 45.0, 0.7, (Weight(("tag:core",), 1),), "typed", True)
    setup = Setup.of("c", plan)
    assert (setup.scope, setup.questions, setup.minutes, setup.pass_mark) == (("c",), 30, 45.0, 0.7)
    assert (setup.mode, setup.mode_name, setup.at_once, setup.blueprint) == (
        Mode.TYPED,
        "typed",
        True,
        "final",
    )


def test_a_flashcard_is_typed_and_a_long_one_chosen() -> None:
    long = "A sentence of many words that nobody could ever type like this one"
    items = deck_items(f"- {{q: A?, a: b}}\n- {{q: C?, a: {long}}}")

    def borrow(item: Item, seed: str) -> tuple[str, ...]:
        return ("one", "two", "three")

    def begin(borrow: object) -> Attempt:
        return start("q", 7, SETUP, items, START, lambda _: Parameters(), lambda _: Context(), borrow)  # type: ignore[arg-type]

    assert [question.mode for question in begin(borrow).questions] == [Mode.TYPED, Mode.CHOICE]
    assert [question.mode for question in begin(nothing).questions] == [Mode.TYPED, Mode.TYPED]
    chosen = begin(borrow).next().answer(long, START)
    assert chosen.reply is not None
    assert chosen.reply.mark.guess_rate == 0.25


# -- drafts -------------------------------------------------------------------------------


def kept(taken: Attempt, items: tuple[Item, ...] = ITEMS) -> Attempt:
    draft = draft_of(taken, START + timedelta(seconds=30))
    read = draft_from(draft.id, plan_of(draft), progress_of(draft))
    assert read == draft
    return resume(read, {item.id: item for item in items}, taken.parameters, taken.context, nothing)


def test_a_quiz_is_resumed_where_it_was() -> None:
    setup = Setup(
        ("deck",), ("t",), (), 3, 10.0, Mode.CHOICE, False, True, 0.6, (Weight(("deck:deck",), 1),), "b"
    )
    taken = quiz(setup).answer("Oslo", START, 900, 300, Confidence.SURE).next().mark_for_later().go(3)
    taken = taken.answer("true", START).previous()
    back = kept(taken)
    assert back == replace(taken, used=30.0, since=None)


def test_answers_of_every_form_are_kept() -> None:
    items = deck_items("- {q: A?, match: {a: b, c: d}, id: k}\n- {q: B?, order: [x, y, z], id: l}")
    taken = quiz(items=items).answer((("a", "b"), ("c", "d")), START).next().answer(("x", "z", "y"), START)
    assert kept(taken, items).replies == taken.replies


def test_cards_that_are_gone_leave_the_quiz() -> None:
    taken = quiz().answer("Oslo", START).next().next().answer(("2",), START)
    back = kept(taken, ITEMS[1:])
    assert [question.item.card.id for question in back.questions] == ["choice", "several", "truth", "date"]
    assert (back.position, back.answered, back.seen) == (1, 1, {0, 1})


@pytest.mark.parametrize("progress", ["", "[]", "{}", '{"replies": {"a": 5}}', "null"])
def test_what_cannot_be_read_is_no_draft(progress: str) -> None:
    draft = draft_of(quiz(), START)
    assert draft_from("q", plan_of(draft), progress) is None
    assert draft_from("q", progress, progress_of(draft)) is None


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from(["Oslo", "", "true", "2", "05/06/2004"])),
        st.tuples(st.just("go"), st.integers(-2, 8)),
        st.sampled_from([("mark",), ("next_open",), ("pause",), ("wait",), ("keep",)]),
    ),
    max_size=25,
)


@given(steps=STEPS, at_once=st.booleans(), minutes=st.none() | st.just(1.0))
def test_whatever_is_done_a_quiz_holds_together(
    steps: list[tuple[object, ...]], at_once: bool, minutes: float | None
) -> None:
    now, taken = START, quiz(replace(SETUP, at_once=at_once, minutes=minutes))
    for step in steps:
        match step:
            case "answer", str() as text:
                taken = taken.answer(text, now)
            case "go", int() as number:
                taken = taken.go(number)
            case ("mark",):
                taken = taken.mark_for_later()
            case ("next_open",):
                taken = taken.next_open()
            case ("pause",):
                taken = taken.pause(now).go_on(now)
            case ("wait",):
                now += timedelta(seconds=17)
            case _:
                draft = draft_of(taken, now)
                found = {item.id: item for item in ITEMS}
                taken = resume(draft, found, taken.parameters, taken.context, nothing).go_on(now)
        assert 0 <= taken.position < 5
        assert taken.position in taken.seen
        assert taken.answered + len(taken.open) == len(taken.questions) == 5
    score = score_of(taken.submit(now))
    assert 0 <= score.share <= 1
    assert score.right + score.partly + score.wrong + score.open == 5
    assert minutes is None or score.seconds <= 60


# -- the log ------------------------------------------------------------------------------


def closed(taken: Attempt, learner: Learner) -> tuple[Attempt, list[Answer], Quiz]:
    states = {item.id: learner.state(item.id) for item in ITEMS}
    over, events = close(taken, learner.now, states, learner.stamp)
    learner.log.extend(events)
    *answers, result = events
    assert isinstance(result, Quiz)
    return over, [answer for answer in answers if isinstance(answer, Answer)], result


def test_a_quiz_tells_the_log_its_answers_and_its_result() -> None:
    learner = Learner()
    early = START + timedelta(minutes=1)
    taken = quiz().answer("Oslo", early, 900, 200, Confidence.SURE).next().answer("Turku", early)
    learner.wait(minutes=10)
    _, answers, result = closed(taken, learner)
    assert [(one.item, one.rating, one.mode, one.at) for one in answers] == [
        ("deck/typed/q", Rating.GOOD, "quiz", early),
        ("deck/choice/q", Rating.AGAIN, "quiz", early),
    ]
    first = answers[0]
    assert (first.sitting, first.asked, first.ms, first.first_key_ms) == ("q", "typed", 900, 200)
    assert (first.confidence, first.suggested, first.score) == ("sure", Rating.GOOD, 1.0)
    assert (result.attempt, result.phase, result.seconds, result.seed) == ("q", "submitted", 600, 7)
    assert result.scores == (1.0, 0.0, None, None, None)
    assert result.themes == ("deck/deck",) * 5
    state = learner.state("deck/typed/q")
    assert state.memory is not None
    assert state.memory.phase is Phase.LEARNING
    assert learner.state("deck/truth/q").answers == 0, "what is unanswered says nothing of memory"


def test_a_right_choice_counts_less_than_a_recall() -> None:
    learner = Learner()
    closed(quiz().answer("Oslo", START).next().answer("Helsinki", START).go(3).answer("true", START), learner)
    recalled, chosen, guessed = (
        state.memory.stability
        for card in ("typed", "choice", "truth")
        if (state := learner.state(f"deck/{card}/q")).memory is not None
    )
    assert recalled == pytest.approx(2.3065)
    assert chosen == pytest.approx(0.8 * 2.3065 + 0.2 * 0.212)
    assert guessed == pytest.approx(2 / 3 * 2.3065 + 1 / 3 * 0.212)


@pytest.mark.parametrize(("said", "luck"), [(None, 0.5), (Confidence.SURE, 0.0)])
def test_when_a_right_choice_comes_back_is_decided_with_its_luck(
    said: Confidence | None, luck: float
) -> None:
    learner = Learner()
    sitting = learner.sit((ITEMS[3],)).answer("true", learner.now)
    learner.keep(sitting.rate(Rating.EASY, learner.stamp()))
    learner.wait(days=40)
    memory = learner.state("deck/truth/q").memory
    begun = start("q", 7, SETUP, ITEMS, learner.now, lambda _: Parameters(), lambda _: Context(), nothing)
    taken = begun.go_on(learner.now).go(3).answer("true", learner.now, confidence=said)
    _, [answer], _ = closed(taken, learner)
    expected = [
        outlook(memory, learner.now, answer.item, Parameters(), luck=chance)[2].due
        for chance in (luck, 0.5 - luck)
    ]
    assert (answer.days, answer.due) == (expected[0].days, expected[0].at)
    assert answer.days != expected[1].days


def test_what_was_guessed_comes_again() -> None:
    learner = Learner()
    _, answers, _ = closed(quiz().answer("Oslo", START, confidence=Confidence.GUESSED), learner)
    assert answers[0].rating is Rating.AGAIN


def test_practice_leaves_the_schedule_alone() -> None:
    learner = Learner()
    _, answers, result = closed(quiz(replace(SETUP, practice=True)).answer("Oslo", START), learner)
    assert answers[0].mode == "practice"
    assert result.practice
    state = learner.state("deck/typed/q")
    assert (state.memory, state.due, state.answers) == (None, None, 1)


def test_i_was_right_corrects_score_and_schedule_and_can_be_taken_back() -> None:
    learner = Learner()
    over, answers, _ = closed(quiz().answer("Paris", START), learner)
    wrong = learner.state("deck/typed/q")
    learner.wait(minutes=2)
    right, events = correct(over, 0, learner.stamp)
    learner.log.extend(events)
    retraction, answer, word = events
    assert isinstance(retraction, Retract)
    assert retraction.event == answers[0].id
    assert isinstance(answer, Answer)
    assert (answer.overruled, answer.rating, answer.at, answer.score) == (True, Rating.GOOD, START, 0.0)
    assert isinstance(word, Quiz)
    assert (word.phase, word.question, word.right) == ("corrected", "deck/typed/q", True)
    assert score_of(right).share == pytest.approx(1 / 5)
    memory = learner.state("deck/typed/q").memory
    assert memory is not None
    assert memory.stability == pytest.approx(2.3065)
    back, events = correct(right, 0, learner.stamp)
    learner.log.extend(events)
    assert score_of(back).share == 0
    again = learner.state("deck/typed/q")
    assert (again.memory, again.answers) == (wrong.memory, 1)
    assert correct(over, 1, learner.stamp) == (over, ()), "nothing was answered there"


def test_that_a_quiz_was_begun_is_told_with_its_plan() -> None:
    event: Event = started(quiz(replace(SETUP, minutes=5)), Learner().stamp())
    assert isinstance(event, Quiz)
    assert (event.phase, event.scope, event.minutes, event.began) == ("started", ("deck",), 5, START)
    assert fold("deck/typed/q", [event]).answers == 0


def test_items_of_one_quiz_are_given_days_apart() -> None:
    items = deck_items("".join(f"- {{id: k{n}, q: q{n}, a: 'a{n}', typed: true}}\n" for n in range(30)))
    taken = quiz(items=items)
    for number in range(30):
        taken = taken.go(number).answer(f"a{number}", START)
    # In review long enough for several days to be open.
    memory = Memory(Phase.REVIEW, 0, 12.0, 5.0, START.date() - timedelta(days=12), 3, 0)
    before = {item.id: ItemState(item.id, memory) for item in items}
    _, events = close(taken, START, before, Learner().stamp)
    days = [event.days for event in events if isinstance(event, Answer)]
    assert max(map(days.count, set(days))) - min(map(days.count, set(days))) <= 1
    assert len(set(days)) > 4

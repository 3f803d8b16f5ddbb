"""Statistics on logs that were worked out by hand, and against a second, naive reckoning."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, product
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.deck.blueprint import Blueprint, Weight
from quizapp.deck.card import Card
from quizapp.deck.card import Place as Where
from quizapp.deck.course import Course, Deck
from quizapp.deck.item import Item
from quizapp.deck.shapes import MultipleChoice, Option, TextAnswer, TrueFalse
from quizapp.memory.days import study_day
from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase, is_known, recall
from quizapp.memory.schedule import Memory, Parameters
from quizapp.progress import counting, knowledge, past
from quizapp.progress.deck_count import CountedDeck, DeckCount
from quizapp.progress.deck_now import Standing, Waiting, deck_now
from quizapp.progress.deck_past import deck_past, deck_today
from quizapp.progress.definitions import DEFINITIONS, TITLES
from quizapp.progress.fold import fold, history, position, retracted, step
from quizapp.progress.left import Left, left
from quizapp.progress.passing import Chances, Stratum, expected_score, guess_rate, passing
from quizapp.progress.roster import roster
from quizapp.progress.shares import Share
from quizapp.progress.statistics import Buttons, Counts, Period
from quizapp.progress.store import Store
from quizapp.progress.survey import Survey
from quizapp.progress.totals import SUMS, DayTotals
from quizapp.study.candidates import Allowance
from quizapp.study.event import Answer
from quizapp.study.leech import is_leech
from quizapp.study.state import ItemState

DAY = 24 * 60
BERLIN = ZoneInfo("Europe/Berlin")


# -- decks --------------------------------------------------------------------------------


def card(id: str, shape=None, **changes) -> Card:
    return Card(id, f"{id}?", shape or TextAnswer("yes"), Where("deck.yaml", 1, 1, 0, 0), **changes)


def course(*decks: tuple[str, list[Card]], **changes) -> Course:
    made = tuple(Deck(id, id.capitalize(), tuple(cards), "deck.yaml") for id, cards in decks)
    return Course("c", "Course", made, ".", **changes)


def survey(*courses: Course, now: datetime, **changes) -> Survey:
    return Survey(
        courses=courses,
        now=now,
        today=study_day(now, time(4)),
        parameters=lambda _: Parameters(),
        limits=lambda _: Allowance(20, 200),
        soon=lambda state: state,
        **changes,
    )


def memories_of(store: Store, item: str) -> list[tuple[int, float, bool]]:
    return [
        entry for _, _, memories in store.deck_rows.of_items([item]) for entry in past.stabilities(memories)
    ]


# -- sums of days -------------------------------------------------------------------------


def test_what_the_scheduler_expected_and_how_old_the_memory_was(store, make):
    # Easy graduates with a stability of 8.2956 days (the default weight for it). Good on day 8 makes it
    # 36.5 or so, and more than 21 days is mature.
    store.append(
        make.answer(1, rating=4),
        make.answer(2, rating=3, minute=8 * DAY),
        make.answer(3, rating=1, minute=48 * DAY),
        make.answer(4, rating=3, minute=48 * DAY + 10),  # not the first of the day: no review
    )
    young, mature = store.days(make.FIRST + timedelta(days=1))
    # R(t, S) = (1 + (0.9^(-1/w20) - 1) * t / S)^(-w20) with w20 = 0.1542
    factor = 0.9 ** (-1 / 0.1542) - 1
    assert young.predicted == round(1e6 * (1 + factor * 8 / 8.2956) ** -0.1542) == 902_473
    assert (young.reviews, young.reviews_right, young.mature, young.mature_predicted) == (1, 1, 0, 0)
    stability = fold(
        "a", [make.answer(1, rating=4), make.answer(2, rating=3, minute=8 * DAY)]
    ).memory.stability
    assert stability > 21
    assert (
        mature.mature_predicted == mature.predicted == round(1e6 * (1 + factor * 40 / stability) ** -0.1542)
    )
    assert (mature.reviews, mature.mature, mature.mature_right) == (1, 1, 0)


def test_what_is_expected_of_a_choice_has_its_chance_of_a_guess(store, make):
    """By hand: a recall of 0.902473 and a coin make 0.5 + 0.5 · 0.902473."""
    store.append(
        make.answer(1, rating=4),
        make.answer(2, rating=3, minute=8 * DAY, guess_rate=0.5, verdict="right"),
        make.answer(3, "b", rating=4),
        make.answer(4, "b", rating=1, minute=8 * DAY, guess_rate=0.25, verdict="wrong"),
    )
    last = store.days(date.min)[-1]
    assert (last.reviews, last.reviews_right) == (2, 1)
    assert last.predicted == pytest.approx(951_237 + 926_855, abs=1)
    assert counting.predicted(last) == pytest.approx(0.939, abs=1e-3)


def test_items_of_one_day_are_added_up(store, make):
    for number, item in enumerate("ab"):
        store.append(
            make.answer(10 * number, item, rating=4),
            make.answer(10 * number + 1, item, minute=8 * DAY),
            make.answer(10 * number + 2, item, minute=48 * DAY, confidence="sure"),
        )
    last = store.days(date.min)[-1]
    assert (last.mature, last.mature_right, last.reviews, last.sure) == (2, 2, 2, 2)
    assert last.mature_predicted == last.predicted == 2 * (last.predicted // 2)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_clock_that_was_set_back_leaves_no_memories_in_the_future(store, make, at_once):
    ahead, back = make.FIRST + timedelta(days=5), make.FIRST + timedelta(days=2)
    answers = [make.answer(1), make.answer(2, study_day=ahead), make.answer(3, study_day=back)]
    for events in [answers] if at_once else [[answer] for answer in answers]:
        store.append(*events)
    assert [date.fromordinal(on[0]) for on in memories_of(store, "a")] == [make.FIRST, back]
    assert store.check() == []


def test_buttons_leave_practice_out_and_answers_do_not(store, make):
    store.append(
        *(make.answer(rating, rating=rating) for rating in (1, 2, 3, 4)),
        make.answer(5, rating=3),
        make.answer(6, rating=1, mode="practice"),
        make.answer(7, rating=4, mode="quiz"),
    )
    [day] = store.days(date.min)
    assert counting.buttons(day) == Buttons(again=1, hard=1, good=2, easy=2)
    assert (day.answers, day.practice) == (7, 1)
    assert counting.answered(day) == Share(5, 7)


def test_a_lucky_guess_is_right_and_not_recalled(store, make):
    right = {"verdict": "right", "score": 1.0, "asked": "choice"}
    wrong = {"verdict": "wrong", "score": 0.0, "asked": "choice"}
    store.append(
        make.answer(1, rating=1, confidence="guessed", **right),
        make.answer(2, rating=3, confidence="sure", **right),
        make.answer(3, rating=1, confidence="sure", **wrong),
        make.answer(4, rating=3, confidence="sure", overruled=True, **wrong),  # "I was right"
        make.answer(5, rating=2, confidence="unsure"),  # flipped: the learner's word
        make.answer(6, rating=3, **right),
    )
    [day] = store.days(date.min)
    said = counting.sureness(day)
    assert (said.guessed, said.unsure, said.sure) == (Share(1, 1), Share(1, 1), Share(2, 3))
    assert said.said == 5
    assert day.right == 4, "what was guessed was rated Again"


def test_a_question_left_open_is_not_study(store, make):
    store.append(make.answer(1, ms=20_000), make.answer(2, ms=8 * 3_600_000))
    [day] = store.days(date.min)
    assert day.minutes == pytest.approx(20 / 60 + 3)


def test_hours_are_those_of_the_wall_where_the_learner_was(store, make):
    zones = ("Asia/Tokyo", "America/New_York")
    for number, zone in enumerate(zones, 1):
        at = datetime(2025, 3, 1, 21, 30, tzinfo=ZoneInfo(zone))
        store.append(make.answer(number, at=at, study_day=at.date(), rating=number))
    # The hour that happens twice in autumn is one hour of the clock.
    for number, fold_ in ((3, 0), (4, 1)):
        at = datetime(2025, 10, 26, 2, 30, fold=fold_, tzinfo=BERLIN)
        store.append(make.answer(number, at=at, study_day=date(2025, 10, 25)))
    hours = counting.hours(store.sums.hours(date.min))
    assert {hour: share for hour, share in enumerate(hours) if share.of} == {21: Share(1, 2), 2: Share(2, 2)}
    assert [day.answers for day in store.days(date(2025, 10, 25))] == [2]


def test_an_undo_takes_an_answer_out_of_every_number(store, make):
    store.append(make.answer(1, confidence="sure"), make.answer(2, "b", minute=DAY, mode="practice"))
    store.append(make.retract(3, 1), make.retract(4, 2))
    assert (store.days(date.min), store.sums.hours(date.min)) == ([], {})
    assert store.deck_rows.of_items(["a", "b"]) == []
    store.append(make.retract(5, 3))
    [day] = store.days(date.min)
    assert (day.answers, day.sure, list(store.sums.hours(date.min))) == (1, 1, [12])


KINDS = st.one_of(
    st.tuples(
        st.just("answer"),
        st.sampled_from("abc"),
        st.integers(1, 4),
        st.sampled_from(["review", "review", "review", "practice", "quiz"]),
        st.sampled_from([None, "guessed", "unsure", "sure"]),
        st.sampled_from(["right", "wrong", "self"]),
    ),
    st.tuples(st.just("follow"), st.sampled_from("abc"), st.sampled_from("abc")),
    st.tuples(st.just("reset"), st.sampled_from("abc")),
    st.tuples(st.just("retract"), st.integers(0, 24)),
)
PLAN = st.lists(st.tuples(st.integers(0, 60 * DAY), KINDS), min_size=1, max_size=25)


def events_of(make, plan):
    events = []
    for number, (minute, kind) in enumerate(plan):
        match kind:
            case "answer", item, rating, mode, said, verdict:
                made = make.answer(
                    number, item, rating, minute, mode=mode, confidence=said, verdict=verdict, ms=number
                )
                events.append(made)
            case "follow", item, was:
                events.append(make.follow(number, item, was, minute))
            case "reset", item:
                events.append(make.reset(number, item, minute=minute))
            case "retract", target:
                events.append(make.retract(number, target, minute))
    return events


def reckoned(events):
    """The sums of each day by reading the whole log anew for every answer."""
    void = retracted(events)
    days: dict[date, Counter[str]] = {}
    for answer in events:
        if not isinstance(answer, Answer) or answer.id in void:
            continue
        state = ItemState(answer.item)
        for earlier in history(answer.item, events):
            if position(earlier) < position(answer):
                state = step(state, earlier)
        memory = state.memory
        sums = days.setdefault(answer.study_day, Counter())
        right = answer.rating != 1
        sums.update(answers=1, right=right, ms=answer.ms)
        if answer.confidence:
            luck = right if answer.verdict == "self" else answer.verdict == "right"
            sums.update({answer.confidence: 1, f"{answer.confidence}_right": luck})
        if answer.mode == "practice":
            sums.update(practice=1)
            continue
        sums.update({Rating(answer.rating).name.lower(): 1, "new": memory is None})
        if memory is None or memory.study_day >= answer.study_day:
            continue
        sums.update(known=1)
        if memory.phase is not Phase.REVIEW:
            continue
        expected = round(recall(memory, answer.study_day, DEFAULT_WEIGHTS) * 1_000_000)
        sums.update(reviews=1, reviews_right=right, predicted=expected)
        if memory.stability >= 21:
            sums.update(mature=1, mature_right=right, mature_predicted=expected)
    return {day: +sums for day, sums in days.items()}


@settings(max_examples=30, deadline=None)
@given(plan=PLAN, data=st.data())
def test_the_sums_are_what_a_naive_reckoning_gives(make, quick_folder, plan, data):
    events = events_of(make, plan)
    with TemporaryDirectory(dir=quick_folder) as folder, Store.open(Path(folder, "1.db")) as store:
        for event in data.draw(st.permutations(events)):
            store.append(event)
        found = {
            day.study_day: +Counter(dict(zip(SUMS, day.sums, strict=True))) for day in store.days(date.min)
        }
        assert found == reckoned(events)
        hours = store.sums.hours(date.min)
        assert sum(answers for _, answers in hours.values()) == sum(
            sums["answers"] for sums in found.values()
        )
        for item in "abc":
            last = memories_of(store, item)[-1:]
            memory = store.state(item).memory
            assert [(on[1], on[2]) for on in last] in (
                [] if memory is None else [(memory.stability, is_known(memory))],
                [(0.0, False)] if memory is None else None,
            )


def test_two_devices_count_each_answer_once(tmp_path, make):
    with Store.open(tmp_path / "1.db") as one, Store.open(tmp_path / "2.db") as two:
        one.append(make.answer(1, rating=4), make.answer(3, rating=3, minute=9 * DAY))
        two.append(make.answer(1, rating=4), make.answer(2, rating=1, minute=8 * DAY))
        one.merge(two.path)
        two.merge(one.path)
        assert one.days(date.min) == two.days(date.min)
        last = one.days(date.min)[-1]
        assert (last.answers, last.reviews, last.reviews_right) == (1, 0, 0), "a lapse of the day before"
        assert [day.reviews for day in one.days(date.min)] == [0, 1, 0]


# -- days ---------------------------------------------------------------------------------


def days(*studied: date) -> list[DayTotals]:
    return [DayTotals(day, answers=1) for day in studied]


def test_a_streak_counts_days_in_a_row_and_today_breaks_nothing():
    first = date(2025, 2, 26)
    row = [first + timedelta(days=number) for number in range(5)]  # over the end of February
    assert counting.streak(days(*row), row[-1]).current == 5
    tomorrow = counting.streak(days(*row), row[-1] + timedelta(days=1))
    assert (tomorrow.current, tomorrow.longest, tomorrow.today) == (5, 5, False)
    assert counting.streak(days(*row), row[-1] + timedelta(days=2)).current == 0
    gap = counting.streak(days(*row, row[-1] + timedelta(days=2)), row[-1] + timedelta(days=2))
    assert (gap.current, gap.longest, gap.today) == (1, 5, True)
    assert counting.streak([], first) == counting.streak([DayTotals(first)], first)


def test_an_answer_after_midnight_counts_for_the_evening(store, make):
    starts = time(4)
    # Two evenings and a night; between them the clock is put forward (30 March 2025 in Berlin).
    instants = [
        datetime(2025, 3, 29, 22, 0, tzinfo=BERLIN),
        datetime(2025, 3, 31, 3, 59, tzinfo=BERLIN),
        datetime(2025, 3, 31, 4, 0, tzinfo=BERLIN),
    ]
    for number, at in enumerate(instants, 1):
        store.append(make.answer(number, at=at, study_day=study_day(at, starts)))
    found = store.days(date.min)
    assert [day.study_day.day for day in found] == [29, 30, 31]
    assert counting.streak(found, study_day(instants[-1], starts)).current == 3
    assert counting.hours(store.sums.hours(date.min))[3] == Share(1, 1)


def test_periods_end_with_today():
    today = date(2025, 3, 31)
    assert counting.start_of(Period.DAY, today) == today
    assert counting.start_of(Period.WEEK, today) == date(2025, 3, 25)
    assert counting.start_of(Period.YEAR, today) == date(2024, 4, 1)
    assert counting.start_of(Period.ALL, today) is None
    studied = days(date(2024, 3, 31), date(2024, 4, 1), today)
    assert list(counting.calendar(studied, today)) == [date(2024, 4, 1), today]
    assert counting.since(studied, date(2024, 4, 1)) == tuple(studied[1:])


def test_retention_by_maturity():
    day = DayTotals(
        date(2025, 3, 1),
        reviews=20,
        reviews_right=17,
        predicted=18_000_000,
        mature=12,
        mature_right=11,
        mature_predicted=11_100_000,
    )
    found = counting.retention(day, Period.ALL)
    assert (found.all.value, found.all.predicted) == (0.85, 0.9)
    assert (found.mature.right, found.mature.of, found.mature.predicted) == (11, 12, pytest.approx(0.925))
    assert (found.young.right, found.young.of, found.young.predicted) == (6, 8, pytest.approx(0.8625))
    assert (found.all.enough, found.young.enough) == (True, False)


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_interval_of_a_share(right, of, low, high):
    assert Share(right, of).interval == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


# -- items --------------------------------------------------------------------------------

TODAY = date(2025, 3, 31)


def standing(id: str, memory: Memory | None = None, due: int | None = None, **changes) -> Standing:
    if memory is None:
        return Standing(f"c/{id}/q", **changes)
    day = memory.study_day.toordinal()
    return Standing(
        f"c/{id}/q", memory.phase, memory.stability, day, memory.reviews, memory.lapses, due, **changes
    )


def counted(items: list[Standing]) -> CountedDeck:
    """A deck with these items, of which nothing was answered."""
    made = course(("one", [card(item.item.split("/")[1]) for item in items]))
    now = deck_now(roster(made, made.decks[0]), items, TODAY, DEFAULT_WEIGHTS)
    past = deck_past([], [0], [], DEFAULT_WEIGHTS)
    return CountedDeck(made, made.decks[0], DeckCount(now, deck_today([], TODAY, [0], DEFAULT_WEIGHTS), past))


def memory(stability: float, ago: int = 0, phase: Phase = Phase.REVIEW, lapses: int = 0) -> Memory:
    return Memory(phase, 0, stability, 5.0, TODAY - timedelta(days=ago), 9, lapses)


def test_how_far_items_are():
    items = [
        standing("new"),
        standing("short", memory(20.99)),
        standing("learning", memory(50, phase=Phase.RELEARNING)),
        standing("known", memory(21.0, ago=21)),
        standing("out", memory(100), suspended=True),
    ]
    found = counted(items).count.now.items
    assert knowledge.counts(found) == Counts(new=1, learning=2, known=1, suspended=1)
    # After as many days as its stability an item is recalled with 0.9, on the day of its answer with 1.
    assert knowledge.recall(found) == pytest.approx((0 + 1 + 1 + 0.9 + 1) / 5)
    assert knowledge.recall(knowledge.together([])) == 0
    both = knowledge.together([found, found])
    assert (both.counts.total, knowledge.recall(both)) == (10, pytest.approx(knowledge.recall(found)))


def test_what_comes_back_in_the_next_days():
    items = [
        standing("overdue", memory(5, ago=9), due=5),
        standing("today", memory(5, ago=5), due=5),
        standing("minutes", memory(1, phase=Phase.LEARNING), due=0),
        standing("yesterday's step", memory(1, ago=1, phase=Phase.LEARNING), due=0),
        standing("tomorrow", memory(5, ago=4), due=5),
        standing("last", memory(29), due=29),
        standing("later", memory(30), due=30),
        standing("buried", memory(5, ago=9), due=5, buried_until=TODAY.toordinal() + 1),
        standing("suspended", memory(5, ago=5), due=5, suspended=True),
        standing("new"),
    ]
    found = knowledge.forecast([counted(items[:4]).count.now, counted(items[4:]).count.now], TODAY)
    assert [(day, due) for day, due in found.days if due] == [
        (TODAY, 4),
        (TODAY + timedelta(days=1), 2),
        (TODAY + timedelta(days=29), 1),
    ]
    assert (len(found.days), found.overdue, found.later, found.total) == (30, 2, 1, 7)


def test_what_waits_on_a_day():
    today = TODAY.toordinal()
    tonight = datetime(2025, 3, 31, 23, tzinfo=UTC)
    items = [
        standing("due", memory(5, ago=5), due=5),
        standing("not yet", memory(5, ago=4), due=5),
        standing("step", memory(1, phase=Phase.LEARNING), due=0, due_at=tonight),
        standing("step of yesterday", memory(1, ago=1, phase=Phase.LEARNING), due=0, due_at=tonight),
        standing("buried", memory(5, ago=9), due=5, buried_until=today + 1),
        standing("dug out", memory(5, ago=9), due=5, buried_until=today),
        standing("suspended", suspended=True),
        standing("new"),
    ]
    waiting = counted(items).count.now.waiting
    assert waiting == Waiting(reviews=2, learning=1, new=1, steps=((tonight, False),))
    limits, deck = Allowance(9, 9), counted(items).count
    assert left([deck], limits, TODAY, tonight) == Left(4, 1)
    assert left([deck], limits, TODAY, tonight - timedelta(minutes=1)) == Left(3, 1)
    assert left([deck], Allowance(0, 0), TODAY, tonight) == Left(2, 0), "steps are no reviews"


def test_the_hardest_items_and_which_of_them_are_leeches():
    items = [
        standing("fine", memory(5)),
        standing("once", memory(5, ago=3, lapses=1)),
        standing("once, longer ago", memory(5, ago=9, lapses=1)),
        standing("leech", memory(5, lapses=4)),
        standing("overcome", memory(60, lapses=6)),
    ]
    for decks in ([items], [items[:2], items[2:]]):
        found = knowledge.hardest([counted(own) for own in decks])
        assert [hard.item.card.id for hard in found] == ["leech", "overcome", "once, longer ago", "once"]
        assert [hard.leech for hard in found] == [True, False, False, False]
        assert [(hard.lapses, hard.reviews) for hard in found] == [(4, 9), (6, 9), (1, 9), (1, 9)]
    many = [standing(f"{number}", memory(5, lapses=number)) for number in range(30)]
    found = knowledge.hardest([counted(many[:15]), counted(many[15:])])
    assert [hard.lapses for hard in found] == list(range(29, 9, -1))
    assert not is_leech(ItemState("new"))


def test_weeks_go_back_a_year_and_begin_before_the_first_day():
    ends = knowledge.week_ends(TODAY, date(2025, 3, 20))
    assert ends == (date(2025, 3, 17), date(2025, 3, 24), TODAY)
    assert len(knowledge.week_ends(TODAY, date(2020, 1, 1))) == 53
    assert knowledge.week_ends(TODAY, None) == (TODAY,)


def test_knowledge_over_time(store, make):
    store.append(
        make.answer(1, "c/x/q", rating=4),  # stability 8.2956 from 1 March
        make.answer(2, "c/y/q", rating=3, minute=7 * DAY),  # 8 March, on an end: 2.3065
        make.answer(3, "c/y/q", rating=1, minute=13 * DAY),
        make.reset(4, "c/y/q", minute=13 * DAY + 10),
    )
    made = course(("one", [card("x"), card("y")]), ("two", [card("z")]))
    numbers = survey(made, now=make.NOON + timedelta(days=14)).count(store)
    curve = {t: (1 + (0.9 ** (-1 / 0.1542) - 1) * t / 8.2956) ** -0.1542 for t in (0, 7, 14)}
    one, two = numbers.themes
    assert [end.study_day.day for end in numbers.weeks] == [22, 1, 8, 15]
    assert one.weeks == pytest.approx([0, curve[0] / 2, (curve[7] + 1) / 2, curve[14] / 2])
    assert two.weeks == (0, 0, 0, 0)
    assert [(end.seen, end.known, end.total) for end in numbers.weeks] == [
        (0, 0, 3),
        (1, 0, 3),
        (2, 0, 3),
        (1, 0, 3),
    ]
    assert [end.recall * 3 for end in numbers.weeks] == pytest.approx([each * 2 for each in one.weeks])


# -- would I pass -------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_expected_score_and_its_spread_are_those_of_all_quizzes_there_are(number):
    chances = (0.2, 0.5, 0.9, 0.95)
    scores, weights = [], []
    for drawn in combinations(chances, number):
        for outcome in product((0, 1), repeat=number):
            weight = 1.0
            for chance, right in zip(drawn, outcome, strict=True):
                weight *= chance if right else 1 - chance
            scores.append(sum(outcome) / number)
            weights.append(weight)
    mean = sum(s * w for s, w in zip(scores, weights, strict=True)) / sum(weights)
    variance = sum((s - mean) ** 2 * w for s, w in zip(scores, weights, strict=True)) / sum(weights)
    found = expected_score("c", "", [Stratum(number, Chances.of(chances))], 0.6)
    assert found.score == pytest.approx(mean) == pytest.approx(fmean(chances))
    assert found.low == pytest.approx(max(0, mean - 1.644854 * variance**0.5))
    assert found.high == pytest.approx(min(1, mean + 1.644854 * variance**0.5))
    assert 0 < found.chance < 1


@given(st.lists(st.lists(st.floats(0, 1), max_size=6), max_size=4))
def test_chances_of_several_decks_are_those_of_all_their_cards(decks):
    whole, parts = Chances.of([chance for deck in decks for chance in deck]), Chances()
    for deck in decks:
        parts = parts.plus(Chances.of(deck))
    assert parts.size == whole.size
    for name in ("mean", "luck", "spread"):
        assert getattr(parts, name) == pytest.approx(getattr(whole, name), abs=1e-12)


def test_nothing_is_left_to_chance_where_all_is_known():
    sure = expected_score("c", "", [Stratum(5, Chances.of((1.0,) * 5))], 0.7)
    assert (sure.score, sure.low, sure.high, sure.chance) == (1, 1, 1, 1)
    assert expected_score("c", "", [Stratum(5, Chances.of((0.0,) * 5))], 0.7).chance == 0
    assert expected_score("c", "", [Stratum(5, Chances.of((0.0,) * 5))], None).chance is None


def test_what_can_be_guessed():
    options = tuple(Option(text) for text in "bcd")

    def rate(shape, wish=None):
        return guess_rate(Item("c/x/q", card("x", shape), "q", "c", "one"), wish)

    assert rate(TextAnswer("a")) == 0
    assert rate(TextAnswer("a", wrong=options)) == 1 / 4
    assert rate(TrueFalse(True)) == 1 / 2
    assert rate(MultipleChoice(right=options[:1], wrong=options[1:])) == 1 / 7


def test_passing_by_the_courses_plan_with_weights():
    plan = Blueprint(
        "exam",
        "Exam",
        questions=4,
        pass_mark=0.5,
        weights=(Weight(("deck:one",), 3), Weight(("tag:hard",), 1)),
    )
    made = course(
        ("one", [card(str(number), tags=("hard",)) for number in range(6)]),
        ("two", [card(f"h{number}", tags=("hard",)) for number in range(2)] + [card("left out")]),
        blueprints=(plan,),
    )
    known = memory(10, ago=10)

    def chances(planned: Course) -> list[tuple[tuple[Chances, ...], ...]]:
        found = []
        for deck in planned.decks:
            items = [standing(own.id, known if deck.id == "one" else None) for own in deck.cards]
            found.append(deck_now(roster(planned, deck), items, TODAY, DEFAULT_WEIGHTS).chances)
        return found

    [found] = passing(made, chances(made))
    # Three questions at 0.9 and one at 0.
    assert (found.name, found.questions, found.pass_mark) == ("Exam", 4, 0.5)
    assert found.score == pytest.approx(3 * 0.9 / 4)
    assert (found.high - found.score) == pytest.approx(1.644854 * (3 * 0.09) ** 0.5 / 4)
    unplanned = replace(made, blueprints=())
    [any_quiz] = passing(unplanned, chances(unplanned))
    assert (any_quiz.name, any_quiz.questions, any_quiz.chance) == ("", 9, None)
    assert any_quiz.score == pytest.approx(6 * 0.9 / 9)
    empty = course(("one", []))
    assert passing(empty, chances(empty)) == ()


# -- all together -------------------------------------------------------------------------


def test_one_survey_of_a_hand_made_log(store, make):
    made = course(
        ("one", [card("x", tags=("t",)), card("y")]),
        ("two", [card("z", tags=("t", "u")), card("r", retired="2025")]),
    )
    now = datetime(2025, 3, 10, 20, tzinfo=UTC)
    store.append(
        make.answer(1, "c/x/q", rating=4, ms=60_000),  # 1 March
        make.answer(2, "c/r/q", rating=3, ms=60_000),  # a card that is retired by now
        make.answer(3, "gone/q/q", rating=3),  # a course that is gone
        make.answer(4, "c/old/q", rating=4, minute=DAY),  # a card that was renamed to z
        make.follow(5, "c/z/q", "c/old/q", minute=DAY + 1),
        make.answer(6, "c/x/q", rating=1, minute=9 * DAY),  # 10 March: a review, forgotten
        make.suspend(7, "c/y/q"),
    )
    numbers = survey(made, now=now).count(store)
    assert (numbers.total.answers, numbers.total.right, numbers.total.study_day) == (5, 4, make.FIRST)
    assert numbers.streak.current == 1
    assert numbers.streak.longest == 2
    assert (numbers.today.answers, numbers.today.right, numbers.today.reviewed) == (1, 0, 1)
    # x waits for its step within the day, and z, followed with its memory, is due.
    assert numbers.items == Counts(new=0, learning=2, known=0, suspended=1)
    one, two = numbers.themes
    assert (one.id, one.answers, one.right, one.retention.of) == ("c/one", 2, 1, 1)
    assert (two.id, two.answers, two.minutes) == ("c/two", 2, pytest.approx(1 + 1.5 / 60))
    assert [(tag.id, tag.answers, tag.counts.total) for tag in numbers.tags] == [("t", 3, 2), ("u", 1, 1)]
    assert numbers.recall == pytest.approx(numbers.weeks[-1].recall), "the last week ends today"
    assert one.weeks[-1] == pytest.approx(one.recall)
    assert two.recall == pytest.approx((1 + (0.9 ** (-1 / 0.1542) - 1) * 8 / 8.2956) ** -0.1542)
    assert numbers.of(Period.DAY).all.of == 1
    assert [hard.item.id for hard in numbers.hardest] == ["c/x/q"]
    assert sum(share.of for share in numbers.hours) == 5

    alone = survey(made, now=now, every=False).count(store)
    assert alone.total.answers == 4, "what is in no deck of the course is left out"
    store.append(make.retract(8, 5))
    apart = survey(made, now=now).count(store)
    assert (apart.themes[1].answers, apart.items.new) == (1, 1), "the two are not the same after all"
    store.append(make.retract(9, 8))
    deck = survey(made, now=now, every=False, deck="two", since=date(2025, 3, 2)).count(store)
    assert (deck.total.answers, deck.items.total, [theme.id for theme in deck.themes]) == (1, 1, ["c/two"])
    assert deck.calendar == {date(2025, 3, 1): 1, date(2025, 3, 2): 1}, "a year, whatever the period"
    assert deck.today.left == 0 or deck.today.due == 1


def test_a_survey_of_nothing(store):
    numbers = survey(course(("one", [card("x")])), now=datetime(2025, 3, 1, 12, tzinfo=UTC)).count(store)
    assert numbers.empty
    assert (numbers.items, numbers.recall, numbers.today.fresh) == (Counts(new=1), 0, 1)
    assert numbers.forecast.total == 0
    assert [end.recall for end in numbers.weeks] == [0]
    assert survey(now=datetime(2025, 3, 1, 12, tzinfo=UTC)).count(store).weeks == ()


def test_every_number_has_its_definition():
    assert list(TITLES) == list(DEFINITIONS)
    for key, text in DEFINITIONS.items():
        assert text.endswith("."), key
        assert "`" not in text, "for the learner, not for programmers"
        assert len(text) > 40, key

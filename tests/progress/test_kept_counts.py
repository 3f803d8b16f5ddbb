"""What statistics keep of decks, against counting everything anew, and against a naive reckoning."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.deck.blueprint import Blueprint, Weight
from quizapp.deck.card import Card
from quizapp.deck.card import Place as Where
from quizapp.deck.course import Course, Deck
from quizapp.deck.item import items as items_of
from quizapp.deck.shapes import TextAnswer, TrueFalse
from quizapp.memory.days import study_day
from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.guess import likely_right
from quizapp.memory.recall import is_known, recall
from quizapp.memory.schedule import Due, Parameters
from quizapp.progress import counting, kept_counts, past
from quizapp.progress.agenda import course_agenda
from quizapp.progress.kept_counts import KeptCounts
from quizapp.progress.passing import Chances, expected_score, guess_rate, planned, strata
from quizapp.progress.statistics import Counts, Forecast, Period, Statistics
from quizapp.progress.store import Store
from quizapp.progress.survey import Survey
from quizapp.progress.totals import DayTotals, total
from quizapp.study.candidates import Allowance
from quizapp.study.dues import Dues
from quizapp.study.leech import is_leech
from quizapp.study.selection import candidates
from quizapp.study.state import ItemState

DAY = 24 * 60
OTHER_WEIGHTS = (0.3, 1.5, 3.5, 9.0, *DEFAULT_WEIGHTS[4:20], 0.3)
LIMITS = Allowance(2, 2)
NOW = datetime(2025, 3, 9, 12, tzinfo=UTC)
"""Eight days after `make.NOON`."""


def card(id: str, shape=None, **changes) -> Card:
    return Card(id, f"{id}?", shape or TextAnswer("yes"), Where("deck.yaml", 1, 1, 0, 0), **changes)


def deck(id: str, *cards: Card) -> Deck:
    return Deck(id, id.capitalize(), cards, f"{id}.yaml")


PLAN = Blueprint("b", questions=3, pass_mark=0.5, weights=(Weight(("tag:t",), 2), Weight(("deck:two",), 1)))
ONE = deck(
    "one", card("x", TextAnswer("yes", reverse="what?"), tags=("t",)), card("y"), card("r", retired="2025")
)
TWO = deck("two", card("z", TrueFalse(True), tags=("t", "u")), card("w", was=("old",)))
NEEDY = deck("two", card("z", TrueFalse(True), tags=("t", "u")), card("w", requires=("x",)))
COURSES = (
    Course("c", "Course", (ONE, TWO), ".", blueprints=(PLAN,)),
    Course("c/d", "Another", (deck("three", card("x", tags=("u",))), deck("empty")), "."),
)
REQUIRING = (replace(COURSES[0], decks=(ONE, NEEDY)), COURSES[1])
ITEMS = (
    "c/x/q",
    "c/x/reverse",
    "c/y/q",
    "c/z/q",
    "c/w/q",
    "c/d/x/q",
    "c/r/q",
    "c/y/lost",
    "c/old/q",
    "gone/a/q",
)

KINDS = st.one_of(
    st.tuples(
        st.just("answer"), st.sampled_from(ITEMS), st.integers(1, 4), st.sampled_from(["review", "practice"])
    ),
    st.tuples(st.sampled_from(["suspend", "bury", "reset", "flag"]), st.sampled_from(ITEMS)),
    st.tuples(st.just("follow"), st.sampled_from(ITEMS), st.sampled_from(ITEMS)),
    st.tuples(st.just("retract"), st.integers(0, 30)),
    st.tuples(st.just("fit"), st.sampled_from([DEFAULT_WEIGHTS, OTHER_WEIGHTS])),
)
MINUTES = st.sampled_from([0, 1, 7 * DAY, 8 * DAY, 8 * DAY + 5, 8 * DAY + 30, 9 * DAY, 12 * DAY])
ARRIVALS = st.lists(st.tuples(MINUTES, KINDS), max_size=12)
SCOPES = st.sampled_from([{}, {}, {}, {"course": "c"}, {"course": "c", "deck": "two"}, {"course": "c/d"}])
LOOKS = st.tuples(
    st.lists(st.tuples(MINUTES, KINDS), max_size=2),
    SCOPES,
    st.sampled_from([Period.YEAR, Period.YEAR, Period.WEEK, Period.DAY, date(2025, 3, 5)]),
    st.sampled_from([0, 0, 5, DAY]),
    st.booleans(),
)
"""What arrives before one looks at which statistics, how long after the look before, and whether the desk has
missed that other weights hold by now and that an answer was changed."""


def event_of(make, number: int, minute: int, kind):
    match kind:
        case "answer", item, rating, mode:
            guess = 0.5 if item == "c/z/q" else 0.0
            days = (0, 1, 9, 90)[rating - 1]
            made = make.answer(
                number, item, rating, minute, mode=mode, ms=number, days=days, guess_rate=guess
            )
            return replace(made, due=made.at + timedelta(days=days, minutes=10))
        case "follow", item, was:
            return make.follow(number, item, was, minute)
        case "reset", item:
            return make.reset(number, item, minute)
        case "retract", target:
            return make.retract(number, target, minute)
        case "fit", weights:
            return make.fit(number, weights, minute)
        case kind, item:
            stamp = make.stamp(number, minute)
            made = replace(getattr(make, kind)(number, item), **stamp)
            return replace(made, study_day=stamp["at"].date()) if kind == "bury" else made


def soon(state: ItemState) -> ItemState:
    """As `Desk.soon`, where the right answer of one item was changed."""
    if state.item != "c/x/q" or state.due is None:
        return state
    return replace(state, due=Due(state.last_at or state.due.at, 0))


def survey(
    store: Store, now: datetime, kept=None, courses=COURSES, since=None, missed=False, **scope
) -> Survey:
    today = study_day(now, time(4))
    parameters = Parameters() if missed else Parameters(*store.fits.weights())
    return Survey(
        courses=tuple(own for own in courses if scope.get("course") in (None, own.id)),
        now=now,
        today=today,
        parameters=lambda _: parameters,
        limits=lambda _: LIMITS,
        soon=(lambda state: state) if missed else soon,
        changed=() if missed else ("c/x/q",),
        deck=scope.get("deck"),
        every="course" not in scope,
        since=counting.start_of(since, today) if isinstance(since, Period) else since,
        signatures={own.id: 1 for own in courses},
        kept=kept or KeptCounts(),
    )


@settings(max_examples=25, deadline=None)
@given(ARRIVALS, st.lists(LOOKS, min_size=1, max_size=8), st.sampled_from([COURSES, REQUIRING]))
def test_what_is_kept_is_what_counting_anew_gives_and_that_is_what_one_would_reckon(
    make, quick_folder, before, looks, courses
):
    kept, number, now = KeptCounts(), 0, NOW
    with TemporaryDirectory(dir=quick_folder) as folder, Store.open(Path(folder, "1.db")) as store:
        for at, (arrivals, scope, since, later, missed) in enumerate(looks):
            now += timedelta(minutes=later)
            for minute, kind in [*before, *arrivals] if not at else arrivals:
                store.append(event_of(make, number, minute, kind))
                number += 1
            how = {"courses": courses, "since": since, "missed": missed, **scope}
            found = survey(store, now, kept, **how).count(store)
            assert found == survey(store, now, **how).count(store)
        assert_reckoned(found, store, survey(store, now, **how))


@pytest.mark.parametrize(
    "arrivals",
    {
        "an answer": [(1, ("answer", "c/y/q", 3, "review")), (8 * DAY, ("answer", "c/y/q", 1, "review"))],
        "one of before": [(DAY, ("answer", "c/y/q", 3, "review")), (1, ("answer", "c/y/q", 1, "review"))],
        "an undo": [(1, ("answer", "c/y/q", 3, "review")), (DAY, ("retract", 0))],
        "an undo of an undo": [
            (1, ("answer", "c/y/q", 3, "review")),
            (2, ("retract", 0)),
            (3, ("retract", 1)),
        ],
        "a reset": [(1, ("answer", "c/y/q", 4, "review")), (DAY, ("reset", "c/y/q"))],
        "what is carried on, late": [
            (1, ("answer", "c/old/q", 3, "review")),
            (2 * DAY, ("follow", "c/w/q", "c/old/q")),
            (DAY, ("answer", "c/old/q", 1, "review")),
        ],
        "carried on by another": [
            (1, ("answer", "c/old/q", 3, "review")),
            (2 * DAY, ("follow", "c/w/q", "c/old/q")),
            (3 * DAY, ("follow", "c/d/x/q", "c/old/q")),
        ],
        "carried on from another deck, late": [
            (1, ("answer", "c/y/q", 3, "review")),
            (2 * DAY, ("follow", "c/d/x/q", "c/y/q")),
            (DAY, ("answer", "c/y/q", 1, "review")),
        ],
        "carried on between two answers of a day, late": [
            (1, ("answer", "c/w/q", 3, "review")),
            (3, ("answer", "c/w/q", 3, "review")),
            (1, ("answer", "c/y/q", 1, "review")),
            (2, ("follow", "c/w/q", "c/y/q")),
        ],
        "reviews of the day": [
            *[(at, ("answer", item, 3, "review")) for item in ("c/y/q", "c/z/q", "c/w/q") for at in (1, 20)],
            (9 * DAY, ("answer", "c/y/q", 3, "review")),
        ],
        "one whose right answer was changed": [(7 * DAY, ("answer", "c/x/q", 3, "review"))],
        "a retired card": [
            (1, ("answer", "c/y/q", 3, "review")),
            *[(8 * DAY, ("answer", item, 1, "review")) for item in ("c/r/q", "c/y/lost", "c/y/q")],
        ],
        "a learning step": [
            (8 * DAY - 20, ("answer", "c/y/q", 1, "review")),
            (8 * DAY - 1, ("answer", "c/w/q", 1, "review")),
        ],
        "other weights": [
            (1, ("answer", "c/y/q", 3, "review")),
            (DAY, ("fit", OTHER_WEIGHTS)),
            (2 * DAY, ("fit", DEFAULT_WEIGHTS)),
        ],
    }.items(),
    ids=lambda case: case[0],
)
def test_after_each_event_all_is_as_if_counted_anew(make, store, arrivals):
    moments = (NOW, NOW + timedelta(minutes=15), NOW + timedelta(days=1))
    kept = {(now, missed): KeptCounts() for now in moments for missed in (False, True)}
    every = KeptCounts()
    for number, (minute, kind) in enumerate(arrivals[1]):
        store.append(event_of(make, number, minute, kind))
        for (now, missed), own in kept.items():
            asked = survey(store, now, own, missed=missed)
            found = asked.count(store)
            assert found == survey(store, now, missed=missed).count(store)
            assert found == survey(store, now, every, missed=missed).count(store)
            assert_reckoned(found, store, asked)
        since = date(2025, 3, 5)
        found = survey(store, now, every, since=since, missed=missed).count(store)
        assert found == survey(store, now, since=since, missed=missed).count(store)


def test_an_answer_has_its_deck_counted_anew_but_not_what_was_before(make, store, monkeypatch):
    counted: list[str] = []

    def noted(name):
        work = getattr(kept_counts, name)
        monkeypatch.setattr(kept_counts, name, lambda *given: counted.append(name) or work(*given))

    for name in ("roster", "deck_now", "deck_past"):
        noted(name)
    kept = KeptCounts()

    def looked(now: datetime = NOW, **how) -> list[str]:
        counted.clear()
        survey(store, now, kept, **how).count(store)
        return list(counted)

    assert Counter(looked()) == {"roster": 4, "deck_now": 4, "deck_past": 4}
    assert looked() == looked(since=Period.YEAR) == []
    assert looked(course="c/d") == ["deck_now"] * 2, "its days are asked for"
    assert looked(course="c/d", since=Period.WEEK) == looked() == []
    store.append(make.answer(1, "c/y/q", minute=8 * DAY), make.answer(2, "gone/a/q", minute=8 * DAY))
    assert looked() == ["deck_now"], "with the answers of today"
    store.append(make.retract(3, 1), make.flag(4, "c/d/x/q"))
    assert looked() == ["deck_now"] * 2
    store.append(make.answer(5, "c/y/q", minute=7 * DAY))
    assert looked() == ["deck_past", "deck_now"], "merged from another machine"
    for since in (None, date(2025, 3, 5)):
        looked(since=since)
        assert Counter(looked(NOW + timedelta(days=1), since=since)) == {"deck_now": 4, "deck_past": 4}


def test_new_cards_that_wait_for_others_are_not_left_for_today(make, store):
    left = []
    for courses in (COURSES, REQUIRING):
        asked = replace(survey(store, NOW, courses=courses), limits=lambda _: Allowance(99, 99))
        left.append(asked.count(store).today.fresh)
    assert left == [6, 5]


def test_a_period_that_has_not_begun_has_no_answers(make, store):
    store.append(make.answer(1, "c/x/q", minute=8 * DAY))
    numbers = survey(store, NOW, since=NOW.date() + timedelta(days=1)).count(store)
    assert (numbers.total.answers, numbers.today.answers) == (0, 1)
    assert [theme.answers for theme in (*numbers.themes, *numbers.tags)] == [0] * 7


def test_nothing_is_kept_of_a_course_whose_cards_may_have_changed(make, store):
    kept = KeptCounts()
    store.append(make.answer(1, "c/y/q"))
    unsigned = {"signatures": {}}
    renamed = (replace(COURSES[0], decks=(deck("one", card("v")), TWO)), COURSES[1])
    for courses, changes in (
        (COURSES, {}),
        (renamed, {"signatures": {"c": 2}}),
        (COURSES, unsigned),
        (renamed, unsigned),
    ):
        found = replace(survey(store, NOW, kept, courses), **changes).count(store)
        assert found == survey(store, NOW, courses=courses).count(store)


@pytest.mark.parametrize(("last", "overwritten"), [(2, False), (3, False), (3, True)])
def test_another_log_in_the_place_of_the_store_is_counted_as_it_is(make, tmp_path, last, overwritten):
    kept = KeptCounts()
    path, other = tmp_path / "1.db", tmp_path / "2.db"
    with Store.open(path) as store:
        store.append(make.answer(1, "c/w/q"), make.answer(2, "c/w/q"))
        survey(store, NOW, kept).count(store)
    with Store.open(other) as store:
        store.append(make.answer(1, "c/y/q"), make.answer(last, "c/y/q"))
    if overwritten:  # within the same file, as by cp
        path.write_bytes(other.read_bytes())
    else:
        other.replace(path)
    with Store.open(path) as store:
        assert survey(store, NOW, kept).count(store) == survey(store, NOW).count(store)


def test_what_was_made_anew_is_counted_anew(make, store):
    kept = KeptCounts()
    store.append(make.answer(1, "c/y/q"))
    store._db.execute("UPDATE item_state SET suspended = 1")
    assert survey(store, NOW, kept).count(store).items.suspended == 1
    store.rebuild()
    assert survey(store, NOW, kept).count(store).items.suspended == 0


def assert_reckoned(found: Statistics, store: Store, asked: Survey) -> None:
    """Hold statistics against those of each item by itself."""
    today, since = asked.today, asked.since or date.min
    weights = asked.parameters("").weights
    decks = [
        (course, own) for course in asked.courses for own in course.decks if asked.deck in (None, own.id)
    ]
    states = {item: asked.soon(state) for item, state in store.all_states().items()}
    items = {id(own): items_of(course, own) for course, own in decks}
    every = [item for _, own in decks for item in items[id(own)]]
    rows = {item: (answers, memories) for item, answers, memories in store.deck_rows.of_items(ITEMS)}

    def recalls(some) -> float:
        memories = [states.get(item.id, ItemState("")).memory for item in some]
        return sum(recall(memory, today, weights) for memory in memories if memory) / (len(memories) or 1)

    def levels(some) -> Counts:
        own = [states.get(item.id, ItemState(item.id)) for item in some]
        out, new = sum(one.suspended for one in own), sum(not one.memory and not one.suspended for one in own)
        known = sum(is_known(one.memory) and not one.suspended for one in own)
        return Counts(new, len(own) - out - new - known, known, out)

    assert found.items == levels(every)
    assert found.recall == pytest.approx(recalls(every))
    assert found.forecast == forecast([states[item.id] for item in every if item.id in states], today)
    hard = [(item, states[item.id]) for item in every if item.id in states]
    hard = [(item, one) for item, one in hard if one.memory and one.memory.lapses]
    assert {(one.item, one.lapses, one.leech, one.suspended) for one in found.hardest} == {
        (item, one.memory.lapses, is_leech(one), one.suspended) for item, one in hard
    }

    # Answers, by where they belong.
    cards = {f"{course.id}/{own.id}": (course, deck, own) for course, deck in decks for own in deck.cards}
    answers: dict[tuple[str, str], list[bytes]] = {}
    heirs = store.sums.heirs()
    for item, (own, _) in rows.items():
        passed = {item}
        at = item
        while (place := cards.get(at.rpartition("/")[0])) is None and heirs.get(at, at) not in passed:
            at = heirs[at]
            passed.add(at)
        if place is not None:
            course, deck_of, of = place
            for key in (f"{course.id}/{deck_of.id}", *((course.id, tag) for tag in of.tags)):
                answers.setdefault(key, []).append(own)

    def sums(some) -> DayTotals:
        return DayTotals(since, *past.summed(some, since.toordinal()))

    themes = {theme.id: theme for theme in found.themes}
    assert list(themes) == [f"{course.id}/{own.id}" for course, own in decks]
    for course, own in decks:
        theme, of = themes[f"{course.id}/{own.id}"], sums(answers.get(f"{course.id}/{own.id}", []))
        assert (theme.answers, theme.right, theme.ms) == (of.answers, of.right, of.ms)
        assert theme.retention == counting.recalled(of)
        assert theme.counts == levels(items[id(own)])
        assert theme.recall == pytest.approx(recalls(items[id(own)]))
    for tag in found.tags:
        of = sums(answers.get((tag.course, tag.id), []))
        tagged = [item for item in every if item.course == tag.course and tag.id in item.card.tags]
        assert (tag.answers, tag.retention) == (of.answers, counting.recalled(of))
        assert (tag.counts, tag.recall) == (levels(tagged), pytest.approx(recalls(tagged)))
    assert {(tag.course, tag.id) for tag in found.tags} >= {(i.course, t) for i in every for t in i.card.tags}
    if not asked.every:
        mine = [record for key, own in answers.items() if isinstance(key, str) for record in own]
        assert found.total.sums == sums(mine).sums == total(since, found.days).sums
        hours: Counter[int] = Counter()
        for record in mine:
            hours.update(hour for day, hour, *_ in past.entries(record) if day >= since.toordinal())
        assert {hour: share.of for hour, share in enumerate(found.hours) if share.of} == hours

    # The weeks.
    for at, week in enumerate(found.weeks):
        expected = seen = known = 0
        for item in every:
            own = past.stabilities(rows.get(item.id, (b"", b""))[1])
            own = [on for on in own if on[0] <= week.study_day.toordinal()]
            if own and own[-1][1]:
                day, stability, mature = own[-1]
                expected += _retrievability(week.study_day.toordinal() - day, stability, weights)
                seen, known = seen + 1, known + mature
        assert (week.seen, week.known, week.total) == (seen, known, len(every))
        assert week.recall == pytest.approx(expected / len(every))
        by_deck = [(len(items[id(own)]), themes[f"{course.id}/{own.id}"].weeks) for course, own in decks]
        assert sum(number * ends[at] for number, ends in by_deck if number) == pytest.approx(expected)

    # What is left, and whether one would pass.
    dues = Dues.of(states.values(), today, asked.now)
    done = store.introduced(today), store.reviewed(today)
    left = [course_agenda(course, dues, LIMITS, *done).part(asked.deck) for course in asked.courses]
    assert (found.today.due, found.today.fresh) == (
        sum(own.due for own in left),
        sum(own.new for own in left),
    )
    expected = []
    for course in () if asked.deck else asked.courses:
        suspended = {item for item, state in states.items() if state.suspended}
        for name, setup in planned(course):
            groups, left_over = [], [item for item in every if item.course == course.id]
            for weight in setup.weights or (None,):
                drawn = candidates(
                    left_over, suspended, replace(setup, weights=(weight,) if weight is not None else ())
                )
                left_over = [item for item in left_over if item not in drawn]
                chances: dict[str, list[float]] = {}
                for item in drawn:
                    chance = likely_right(recalls([item]), guess_rate(item, setup.mode))
                    chances.setdefault(item.card.id, []).append(chance)
                groups.append(Chances.of([sum(own) / len(own) for own in chances.values()]))
            if any(stratum.number for stratum in strata(groups, setup)):
                expected.append(expected_score(course.id, name, strata(groups, setup), setup.pass_mark))
    for mine, one in zip(found.passing, expected, strict=True):
        assert (mine.course, mine.name, mine.questions) == (one.course, one.name, one.questions)
        assert (mine.score, mine.low, mine.high) == pytest.approx((one.score, one.low, one.high), abs=1e-7)


def _retrievability(elapsed: int, stability: float, weights) -> float:
    return (1 + (0.9 ** (-1 / weights[20]) - 1) * elapsed / stability) ** -weights[20]


def forecast(states: list[ItemState], today: date) -> Forecast:
    days, overdue, later = [0] * 30, 0, 0
    for state in states:
        if state.memory is None or state.due is None or state.suspended:
            continue
        ahead = (state.memory.study_day - today).days + state.due.days
        if state.buried_until is not None:
            ahead = max(ahead, (state.buried_until - today).days)
        overdue += ahead < 0
        if ahead >= 30:
            later += 1
        else:
            days[max(ahead, 0)] += 1
    return Forecast(tuple((today + timedelta(days=at), due) for at, due in enumerate(days)), overdue, later)

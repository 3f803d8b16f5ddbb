"""Learning steps, decisions and their order, replay, and the queue's question."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizapp.memory import fsrs, fuzz
from quizapp.memory.balance import Balance
from quizapp.memory.days import day_start, is_due, study_day
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase, recall
from quizapp.memory.schedule import Due, Memory, Outcome, Parameters, outlook, rate

AGAIN, HARD, GOOD, EASY = Rating
BERLIN = ZoneInfo("Europe/Berlin")
TOKYO = ZoneInfo("Asia/Tokyo")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
NOON = datetime(2026, 5, 4, 12, tzinfo=BERLIN)
TODAY = date(2026, 5, 4)
DEFAULTS = Parameters()
_LAST = date.max.toordinal()
ITEM = "biology/cell/q"
REVIEWED = Memory(Phase.REVIEW, 0, 20.0, 5.0, date(2026, 4, 14), 4, 0)

zones = st.sampled_from(
    [
        UTC,
        BERLIN,
        TOKYO,
        LOS_ANGELES,
        ZoneInfo("America/St_Johns"),
        ZoneInfo("Australia/Lord_Howe"),
        timezone(timedelta(hours=-9, minutes=-30)),
    ]
)
rollovers = st.sampled_from([time(4), time(0), time(2, 30), time(23, 30)])
nows = st.one_of(
    st.builds(
        datetime.fromtimestamp,
        st.integers(6 * 10**8, 10**10) | st.floats(6 * 10**8, 10**10),
        zones,
    ),
    # The last minutes of a study day, where a step within the day ends in the next.
    st.builds(
        lambda day, zone, early: (
            day_start(day, time(4), zone).astimezone(UTC) - timedelta(seconds=early)
        ).astimezone(zone),
        st.dates(date(2026, 1, 1), date(2028, 12, 31)),
        zones,
        st.integers(1, 1200),
    ),
)
memories = st.builds(
    Memory,
    phase=st.sampled_from(Phase),
    step=st.integers(0, 1),
    stability=st.floats(math.log(fsrs.MIN_STABILITY), math.log(fsrs.MAX_STABILITY)).map(math.exp),
    difficulty=st.floats(1, 10),
    study_day=st.dates(date(1985, 1, 1), date(2310, 1, 1)),
    reviews=st.integers(1, 500),
    lapses=st.integers(0, 50),
)
weights = st.one_of(
    st.just(fsrs.DEFAULT_WEIGHTS), st.tuples(*(st.floats(low, high) for low, high in fsrs.WEIGHT_BOUNDS))
)
parameters = st.builds(
    Parameters,
    weights=weights,
    weights_id=st.just("any"),
    desired_retention=st.floats(0.1, 0.999),
    maximum_days=st.one_of(st.integers(2, 10), st.integers(2, 36500)),
    day_starts=rollovers,
)
items = st.text(max_size=30)


def dues(outcomes: tuple[Outcome, ...]) -> list[Due]:
    return [outcome.due for outcome in outcomes]


def minutes(due: Due) -> float:
    assert due.days == 0
    return (due.at - NOON).total_seconds() / 60


def walk(*ratings: Rating) -> Memory:
    """The memory after these ratings, all on one day."""
    memory = None
    for rating in ratings:
        memory = rate(memory, rating, TODAY, fsrs.DEFAULT_WEIGHTS)
    assert memory is not None
    return memory


# Learning steps


@pytest.mark.parametrize("memory", [None, walk(AGAIN), walk(HARD), walk(GOOD, AGAIN)])
def test_a_new_item_waits_one_six_and_ten_minutes_or_graduates(memory: Memory | None) -> None:
    again, hard, good, easy = outlook(memory, NOON, ITEM, DEFAULTS)
    assert [minutes(outcome.due) for outcome in (again, hard, good)] == [1, 6, 10]
    assert easy.due.days >= 1
    assert [(o.memory.phase, o.memory.step) for o in (again, hard, good, easy)] == [
        (Phase.LEARNING, 0),
        (Phase.LEARNING, 0),
        (Phase.LEARNING, 1),
        (Phase.REVIEW, 0),
    ]


@pytest.mark.parametrize("memory", [walk(GOOD), walk(GOOD, HARD), walk(HARD, GOOD)])
def test_the_second_step_starts_over_repeats_or_graduates(memory: Memory) -> None:
    again, hard, good, easy = outlook(memory, NOON, ITEM, DEFAULTS)
    assert [minutes(outcome.due) for outcome in (again, hard)] == [1, 10]
    assert [(o.memory.phase, o.memory.step) for o in (again, hard, good, easy)] == [
        (Phase.LEARNING, 0),
        (Phase.LEARNING, 1),
        (Phase.REVIEW, 0),
        (Phase.REVIEW, 0),
    ]
    assert 1 <= good.due.days < easy.due.days


def test_only_again_leaves_review() -> None:
    again, *others = outlook(REVIEWED, NOON, ITEM, DEFAULTS)
    assert minutes(again.due) == 10
    assert again.memory.phase is Phase.RELEARNING
    assert {outcome.memory.phase for outcome in others} == {Phase.REVIEW}
    assert all(outcome.due.days >= 1 for outcome in others)


@pytest.mark.parametrize("memory", [walk(EASY, AGAIN), walk(EASY, AGAIN, AGAIN), walk(EASY, AGAIN, HARD)])
def test_relearning_waits_ten_or_fifteen_minutes_or_graduates(memory: Memory) -> None:
    again, hard, good, easy = outlook(memory, NOON, ITEM, DEFAULTS)
    assert [minutes(outcome.due) for outcome in (again, hard)] == [10, 15]
    assert [(o.memory.phase, o.memory.step) for o in (again, hard, good, easy)] == [
        *[(Phase.RELEARNING, 0)] * 2,
        *[(Phase.REVIEW, 0)] * 2,
    ]
    assert 1 <= good.due.days < easy.due.days


def test_a_lapse_is_an_item_forgotten_in_review() -> None:
    """Neither learning nor relearning can lapse."""
    assert walk(AGAIN, AGAIN, GOOD, AGAIN).lapses == 0
    assert walk(EASY, AGAIN).lapses == 1
    assert walk(EASY, AGAIN, AGAIN, AGAIN).lapses == 1
    assert walk(EASY, AGAIN, GOOD, AGAIN).lapses == 2


def test_every_rating_is_counted() -> None:
    assert walk(GOOD).reviews == 1
    assert walk(AGAIN, HARD, GOOD, EASY).reviews == 4


def test_a_step_is_minutes_that_pass_and_not_minutes_on_the_clock() -> None:
    """Berlin, 29 March 2026: ten minutes after 01:55 it is 03:05."""
    now = datetime(2026, 3, 29, 1, 55, tzinfo=BERLIN)
    good = outlook(None, now, ITEM, DEFAULTS)[2]
    assert good.due.at.isoformat() == "2026-03-29T03:05:00+02:00"


# The fold


def test_a_day_before_the_latest_rating_counts_as_the_same_day() -> None:
    """And becomes the day of the latest rating, so that a clock once set ahead does no lasting harm."""
    for rating in Rating:
        back = rate(REVIEWED, rating, REVIEWED.study_day - timedelta(days=900), fsrs.DEFAULT_WEIGHTS)
        same = rate(REVIEWED, rating, REVIEWED.study_day, fsrs.DEFAULT_WEIGHTS)
        assert back == replace(same, study_day=REVIEWED.study_day - timedelta(days=900))


def test_the_next_day_is_no_longer_the_same_day() -> None:
    day = REVIEWED.study_day
    same, following = (rate(REVIEWED, GOOD, day + timedelta(days=d), fsrs.DEFAULT_WEIGHTS) for d in (0, 1))
    assert same.stability == fsrs.stability_same_day(20.0, GOOD, fsrs.DEFAULT_WEIGHTS)
    predicted = fsrs.retrievability(1, 20.0, fsrs.DEFAULT_WEIGHTS)
    assert following.stability == fsrs.stability_after_recall(
        20.0, 5.0, predicted, GOOD, fsrs.DEFAULT_WEIGHTS
    )


def test_recall_is_by_study_days_and_never_above_one() -> None:
    def on(days: int) -> float:
        return recall(REVIEWED, REVIEWED.study_day + timedelta(days=days), fsrs.DEFAULT_WEIGHTS)

    assert on(0) == on(-30) == 1
    assert on(1) == fsrs.retrievability(1, 20.0, fsrs.DEFAULT_WEIGHTS) < 1
    assert on(20) == pytest.approx(0.9)


@given(
    st.lists(st.tuples(st.sampled_from(Rating), st.integers(1, 60 * 24 * 40)), min_size=1, max_size=25),
    nows,
    parameters,
    items,
)
@settings(deadline=None, max_examples=100)
def test_replaying_ratings_and_days_gives_the_live_memory(
    answers: list[tuple[Rating, int]], now: datetime, settled: Parameters, item: str
) -> None:
    live: Memory | None = None
    log = []
    for rating, pause in answers:
        now = (now.astimezone(UTC) + timedelta(minutes=pause)).astimezone(now.tzinfo)
        outcome = outlook(live, now, item, settled)[rating - 1]
        log.append((rating, study_day(now, settled.day_starts)))
        live = outcome.memory
    replayed: Memory | None = None
    for rating, day in log:
        replayed = rate(replayed, rating, day, settled.weights)
    assert replayed == live


# Decisions


@given(st.none() | memories, nows, items, parameters)
@settings(deadline=None, max_examples=80)
def test_again_before_hard_not_after_good_before_easy(
    memory: Memory | None, now: datetime, item: str, settled: Parameters
) -> None:
    """For any memory, instant, zone and setting; and all after now."""
    again, hard, good, easy = dues(outlook(memory, now, item, settled))
    in_utc = [due.at.astimezone(UTC) for due in (again, hard, good, easy)]
    assert now.astimezone(UTC) < in_utc[0] < in_utc[1] <= in_utc[2] < in_utc[3]
    assert again.days <= hard.days <= good.days <= easy.days


@given(st.none() | memories, nows, items, parameters, st.sampled_from([0.0, 0.25, 0.5]))
@settings(deadline=None)
def test_the_rating_chosen_gives_what_the_outlook_showed(
    memory: Memory | None, now: datetime, item: str, settled: Parameters, luck: float
) -> None:
    shown = outlook(memory, now, item, settled, luck=luck)
    day = study_day(now, settled.day_starts)
    assert [outcome.rating for outcome in shown] == list(Rating)
    for outcome in shown:
        assert outcome.memory == rate(memory, outcome.rating, day, settled.weights, luck)
    assert outlook(memory, now, item, settled, luck=luck) == shown
    assert outlook(memory, now, item, settled, shown, luck) == shown
    without = outlook(memory, now, item, settled)
    assert [one.memory for one in shown if one.rating != GOOD] == [
        one.memory for one in without if one.rating != GOOD
    ]


@given(st.none() | memories, nows, zones, items, parameters)
@settings(deadline=None)
def test_what_was_shown_is_kept_where_the_learner_is_by_then(
    memory: Memory | None, now: datetime, zone: tzinfo, item: str, settled: Parameters
) -> None:
    """And nothing is asked about other days for it."""
    shown = outlook(memory, now, item, settled)
    there = now.astimezone(zone)
    balance = Balance(lambda _: pytest.fail("asked"), lambda _: pytest.fail("asked"))
    assume(study_day(there, settled.day_starts) == study_day(now, settled.day_starts))
    later = outlook(memory, there, item, replace(settled, balance=balance), shown)
    assert [one.memory for one in later] == [one.memory for one in shown]
    for before, after in zip(shown, later, strict=True):
        assert (before.due.days == 0) == (after.due.days == 0)
        if after.due.days:
            day = date.fromordinal(min(after.memory.study_day.toordinal() + after.due.days, _LAST))
            assert after.due.at == day_start(day, settled.day_starts, zone)
            assert after.due.at.tzinfo == zone
    if there.utcoffset() == now.utcoffset():
        assert [one.due.days for one in later] == [one.due.days for one in shown]


def test_a_day_that_was_shown_gives_way_where_a_step_reaches_into_it_by_then() -> None:
    memory = Memory(Phase.LEARNING, 1, 0.5, 5.0, date(2026, 5, 3), 2, 0)
    early = datetime(2026, 5, 4, 3, 30, tzinfo=BERLIN)
    shown = outlook(memory, early, ITEM, DEFAULTS)
    later = outlook(memory, early + timedelta(minutes=25), ITEM, DEFAULTS, shown)
    assert (shown[2].due.days, later[2].due.days) == (1, 2)
    assert later[2].due.at == datetime(2026, 5, 5, 4, tzinfo=BERLIN)


@given(st.none() | memories, nows, items, parameters)
@settings(deadline=None)
def test_days_are_counted_from_the_study_day_to_its_start_there(
    memory: Memory | None, now: datetime, item: str, settled: Parameters
) -> None:
    for outcome in outlook(memory, now, item, settled):
        due = outcome.due
        assert due.at.tzinfo is now.tzinfo
        assert (due.days == 0) == (outcome.memory.phase is not Phase.REVIEW)
        if due.days:
            returns = study_day(now, settled.day_starts) + timedelta(days=due.days)
            assert now.tzinfo is not None
            assert due.at == day_start(returns, settled.day_starts, now.tzinfo)


@given(memories, items)
@settings(deadline=None, max_examples=80)
def test_an_interval_is_within_its_fuzz_unless_the_order_or_an_end_moves_it(
    memory: Memory, item: str
) -> None:
    """Good is the one of the three that the order moves only when it falls below Hard."""
    review = replace(memory, phase=Phase.REVIEW, study_day=date(2026, 4, 1))
    _, hard, good, _ = outlook(review, NOON, item, DEFAULTS)
    days = fsrs.interval(good.memory.stability, 0.9, fsrs.DEFAULT_WEIGHTS)
    low, high = fuzz.bounds(days)
    assert good.due.days == hard.due.days or low <= good.due.days <= high or good.due.days in (1, 36499)


def test_items_rated_alike_are_spread_over_days() -> None:
    spread = {outlook(REVIEWED, NOON, f"item {n}", DEFAULTS)[2].due.days for n in range(200)}
    days = fsrs.interval(
        rate(REVIEWED, GOOD, TODAY, fsrs.DEFAULT_WEIGHTS).stability, 0.9, fsrs.DEFAULT_WEIGHTS
    )
    low, high = fuzz.bounds(days)
    assert spread == set(range(low, high + 1))


def test_the_same_item_is_moved_differently_at_each_review() -> None:
    found = {outlook(replace(REVIEWED, reviews=n), NOON, ITEM, DEFAULTS)[2].due.days for n in range(1, 60)}
    assert len(found) > 3


def test_a_lower_retention_waits_longer() -> None:
    often, rarely = (
        dues(outlook(REVIEWED, NOON, ITEM, Parameters(desired_retention=retention)))
        for retention in (0.95, 0.75)
    )
    assert all(soon.days < late.days for soon, late in zip(often[1:], rarely[1:], strict=True))


@pytest.mark.parametrize("maximum", [2, 3, 100, 36500])
def test_the_longest_interval_leaves_room_for_the_order(maximum: int) -> None:
    memory = replace(REVIEWED, stability=36000.0, study_day=date(1950, 1, 1))
    settled = Parameters(maximum_days=maximum)
    for number in range(50):
        _, hard, good, easy = dues(outlook(memory, NOON, f"item {number}", settled))
        assert 1 <= hard.days <= good.days <= maximum - 1
        assert good.days < easy.days <= maximum


def test_shortly_before_rollover_a_day_is_longer_than_a_step() -> None:
    """At 03:55 ten minutes end in the next study day, which therefore is no day away."""
    now = datetime(2026, 5, 5, 3, 55, tzinfo=BERLIN)
    weak = replace(REVIEWED, stability=0.01, difficulty=10.0, study_day=TODAY)
    again, hard, good, easy = dues(outlook(weak, now, ITEM, DEFAULTS))
    assert again.at == datetime(2026, 5, 5, 4, 5, tzinfo=BERLIN)
    assert [due.days for due in (again, hard, good, easy)] == [0, 2, 2, 3]
    shortest = dues(outlook(weak, now, ITEM, Parameters(maximum_days=2)))
    assert [due.days for due in shortest] == [0, 2, 2, 3]
    earlier = dues(outlook(weak, now - timedelta(minutes=10), ITEM, DEFAULTS))
    assert [due.days for due in earlier] == [0, 1, 1, 2]


def test_a_day_is_longer_than_a_step_in_the_hour_that_happens_twice() -> None:
    """Berlin, 25 October 2026, rollover 02:59: ten minutes after 02:55 it is 02:05, in the next study day."""
    now = datetime(2026, 10, 25, 2, 55, tzinfo=BERLIN)
    *_, good, easy = dues(outlook(None, now, ITEM, Parameters(day_starts=time(2, 59), maximum_days=2)))
    assert good.days == 0
    assert easy.days > 1
    assert good.at.astimezone(UTC) < easy.at.astimezone(UTC)


@pytest.mark.parametrize(
    "zone", [UTC, BERLIN, TOKYO, LOS_ANGELES, timezone(timedelta(hours=14)), timezone(-timedelta(hours=12))]
)
@pytest.mark.parametrize("starts", [time(0), time(4), time(23, 59)])
@pytest.mark.parametrize(
    "clock",
    ["9999-12-31T23:59:59.999999", "9999-12-30T05:00", "9950-01-01", "0001-01-01", "0001-01-01T03:00"],
)
def test_a_clock_at_either_end_of_the_calendar_does_not_fail(zone: tzinfo, starts: time, clock: str) -> None:
    now = datetime.fromisoformat(clock).replace(tzinfo=zone)
    settled = Parameters(day_starts=starts)
    for memory in (None, walk(GOOD), walk(EASY, AGAIN), replace(REVIEWED, stability=36500.0)):
        again, hard, good, easy = dues(outlook(memory, now, ITEM, settled))
        assert not is_due(easy, study_day(now, starts), study_day(now, starts), now)
        assert is_due(again, study_day(now, starts), study_day(now, starts), again.at)
        assert (again.days, again.at) <= (hard.days, hard.at) <= (good.days, good.at) < (easy.days, easy.at)


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        outlook(None, naive, ITEM, DEFAULTS)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"desired_retention": 0.0}, "retention"),
        ({"desired_retention": 1.0}, "retention"),
        ({"desired_retention": math.nan}, "retention"),
        ({"maximum_days": 1}, "longest interval"),
        ({"weights": (1.0,)}, "weights"),
    ],
)
def test_parameters_that_nothing_can_be_decided_with_are_refused(
    change: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        replace(DEFAULTS, **change)


def test_settings_unless_set() -> None:
    assert Parameters(fsrs.DEFAULT_WEIGHTS, "fsrs6-default", 0.9, 36500, time(4)) == Parameters()


# The queue's question


def test_a_step_within_the_day_is_due_at_its_instant() -> None:
    due = Due(NOON + timedelta(minutes=10), 0)
    assert not is_due(due, TODAY, TODAY, NOON + timedelta(minutes=9, seconds=59))
    assert is_due(due, TODAY, TODAY, NOON + timedelta(minutes=10))


def test_a_step_in_the_hour_that_happens_twice_is_due_at_its_instant() -> None:
    """Berlin, 25 October 2026: ten minutes after 02:55 it is 02:05, and an hour after 02:20 it is 02:20."""
    now, today = datetime(2026, 10, 25, 2, 55, tzinfo=BERLIN), date(2026, 10, 24)
    due = outlook(None, now, ITEM, DEFAULTS)[2].due
    assert due.at.isoformat() == "2026-10-25T02:05:00+01:00"
    assert not is_due(due, today, today, now)
    assert is_due(due, today, today, datetime(2026, 10, 25, 2, 5, fold=1, tzinfo=BERLIN))
    earlier = Due(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), 0)
    assert is_due(earlier, today, today, datetime(2026, 10, 25, 2, 20, fold=1, tzinfo=BERLIN))


def test_a_step_within_the_day_does_not_outlive_the_day() -> None:
    due = Due(datetime(2026, 5, 5, 4, 5, tzinfo=BERLIN), 0)
    assert is_due(due, TODAY, TODAY + timedelta(days=1), datetime(2026, 5, 5, 4, 0, tzinfo=BERLIN))


@given(st.integers(1, 400), st.integers(-5, 500), st.times())
def test_other_items_are_due_from_their_study_day_on(days: int, passed: int, clock: time) -> None:
    due = Due(day_start(TODAY + timedelta(days=days), time(4), BERLIN), days)
    today = TODAY + timedelta(days=passed)
    assert is_due(due, TODAY, today, datetime.combine(today, clock, BERLIN)) == (passed >= days)


def test_an_item_waits_for_the_day_where_the_learner_is() -> None:
    """Rated in Tokyo, due tomorrow: in Los Angeles the instant passes on the evening before."""
    now = datetime(2026, 5, 4, 20, tzinfo=TOKYO)
    due = outlook(replace(REVIEWED, stability=0.01, study_day=TODAY), now, ITEM, DEFAULTS)[1].due
    assert due.days == 1
    evening = datetime(2026, 5, 4, 21, tzinfo=LOS_ANGELES)
    assert evening > due.at
    assert not is_due(due, TODAY, study_day(evening, time(4)), evening)
    morning = datetime(2026, 5, 5, 4, tzinfo=LOS_ANGELES)
    assert is_due(due, TODAY, study_day(morning, time(4)), morning)


def test_travelling_east_an_item_is_due_when_the_day_is() -> None:
    now = datetime(2026, 5, 4, 20, tzinfo=LOS_ANGELES)
    due = outlook(replace(REVIEWED, stability=0.01, study_day=TODAY), now, ITEM, DEFAULTS)[1].due
    morning = datetime(2026, 5, 5, 15, tzinfo=TOKYO)
    assert due.days == 1
    assert morning < due.at
    assert is_due(due, TODAY, study_day(morning, time(4)), morning)


def test_a_step_within_the_day_is_the_same_instant_anywhere() -> None:
    due = outlook(None, NOON, ITEM, DEFAULTS)[2].due
    abroad = (NOON + timedelta(minutes=10)).astimezone(LOS_ANGELES)
    assert is_due(due, TODAY, study_day(abroad, time(4)), abroad)


def test_a_clock_set_back_makes_nothing_due() -> None:
    now = datetime(2026, 5, 1, 12, tzinfo=BERLIN)
    for due in (Due(NOON + timedelta(minutes=10), 0), Due(day_start(date(2026, 5, 6), time(4), BERLIN), 2)):
        assert not is_due(due, TODAY, date(2026, 5, 1), now)

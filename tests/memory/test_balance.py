"""Which of the days that an interval leaves open is chosen."""

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from statistics import fmean, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.memory import fsrs, fuzz
from quizapp.memory.balance import UNBALANCED, WIDEST, Balance
from quizapp.memory.rating import Rating
from quizapp.memory.schedule import Memory, Parameters, Phase, outlook, recall

TODAY = date(2026, 3, 4)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
START = TODAY.toordinal()
DAYS, NEW = 110, 8

places = st.floats(0, 1, exclude_max=True)
loads = st.dictionaries(st.integers(START, START + 60), st.integers(1, 30), max_size=30).map(Counter)


def balance(load: Counter[int], siblings: Collection[int] = (), easy: Collection[int] = ()) -> Balance:
    return Balance(load.__getitem__, lambda _: siblings, frozenset(easy))


@given(st.floats(1, 36500), places)
def test_with_nothing_to_go_by_it_is_the_plain_spread(days: float, place: float) -> None:
    low, high = fuzz.bounds(days)
    assert UNBALANCED.choose(START, low, high, place, ()) == fuzz.fuzzed(days, place)


@given(loads, places, st.integers(1, 50), st.integers(0, 10))
def test_the_emptiest_of_near_days_is_chosen(load: Counter[int], place: float, low: int, width: int) -> None:
    chosen = balance(load).choose(START, low, low + width, place, ())
    assert low <= chosen <= low + width
    if empty := [days for days in range(low, low + width + 1) if not load[START + days]]:
        assert chosen in empty


def test_a_nearer_day_may_have_a_little_more_on_it() -> None:
    busy = Counter({START + 10: 101, START + 12: 100})
    assert balance(busy + Counter({START + 11: 500})).choose(START, 10, 12, 0.0, ()) == 10
    assert balance(busy + Counter({START + 11: 90})).choose(START, 10, 12, 0.0, ()) == 11


def test_easy_days_are_worse_than_siblings_and_those_worse_than_any_load() -> None:
    easy = {date.fromordinal(START + 10).weekday()}
    load = Counter({START + 11: 5, START + 12: 900})
    assert balance(load, easy=easy).choose(START, 10, 12, 0.0, {START + 11}) == 12
    assert balance(load, easy=easy).choose(START, 10, 11, 0.0, {START + 11}) == 11
    assert balance(load, easy=easy).choose(START, 10, 10, 0.0, ()) == 10, "no other day is open"


def test_weekdays_are_counted_from_monday() -> None:
    chosen = {Balance(easy=frozenset({6})).choose(START, 20, 26, n / 50, ()) for n in range(50)}
    assert {(TODAY + timedelta(days=days)).weekday() for days in chosen} == set(range(6))


@given(places)
def test_of_a_wide_range_a_month_is_looked_at(place: float) -> None:
    asked: list[int] = []

    def load(day: int) -> int:
        asked.append(day)
        return 0

    low, high = fuzz.bounds(20_000)
    assert Balance(load).choose(START, low, high, place, ()) == fuzz.fuzzed(20_000, place)
    assert len(asked) == WIDEST
    assert low <= min(asked) - START
    assert max(asked) - START <= high


@settings(max_examples=30, deadline=None)
@given(
    st.none()
    | st.builds(
        Memory,
        st.just(Phase.REVIEW),
        st.just(0),
        st.floats(0.1, 900),
        st.floats(1, 10),
        st.integers(0, 60).map(lambda ago: TODAY - timedelta(days=ago)),
        st.just(3),
        st.just(0),
    ),
    loads,
    st.frozensets(st.integers(START, START + 60), max_size=9),
    st.frozensets(st.integers(0, 6)),
)
def test_the_ratings_keep_their_order_and_what_was_shown_holds(
    memory: Memory | None, load: Counter[int], siblings: frozenset[int], easy: frozenset[int]
) -> None:
    parameters = Parameters(balance=balance(load, siblings, easy))
    shown = outlook(memory, NOON, "c/card/q", parameters)
    again, hard, good, easiest = (outcome.due.days for outcome in shown)
    assert again <= hard <= good < easiest
    for outcome in shown:
        assert outcome.due.at > NOON
        if outcome.due.days and memory is not None:
            plain = fsrs.interval(outcome.memory.stability, 0.9, fsrs.DEFAULT_WEIGHTS)
            # The order may ask for less than Hard's own days, or for more than Easy's.
            assert outcome.due.days <= max(fuzz.bounds(plain)[1], good + 1, 1)
    other = replace(parameters, balance=balance(Counter(dict.fromkeys(range(START, START + 40, 2), 99))))
    later = outlook(memory, NOON + timedelta(minutes=1), "c/card/q", other, shown)
    assert [one.due.days for one in later] == [one.due.days for one in shown]


# -- a year -------------------------------------------------------------------------------


@cache
def a_year(way: str, until: int = DAYS, new: int = NEW) -> tuple[tuple[int, ...], tuple[int, ...], float]:
    """Reviews on each day of a simulated learner with so many new items a day, what comes back on each day after
    that, and how long intervals are against those wished."""
    luck = random.Random(7)
    queue: dict[int, list[str]] = defaultdict(list)
    load: Counter[int] = Counter()
    memories: dict[str, Memory] = {}
    parameters = Parameters(balance=UNBALANCED if way == "spread" else Balance(load.__getitem__))
    reviews, ratios = [], []
    for day in range(until):
        today, now = TODAY + timedelta(days=day), NOON + timedelta(days=day)
        asked = queue.pop(START + day, [])
        reviews.append(len(asked))
        for item in [*asked, *(f"c/{day}-{n}/q" for n in range(new))]:
            memory = memories.get(item)
            knows = 0.76 if memory is None else recall(memory, today, parameters.weights)
            rating = Rating.AGAIN if luck.random() > knows else luck.choices((2, 3, 4), (2, 7, 1))[0]
            while True:
                outcome = outlook(memory, now, item, parameters)[rating - 1]
                memory = outcome.memory
                if outcome.due.days:
                    break
                rating = Rating.GOOD
            wished = fsrs.interval(memory.stability, 0.9, parameters.weights)
            days = max(1, round(wished)) if way == "none" else outcome.due.days
            if wished > 2.5:
                ratios.append(days / wished)
            memories[item] = memory
            queue[START + day + days].append(item)
            load[START + day + days] += 1
    coming = tuple(len(queue.get(START + until + ahead, ())) for ahead in range(45))
    return tuple(reviews), coming, fmean(ratios)


def unevenness(counts: Sequence[int]) -> float:
    """The coefficient of variation about the mean of a week to each side: work grows over a year, and what
    is under way thins out ahead, and neither is uneven."""
    return pstdev(counts[at] / fmean(counts[at - 7 : at + 8]) for at in range(7, len(counts) - 7))


@pytest.mark.parametrize("other", ["none", "spread"])
def test_work_is_more_even_by_half(other: str) -> None:
    (mine, ahead, ratio), (theirs, theirs_ahead, _) = a_year("balanced"), a_year(other)
    assert unevenness(ahead) < unevenness(theirs_ahead) / 2
    # With few items a day luck counts for more than the choice of days; `tests/benchmarks/evenness.py` has a year.
    assert unevenness(mine[40:]) < 0.85 * unevenness(theirs[40:])
    assert 0.96 < ratio < 1.04, "and not by longer or shorter intervals"

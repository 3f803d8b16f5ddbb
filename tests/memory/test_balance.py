"""Which of the days that an interval leaves open is chosen."""

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from statistics import fmean, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.memory import fsrs, fuzz
from quizapp.memory.balance import UNBALANCED, WIDEST, Balance
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase, recall
from quizapp.memory.schedule import Memory, Parameters, outlook

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


@dataclass(frozen=True, slots=True)
class Year:
    """What a simulated learner had to do, and was told of what would come."""

    reviews: tuple[int, ...]
    """On each day."""
    foretold: tuple[tuple[int, ...], ...]
    """On each morning, how many items come back on each of the next `AHEAD` days, tomorrow first."""
    stretch: float
    """How long intervals are against those wished."""


AHEAD = 30
"""Days."""


@cache
def a_year(way: str, until: int = DAYS, new: int = NEW) -> Year:
    """So many days of a simulated learner with so many new items on each."""
    luck = random.Random(7)
    queue: dict[int, list[str]] = defaultdict(list)
    load: Counter[int] = Counter()
    memories: dict[str, Memory] = {}
    parameters = Parameters(balance=UNBALANCED if way == "spread" else Balance(load.__getitem__))
    reviews, foretold, ratios = [], [], []
    for day in range(until):
        today, now = TODAY + timedelta(days=day), NOON + timedelta(days=day)
        asked = queue.pop(START + day, [])
        reviews.append(len(asked))
        foretold.append(tuple(len(queue.get(START + day + ahead, ())) for ahead in range(1, AHEAD + 1)))
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
    return Year(tuple(reviews), tuple(foretold), fmean(ratios))


def variation(counts: Sequence[int]) -> float:
    """The coefficient of variation."""
    return pstdev(counts) / fmean(counts)


def within_weeks(counts: Sequence[int]) -> float:
    """The coefficient of variation of the seven days of a week, as a mean over weeks, the latest of them whole.

    Over more than a few weeks it would tell how a collection grows."""
    weeks = range(len(counts) % 7, len(counts), 7)
    return fmean(variation(counts[start : start + 7]) for start in weeks)


def of_forecast(foretold: Sequence[Sequence[int]]) -> float:
    """How much the forecast for so many days ahead differs among the mornings of a week, as a mean over 1 to
    `AHEAD` days.

    Of one morning's forecast it would tell, above all, that fewer items come back on a day the further off it is,
    which no choice of days changes."""
    return fmean(within_weeks(column) for column in zip(*foretold, strict=True))


SETTLED = 40
"""Days after which there are items of all ages enough."""


@pytest.mark.parametrize("other", ["none", "spread"])
def test_the_forecast_is_more_even_by_half_and_with_it_the_work(other: str) -> None:
    mine, theirs = a_year("balanced"), a_year(other)
    assert of_forecast(mine.foretold[SETTLED:]) < of_forecast(theirs.foretold[SETTLED:]) / 2
    # What is forgotten comes back on the next day whatever is chosen, and of few items a day that is much.
    assert within_weeks(mine.reviews[SETTLED:]) < 0.7 * within_weeks(theirs.reviews[SETTLED:])
    assert 0.96 < mine.stretch < 1.04, "and not by longer or shorter intervals"


def test_evenness_by_hand() -> None:
    """0 and 2 in turn vary by their mean, and a step from one week to the next is not uneven."""
    assert within_weeks([1] * 7 + [9] * 7) == 0
    assert within_weeks([50, *[0, 2, 0, 2, 0, 2, 1]]) == pytest.approx((6 / 7) ** 0.5)
    assert of_forecast([(4, 2, 1)] * 7) == 0
    assert of_forecast([(each, 5) for each in (0, 2, 0, 2, 0, 2, 1)]) == pytest.approx((6 / 7) ** 0.5 / 2)

"""The formulas against two released implementations, and what the model promises of itself."""

from __future__ import annotations

import itertools
import math
import random
from datetime import UTC, date, datetime, timedelta

import fsrs as released
import fsrs_rs_python as optimiser
import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.memory import fsrs
from quizapp.memory.rating import Rating
from quizapp.memory.schedule import rate

FIRST_DAY = date(2024, 2, 20)
GAPS = (0, 0, 0, 1, 1, 2, 3, 7, 20, 90, 400, 3000)

ratings = st.sampled_from(Rating)
stabilities = st.floats(math.log(fsrs.MIN_STABILITY), math.log(fsrs.MAX_STABILITY)).map(math.exp)
difficulties = st.floats(1, 10)


def random_history(source: random.Random, length: int) -> list[tuple[int, Rating]]:
    """Days since the rating before, and the rating; the first of a history has no days before it."""
    gaps = [0, *source.choices(GAPS, k=length - 1)]
    return list(zip(gaps, source.choices(list(Rating), k=length), strict=True))


def random_weights(source: random.Random) -> fsrs.Weights:
    return tuple(source.uniform(low, high) for low, high in fsrs.WEIGHT_BOUNDS)


def scheduler(weights: fsrs.Weights, retention: float = 0.9) -> released.Scheduler:
    return released.Scheduler(
        parameters=weights,
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=36500,
        enable_fuzzing=False,
    )


def assert_follows_the_released_library(history: list[tuple[int, Rating]], weights: fsrs.Weights) -> None:
    oracle = scheduler(weights)
    card, memory = released.Card(card_id=1), None
    day = FIRST_DAY
    at = datetime(2024, 2, 20, 12, tzinfo=UTC)
    for gap, rating in history:
        day += timedelta(days=gap)
        at += timedelta(days=gap)
        card, _ = oracle.review_card(card, released.Rating(int(rating)), at)
        memory = rate(memory, rating, day, weights)
        assert card.stability is not None
        assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-9)
        assert memory.stability == pytest.approx(min(card.stability, fsrs.MAX_STABILITY), rel=1e-9)
        if card.stability > fsrs.MAX_STABILITY:
            return  # the released library has no upper bound, so what follows differs


def test_default_weights_are_the_released_ones() -> None:
    assert released.Scheduler().parameters == fsrs.DEFAULT_WEIGHTS
    assert pytest.approx(optimiser.DEFAULT_PARAMETERS, rel=1e-6) == fsrs.DEFAULT_WEIGHTS


def test_bounds_of_the_weights_are_the_released_ones() -> None:
    released_bounds = zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    assert tuple(released_bounds) == fsrs.WEIGHT_BOUNDS


def test_histories_follow_the_released_library() -> None:
    source = random.Random(20)
    for _ in range(3000):
        assert_follows_the_released_library(random_history(source, 12), fsrs.DEFAULT_WEIGHTS)


def test_histories_follow_the_released_library_with_any_weights() -> None:
    """No weight is left out of its formula, nor used where it does not belong."""
    source = random.Random(21)
    for _ in range(1500):
        assert_follows_the_released_library(random_history(source, 10), random_weights(source))


def test_histories_follow_the_optimiser() -> None:
    """The library that fits weights means the same by them, its upper bound of stability included."""
    source = random.Random(22)
    oracle = optimiser.FSRS(list(fsrs.DEFAULT_WEIGHTS))
    capped = 0
    for number in range(2000):
        history = random_history(source, 10)
        if number % 10 == 0:
            history = [(gap * 10, Rating.EASY) for gap, _ in history]
        item = optimiser.FSRSItem([optimiser.FSRSReview(int(rating), gap) for gap, rating in history])
        memory, day = None, date(1, 1, 1)
        for (gap, rating), state in zip(history, oracle.historical_memory_states(item), strict=True):
            day += timedelta(days=gap)
            memory = rate(memory, rating, day, fsrs.DEFAULT_WEIGHTS)
            assert memory.stability == pytest.approx(state.stability, rel=1e-4)
            assert memory.difficulty == pytest.approx(state.difficulty, rel=1e-4)
            capped += memory.stability == fsrs.MAX_STABILITY
    assert capped


@pytest.mark.parametrize("retention", [0.7, 0.8, 0.9, 0.97])
def test_intervals_and_recall_are_those_of_the_released_library(retention: float) -> None:
    source = random.Random(23)
    at = datetime(2024, 2, 20, 12, tzinfo=UTC)
    for weights in (fsrs.DEFAULT_WEIGHTS, *(random_weights(source) for _ in range(50))):
        oracle = scheduler(weights, retention)
        for rating in Rating:
            card, _ = oracle.review_card(released.Card(card_id=1), released.Rating(int(rating)), at)
            days = fsrs.interval(fsrs.initial_stability(rating, weights), retention, weights)
            assert timedelta(days=min(max(round(days), 1), 36500)) == card.due - at
            assert card.stability is not None
            for elapsed in (0, 1, 10, 1000):
                expected = oracle.get_card_retrievability(card, at + timedelta(days=elapsed))
                recall = fsrs.retrievability(elapsed, card.stability, weights)
                assert recall == pytest.approx(expected, rel=1e-9)


@given(stabilities, st.floats(0.1, 0.999))
@settings(deadline=None)
def test_interval_is_the_inverse_of_the_forgetting_curve(stability: float, retention: float) -> None:
    days = fsrs.interval(stability, retention, fsrs.DEFAULT_WEIGHTS)
    assert fsrs.retrievability(days, stability, fsrs.DEFAULT_WEIGHTS) == pytest.approx(retention)


@given(stabilities)
@settings(deadline=None)
def test_stability_is_the_interval_at_nine_tenths(stability: float) -> None:
    assert fsrs.interval(stability, 0.9, fsrs.DEFAULT_WEIGHTS) == pytest.approx(stability)


@given(stabilities, st.integers(0, 100_000), st.integers(1, 100_000))
@settings(deadline=None)
def test_recall_starts_at_one_and_falls(stability: float, elapsed: int, more: int) -> None:
    weights = fsrs.DEFAULT_WEIGHTS
    assert fsrs.retrievability(0, stability, weights) == 1
    now, later = (fsrs.retrievability(days, stability, weights) for days in (elapsed, elapsed + more))
    assert 0 < later < now <= 1


@given(stabilities, difficulties, st.integers(0, 10_000))
@settings(deadline=None)
def test_a_better_rating_never_leaves_a_weaker_memory(stability: float, difficulty: float, gap: int) -> None:
    states = [fsrs.following(stability, difficulty, gap, rating, fsrs.DEFAULT_WEIGHTS) for rating in Rating]
    for (worse, harder), (better, easier) in itertools.pairwise(states):
        assert worse <= better
        assert harder >= easier


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_no_history_leaves_the_bounds(source: random.Random) -> None:
    """Sixty ratings with any weights and any pauses neither overflow nor end in a number that is none."""
    extremes = tuple(source.choice(bounds) for bounds in fsrs.WEIGHT_BOUNDS)
    for weights in (extremes, random_weights(source)):
        state = fsrs.first(source.choice(list(Rating)), weights)
        for gap in source.choices((0, 1, 50, 36500, 3_000_000), k=60):
            state = fsrs.following(*state, gap, source.choice([Rating.AGAIN, *[Rating.EASY] * 8]), weights)
            assert fsrs.MIN_STABILITY <= state[0] <= fsrs.MAX_STABILITY
            assert 1 <= state[1] <= 10


def test_a_negative_pause_is_the_same_day() -> None:
    weights = fsrs.DEFAULT_WEIGHTS
    for rating in Rating:
        same_day = fsrs.following(3.0, 5.0, 0, rating, weights)
        assert fsrs.following(3.0, 5.0, -400, rating, weights) == same_day


def test_weights_at_and_a_rounding_beyond_their_bounds_pass() -> None:
    fsrs.check_weights(fsrs.DEFAULT_WEIGHTS)
    for end in (0, 1):
        fsrs.check_weights(tuple(bounds[end] for bounds in fsrs.WEIGHT_BOUNDS))
    fsrs.check_weights((*fsrs.DEFAULT_WEIGHTS[:20], 0.800000011920929))
    for beyond in (0.8001, 0.0999):
        with pytest.raises(ValueError, match="weight 20"):
            fsrs.check_weights((*fsrs.DEFAULT_WEIGHTS[:20], beyond))


@pytest.mark.parametrize("index", range(21))
@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0, 101.0])
def test_weights_out_of_bounds_are_refused_by_their_number(index: int, value: float) -> None:
    weights = list(fsrs.DEFAULT_WEIGHTS)
    weights[index] = value
    with pytest.raises(ValueError, match=f"weight {index} is"):
        fsrs.check_weights(tuple(weights))


@pytest.mark.parametrize("count", [0, 17, 19, 20, 22])
def test_weights_of_another_version_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"21 weights, not {count}"):
        fsrs.check_weights((1.0,) * count)

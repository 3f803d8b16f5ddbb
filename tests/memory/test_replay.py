"""Whole logs are replayed in plain numbers; that must come to what the scheduler said each time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.memory.fsrs import DEFAULT_WEIGHTS, WEIGHT_BOUNDS, formulas
from quizapp.memory.rating import Rating
from quizapp.memory.recall import recall
from quizapp.memory.replay import STANDINGS, Replay
from quizapp.memory.schedule import Memory, rate

FIRST_DAY = date(2024, 2, 20)

gaps = st.sampled_from([0, 0, 1, 1, 2, 7, 30, 400, -1, -20])
lucks = st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0]) | st.floats(0, 2)
weights = st.just(DEFAULT_WEIGHTS) | st.tuples(*(st.floats(low, high) for low, high in WEIGHT_BOUNDS))


@settings(max_examples=150)
@given(st.lists(st.tuples(gaps, st.sampled_from(Rating), lucks), max_size=15), weights)
def test_replaying_is_rating_again_bit_for_bit(turns, weights):
    replay, memory, day = Replay(formulas(weights)), None, FIRST_DAY
    for gap, rating, luck in turns:
        day += timedelta(gap)
        later = memory is not None and memory.study_day < day
        predicted = recall(memory, day, weights) if later else None
        assert replay.take(day.toordinal(), rating.value, luck) == predicted
        memory = rate(memory, rating, day, weights, luck)
        assert memory == Memory(
            *STANDINGS[replay.standing],
            replay.stability,
            replay.difficulty,
            date.fromordinal(replay.day),
            replay.reviews,
            replay.lapses,
        )

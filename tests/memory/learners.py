"""Simulated learners for tests of what is fitted to reviews, and scored on them."""

from __future__ import annotations

import random

from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.history import Review
from quizapp.memory.rating import Rating
from quizapp.memory.truth import Mind, Trace

STRONG = (3.0, 6.0, 12.0, 40.0, *DEFAULT_WEIGHTS[4:20], 0.3)
"""A memory far better than the average one."""


def reviews_of(weights: tuple[float, ...], cards: int, days: int = 120, seed: int = 1) -> list[Review]:
    """What a simulated learner did, in the order of time."""
    source, mind = random.Random(seed), Mind(weights, seed, 0.4)
    traces: dict[str, Trace] = {}
    due = {f"card {card}": source.randrange(days // 3) for card in range(cards)}
    made = []
    for day in range(days):
        for card in [card for card, when in due.items() if when == day]:
            trace = traces.get(card)
            if trace is None:
                ratings, elapsed = source.choices((1, 2, 3, 4), (24, 10, 50, 16)), 0
            else:
                passed = source.random() < mind.recalls(trace, day)
                ratings = source.choices((2, 3, 4), (2, 7, 1)) if passed else [1]
                elapsed = day - trace.day
            if ratings[0] < 3:
                ratings.append(3)
            for place, rating in enumerate(ratings):
                traces[card] = (
                    mind.answers(traces[card], rating, day)
                    if card in traces
                    else mind.meets(card, rating, day)
                )
                made.append(Review(card, 0 if place else elapsed, Rating(rating)))
            due[card] = day + max(1, round(traces[card].stability * source.uniform(0.4, 2.5)))
    return made

"""What is said of the weights that hold."""

from __future__ import annotations

import pytest

from quizapp.memory.fsrs import DEFAULT_WEIGHTS, Weights
from quizapp.progress.weights import compared, holding, losses

HALF, DOUBLE = ((*(weight * by for weight in DEFAULT_WEIGHTS[:4]), *DEFAULT_WEIGHTS[4:]) for by in (0.5, 2))
ALIKE = (*DEFAULT_WEIGHTS[:2], DEFAULT_WEIGHTS[2] * 1.02, *DEFAULT_WEIGHTS[3:])


def test_which_weights_hold_is_said_with_what_they_rest_on(make):
    assert holding(None) == "Your memory is predicted with the weights of the average learner."
    assert holding(make.fit(1, DOUBLE)) == (
        "Your memory is predicted with weights fitted to 100 answers of yours on 1 March 2025."
    )
    assert losses(make.fit(1, DOUBLE)) == (
        "From 100 answers: predictions of the newest 25 were off by 0.400 before and 0.300 after"
        " (log loss; lower is better)."
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (DEFAULT_WEIGHTS, DOUBLE, "longer than average: a card that you knew twice comes back after about"),
        (DEFAULT_WEIGHTS, HALF, "less long than average: a card that you knew twice"),
        (DEFAULT_WEIGHTS, ALIKE, "about as long as the average one: a card"),
        (DOUBLE, DOUBLE, "days, as before."),
        (DOUBLE, DEFAULT_WEIGHTS, "after about 12 days instead of 22."),
    ],
)
def test_a_memory_is_compared_with_the_average_and_intervals_with_those_before(
    before: Weights, after: Weights, said: str
) -> None:
    assert said in compared(before, after)

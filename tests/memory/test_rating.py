"""What an answer suggests: "Ratings from evidence"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.grading.mark import Mark
from quizapp.grading.verdict import Verdict
from quizapp.memory.rating import Rating, suggest

RIGHT = Mark(1.0, Verdict.RIGHT)
WRONG = Mark(0.0, Verdict.WRONG)


def partly(score: float) -> Mark:
    return Mark(score, Verdict.PARTLY)


@pytest.mark.parametrize(
    ("mark", "hints", "retry", "confidence", "rating"),
    [
        (RIGHT, 0, False, None, Rating.GOOD),
        (RIGHT, 0, False, "sure", Rating.GOOD),
        (RIGHT, 0, False, "unsure", Rating.GOOD),
        (RIGHT, 1, False, None, Rating.HARD),
        (RIGHT, 0, True, None, Rating.HARD),
        (RIGHT, 0, False, "guessed", Rating.AGAIN),
        (RIGHT, 2, True, "guessed", Rating.AGAIN),
        (Mark(1.0, Verdict.RIGHT, guess_rate=0.5), 0, False, None, Rating.GOOD),
        (partly(0.5), 0, False, None, Rating.HARD),
        (partly(0.99), 0, False, "sure", Rating.HARD),
        (partly(0.49), 0, False, "sure", Rating.AGAIN),
        (partly(0.8), 0, False, "guessed", Rating.AGAIN),
        (partly(0.8), 1, True, None, Rating.HARD),
        (WRONG, 0, False, "sure", Rating.AGAIN),
        (Mark(0.0, Verdict.UNANSWERED), 0, False, None, Rating.AGAIN),
        (Mark(0.0, Verdict.SELF), 0, False, None, None),
        (Mark(0.0, Verdict.SELF), 1, True, "guessed", None),
    ],
)
def test_evidence_suggests(
    mark: Mark, hints: int, retry: bool, confidence: str | None, rating: Rating | None
) -> None:
    assert suggest(mark, hints, retry, confidence) is rating


@given(
    st.builds(Mark, st.floats(0, 1), st.sampled_from(Verdict)),
    st.integers(-1, 9),
    st.booleans(),
    st.sampled_from([None, "guessed", "unsure", "sure"]),
)
def test_easy_is_the_learners_own_word(mark: Mark, hints: int, retry: bool, confidence: str | None) -> None:
    assert suggest(mark, hints, retry, confidence) is not Rating.EASY

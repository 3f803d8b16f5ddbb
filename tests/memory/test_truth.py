"""The true memory of simulated learners is FSRS-6 as released, and shares no code with the scheduler's."""

from __future__ import annotations

import ast
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsrs as released
import pytest

from quizapp.memory import truth
from quizapp.memory.truth import Mind, Trace

WEIGHTS = released.Scheduler().parameters


def test_it_imports_nothing_of_ours() -> None:
    tree = ast.parse(Path(truth.__file__).read_text(encoding="utf-8"))
    named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    named += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    assert named
    assert not [name for name in named if name.startswith("quizapp")]


@pytest.mark.parametrize("default", [True, False])
def test_it_remembers_as_the_released_library(default: bool) -> None:
    source = random.Random(7)
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

    for _ in range(400):
        weights = WEIGHTS
        if not default:
            bounds = zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
            weights = tuple(source.uniform(low, high) for low, high in bounds)
        oracle = released.Scheduler(
            parameters=weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )
        mind, trace, day = Mind(weights, 0), None, 0
        card, start = released.Card(card_id=1), datetime(2024, 1, 1, tzinfo=UTC)
        for _ in range(9):
            rating = source.randint(1, 4)
            at = start + timedelta(days=day)
            if trace is not None:
                known = oracle.get_card_retrievability(card, at)
                assert mind.recalls(trace, day) == pytest.approx(known, rel=1e-9)
            card, _ = oracle.review_card(card, released.Rating(rating), at)
            trace = mind.meets("a", rating, day) if trace is None else mind.answers(trace, rating, day)
            assert card.stability is not None
            if card.stability > 36500:
                break  # it has no upper bound, and what follows differs
            assert trace.stability == pytest.approx(card.stability, rel=1e-9)
            assert trace.difficulty == pytest.approx(card.difficulty, rel=1e-9)
            day += source.choice((0, 0, 1, 2, 5, 20, 90, 300))


def test_luck_is_even_and_of_one_item_one_answer_one_learner() -> None:
    mind = Mind(WEIGHTS, 3)
    drawn = [mind.luck(str(item), answer) for item in range(200) for answer in range(20)]
    assert len(set(drawn)) == len(drawn)
    assert mind.luck("7", 2) == Mind(WEIGHTS, 3).luck("7", 2) != Mind(WEIGHTS, 4).luck("7", 2)
    for low in (0.0, 0.25, 0.5, 0.75):
        share = sum(low <= luck < low + 0.25 for luck in drawn) / len(drawn)
        assert share == pytest.approx(0.25, abs=0.03)


def test_items_differ_by_the_spread_and_not_without_one() -> None:
    even = [Mind(WEIGHTS, 1).meets(str(item), 3, 0) for item in range(20)]
    assert set(even) == {Trace(WEIGHTS[2], even[0].difficulty, 0)}
    spread = sorted(Mind(WEIGHTS, 1, 0.5).meets(str(item), 3, 0).stability for item in range(1001))
    assert spread[500] == pytest.approx(WEIGHTS[2], rel=0.1)
    # Of a normal distribution 16 % lie below one deviation from the middle.
    assert spread[159] == pytest.approx(WEIGHTS[2] * 2.718281828**-0.5, rel=0.1)

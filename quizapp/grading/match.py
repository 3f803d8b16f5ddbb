"""Matching: each left-hand entry with its right-hand one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.grading.given import as_pairs
from quizapp.grading.mark import Mark, Part, Reason, unanswered, verdict_of

if TYPE_CHECKING:
    from quizapp.deck.shapes import Matching
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response


def expected_pairs(shape: Matching) -> tuple[str, ...]:
    """The pairs as a learner reads them."""
    return tuple(f"{plain(left)} → {plain(right)}" for left, right in shape.pairs)


def grade_match(shape: Matching, response: Response, context: Context) -> Mark:
    """The share of left-hand entries joined with their own right-hand entry.

    Of several pairs with one left-hand entry the last counts, as a changed mind.
    """
    expected = expected_pairs(shape)
    joined: dict[str, str] = {}
    for left, right in as_pairs(response):
        joined[left] = right
        joined[normalise(plain(left), context.language)] = right
    if not joined:
        return unanswered(expected)
    texts = {right for _, right in shape.pairs} | set(shape.extra)
    reasons = []
    found = 0
    for left, right in shape.pairs:
        name, answer = plain(left), plain(right)
        given = joined.get(left, joined.get(normalise(name, context.language)))
        if given is None:
            reasons.append(Reason(Part.MISSED, expected=f"{name} → {answer}"))
            continue
        is_right = given in (right, answer)
        if not is_right and given not in texts:
            is_right = normalise(given, context.language) == normalise(answer, context.language)
        found += is_right
        part = Part.RIGHT if is_right else Part.WRONG
        reasons.append(Reason(part, f"{name} → {plain(given)}", f"{name} → {answer}"))
    score = found / len(shape.pairs) if shape.pairs else 0.0
    return Mark(score, verdict_of(score), tuple(reasons), expected)

"""Cloze texts: each deletion like a typed answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.deck.cloze import Deletion
from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.grading.given import as_text, as_texts
from quizapp.grading.mark import Mark, unanswered, verdict_of
from quizapp.grading.typed import compare, credit

if TYPE_CHECKING:
    from quizapp.deck.shapes import Cloze
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response


def grade_cloze(shape: Cloze, group: str, response: Response, context: Context) -> Mark:
    """The share of the group's deletions that are right, in reading order.

    What the text hides elsewhere counts as another answer, and `accept` never makes one deletion's text right
    for another.
    """
    hidden = shape.text.hidden(group)
    expected = tuple(plain(deletion.text) for deletion in hidden)
    given = (as_text(response),) if len(hidden) == 1 else as_texts(response, len(hidden))
    if not any(given):
        return unanswered(expected)
    given = (*given, *[""] * len(hidden))[: len(hidden)]
    everywhere = [part.text for part in shape.text.parts if isinstance(part, Deletion)]
    context = context.with_rivals(everywhere)
    reasons = []
    for deletion, text in zip(hidden, given, strict=True):
        others = {normalise(plain(other), context.language) for other in everywhere if other != deletion.text}
        accept = tuple(
            wording
            for wording in shape.marking.accept
            if normalise(plain(wording), context.language) not in others
        )
        reasons.append(compare(text, (deletion.text,), replace(shape.marking, accept=accept), context))
    score = sum(credit(reason) for reason in reasons) / len(reasons) if reasons else 0.0
    return Mark(score, verdict_of(score), tuple(reasons), expected)

"""What learners typed, beside what the deck makes of it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.normal import normalise
from quizapp.deck.shapes import Marking, TextAnswer
from quizapp.grading.grade import grade
from quizapp.grading.mark import Mark, Mode, Part
from quizapp.grading.verdict import Verdict

if TYPE_CHECKING:
    from quizapp.deck.item import Item
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response
    from quizapp.study.event import Answer

_ASKED = (Mode.TYPED, Mode.CHOICE)


def overruled(answer: Answer, item: Item, context: Context) -> str:
    """The wording of an overruled answer that would still be marked wrong; "" for none.

    `accept` may have been written since. What the author rejects in so many words is no suggestion.
    """
    if not answer.overruled or answer.asked != Mode.TYPED or not isinstance(answer.response, str):
        return ""
    wording = answer.response.strip()
    if not wording:
        return ""
    mark = grade(item, Mode.TYPED, answer.response, context)
    still = isinstance(mark, Mark) and mark.verdict is not Verdict.RIGHT
    return wording if still and normalise(wording) not in rejected(item) else ""


def rejected(item: Item) -> frozenset[str]:
    """The normalised wordings that the author says are wrong: under `reject`, and the wrong options."""
    shape = item.card.shape
    marking = getattr(shape, "marking", Marking())
    options = shape.wrong if isinstance(shape, TextAnswer) else ()
    texts = (*(text for text, _ in marking.reject), *(option.text for option in options))
    return frozenset(normalise(text) for text in texts)


def mistakes(item: Item, asked: str, response: Response, context: Context) -> tuple[str, ...]:
    """What was typed or chosen in an answer and is wrong as the deck stands now; a text for each blank,
    entry or option."""
    if asked not in _ASKED or not response:
        return ()
    mark = grade(item, Mode(asked), response, context)
    if not isinstance(mark, Mark):
        return ()
    return tuple(
        reason.given for reason in mark.reasons if reason.part is Part.WRONG and reason.given.strip()
    )

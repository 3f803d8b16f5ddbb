"""The one entry: an item, how it was asked, what was answered, and the mark for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from quizapp.deck.item import items
from quizapp.deck.shapes import (
    Cloze,
    Date,
    ListRecall,
    Marking,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    TextAnswer,
    Timeline,
    TrueFalse,
)
from quizapp.grading.choice import grade_multiple, grade_single, grade_true_false
from quizapp.grading.cloze import grade_cloze
from quizapp.grading.context import Context, rivals_of
from quizapp.grading.date import grade_date
from quizapp.grading.expected import REVERSE, expected_of, fingerprint, natural_mode, options_of
from quizapp.grading.mark import AskBack, Mark, Mode
from quizapp.grading.match import grade_match
from quizapp.grading.number import grade_number
from quizapp.grading.order import grade_order, grade_timeline
from quizapp.grading.recall import grade_recall
from quizapp.grading.typed import grade_typed
from quizapp.grading.verdict import Verdict

if TYPE_CHECKING:
    from quizapp.deck.course import Course, Deck
    from quizapp.deck.item import Item
    from quizapp.grading.mark import Response

__all__ = [
    "Context",
    "context_of",
    "expected_of",
    "fingerprint",
    "grade",
    "natural_mode",
    "options_of",
    "rivals_of",
]


def grade(item: Item, mode: Mode, response: Response, context: Context) -> Mark | AskBack:
    """Mark an answer as a fair teacher would, or ask back what it means.

    A flipped card has the verdict SELF and the score 0, which says nothing: the learner judges. A choice is
    never asked back; an option that another card lent is right only if its text is.
    """
    if mode is Mode.FLIP:
        return Mark(0.0, Verdict.SELF, expected=expected_of(item))
    match item.card.shape:
        case TextAnswer() as shape:
            return _grade_text(item, shape, mode, response, context)
        case MultipleChoice() as shape:
            return grade_multiple(shape, response, context, typed=mode is Mode.TYPED)
        case TrueFalse(answer=answer):
            return grade_true_false(answer, response)
        case Cloze() as shape:
            mark: Mark | AskBack = grade_cloze(shape, item.facet, response, context)
        case Number(quantity=quantity):
            mark = grade_number(quantity, response, context)
        case Date(date=date):
            mark = grade_date(date, response, context)
        case Ordering(entries=entries):
            return grade_order(entries, response, context)
        case Timeline() as shape:
            return grade_timeline(shape, response, context)
        case Matching() as shape:
            return grade_match(shape, response, context)
        case ListRecall() as shape:
            return grade_recall(shape, response, context)
        case _ as missing:
            assert_never(missing)
    expected = expected_of(item)
    if mode is Mode.CHOICE and len(expected) == 1:
        chosen = grade_single(expected[0], (), Marking(), response, context)
        # An option within the tolerance, or a true date written otherwise, is right as well.
        return mark if isinstance(mark, Mark) and mark.verdict is Verdict.RIGHT else chosen
    return mark


def _grade_text(item: Item, shape: TextAnswer, mode: Mode, response: Response, context: Context) -> Mark:
    answer, marking, wrong = shape.answer, shape.marking, shape.wrong
    if item.facet == REVERSE:
        # `accept` and `reject` are wordings of the answer, and here the question is expected.
        answer, wrong = item.card.stem, ()
        marking = replace(marking, accept=(), reject=())
    if mode is Mode.CHOICE:
        return grade_single(answer, wrong, marking, response, context)
    rejected = (*marking.reject, *((option.text, option.feedback) for option in wrong))
    return grade_typed(answer, replace(marking, reject=rejected), response, context)


def context_of(course: Course, deck: Deck) -> Context:
    """The context in which the items of a deck are marked: what its other items answer is no slip."""
    language = course.language[:2].lower()
    answers = (text for item in items(course, deck) for text in expected_of(item))
    return Context(language, rivals_of(answers, language))

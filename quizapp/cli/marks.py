"""A mark in words and as data, for the commands that print one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.shapes import (
    Cloze,
    Date,
    ListRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    TextAnswer,
    Timeline,
    TrueFalse,
)
from quizapp.grading.mark import Mark, Part
from quizapp.grading.verdict import Verdict

if TYPE_CHECKING:
    from quizapp.deck.shapes import Shape
    from quizapp.grading.mark import Reason

VERDICTS = {
    Verdict.RIGHT: "Right",
    Verdict.PARTLY: "Partly right",
    Verdict.WRONG: "Wrong",
    Verdict.UNANSWERED: "Not answered",
}


def shape_name(shape: Shape) -> str:
    """The name of a shape, as the authors' guide has it."""
    match shape:
        case TextAnswer(wrong=wrong):
            return "single choice" if wrong else "text"
        case MultipleChoice():
            return "multiple choice"
        case TrueFalse():
            return "true/false"
        case Cloze():
            return "cloze"
        case Number():
            return "number"
        case Date():
            return "date"
        case Ordering():
            return "order"
        case Timeline():
            return "timeline"
        case Matching():
            return "match"
        case ListRecall():
            return "list"


def reason_data(reason: Reason) -> dict[str, object]:
    """One reason as JSON data."""
    return {
        "part": reason.part.value,
        "given": reason.given,
        "expected": reason.expected,
        "note": reason.note,
    }


def headline(mark: Mark) -> str:
    """The verdict, with the score where it is neither full nor none."""
    words = VERDICTS.get(mark.verdict, "")
    return f"{words} ({mark.score:.0%})" if 0 < mark.score < 1 else words


def lines(mark: Mark, shape: Shape) -> list[str]:
    """Why a mark is as it is, a line for each part that says something."""
    found = []
    for reason in mark.reasons:
        if isinstance(shape, Timeline):
            found.append(_dated(reason, mark))
            continue
        match reason.part:
            case Part.RIGHT if len(mark.reasons) > 1 or reason.note:
                said = f"right: {reason.given}{_as(reason)}"
            case Part.ALMOST:
                said = f"almost: {reason.given}{_as(reason)}"
            case Part.WRONG if reason.given:
                said = f"wrong: {reason.given}{_as(reason)}"
            case Part.MISSED if mark.verdict is not Verdict.UNANSWERED:
                said = f"missed: {reason.expected or reason.given}"
            case Part.EXTRA:
                said = f"extra: {reason.given}"
            case _:
                continue
        found.append(f"  {said}. {reason.note}" if reason.note else f"  {said}")
    return found


def _dated(reason: Reason, mark: Mark) -> str:
    """An event of a timeline with its own date, and where it belongs if it stood elsewhere."""
    event = reason.given or reason.expected
    place = ""
    if reason.part is Part.WRONG and event in mark.expected:
        place = f" (belongs at {mark.expected.index(event) + 1})"
    return f"  {reason.part.value}: {event}, {reason.note}{place}"


def _as(reason: Reason) -> str:
    """What was expected instead, where it is another text."""
    return f" (it is {reason.expected})" if reason.expected and reason.expected != reason.given else ""

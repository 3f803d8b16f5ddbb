"""Numbers: the value within its tolerance, and the unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.normal import normalise
from quizapp.deck.numbers import read_quantity
from quizapp.deck.quantity import Fit
from quizapp.grading.given import as_text
from quizapp.grading.mark import AskBack, Mark, Part, Reason, unanswered, verdict_of

if TYPE_CHECKING:
    from quizapp.deck.quantity import Given, Quantity
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response


def grade_number(quantity: Quantity, response: Response, context: Context) -> Mark | AskBack:
    """Right within the bounds.

    Of two readings (`640,000`) the one usual in the deck's language comes first. If it is right it
    counts; only if it is wrong and the other would be right is the learner asked.
    """
    expected = (quantity.shown,)
    given = as_text(response).strip()
    if not given:
        return unanswered(expected)
    if _same(given, quantity.shown) or _same(given, quantity.text):
        return _mark(Reason(Part.RIGHT, given, expected[0]), expected)
    readings = read_quantity(given, quantity, context.language)
    if not readings:
        note = "I cannot read this as a number."
        return _mark(Reason(Part.WRONG, given, expected[0], note), expected)
    reasons = [_reason(given, reading, quantity) for reading in readings]
    if reasons[0].part is not Part.RIGHT and any(reason.part is Part.RIGHT for reason in reasons):
        return AskBack("Which number do you mean?", tuple(reading.shown for reading in readings))
    return _mark(reasons[0], expected)


def _same(given: str, written: str) -> bool:
    return normalise(given, "") == normalise(written, "") and given.strip("+-−") == written.strip("+-−")


def _mark(reason: Reason, expected: tuple[str, ...]) -> Mark:
    score = float(reason.part is Part.RIGHT)
    return Mark(score, verdict_of(score), (reason,), expected)


def _reason(given: str, reading: Given, quantity: Quantity) -> Reason:
    shown = quantity.shown
    inside = reading.within(quantity)
    if reading.fit is Fit.OTHER:
        note = f"The unit is {quantity.unit}, not {reading.unit}."
        if inside:
            note = f"The number is right, but the unit is {quantity.unit}, not {reading.unit}."
        return Reason(Part.WRONG, given, shown, note)
    if inside:
        return Reason(Part.RIGHT, given, shown, _right_note(reading, quantity))
    notes = []
    if quantity.low <= -reading.value <= quantity.high:
        notes.append("The sign is the other way round.")
    elif _is_power_of_ten_off(reading, quantity):
        notes.append("The digits are right, the power of ten is not.")
    if reading.fit is Fit.MISSING:
        notes.append(f"Without a unit this counts as {quantity.unit}.")
    elif reading.fit is Fit.CONVERTED:
        notes.append(f"That is {_short(reading)} {quantity.unit}.")
    return Reason(Part.WRONG, given, shown, " ".join(notes))


def _right_note(reading: Given, quantity: Quantity) -> str:
    if reading.fit is Fit.MISSING:
        return f"The unit is {quantity.unit}."
    if reading.fit is Fit.CONVERTED:
        return f"That is {_short(reading)} {quantity.unit}."
    if quantity.value is not None and reading.value != quantity.value:
        return "Near enough."
    return ""


def _short(reading: Given) -> str:
    return f"{reading.value:.6g}"


def _is_power_of_ten_off(reading: Given, quantity: Quantity) -> bool:
    if not reading.value or quantity.low <= 0:
        return False
    middle = (quantity.low + quantity.high) / 2
    return quantity.low <= reading.value.scaleb(middle.adjusted() - reading.value.adjusted()) <= quantity.high

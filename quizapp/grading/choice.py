"""Choices: one of several options, several of them, or true and false."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.deck.shapes import Marking
from quizapp.grading.given import as_text, as_texts
from quizapp.grading.mark import AskBack, Mark, Part, Reason, unanswered, verdict_of
from quizapp.grading.typed import compare, credit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.shapes import MultipleChoice, Option
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response

_SAYINGS = {
    True: "true t yes y right correct 1 wahr richtig ja vrai oui verdadero si vero verdadeiro sim waar adevarat da "
    "dogru evet beli верно правда да",
    False: "false f no n wrong incorrect 0 falsch nein faux non falso nao onwaar nee fals nu yanlis hayir yalan xeyr "
    "неверно ложь нет",
}
_TRUE, _FALSE = (frozenset(_SAYINGS[said].split()) for said in (True, False))


def grade_single(
    answer: str, wrong: Sequence[Option], marking: Marking, response: Response, context: Context
) -> Mark:
    """Right or wrong; a wrong option brings its feedback."""
    expected = (plain(answer),)
    shown = context.options or (len(wrong) + 1 if wrong else 0)
    guess_rate = 1 / shown if shown > 1 else 0.0
    given = as_text(response)
    if not given:
        return unanswered(expected, guess_rate)
    chosen = _position(given, (answer, *(option.text for option in wrong)), context.language)
    if chosen is None and _position(given, marking.accept, context.language) is not None:
        chosen = 0
    if chosen == 0:
        return Mark(1.0, verdict_of(1), (Reason(Part.RIGHT, given, expected[0]),), expected, guess_rate)
    note = wrong[chosen - 1].feedback if chosen else ""
    return Mark(0.0, verdict_of(0), (Reason(Part.WRONG, given, expected[0], note),), expected, guess_rate)


def grade_multiple(shape: MultipleChoice, response: Response, context: Context, typed: bool) -> Mark:
    """+1/n for each right option chosen, −1/n for each wrong one, floored at 0 (n right ones)."""
    options = (*shape.right, *shape.wrong)
    right = len(shape.right)
    expected = tuple(plain(option.text) for option in shape.right)
    # One of the sets of options that are not empty.
    guess_rate = 1 / (2 ** min(len(options), 60) - 1) if options else 0.0
    given = [text for text in as_texts(response, right) if text]
    if not given:
        return unanswered(expected, guess_rate)
    texts = [option.text for option in options]
    chosen: dict[int, Reason] = {}
    unknown: dict[str, Reason] = {}
    for text in given:
        position = _position(text, texts, context.language)
        reason = Reason(Part.RIGHT, text)
        if position is None and typed:
            position, reason = _typed_position(text, texts, context)
        if position is None:
            unknown.setdefault(normalise(text, context.language), Reason(Part.WRONG, text))
        elif position < right:
            note = reason.note or options[position].feedback
            chosen.setdefault(position, Reason(reason.part, text, expected[position], note, reason.diff))
        else:
            chosen.setdefault(position, Reason(Part.WRONG, text, note=options[position].feedback))
    found = sum(position < right for position in chosen)
    wrongly = len(chosen) - found + len(unknown)
    score = max(0.0, (found - wrongly) / right) if right else 0.0
    missed = {
        position: Reason(Part.MISSED, expected=expected[position], note=options[position].feedback)
        for position in range(right)
        if position not in chosen
    }
    reasons = tuple(reason for _, reason in sorted((chosen | missed).items(), key=lambda entry: entry[0]))
    return Mark(score, verdict_of(score), (*reasons, *unknown.values()), expected, guess_rate)


def grade_true_false(answer: bool, response: Response) -> Mark | AskBack:
    """Right or wrong; `yes` and `no`, and the words of other languages, are understood."""
    expected = ("true" if answer else "false",)
    given = as_text(response)
    if not given:
        return unanswered(expected, 0.5)
    word = normalise(given, "")
    if word not in _TRUE and word not in _FALSE:
        return AskBack("Do you hold the statement true or false?", ("true", "false"))
    score = float((word in _TRUE) == answer)
    part = Part.RIGHT if score else Part.WRONG
    return Mark(score, verdict_of(score), (Reason(part, given, expected[0]),), expected, 0.5)


def _position(given: str, texts: Sequence[str], language: str) -> int | None:
    """Which text was given: as it stands in the deck or on the screen, else by its normalised form."""
    for candidates in (texts, [plain(text) for text in texts]):
        if given in candidates:
            return candidates.index(given)
    form = normalise(given, language)
    forms = [normalise(plain(text), language) for text in texts]
    return forms.index(form) if form in forms else None


def _typed_position(given: str, texts: Sequence[str], context: Context) -> tuple[int | None, Reason]:
    others = context.with_rivals(texts)
    for position, text in enumerate(texts):
        reason = compare(given, (text,), Marking(), others)
        if credit(reason):
            return position, reason
    return None, Reason(Part.WRONG, given)

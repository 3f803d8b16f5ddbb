"""Typed texts: the answer of a card, one deletion of a cloze, one entry of a list.

Right is a wording that is equal after `normalise`. A slip of the fingers is forgiven and shown, unless it
may be a slip of knowledge: in digits, signs, negations, acronyms and known contrasts, and wherever what was
typed is as near to another answer.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.grading.contrasts import has_negation_changed, is_contrast
from quizapp.grading.diff import diff
from quizapp.grading.given import as_text, is_blank
from quizapp.grading.mark import Mark, Part, Reason, unanswered, verdict_of

if TYPE_CHECKING:
    from quizapp.deck.shapes import Marking
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response

_OFF = {1: "one letter off", 2: "two letters off", 3: "three letters off"}
_UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "å": "aa",
        "Å": "Aa",
        "ø": "oe",
        "Ø": "Oe",
    }
)
_WORD_BREAK = re.compile(r"[\s/\-‐‑–—]+")


def grade_typed(answer: str, marking: Marking, response: Response, context: Context) -> Mark:
    """Mark one typed text."""
    expected = (plain(answer),)
    given = as_text(response)
    if not given:
        return unanswered(expected)
    reason = compare(given, (answer,), marking, context)
    score = credit(reason)
    return Mark(score, verdict_of(score), (reason,), expected)


def credit(reason: Reason) -> float:
    """What one part adds: 1 for right and almost, else 0."""
    return 1.0 if reason.part in (Part.RIGHT, Part.ALMOST) else 0.0


def compare(given: str, answers: tuple[str, ...], marking: Marking, context: Context) -> Reason:
    """One typed text against its right wordings: `answers`, of which the first is shown, and `accept`."""
    written = [wording.strip() for wording in (*answers, *marking.accept)]
    wordings = [plain(wording) for wording in written]
    expected = wordings[0]
    given = given.strip()
    if is_blank(given):
        return Reason(Part.MISSED, expected=expected)
    if given in wordings or given in written:
        return Reason(Part.RIGHT, given, expected)
    form = normalise(given, context.language, marking.case)
    for wording in wordings:
        if _is_same(form, wording, marking, context.language):
            return _right(given, wording, expected)
    for text, why in marking.reject:
        if form == normalise(plain(text), context.language, marking.case):
            return Reason(Part.WRONG, given, expected, why, diff(given, expected, marking.case))
    if marking.case and any(
        normalise(given, context.language) == normalise(wording, context.language) for wording in wordings
    ):
        note = "Upper and lower case count here."
        return Reason(Part.WRONG, given, expected, note, diff(given, expected, case=True))
    for wording in wordings:
        if re.fullmatch(r"-+[^\W\d_]{2,}", wording) and form == normalise(
            wording.lstrip("-"), context.language
        ):
            return Reason(Part.ALMOST, given, wording, f"It is written {wording}.", diff(given, wording))
    return _nearest(given, form, wordings, marking, context)


def _right(given: str, wording: str, expected: str) -> Reason:
    if wording == expected and _only_accents_differ(given, expected):
        return Reason(Part.RIGHT, given, expected, f"It is written {expected}.", diff(given, expected))
    return Reason(Part.RIGHT, given, expected)


def _only_accents_differ(given: str, expected: str) -> bool:
    left, right = (unicodedata.normalize("NFC", text.casefold()) for text in (given, expected))
    return left != right and _without_accents(left) == _without_accents(right)


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _is_same(form: str, wording: str, marking: Marking, language: str) -> bool:
    """Whether a normalised text is this wording, or a way of spacing or spelling it that everybody reads."""
    spellings = {wording, wording.translate(_UMLAUTS), re.sub(r"(?<![^\W_])([A-Z])-(?=\d)", r"\1", wording)}
    forms = {normalise(spelling, language, marking.case) for spelling in spellings}
    return form in forms or _unspaced(form) in {_unspaced(other) for other in forms}


def _unspaced(form: str) -> str:
    """`well known` as `wellknown`; the space between two numbers stays."""
    return re.sub(r"(?<!\d) | (?!\d)", "", form)


# --- slips -------------------------------------------------------------------------------------------


def _nearest(given: str, form: str, wordings: list[str], marking: Marking, context: Context) -> Reason:
    """The reason for a text that is no right wording: a slip, or wrong."""
    expected = wordings[0]
    wrong = Reason(Part.WRONG, given, expected, diff=diff(given, expected, marking.case))
    slips = []
    near = False
    for wording in wordings:
        target = normalise(wording, context.language, marking.case)
        distance = _distance(form, target, _bound(target, marking.typos))
        if distance is None:
            continue
        near = True
        if _is_forgivable(form, target, wording, marking, context.language):
            slips.append((distance, wording))
    if not slips:
        return replace(wrong, note="Close, but every sign counts here.") if near else wrong
    distance, wording = min(slips, key=lambda slip: slip[0])
    folded = normalise(given, context.language)
    for text, why in marking.reject:
        if OSA.distance(folded, normalise(plain(text), context.language), score_cutoff=distance) <= distance:
            return replace(wrong, note=why or "That is as near to a different, wrong answer.")
    own = {normalise(text, context.language) for text in wordings}
    for rival in context.rivals():
        if OSA.distance(folded, rival, score_cutoff=distance) <= distance and rival not in own:
            return replace(wrong, note="That is as near to another answer of this deck.")
    note = _OFF.get(distance, f"{distance} letters off")
    return Reason(Part.ALMOST, given, wording, note, diff(given, wording, marking.case))


def _bound(target: str, typos: int | None) -> int:
    """How many slips are forgiven in a text of this length; never all of its letters."""
    letters = sum(character.isalnum() for character in target)
    if typos is None:
        return 0 if letters < 4 else 1 if letters <= 7 else 2
    return max(0, min(typos, letters - 1))


def _distance(left: str, right: str, bound: int) -> int | None:
    """Letters put in, left out, replaced, or swapped with their neighbour; None if above the bound."""
    if bound == 0 or abs(len(left) - len(right)) > bound:
        return None
    distance = OSA.distance(left, right, score_cutoff=bound)
    return distance if distance <= bound else None


def _is_forgivable(form: str, target: str, wording: str, marking: Marking, language: str) -> bool:
    """Whether the difference of two near texts can be a slip of the fingers."""
    if _signs(form) != _signs(target) or _telling_words(form) != _telling_words(target):
        return False
    if marking.case and _distance(form.casefold(), target.casefold(), 99) != _distance(form, target, 99):
        return False
    form, target = form.casefold(), target.casefold()
    if has_negation_changed(form, target, language):
        return False
    if any(f" {acronym} " not in f" {form} " for acronym in _acronyms(wording, language)):
        return False
    left, right = form.split(" "), target.split(" ")
    if len(left) != len(right):
        left, right = [_unspaced(form)], [_unspaced(target)]
    return all(
        _is_slip(one, other, marking.typos) for one, other in zip(left, right, strict=True) if one != other
    )


def _signs(form: str) -> list[str]:
    return [c for c in form if c != " " and not c.isalnum() and unicodedata.category(c)[0] != "M"]


def _telling_words(form: str) -> list[str]:
    """Words in which every letter tells: those with digits, and single letters (`vitamin B`)."""
    return [word for word in form.split(" ") if len(word) == 1 or any(c.isdigit() for c in word)]


def _acronyms(wording: str, language: str) -> list[str]:
    """The words written in capitals only, in the form they are compared in."""
    words = [
        word for word in _WORD_BREAK.split(wording) if sum(c.isalpha() for c in word) > 1 and word.isupper()
    ]
    return [normalise(word, language) for word in words]


def _is_slip(given: str, expected: str, typos: int | None) -> bool:
    """Whether one word can be a slip for another: near for its own length, and no known contrast."""
    if is_contrast(given, expected):
        return False
    if typos is None and len(expected) < 4:
        # Two neighbours swapped are a slip even in a short word.
        return sorted(given) == sorted(expected) and OSA.distance(given, expected) == 1
    return _distance(given, expected, _bound(expected, typos)) is not None

"""What a teacher says of an answer: a score, a verdict, and the reasons one can draw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quizapp.grading.verdict import Verdict


class Mode(StrEnum):
    """How an item is asked."""

    FLIP = "flip"
    TYPED = "typed"
    CHOICE = "choice"
    ARRANGE = "arrange"
    """Bringing into order, or matching."""


Response = None | str | tuple[str, ...] | tuple[tuple[str, str], ...]
"""What a learner answered, as data.

None: nothing (also: flipped). A text: typed, or the option chosen (`true`/`false` for a statement).
Several texts: options chosen, cloze deletions in order, list entries, or an order. Pairs of texts:
left and right of a matching.
"""


class Part(StrEnum):
    """What a reason says of one option, blank, position, pair or entry."""

    RIGHT = "right"
    ALMOST = "almost"
    """Taken as right, with a slip that shows."""
    WRONG = "wrong"
    MISSED = "missed"
    """Right, but not given."""
    EXTRA = "extra"
    """Given, neither right nor counted as wrong."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of a typed answer beside the expected one: equal, left out, put in, or put instead.

    `same` says that the two count as equal, even where they differ in case. The runs of one diff, put
    together again, are the two texts in Unicode's composed form (NFC).
    """

    given: str
    expected: str
    same: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one part counted as it did.

    `given` is what the learner answered there, `expected` what is right there ("" for neither);
    `note` is a sentence or ""; `diff` aligns a typed text with the expected one.
    """

    part: Part
    given: str = ""
    expected: str = ""
    note: str = ""
    diff: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """`score` is 0 to 1; `expected` is the right answer as a learner reads it, one text an entry."""

    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    expected: tuple[str, ...] = ()
    guess_rate: float = 0.0
    """The chance of being right without knowing."""


@dataclass(frozen=True, slots=True)
class AskBack:
    """The answer can be read in two ways; nothing is marked until the learner says which.

    Each reading is a text that, given as the response, is read in that one way.
    """

    question: str
    readings: tuple[str, ...]


def verdict_of(score: float) -> Verdict:
    """The verdict on something that was answered."""
    return Verdict.RIGHT if score >= 1 else Verdict.WRONG if score <= 0 else Verdict.PARTLY


def unanswered(expected: tuple[str, ...], guess_rate: float = 0.0) -> Mark:
    """The mark of an empty answer: everything that was expected is missed."""
    missed = tuple(Reason(Part.MISSED, expected=text) for text in expected)
    return Mark(0.0, Verdict.UNANSWERED, missed, expected, guess_rate)

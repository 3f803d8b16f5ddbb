"""How sure a learner is of an answer: said by one key if at all, and before the answer is known."""

from __future__ import annotations

from enum import StrEnum

from quizapp.memory.rating import GUESSED, SURE


class Confidence(StrEnum):
    """What the learner says of an answer of theirs; nothing said is None."""

    GUESSED = GUESSED
    UNSURE = "unsure"
    SURE = SURE


def doubted(said: Confidence | None) -> Confidence:
    """What the key for doubt says next: guessed, and on a further press unsure."""
    return Confidence.UNSURE if said is Confidence.GUESSED else Confidence.GUESSED


def trusted(said: Confidence | None) -> Confidence | None:
    """What the key for trust says next: sure, and on a further press nothing."""
    return None if said is Confidence.SURE else Confidence.SURE


def admitted(said: Confidence | None) -> Confidence | None:
    """What the key for doubt says next once the answer is known: guessed, or not after all."""
    return None if said is Confidence.GUESSED else Confidence.GUESSED

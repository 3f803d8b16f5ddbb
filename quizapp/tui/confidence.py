"""How sure the learner is, as one quiet line that offers what can be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.study.confidence import Confidence, admitted, doubted, trusted

if TYPE_CHECKING:
    from quizapp.study.session import Turn

DOUBT, TRUST = "study.doubt", "study.trust"
"""The actions that say it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one more press of an action's key would say."""

    action: str
    words: str


def said(turn: Turn) -> str:
    """What the learner said of this answer, as a sentence about them; "" for nothing."""
    match turn.confidence:
        case Confidence.GUESSED:
            return "You guessed."
        case Confidence.UNSURE:
            return "You were unsure."
        case Confidence.SURE:
            return "You were sure."
        case None:
            return ""


def lead(turn: Turn) -> str:
    """The words before the offers."""
    if turn.mark is not None:
        return ""
    return "Sure?" if turn.confidence is None else f"You say: {turn.confidence}."


def next_doubt(turn: Turn) -> Confidence | None:
    """What the key for doubt says of this turn."""
    return doubted(turn.confidence) if turn.mark is None else admitted(turn.confidence)


def offers(turn: Turn) -> tuple[Offer, ...]:
    """What can still be said, by which action."""
    doubt, trust = next_doubt(turn), trusted(turn.confidence)
    found = []
    if turn.may_say(doubt):
        words = "not after all" if doubt is None else str(doubt) if turn.mark is None else "I guessed"
        found.append(Offer(DOUBT, words))
    if turn.mark is None:
        found.append(Offer(TRUST, "not said" if trust is None else str(trust)))
    return tuple(found)

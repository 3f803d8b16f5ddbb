"""How right an answer is, in one word."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    UNANSWERED = "unanswered"
    SELF = "self"
    """Flipped: the learner judges."""

"""What a memory promises: how surely it recalls, and from when on it counts as known or as firm."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.memory import fsrs

if TYPE_CHECKING:
    from datetime import date

    from quizapp.memory.schedule import Memory

KNOWN_FROM = 21.0
"""Study days of stability from which an item counts as known. Anki calls a card mature from an interval
of 21 days on, and at a desired retention of 0.9 interval and stability are the same."""

FIRM_FROM = 2.0
"""Study days of stability from which an item is firm enough for others to rest on it: it was right once, and
is expected to be so again on another day."""


class Phase(StrEnum):
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


def recall(memory: Memory, day: date, weights: fsrs.Weights) -> float:
    """Predicted recall on a study day; 1 on the day of the latest rating, of which FSRS says nothing."""
    return fsrs.retrievability(max((day - memory.study_day).days, 0), memory.stability, weights)


def is_known(memory: Memory | None) -> bool:
    """Whether a memory is mature: in review, with a stability of three weeks or more."""
    return memory is not None and memory.phase is Phase.REVIEW and memory.stability >= KNOWN_FROM


def is_firm(memory: Memory | None) -> bool:
    """Whether others may rest on an item: it is in review, with a stability of two days or more."""
    return memory is not None and memory.phase is Phase.REVIEW and memory.stability >= FIRM_FROM

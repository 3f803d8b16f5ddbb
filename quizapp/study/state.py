"""What the log says of one item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from quizapp.memory.schedule import Due, Memory


@dataclass(frozen=True, slots=True)
class ItemState:
    """The fold of an item's events. An item without events has the defaults.

    `memory` and `due` are None until a first rating, and after a reset. `first_day` and `last_at` are
    the study day of the first and the instant of the latest answer; `expected` is the fingerprint of
    the answer that was right then.
    """

    item: str
    memory: Memory | None = None
    due: Due | None = None
    first_day: date | None = None
    last_at: datetime | None = None
    expected: str = ""
    answers: int = 0
    suspended: bool = False
    buried_until: date | None = None
    """The study day from which the item is asked again."""
    flagged: bool = False
    note: str = ""
    """The learner's own words; "" for none."""
    sure_and_wrong_on: date | None = None
    """The study day on which a wrong answer was last given for sure; None once a later day brought a
    right one. One of the same day says little: the answer had just been seen."""

    @property
    def sure_and_wrong(self) -> bool:
        """Whether an error held for sure is still to be put right."""
        return self.sure_and_wrong_on is not None

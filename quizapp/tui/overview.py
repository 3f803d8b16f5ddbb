"""What the home screen shows."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from quizapp.deck.diagnostics import Diagnostic
    from quizapp.progress.agenda import CourseAgenda
    from quizapp.progress.prospects import Prospect


class Overview(NamedTuple):
    """Everything the home screen shows, as of one moment.

    `minutes` is the expected time for all that waits; `retention` is the share of answers of the
    last 30 days that were recalled (0 to 1), None without any; `next_due` is the instant at which
    something comes back, None if nothing is under way. `folder` is where the learner's own decks
    belong, as it should be shown. `first` says that nothing was ever answered. `proposals` is how many
    edited cards may be ones that the learner knows. `prospects` are what exams ahead will come to, by course
    and the nearest first, as far as that is worked out (`tui.exams`).
    """

    agendas: tuple[CourseAgenda, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    minutes: float = 0.0
    streak: int = 0
    retention: float | None = None
    answered_today: int = 0
    next_due: datetime | None = None
    folder: str = ""
    first: bool = False
    proposals: int = 0
    prospects: Mapping[str, Prospect] = MappingProxyType({})

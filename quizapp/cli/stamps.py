"""Stamps for the events of this machine."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.study.stamp import Stamp


class Stamps:
    """Gives each stamp a place behind the one before it: two in one millisecond would sort by chance."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._latest = 0

    def next(self) -> Stamp:
        from quizapp.study.stamp import Stamp, uuid7

        milliseconds = time.time_ns() // 1_000_000
        # A clock that was set back by more is believed.
        if 0 <= self._latest - milliseconds < 1000:
            milliseconds = self._latest + 1
        self._latest = milliseconds
        seconds, rest = divmod(milliseconds, 1000)
        at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000).astimezone()
        return Stamp(uuid7(milliseconds, os.urandom(10)), at, self._device)

    def several(self, number: int) -> tuple[Stamp, ...]:
        """So many of one instant, for events that belong together."""
        if not number:
            return ()
        from quizapp.study.stamp import Stamp, uuid7

        first, milliseconds = self.next(), self._latest
        ids = (uuid7(milliseconds, os.urandom(10)) for _ in range(number - 1))
        return (first, *(Stamp(id, first.at, self._device) for id in ids))

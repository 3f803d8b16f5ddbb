"""The moments between two keys, in which nobody waits for the program."""

from __future__ import annotations

import gc
from asyncio import get_running_loop
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import TimerHandle
    from collections.abc import Callable

AFTER = 0.05
"""Seconds after a key from which on the program is idle, if no other key came."""


class Lull:
    """Clears away what the keys before it left.

    Python collects garbage whenever so many objects were made, which would be within every second key
    and at times takes as long as the key itself. Here it seldom comes to that.
    """

    def __init__(self) -> None:
        self.chores: list[Callable[[], object]] = [partial(gc.collect, 1)]
        """What is done then, in a few milliseconds: nothing of it is urgent."""
        self._due: TimerHandle | None = None

    def put_off(self) -> None:
        """A key came: what there is to do waits for the end of this one, or for the last of a burst."""
        if self._due is not None:
            self._due.cancel()
        self._due = get_running_loop().call_later(AFTER, self._tidy)

    def _tidy(self) -> None:
        for chore in self.chores:
            chore()

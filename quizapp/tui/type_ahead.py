"""Keys that arrive in a burst, as over a slow line, each find the screen that the one before made.

Textual hands a key to whatever has the focus when it arrives, not when the keys before it have done
their work: typed ahead, an answer, Enter and a rating would all land in the input line.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.events import Key

LAPS = 3
"""A key reaches the line it is typed into, the line tells its area, the area tells the screen: as many
messages, each behind the one before it, have been worked off when as many laps are over."""
BURST = 0.1
"""Seconds within which a key may come before the one before it has done its work."""
PATIENCE = 0.5
"""Seconds after which the next key goes on whatever became of the lap: a widget may be gone with it."""


class Lap(Message):
    """Travels the way of a key, from the focus up to the app, behind all that the key set off."""

    def __init__(self, number: int, left: int) -> None:
        super().__init__()
        self.number = number
        self.left = left


class TypeAhead:
    """The keys that wait for laps to be run. A key that comes alone waits for nothing, and neither does one
    that finds all quiet.

    `number` tells the laps that are being run from stale ones.
    """

    def __init__(self) -> None:
        self.waiting: deque[Key] = deque()
        self.number = 0
        self.running = False
        self.last = -BURST

    def take(self, key: Key, quiet: bool = False) -> bool:
        """Whether a key may go on at once; otherwise it is kept, and laps have to be run.

        `quiet` says that the keys before it have surely done their work.
        """
        alone = not self.running and not self.waiting and (quiet or key.time - self.last >= BURST)
        if not alone:
            self.waiting.append(key)
        self.last = key.time
        return alone

    def start(self) -> int:
        """Laps begin; returns their number."""
        self.running = True
        self.number += 1
        return self.number

    def done(self, number: int) -> Key | None:
        """The laps of this number are over: the key that may go on now."""
        if number != self.number or not self.running:
            return None
        self.running = False
        return self.waiting.popleft() if self.waiting else None

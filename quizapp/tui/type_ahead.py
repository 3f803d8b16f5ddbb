"""Keys that arrive in a burst, as over a slow line, each find the screen that the one before made.

Textual hands a key to whatever has the focus when it arrives, not when the keys before it have done
their work: typed ahead, an answer, Enter and a rating would all land in the input line.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Key
    from textual.message_pump import MessagePump

LAPS = 3
"""A key reaches the line it is typed into, the line tells its area, the area tells the screen: as many
messages, each behind the one before it, have been worked off when as many laps are over."""
PATIENCE = 0.5
"""Seconds after which the next key goes on whatever became of the lap: a widget may be gone with it."""


class Lap(Message):
    """Travels the way of a key, from the focus up to the app, behind all that the key set off."""

    def __init__(self, number: int, left: int) -> None:
        super().__init__()
        self.number = number
        self.left = left


class TypeAhead:
    """The keys that wait, and whether one is being worked off. `number` tells stale laps from live."""

    def __init__(self) -> None:
        self.waiting: deque[Key] = deque()
        self.number = 0
        self.busy = False

    def take(self, key: Key) -> bool:
        """Whether a key may go on at once; otherwise it is kept."""
        if self.busy:
            self.waiting.append(key)
            return False
        self.busy = True
        self.number += 1
        return True

    def send(self, start: MessagePump, left: int = LAPS) -> bool:
        """Begin a lap at the focus; false if nothing there takes messages any more."""
        return start.post_message(Lap(self.number, left))

    def done(self, number: int, go_on: Callable[[Key], object]) -> None:
        """The laps of a key are over: let the next one go."""
        if number != self.number or not self.busy:
            return
        self.busy = False
        if self.waiting:
            go_on(self.waiting.popleft())

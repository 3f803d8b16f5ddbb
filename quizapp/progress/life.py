"""What comes of the events of an item, taken in order: its state, and what statistics are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.progress import past
from quizapp.progress.fold import day_of, step
from quizapp.study.event import Answer

if TYPE_CHECKING:
    from quizapp.memory.fsrs import Weights
    from quizapp.progress.fold import ItemEvent
    from quizapp.study.state import ItemState


class Life:
    """An item's state and memories (packed, see `past`) so far, and the entries of the answers taken."""

    __slots__ = ("_answers", "_weights", "memories", "state")

    def __init__(self, state: ItemState, weights: Weights, memories: bytes = b"") -> None:
        self.state = state
        self.memories = memories
        self._weights = weights
        self._answers: list[bytes] = []

    @property
    def answers(self) -> bytes:
        """The entries of its own answers that were taken, in order."""
        return past.merged(b"", b"".join(self._answers))

    def take(self, event: ItemEvent, counts: bool = True) -> None:
        """Take one more event, which comes after all others.

        Answers to an item that it follows move the state, and are counted for that item alone; one that
        was counted before `counts` no more. A later event of an earlier study day (a clock set back)
        takes the place of the memories of the days after it.
        """
        before, after = self.state, step(self.state, event, self._weights)
        if isinstance(event, Answer):
            if counts and event.item == before.item:
                self._answers.append(past.entry(before.memory, event, self._weights))
            if after.memory is not before.memory:
                self.memories = past.remembered(self.memories, event.study_day, after.memory)
        elif after.memory is not before.memory:
            self.memories = past.remembered(self.memories, day_of(event), after.memory)
        self.state = after

"""Which items will not stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.memory.recall import is_known

if TYPE_CHECKING:
    from quizapp.study.state import ItemState

LEECH_LAPSES = 4
"""Anki's default is 8; at the intervals of FSRS that takes most of a year, and half of it is enough to
see that a card needs other words."""


def is_leech(state: ItemState) -> bool:
    """Whether an item was forgotten in review four times or more, and is not known now either."""
    memory = state.memory
    return memory is not None and memory.lapses >= LEECH_LAPSES and not is_known(memory)

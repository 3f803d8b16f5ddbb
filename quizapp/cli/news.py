"""What a reading of the decks has to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class News:
    """What came of a reading: sentences for the learner, and for each item that is another one now
    the id that it has."""

    sentences: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)

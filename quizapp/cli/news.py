"""What a reading of the decks has to tell."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class News(NamedTuple):
    """What came of a reading: sentences for the learner, and for each item that is another one now
    the id that it has."""

    sentences: tuple[str, ...] = ()
    moved: Mapping[str, str] = MappingProxyType({})

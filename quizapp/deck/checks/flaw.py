"""What a rule says of a card: what is seen, what to do, and at which part; no places in files yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.deck.card import Card


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a card: the value of a key, or its entry of that number from 0; and in it a wording.

    The wording is meant as it is written; `last` says that its last place is meant, not its first.
    """

    key: str
    entry: int | None = None
    wording: str = ""
    last: bool = False


@dataclass(frozen=True, slots=True)
class Rewrite:
    """How a flaw can be mended: `message` says how, and each part's wording is replaced by a text."""

    message: str
    changes: tuple[tuple[Part, str], ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """A second card that one has to see to understand the flaw, and what stands there."""

    card: Card
    part: Part
    label: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw of one card: `message` says what is seen, `label` what to do about it."""

    code: str
    card: Card
    part: Part
    message: str
    label: str
    rewrite: Rewrite | None = None
    rivals: tuple[Rival, ...] = ()


def shown(text: str) -> str:
    """A text of a card within a message: on one line, and not too long."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= 48 else line[:47] + '…'}`"

"""Cards: what the reader makes of one question of an author's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quizapp.deck.shapes import Cloze, TextAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.deck.shapes import Shape
    from quizapp.deck.source import Citation


# A named tuple, as each card has one: it is made in a third of the time of a frozen dataclass.
class Place(NamedTuple):
    """Where a card stands: the file as it was named to us, its first and last line, from 1, and the code
    points of the file's text (without a byte order mark) from `start` up to `end`."""

    file: str
    line: int
    last_line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Card:
    """One question as an author wrote it.

    `id` is the author's, or one derived from course and question (`identity.derived_id`); it is
    unique in the course. `stem` is the question, the statement, or the cloze text without its marks.
    """

    id: str
    stem: str
    shape: Shape
    place: Place
    tags: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    explain: str = ""
    hints: tuple[str, ...] = ()
    as_of: str = ""
    requires: tuple[str, ...] = ()
    shuffle: bool = True
    note: str = ""
    retired: str = ""
    was: tuple[str, ...] = ()


def names_of(deck: str, card: Card) -> Iterator[str]:
    """What a card of a deck (by id) can be named by, where a card requires it or a guide leads to it."""
    yield card.id
    yield f"deck:{deck}"
    for tag in card.tags:
        yield f"tag:{tag}"


def facets(card: Card) -> tuple[str, ...]:
    """The ways a card is asked, in the order a learner meets them; each makes one item."""
    match card.shape:
        case Cloze(text=text):
            return text.groups
        case TextAnswer(reverse=None):
            return ("q",)
        case TextAnswer():
            return ("q", "reverse")
        case _:
            return ("q",)

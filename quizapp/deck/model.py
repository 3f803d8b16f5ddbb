"""Courses, decks, cards and items: what the reader makes of an author's files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from quizapp.deck.blueprint import Blueprint
    from quizapp.deck.shapes import Shape


@dataclass(frozen=True, slots=True)
class Source:
    """A work that cards cite. `year` is as the author wrote it."""

    key: str
    title: str
    author: str = ""
    publisher: str = ""
    year: str = ""
    url: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a card's fact stands: a work (by key) and a free locator ("p. 187")."""

    key: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Place:
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


@dataclass(frozen=True, slots=True)
class Item:
    """The unit that is scheduled: one way of asking one card.

    `id` is `course id/card id/facet`. The facet is `q`, `reverse`, a cloze group's label, or the
    ordinal of a cloze deletion.
    """

    id: str
    card: Card
    facet: str
    course: str
    deck: str


@dataclass(frozen=True, slots=True)
class Deck:
    """One theme of a course: the cards of one file, in the author's order."""

    id: str
    title: str
    cards: Sequence[Card]
    file: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """Decks in the order of study. A deck file on its own is a course of one deck.

    `root` is the folder or the file that holds it, as it was named to us; `shipped` says that it
    came with the program and is not the learner's to edit in place. `learning_order` has the ids of all
    cards in the order in which they come for the first time; it is empty where that is the order written.
    """

    id: str
    title: str
    decks: tuple[Deck, ...]
    root: str
    description: str = ""
    language: str = "en"
    license: str = ""
    authors: tuple[str, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    shipped: bool = False
    whole: bool = True
    learning_order: tuple[str, ...] = ()
    circles: tuple[tuple[str, ...], ...] = ()
    """The ids of cards that require one another (`deck.circles`)."""
    blueprints: tuple[Blueprint, ...] = ()
    """The quizzes that its author planned."""
    exam: date | None = None
    """The day of its exam, as its author says."""
    exam_minutes: float | None = None
    """The minutes a day that its author would give to it."""

    def cited(self, citation: Citation) -> str:
        """A citation as a reader knows it ("E. H. Gombrich, A Little History of the World, p. 187")."""
        source = self.sources.get(citation.key)
        if source is None:
            return citation.locator
        parts = (source.author, source.title, source.publisher, source.year, citation.locator)
        return ", ".join(part for part in parts if part)


def names_of(deck: str, card: Card) -> Iterator[str]:
    """What a card of a deck (by id) can be named by, where a card requires it or a guide leads to it."""
    yield card.id
    yield f"deck:{deck}"
    for tag in card.tags:
        yield f"tag:{tag}"


def facets(card: Card) -> tuple[str, ...]:
    """The ways a card is asked, in the order a learner meets them; each makes one item."""
    from quizapp.deck.shapes import Cloze, TextAnswer  # noqa: PLC0415 - a start shows no card

    match card.shape:
        case Cloze(text=text):
            return text.groups
        case TextAnswer(reverse=None):
            return ("q",)
        case TextAnswer():
            return ("q", "reverse")
        case _:
            return ("q",)


def items(course: Course, deck: Deck) -> tuple[Item, ...]:
    """The items of one deck in course order; retired cards have none."""
    return tuple(
        Item(f"{course.id}/{card.id}/{facet}", card, facet, course.id, deck.id)
        for card in deck.cards
        if not card.retired
        for facet in facets(card)
    )

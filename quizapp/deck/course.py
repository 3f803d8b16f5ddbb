"""Courses and their decks: what the reader makes of an author's folder. They can be looked through without
opening a card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from quizapp.deck.blueprint import Blueprint
    from quizapp.deck.card import Card
    from quizapp.deck.source import Citation, Source


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

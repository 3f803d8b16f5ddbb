"""A card that is not in any file yet: what the reader would make of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.course import Course, Deck
from quizapp.deck.editing.card_writer import Fields, card_text
from quizapp.deck.reader import Header, read_deck_file
from quizapp.deck.report import Report

if TYPE_CHECKING:
    from quizapp.deck.card import Card
    from quizapp.deck.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Draft:
    """The card, None if an error makes it unusable, and all findings about it."""

    card: Card | None
    findings: tuple[Diagnostic, ...]
    course: Course
    deck: Deck


def drafted(fields: Fields, header: Header) -> Draft:
    """Read the fields of a card as if they stood in a deck of this header."""
    text = "".join(f"{'  ' if at else '- '}{line}\n" for at, line in enumerate(card_text(fields).split("\n")))
    report = Report("", text)
    cards = tuple(read.card for read in read_deck_file(report, header).cards)
    deck = Deck("", header.title, cards, "")
    course = Course("", header.title, (deck,), "", language=header.language, sources=header.sources)
    return Draft(cards[0] if cards else None, report.findings(), course, deck)

"""A card as the rules look at it: its texts without Markdown, its options, and its language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from quizapp.deck.checks.flaw import Flaw, Part, Rewrite
from quizapp.deck.checks.words import root, words
from quizapp.deck.cloze import ClozeText
from quizapp.deck.prose import plain
from quizapp.deck.shapes import (
    Cloze,
    Date,
    ListRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    TextAnswer,
    Timeline,
    TrueFalse,
)

if TYPE_CHECKING:
    from quizapp.deck.card import Card
    from quizapp.deck.cloze import Deletion
    from quizapp.deck.course import Course, Deck

LONGEST = 2000
"""Characters of a text that the rules look at: nobody takes in a longer one at a glance, and a deck of
enormous texts must not take long."""

_TENTH = 10
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """One card with what several rules need of it.

    `course` and `deck` are ids. `stem` is the question as a learner reads it, `stem_words` its words, `stem_key` the key it is written under. `right` and
    `wrong` are the options, both empty where the card has no wrong ones; `right_parts` says where the
    right ones stand. `english` says that rules resting on English words hold. `usual` are the roots of the
    words that stand in many questions of the course, which point at none of them.
    """

    card: Card
    course: str
    deck: str
    language: str
    english: bool
    stem: str
    stem_words: tuple[str, ...]
    stem_key: str
    usual: frozenset[str] = frozenset()
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    right_parts: tuple[Part, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the stem is a question of its own, and no statement or text with holes."""
        return self.stem_key == "q"

    def flaw(self, code: str, part: Part, message: str, label: str, rewrite: Rewrite | None = None) -> Flaw:
        """A flaw of this card."""
        return Flaw(code, self.card, part, message, label, rewrite)


def subjects(deck: Deck, course: Course, usual: frozenset[str]) -> list[Subject]:
    """The cards of a deck as the rules look at them, without the retired ones."""
    return [_subject(card, deck, course, usual) for card in deck.cards if not card.retired]


def usual_words(course: Course) -> frozenset[str]:
    """The roots of the words that stand in a tenth of the course's questions or more, and in five at least."""
    cards = [card for deck in course.decks for card in deck.cards]
    spread = Counter(word for card in cards for word in set(map(root, words(card.stem[:LONGEST]))))
    enough = max(_FEWEST, len(cards) / _TENTH)
    return frozenset(word for word, count in spread.items() if count >= enough)


def _subject(card: Card, deck: Deck, course: Course, usual: frozenset[str]) -> Subject:
    language = course.language[:2].casefold()
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    stem_key = "q"
    stem = plain(card.stem[:LONGEST])
    match card.shape:
        case TextAnswer(answer=answer, wrong=options) if options:
            right, wrong, parts = (answer,), tuple(option.text for option in options), (Part("a"),)
        case MultipleChoice(right=rights, wrong=options):
            right, wrong = tuple(option.text for option in rights), tuple(option.text for option in options)
            parts = tuple(Part("right", number) for number in range(len(rights)))
        case TrueFalse():
            stem_key = "statement"
        case Cloze():
            stem_key = "cloze"
        case TextAnswer() | Number() | Date() | Ordering() | Timeline() | Matching() | ListRecall():
            pass
        case _ as missing:
            assert_never(missing)
    return Subject(
        card,
        course.id,
        deck.id,
        language,
        language == "en",
        stem,
        tuple(words(stem)),
        stem_key,
        usual,
        tuple(plain(text[:LONGEST]) for text in right),
        tuple(plain(text[:LONGEST]) for text in wrong),
        parts,
    )


def opening(text: ClozeText) -> ClozeText:
    """The beginning of a cloze text, as far as the rules look at it."""
    parts: list[str | Deletion] = []
    length = 0
    for part in text.parts:
        length += len(part if isinstance(part, str) else part.text)
        if parts and length > LONGEST:
            break
        parts.append(part[:LONGEST] if isinstance(part, str) else part)
    return ClozeText(tuple(parts))

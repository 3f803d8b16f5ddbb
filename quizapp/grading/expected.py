"""What is expected of an item, whatever is answered: the right answer, the options, the natural mode."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, assert_never

from quizapp.deck.normal import normalise
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
from quizapp.grading.mark import Mode
from quizapp.grading.match import expected_pairs
from quizapp.grading.order import in_order

if TYPE_CHECKING:
    from quizapp.deck.item import Item

REVERSE = "reverse"


def expected_of(item: Item) -> tuple[str, ...]:
    """The right answer as a learner reads it, one text an entry; the question where the card is reversed."""
    match item.card.shape:
        case TextAnswer(answer=answer):
            return (plain(item.card.stem if item.facet == REVERSE else answer),)
        case MultipleChoice(right=right):
            return tuple(plain(option.text) for option in right)
        case TrueFalse(answer=holds):
            return ("true" if holds else "false",)
        case Cloze(text=text):
            return tuple(plain(deletion.text) for deletion in text.hidden(item.facet))
        case Number(quantity=quantity):
            return (quantity.shown,)
        case Date(date=date):
            return (date.shown,)
        case Ordering(entries=entries):
            return tuple(plain(entry) for entry in entries)
        case Timeline() as timeline:
            return tuple(plain(event) for event, _ in in_order(timeline))
        case Matching() as matching:
            return expected_pairs(matching)
        case ListRecall(entries=lists):
            return tuple(plain(names[0]) for names in lists)
        case _ as missing:
            assert_never(missing)


def options_of(item: Item) -> tuple[str, ...]:
    """The card's own options as the author wrote them, right ones first; () where it has none."""
    match item.card.shape:
        case TextAnswer(answer=answer, wrong=wrong) if wrong and item.facet != REVERSE:
            return (answer, *(option.text for option in wrong))
        case MultipleChoice(right=right, wrong=wrong):
            return tuple(option.text for option in (*right, *wrong))
        case TrueFalse():
            return ("true", "false")
        case _:
            return ()


def natural_mode(item: Item) -> Mode:
    """How an item is asked when the sitting does not say otherwise."""
    match item.card.shape:
        case TextAnswer() if item.facet == REVERSE:
            return Mode.FLIP
        case TextAnswer(wrong=wrong, typed=typed):
            # Both `wrong` and `typed: true`: the options are for sittings that ask for choices.
            return Mode.TYPED if typed else Mode.CHOICE if wrong else Mode.FLIP
        case MultipleChoice() | TrueFalse():
            return Mode.CHOICE
        case Cloze() | Number() | Date() | ListRecall():
            return Mode.TYPED
        case Ordering() | Timeline() | Matching():
            return Mode.ARRANGE
        case _ as missing:
            assert_never(missing)


@lru_cache(maxsize=4)
def fingerprint(item: Item) -> str:
    """Twelve hexadecimal digits that stay while the expected answer stays the same but for its writing.

    Sets are sorted, so bringing their entries into another order changes nothing. Kept for the last few items: a
    sitting asks at each step of a turn.
    """
    forms = [normalise(text, "") for text in expected_of(item)]
    match item.card.shape:
        case MultipleChoice() | Matching() | ListRecall(ordered=False):
            forms.sort()
        case _:
            pass
    return sha256("\x1f".join(forms).encode("utf-8", "surrogatepass")).hexdigest()[:12]

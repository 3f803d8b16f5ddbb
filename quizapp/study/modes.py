"""In which ways an item can be asked. A shape says what is known, not how it must be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

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
from quizapp.grading.expected import REVERSE, natural_mode
from quizapp.grading.mark import Mode

if TYPE_CHECKING:
    from quizapp.deck.item import Item


def can_be_typed(item: Item) -> bool:
    """Whether an answer on a line can be marked. The question of a reversed card can be told only by
    its learner."""
    match item.card.shape:
        case TextAnswer():
            return item.facet != REVERSE
        case Cloze() | Number() | Date() | ListRecall():
            return True
        case MultipleChoice() | TrueFalse() | Ordering() | Timeline() | Matching():
            return False
        case _ as missing:
            assert_never(missing)


def mode_for(item: Item, wish: Mode | None, choosable: bool) -> Mode:
    """The wish if the item can be asked so, else the way its card is written.

    `choosable` says that there are options to show, the card's own or borrowed ones.
    """
    match wish:
        case Mode.FLIP:
            return wish
        case Mode.TYPED if can_be_typed(item):
            return wish
        case Mode.CHOICE if choosable:
            return wish
        case _:
            return natural_mode(item)

"""The kinds of question a learner can choose among, by the key of a card that names them."""

from __future__ import annotations

from enum import StrEnum
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

if TYPE_CHECKING:
    from quizapp.deck.card import Card


class Kind(StrEnum):
    """What a card asks for. The values go to the log and to files, and stay."""

    TEXT = "text"
    CHOICE = "choice"
    """One option of several."""
    SEVERAL = "several"
    """Several options of several."""
    TRUE_FALSE = "true-false"
    CLOZE = "cloze"
    NUMBER = "number"
    DATE = "date"
    ORDER = "order"
    MATCH = "match"
    LIST = "list"


def kind_of(card: Card) -> Kind:
    """The kind of a card as it is written, in whatever way it is asked."""
    match card.shape:
        case TextAnswer(wrong=wrong):
            return Kind.CHOICE if wrong else Kind.TEXT
        case MultipleChoice():
            return Kind.SEVERAL
        case TrueFalse():
            return Kind.TRUE_FALSE
        case Cloze():
            return Kind.CLOZE
        case Number():
            return Kind.NUMBER
        case Date():
            return Kind.DATE
        case Ordering() | Timeline():
            return Kind.ORDER
        case Matching():
            return Kind.MATCH
        case ListRecall():
            return Kind.LIST
        case _ as missing:
            assert_never(missing)

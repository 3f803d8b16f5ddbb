"""The shapes of answer: what a card knows about its answer, not how it is asked.

One class a shape, joined in the union `Shape`. The key that holds the answer names the shape
(`deck-format`: there is no `type:`), which `SHAPE_KEYS` records for the reader and the schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.deck.cloze import ClozeText
    from quizapp.deck.dates import DateAnswer, PartialDate
    from quizapp.deck.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Marking:
    """How a typed text is marked.

    `accept` are further right wordings; `reject` are wordings that are wrong for sure, each with its
    reason (or ""); `typos` is the number of slips forgiven, None for the rule by length (`auto`);
    `case` says that upper and lower case differ.
    """

    accept: tuple[str, ...] = ()
    reject: tuple[tuple[str, str], ...] = ()
    typos: int | None = None
    case: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One text to choose, and what to tell a learner who chose it ("" for nothing)."""

    text: str
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """A text: a flashcard; with `wrong` a single choice; with `typed` typed by default.

    `reverse` is None for one direction only, "" for asking the answer and expecting the question,
    else the other question, whose answer is the card's own question.
    """

    answer: str
    reverse: str | None = None
    wrong: tuple[Option, ...] = ()
    typed: bool = False
    marking: Marking = field(default_factory=Marking)


@dataclass(frozen=True, slots=True)
class MultipleChoice:
    """Several right options among wrong ones."""

    right: tuple[Option, ...]
    wrong: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """A statement that holds or does not; the card's question is the statement."""

    answer: bool


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with hidden parts; one item for each group of deletions."""

    text: ClozeText
    marking: Marking = field(default_factory=Marking)


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a unit and a tolerance."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Date:
    """A date, asked as precisely as it is written."""

    date: DateAnswer


@dataclass(frozen=True, slots=True)
class Ordering:
    """Entries to bring into this order."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events to bring into the order of their dates, which show afterwards."""

    events: tuple[tuple[str, PartialDate], ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs to join; `extra` are right-hand entries that match nothing."""

    pairs: tuple[tuple[str, str], ...]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRecall:
    """Entries to recall; each is a tuple of accepted names, the first of which is shown.

    `need` is how many of them make a full answer.
    """

    entries: tuple[tuple[str, ...], ...]
    need: int
    ordered: bool = False
    marking: Marking = field(default_factory=Marking)


Shape = (
    TextAnswer
    | MultipleChoice
    | TrueFalse
    | Cloze
    | Number
    | Date
    | Ordering
    | Timeline
    | Matching
    | ListRecall
)

"""The kinds of card that the form offers, and the fields of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from quizapp.deck.editing.card_writer import Pairs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizapp.deck.editing.card_writer import Value


class Form(Enum):
    """What is filled in, and how."""

    LINE = auto()
    """A text on one line."""
    TEXT = auto()
    """A text of any number of lines."""
    LINES = auto()
    """A text a line."""
    OPTIONS = auto()
    """An option a line; behind ` | ` what to tell who chooses it."""
    NAMES = auto()
    """An entry a line; names that are all right between ` / `."""
    PAIRS = auto()
    """Left = right, a pair a line."""
    TAGS = auto()
    """Words between commas."""
    FLAG = auto()
    """Yes or no; no if nothing is said."""
    TRUTH = auto()
    """True or false; neither if nothing is said."""


CHOICES = {Form.FLAG: ("No", "Yes"), Form.TRUTH: ("Choose with Space", "True", "False")}
"""What there is to pick where nothing is typed; the first one says nothing."""
SEVERAL = (Form.TEXT, Form.LINES, Form.OPTIONS, Form.NAMES, Form.PAIRS)
"""What may have several lines."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the key of a card that it fills, its name on screen, and what to write."""

    key: str
    label: str
    hint: str = ""
    form: Form = Form.LINE
    needed: bool = False

    def value(self, text: str) -> Value:
        """What is written in the field, as the card holds it; "" for nothing."""
        lines = [line for line in text.split("\n") if line.strip()]
        match self.form:
            case Form.LINE | Form.TEXT:
                return text
            case Form.LINES:
                return tuple(lines)
            case Form.OPTIONS:
                return tuple(_option(line) for line in lines)
            case Form.NAMES:
                return tuple(_names(line) for line in lines)
            case Form.PAIRS:
                return Pairs(tuple(_pair(line) for line in lines))
            case Form.TAGS:
                return tuple(tag for tag in text.split(",") if tag.strip())
            case Form.FLAG:
                return True if text == "Yes" else ""
            case Form.TRUTH:
                return text == "True" if text in ("True", "False") else ""

    def fault(self, text: str) -> str:
        """Why what is written cannot be taken as it stands, as a sentence; else ""."""
        if self.form is not Form.PAIRS:
            return ""
        for line in text.split("\n"):
            if line.strip() and not all(side.strip() for side in _pair(line)):
                return f"{self.label}: write “{line.strip()}” as left = right."
        return ""


def _option(line: str) -> str | Pairs:
    text, bar, feedback = line.partition(" | ")
    return Pairs(((text, feedback),)) if bar and feedback.strip() else line


def _names(line: str) -> str | tuple[str, ...]:
    names = tuple(name for name in line.split(" / ") if name.strip())
    return names if len(names) > 1 else line


def _pair(line: str) -> tuple[str, str]:
    left, _, right = line.partition(" = " if " = " in line else "=")
    return left, right


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of card by the name that it has on screen."""

    name: str
    fields: tuple[Field, ...]

    def card(self, texts: Mapping[str, str], card_id: str = "") -> dict[str, Value]:
        """The keys of the card that is filled in, the id behind the first one."""
        first, *others = self.fields
        card: dict[str, Value] = {first.key: first.value(texts.get(first.key, "")), "id": card_id}
        return card | {field.key: field.value(texts.get(field.key, "")) for field in others}

    def fault(self, texts: Mapping[str, str]) -> str:
        """What is still to be done, as a sentence; "" if the card can be read."""
        missing = [
            field.label
            for field in self.fields
            if field.needed and field.value(texts.get(field.key, "")) in ("", (), Pairs(()))
        ]
        if missing:
            return f"To fill in: {', '.join(missing)}."
        faults = (field.fault(texts.get(field.key, "")) for field in self.fields)
        return next((fault for fault in faults if fault), "")


_Q = Field("q", "Question", "What is asked", needed=True)
_ALSO_RIGHT = Field("accept", "Also right", "Other wordings that are right, one a line", Form.LINES)
_WRONG = Field(
    "wrong", "Wrong answers", "One a line; behind | what to tell who chooses it", Form.OPTIONS, needed=True
)
KEPT = ("source", "tags")
"""The fields that the next card begins with as they were."""
_COMMON = (
    Field("explain", "Explanation", "What to know once it is answered", Form.TEXT),
    Field("hint", "Hints", "One a line, shown one at a time on request", Form.LINES),
    Field("source", "Source", "Where it stands: a book and its page, an address"),
    Field("tags", "Tags", "Words between commas", Form.TAGS),
)

KINDS = (
    Kind(
        "Question and answer",
        (
            _Q,
            Field("a", "Answer", needed=True),
            Field("reverse", "Ask the other way round, too", form=Form.FLAG),
            Field("typed", "Have the answer typed", form=Form.FLAG),
            _ALSO_RIGHT,
            *_COMMON,
        ),
    ),
    Kind("Choice", (_Q, Field("a", "Right answer", needed=True), _WRONG, *_COMMON)),
    Kind(
        "Choice of several",
        (_Q, Field("right", "Right answers", "One a line", Form.OPTIONS, needed=True), _WRONG, *_COMMON),
    ),
    Kind(
        "True or false",
        (
            Field("statement", "Statement", "A sentence that holds or does not", needed=True),
            Field("a", "It is", form=Form.TRUTH, needed=True),
            *_COMMON,
        ),
    ),
    Kind(
        "Gaps in a text",
        (
            Field(
                "cloze", "Text", "Put == around each gap: The ==Rhine== is a river", Form.TEXT, needed=True
            ),
            _ALSO_RIGHT,
            *_COMMON,
        ),
    ),
    Kind("Number", (_Q, Field("number", "Number", "8849 m ± 10, or 1.5..1.6, or 42", needed=True), *_COMMON)),
    Kind(
        "Date",
        (_Q, Field("date", "Date", "1989-11-09, or 1989-11, 1989, c. 1450 ± 10", needed=True), *_COMMON),
    ),
    Kind(
        "List to recall",
        (
            _Q,
            Field(
                "list", "Entries", "One a line; names that are all right between /", Form.NAMES, needed=True
            ),
            Field("need", "How many are enough", "A number; all if empty"),
            Field("ordered", "In this order", form=Form.FLAG),
            *_COMMON,
        ),
    ),
    Kind(
        "Order",
        (_Q, Field("order", "Entries", "One a line, in the right order", Form.LINES, needed=True), *_COMMON),
    ),
    Kind(
        "Timeline",
        (
            _Q,
            Field("timeline", "Events", "One a line: Moon landing = 1969-07-20", Form.PAIRS, needed=True),
            *_COMMON,
        ),
    ),
    Kind(
        "Pairs to match",
        (
            _Q,
            Field("match", "Pairs", "One a line: Norway = Oslo", Form.PAIRS, needed=True),
            Field("extra", "Also offered", "Right-hand sides that match nothing, one a line", Form.LINES),
            *_COMMON,
        ),
    ),
)
"""In the order in which the form goes through them."""

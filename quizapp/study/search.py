"""The language in which items are looked for.

Words, all of which must occur in question, answers, explanation or id, in any case and with or without
accents; "a phrase" in quotes; `tag:`, `deck:` and `course:` with the beginning of a tag or a part of a
title; `is:` with a `Standing`. A `-` in front turns a condition around.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.deck.normal import folded
from quizapp.deck.prose import plain
from quizapp.grading.expected import expected_of, options_of
from quizapp.study.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from quizapp.deck.course import Course, Deck
    from quizapp.deck.item import Item
    from quizapp.study.word_index import WordIndex

HINT = 'words, "a phrase", tag: deck: course: is:due, -not'
"""The language in one line."""

_TOKEN = re.compile(
    r"""(?P<minus>-?)(?:(?P<field>[^\W\d_]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S*))\s*""",
)

_APART = "\n\n\0\n\n"
"""Between two texts, so that neither emphasis nor a phrase goes across; a query cannot hold it."""


class Field(StrEnum):
    """What a condition looks at; TEXT has no name in a query."""

    TEXT = ""
    TAG = "tag"
    DECK = "deck"
    COURSE = "course"
    IS = "is"


@dataclass(frozen=True, slots=True)
class Subject:
    """What there is to be found of one item, folded (`deck.normal.folded`)."""

    text: str
    tags: tuple[str, ...]
    deck: str
    course: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold, or must not. `value` is folded, and never empty."""

    field: Field
    value: str
    negated: bool = False

    def among(
        self, numbers: Iterable[int], subjects: Sequence[Subject], known: Sequence[Set[Standing]]
    ) -> list[int]:
        """Those items, by number, that meet this condition, in their order.

        One loop for each field: of ten thousand items each step counts.
        """
        value, wanted = self.value, not self.negated
        match self.field:
            case Field.TEXT:
                return [at for at in numbers if (value in subjects[at].text) is wanted]
            case Field.TAG:
                return [
                    at for at in numbers if any(tag.startswith(value) for tag in subjects[at].tags) is wanted
                ]
            case Field.DECK:
                return [at for at in numbers if (value in subjects[at].deck) is wanted]
            case Field.COURSE:
                return [at for at in numbers if (value in subjects[at].course) is wanted]
            case Field.IS:
                return [at for at in numbers if (value in known[at]) is wanted]

    def implies(self, other: Condition) -> bool:
        """Whether what meets this condition meets the other one for sure."""
        if self == other:
            return True
        if (self.field, self.negated) != (other.field, other.negated) or self.field is Field.IS:
            return False
        longer, shorter = (other, self) if self.negated else (self, other)
        if self.field is Field.TAG:
            return longer.value.startswith(shorter.value)
        return shorter.value in longer.value


@dataclass(frozen=True, slots=True)
class Query:
    """What must hold of an item to be found. `fault` says as a sentence what was not understood; "" if
    all was, and only then the conditions are what the learner meant."""

    conditions: tuple[Condition, ...] = ()
    fault: str = ""

    def among(
        self,
        numbers: Iterable[int],
        subjects: Sequence[Subject],
        known: Sequence[Set[Standing]],
        index: WordIndex | None = None,
    ) -> list[int]:
        """Those items, by number, that meet all conditions, in their order. An `index` of the texts of all
        subjects spares reading most of them."""
        found = list(numbers)
        if index is not None and 2 * len(found) > len(subjects):
            held = index.holding(
                one.value for one in self.conditions if one.field is Field.TEXT and not one.negated
            )
            if held is not None:
                found = [number for number in found if number in held]
        for condition in self.conditions:
            found = condition.among(found, subjects, known)
        return found

    def narrows(self, earlier: Query) -> bool:
        """Whether all that this query finds was found by the earlier one: as more is typed, only what
        was found so far has to be looked at."""
        return all(any(own.implies(other) for own in self.conditions) for other in earlier.conditions)


def parse(text: str) -> Query:
    """The query that was typed, or the part of it that is there while it is being typed."""
    conditions: dict[Condition, None] = {}
    fault = ""
    for token in _TOKEN.finditer(text.strip()):
        value = folded(token["word"] if token["phrase"] is None else token["phrase"])
        name = (token["field"] or "").lower()
        if name not in set(Field):
            fault = fault or _no_field(name)
        elif value and name == Field.IS and value not in set(Standing):
            fault = fault or _no_standing(value)
        elif value:
            conditions[Condition(Field(name), value, bool(token["minus"]))] = None
    return Query(tuple(conditions), fault)


def _no_field(name: str) -> str:
    known = [field.value for field in Field if field.value]
    close = _nearest(name, known)
    guess = f"Did you mean {close}:?" if close else f"There are {_listed(f'{one}:' for one in known)}."
    return f"Nothing is looked for by {name[:20]}: here. {guess} A word with a colon goes in quotes."


def _no_standing(value: str) -> str:
    known = [standing.value for standing in Standing]
    close = _nearest(value, known)
    guess = f"Did you mean is:{close}?" if close else f"There are {_listed(known)}."
    return f"There is no is:{value[:20]}. {guess}"


def _nearest(word: str, known: list[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    begun = [name for name in known if name.startswith(word)]
    return next(iter(begun or get_close_matches(word[:20], known, n=1)), "")


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}"


def subject(item: Item, course: str, deck: str) -> Subject:
    """What can be found of an item, given what `named` says of its course and deck; made once, for
    folding takes longer than looking."""
    card = item.card
    texts = (card.stem, *expected_of(item), *options_of(item), card.explain)
    return Subject(
        text=folded(f"{plain(_APART.join(texts))}{_APART}{item.id}"),
        tags=tuple(folded(tag) for tag in card.tags),
        deck=deck,
        course=course,
    )


def named(thing: Course | Deck) -> str:
    """Id and title of a course or deck, folded."""
    return f"{folded(thing.id)}\n{folded(thing.title)}"

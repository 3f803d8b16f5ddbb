"""What cards ask and what answers them, in forms in which two cards can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from quizapp.deck.checks.flaw import Part
from quizapp.deck.checks.subject import LONGEST
from quizapp.deck.cloze import ClozeText, Deletion
from quizapp.deck.identity import question_form
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.deck.checks.subject import Subject

GAP = "[…]"
"""What stands for a hidden part in the question of a cloze."""
_MOST_GROUPS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One way of asking a card.

    `form` is its question as `question_form` has it; `answer` holds the accepted forms of each text that a
    full answer has; `shown` is the answer in words, and `part` where it stands. `reverse` says that the card
    is asked the other way round; `arranged` that its entries stand below the question, which says little alone.
    """

    subject: Subject
    question: str
    form: str
    answer: tuple[frozenset[str], ...]
    shown: str
    part: Part
    reverse: bool = False
    arranged: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """A form of the whole answer by which cards of the same answer are found."""
        return tuple(sorted(min(names) for names in self.answer))

    def agrees(self, other: Asked) -> bool:
        """Whether the shorter of the two answers is a part of the other, by any accepted wording."""
        fewer, more = sorted((self.answer, other.answer), key=len)
        names = frozenset[str]().union(*more)
        return all(not names.isdisjoint(wordings) for wordings in fewer)


def asked(subject: Subject) -> Iterator[Asked]:
    """The ways a card is asked, of a cloze the first ten; none of a question too long to be compared."""
    if len(subject.card.stem) > LONGEST:
        return
    stem, language = subject.stem, subject.language

    def one(answer: Iterable[Iterable[str]], shown: str, key: str, *, arranged: bool = False) -> Asked:
        forms = tuple(frozenset(normalise(plain(name), language) for name in names) for names in answer)
        return Asked(subject, stem, question_form(stem), forms, shown, Part(key), arranged=arranged)

    match subject.card.shape:
        case TextAnswer(answer=answer, marking=marking, reverse=reverse):
            yield one([(answer, *marking.accept)], answer, "a")
            if reverse is not None:
                question = plain(reverse or answer)
                forms = (frozenset((normalise(stem, language),)),)
                part = Part("q")
                yield Asked(subject, question, question_form(question), forms, stem, part, reverse=True)
        case MultipleChoice(right=right):
            yield one([(option.text,) for option in right], ", ".join(o.text for o in right), "right")
        case TrueFalse(answer=holds):
            yield one([(str(holds),)], str(holds).lower(), "a")
        case Cloze(text=text, marking=marking):
            for group in text.groups[:_MOST_GROUPS]:
                yield _gap(subject, text, group, marking.accept)
        case Number(quantity=quantity):
            yield one([(quantity.shown,)], quantity.shown, "number")
        case Date(date=date):
            yield one([(date.shown, date.text)], date.shown, "date")
        case ListRecall(entries=entries):
            yield one(entries, ", ".join(names[0] for names in entries[:8]), "list")
        case Ordering(entries=entries):
            yield one([(entry,) for entry in entries], "", "order", arranged=True)
        case Timeline(events=events):
            yield one([(event,) for event, _ in events], "", "timeline", arranged=True)
        case Matching(pairs=pairs):
            yield one([(f"{left} → {right}",) for left, right in pairs], "", "match", arranged=True)
        case _ as missing:
            assert_never(missing)


def _gap(subject: Subject, text: ClozeText, group: str, accept: tuple[str, ...]) -> Asked:
    pieces = []
    for part in text.parts:
        if isinstance(part, Deletion):
            pieces.append(f"{GAP} {part.hint}".strip() if part.group == group else part.text)
        else:
            pieces.append(part)
    question = plain("".join(pieces))
    hidden = [deletion.text for deletion in text.hidden(group)]
    forms = tuple(
        frozenset(normalise(plain(name), subject.language) for name in (wording, *accept))
        for wording in hidden
    )
    shown = ", ".join(hidden)
    return Asked(subject, question, question_form(question), forms, shown, Part("cloze", None, hidden[0]))

"""Rules on how much is to be recalled at once: one card, one fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.deck.checks.flaw import Flaw, Part
from quizapp.deck.checks.words import STOP_WORDS, words
from quizapp.deck.cloze import Deletion
from quizapp.deck.shapes import Cloze, ListRecall, Ordering, TextAnswer, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.deck.checks.subject import Subject
    from quizapp.deck.cloze import ClozeText

LONGEST_CLOZE = 30
LONGEST_DELETION = 8
MOST_DELETIONS = 3
MOST_ENTRIES = 7
LONGEST_ANSWER = 25
_JOINED_WORDS = 12

_FACTS = re.compile(r"(?<=[^\W_]); +(?=[^\W_])")


def overfull_cloze(subject: Subject) -> Iterator[Flaw]:
    """Q120: a cloze of more than 30 words, with more than three deletions, one of more than eight words, or
    one that leaves nothing to go by.

    Wozniak's twenty rules, 4 (minimum information) and 5 (cloze deletion is easy and effective).
    """
    shape = subject.card.shape
    if not isinstance(shape, Cloze):
        return
    text = shape.text
    groups = text.groups
    for group in groups[: MOST_DELETIONS + 1]:
        if _nothing_left(text, group, subject.english):
            part = _deletion(text, group)
            label = "leave the words that say what is asked for"
            yield subject.flaw("Q120", part, "with this hidden, nothing is left to go by", label)
            return
    long = next(
        (
            part
            for part in text.parts
            if isinstance(part, Deletion) and len(part.text.split()) > LONGEST_DELETION
        ),
        None,
    )
    if long is not None:
        count = len(long.text.split())
        label = "hide the one or two words that matter"
        yield subject.flaw("Q120", Part("cloze", None, long.text), f"this hides {count} words at once", label)
    length = len(subject.stem.split())
    if len(groups) > MOST_DELETIONS:
        label = "make several cards, each about one thing"
        part = _deletion(text, groups[MOST_DELETIONS])
        yield subject.flaw("Q120", part, f"this text has {len(groups)} deletions", label)
    elif length > LONGEST_CLOZE:
        label = "shorten it to what the hidden words need"
        yield subject.flaw("Q120", Part("cloze"), f"this text has {length} words", label)


def long_list(subject: Subject) -> Iterator[Flaw]:
    """Q121: more than seven entries to recall or to bring into order.

    Wozniak's twenty rules, 9 (avoid sets) and 10 (avoid enumerations).
    """
    match subject.card.shape:
        case ListRecall(need=need) if need > MOST_ENTRIES:
            key, message = "list", f"{need} entries are to be recalled"
        case Ordering(entries=entries) if len(entries) > MOST_ENTRIES:
            key, message = "order", f"{len(entries)} entries are to be brought into order"
        case Timeline(events=events) if len(events) > MOST_ENTRIES:
            key, message = "timeline", f"{len(events)} events are to be brought into order"
        case _:
            return
    label = "split it into groups of at most seven"
    yield subject.flaw(
        "Q121", Part(key), message, label + (", or ask for fewer with `need`" * (key == "list"))
    )


def several_facts(subject: Subject) -> Iterator[Flaw]:
    """Q122: an answer of more than 25 words, or one that joins several facts by `;` or by "and … and".

    Wozniak's twenty rules, 4 (minimum information). Two "and" count only in an answer of twelve words or
    more: names such as "Bosnia and Herzegovina" have one of their own.
    """
    shape = subject.card.shape
    if not isinstance(shape, TextAnswer):
        return
    length = len(shape.answer.split())
    if length > LONGEST_ANSWER:
        message = f"this answer has {length} words"
    elif _FACTS.search(shape.answer):
        message = "a semicolon joins several facts in one answer"
    elif subject.english and length >= _JOINED_WORDS and words(shape.answer).count("and") > 1:
        message = "“and” joins several facts in one answer"
    else:
        return
    yield subject.flaw("Q122", Part("a"), message, "make a card of each fact, and move the rest to `explain`")


def _nothing_left(text: ClozeText, group: str, english: bool) -> bool:
    """Whether only words without a fact stay visible while a group is hidden."""
    stop = STOP_WORDS if english else frozenset[str]()
    for part in text.parts:
        hidden = isinstance(part, Deletion) and part.group == group
        visible = (
            part.hint if hidden and isinstance(part, Deletion) else part if isinstance(part, str) else ""
        )
        if isinstance(part, Deletion) and not hidden:
            visible = part.text
        if not stop.issuperset(words(visible)):
            return False
    return True


def _deletion(text: ClozeText, group: str) -> Part:
    return Part("cloze", None, text.hidden(group)[0].text)

"""Rules across cards: the same question twice, with another answer or with the same one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from quizapp.deck.checks.flaw import Flaw, Part, Rival, shown
from quizapp.deck.checks.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.deck.checks.answers import Asked

ALIKE = 90
"""From how many of 100 points on two questions are nearly the same."""
_SAME_WORD = 75
_RAREST = 4
_LATEST = 10
_LONGEST = 300
_ANSWERS = 4

_CHOOSES = re.compile(
    r"\b(?:these|following|which of|which one|odd one|best|true|false|correct|right)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def different_answers(asked: Iterable[Asked]) -> Iterator[Flaw]:
    """Q130: the same question with different answers, in any two decks.

    Wozniak's twenty rules, 11 (combat interference). Within a course all questions count, also the other way
    round of a reversed card; between courses only those that are sentences of at least four words, for a lone
    word may be from two languages. Two cards agree if one answer, by any accepted wording, is a part of the
    other. Questions to arrange or to choose from ("Which of these …?") depend on their entries, and are
    compared only where what one calls right is wrong on the other.
    """
    known: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for one in asked:
        if one.arranged or not one.form:
            continue
        subject = one.subject
        places = [(f"in {subject.course}", one.form)]
        if one.question.rstrip().endswith("?") and len(one.form.split()) > 3:
            places.append((f"anywhere in {subject.language}", one.form))
        rival = None
        for place in places:
            earlier = known[place]
            rival = rival or next((other for other in earlier if not _compatible(one, other)), None)
            if len(earlier) < _ANSWERS and not any(one.agrees(other) for other in earlier):
                earlier.append(one)
        if rival is None:
            continue
        where = "the other way round, this question" if one.reverse else "this question"
        yield Flaw(
            "Q130",
            subject.card,
            one.part,
            f"{where} has the answer {shown(one.shown)} here, and {shown(rival.shown)} on another card",
            "say in the question which one is meant, or make the answers agree",
            rivals=(Rival(rival.subject.card, rival.part, "the other answer"),),
        )


def near_duplicates(asked: Iterable[Asked]) -> Iterator[Flaw]:
    """Q131: two cards of a course have the same answer, and questions that are at least 90 alike.

    Wozniak's twenty rules, 11 (combat interference) and 4; redundancy is welcome (rule 17) where the questions
    come from different sides, and these do not. Questions that differ by a name, a number or another word that
    carries a fact are different ones. Compared are those that share the answer and one of their rarest words,
    each with the latest few, so that a deck of one template stays cheap.
    """
    questions = [one for one in asked if not one.reverse and one.form]
    spread = Counter(word for one in questions for word in set(one.form[:_LONGEST].split(" ")))
    index: dict[tuple[str, tuple[str, ...], str], list[Asked]] = defaultdict(list)
    for one in questions:
        rarest = sorted(set(one.form[:_LONGEST].split(" ")), key=lambda word: (spread[word], word))[:_RAREST]
        key = one.key
        slots = [index[one.subject.course, key, word] for word in rarest]
        tried: set[int] = set()
        rival = None
        for slot in slots:
            for other in slot[-_LATEST:]:
                if id(other) in tried or other.subject.card is one.subject.card:
                    continue
                tried.add(id(other))
                if rival is None and _alike(one, other):
                    rival = other
            slot.append(one)
        if rival is not None:
            same = rival.form == one.form
            yield Flaw(
                "Q131",
                one.subject.card,
                Part(one.subject.stem_key),
                f"another card asks {'' if same else 'nearly '}the same, and has the same answer",
                "keep one of them, or ask from another side",
                rivals=(Rival(rival.subject.card, Part(rival.subject.stem_key), "the other question"),),
            )


def _compatible(one: Asked, other: Asked) -> bool:
    """Whether two cards of the same question can both be right."""
    if one.subject.card is other.subject.card or one.agrees(other):
        return True
    if not (one.subject.wrong and other.subject.wrong) or one.reverse or other.reverse:
        return False
    if one.subject.english and not _CHOOSES.search(one.question):
        return False
    rights = (set(one.subject.right), set(other.subject.right))
    return rights[0].isdisjoint(other.subject.wrong) and rights[1].isdisjoint(one.subject.wrong)


def _alike(one: Asked, other: Asked) -> bool:
    left, right = one.form[:_LONGEST], other.form[:_LONGEST]
    if left == right:
        return one.form == other.form
    near = fuzz.ratio(left, right, score_cutoff=ALIKE) or fuzz.token_sort_ratio(
        left, right, score_cutoff=ALIKE
    )
    return bool(near) and not _other_fact(one, other)


def _other_fact(one: Asked, other: Asked) -> bool:
    """Whether each question has a word that tells it from the other: a name, a number, a telling word."""
    names = (_names(one.question), _names(other.question))
    known = (set(names[0]), set(names[1]))
    if known[0] - known[1] and known[1] - known[0]:
        return True
    left, right = words(one.question[:_LONGEST]), words(other.question[:_LONGEST])
    only_left = [word for word in left if word not in right]
    only_right = [word for word in right if word not in left]
    if not only_left and not only_right:
        # The same words in another order: who did what to whom hangs on the order of names.
        return names[0] != names[1]
    stop = STOP_WORDS if one.subject.english else frozenset[str]()
    telling = [[word for word in own if word not in stop] for own in (only_left, only_right)]
    if not (telling[0] and telling[1]):
        return any(any(map(str.isdigit, word)) for own in telling for word in own)
    return len(telling[0]) != len(telling[1]) or any(
        not (a.isalpha() and b.isalpha()) or fuzz.ratio(a, b) < _SAME_WORD
        for a, b in zip(*telling, strict=True)
    )


def _names(question: str) -> list[str]:
    """The words with a capital in their order, but for the first of the question."""
    found = [word[0] for word in _WORD.finditer(question[:_LONGEST]) if word.start()]
    return [word for word in found if word[0].isupper() or word[0].isdigit()]

"""Rules on what the options say: options about options, and words by which a guess finds the right one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.deck.checks.flaw import Flaw, Part, shown
from quizapp.deck.checks.words import ABSOLUTES, ASKING, as_written, root, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.deck.checks.subject import Subject

_OTHERS = r"(?:of )?(?:the )?(?:other )?(?:above|answers|options|choices|alternatives|these|those)"
_VERDICT = r"(?: (?:above|are|is|apply|applies|correct|right|true|wrong|false|options|answers|choices))*"
_ALL = re.compile(rf"all {_OTHERS}{_VERDICT}|both [a-e] and [a-e]")
_NONE = re.compile(rf"(?:none|neither) {_OTHERS}{_VERDICT}")

# How often something is, and turns of phrase, are not absolute.
_MEASURED = re.compile(
    r"\bevery (?:\w+ )?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|century|centuries|times?)\b"
    r"|\b(?:of|at|above|after|in) all\b(?! (?:cases|countries|members|people)\b)|\bonly (?:\d|one|two|three|a few)\b",
    re.IGNORECASE,
)


def all_of_the_above(subject: Subject) -> Iterator[Flaw]:
    """Q104: an option says that all others are right, or names others by their letters.

    Haladyna, Downing & Rodriguez 2002, guideline 26 (avoid "all of the above"); NBME Item-Writing Guide.
    One option known to be wrong rules it out, two known to be right settle it; and options are shuffled, so
    that nothing is above.
    """
    yield from _about_others(subject, "Q104", _ALL, "make it a card with several `right` options")


def none_of_the_above(subject: Subject) -> Iterator[Flaw]:
    """Q105: an option says that no other is right.

    Haladyna, Downing & Rodriguez 2002, guideline 25 (use "none of the above" with care); NBME Item-Writing
    Guide. Whoever chooses it shows that they know what is wrong, not what is right.
    """
    yield from _about_others(subject, "Q105", _NONE, "take it out, or write an option that could be right")


def word_cue(subject: Subject) -> Iterator[Flaw]:
    """Q107: a word of the question, of four letters or more, stands in a right option and in no wrong one.

    NBME Item-Writing Guide ("word repeats", or clang associations); Haladyna, Downing & Rodriguez 2002,
    guideline 28b. Plurals and possessives of a word are the same word. Words that carry no fact do not count,
    nor do those that many questions of the course have.
    """
    if not subject.wrong or not subject.english:
        return
    stem = subject.stem_words
    asked = {root(word) for word in stem if len(word) > 3 and word not in ASKING}
    asked = {word for word in asked - subject.usual if not word.isdigit()}
    if not asked:
        return
    wrong = [set(words(option)) for option in subject.wrong]
    if any(option and option.issubset(stem) for option in wrong):
        # "Was it Paris or London?" names a wrong option as well.
        return
    asked -= {root(word) for option in wrong for word in option}
    for option, part in zip(subject.right, subject.right_parts, strict=True):
        written = [word for word in words(option) if root(word) in asked]
        if written:
            yield subject.flaw(
                "Q107",
                Part(part.key, part.entry, as_written(option, written[0])),
                f"`{written[0]}` stands in the question and in no wrong option",
                "use another word, or let a wrong option have it too",
            )
            return


def absolute_terms(subject: Subject) -> Iterator[Flaw]:
    """Q108: absolute words stand in wrong options, and in no right one.

    NBME Item-Writing Guide (absolute terms: "always", "never"); Haladyna, Downing & Rodriguez 2002,
    guideline 28a (avoid specific determiners). They seldom hold, so that guessers pass them over.
    """
    if not subject.wrong or not subject.english or not ABSOLUTES.isdisjoint(subject.stem_words):
        return
    if any(_absolute(option) for option in subject.right):
        return
    for number, option in enumerate(subject.wrong):
        word = _absolute(option)
        if word and len(option.split()) > 1 and not _is_about_others(option):
            yield subject.flaw(
                "Q108",
                Part("wrong", number, as_written(option, word)),
                f"`{word}` stands in a wrong option and in no right one",
                "leave it out: what is absolute looks wrong at a glance",
            )
            return


def _about_others(subject: Subject, code: str, pattern: re.Pattern[str], label: str) -> Iterator[Flaw]:
    if not subject.wrong or not subject.english:
        return
    options = [*zip(subject.right, subject.right_parts, strict=True)]
    options += [(text, Part("wrong", number)) for number, text in enumerate(subject.wrong)]
    for text, part in options:
        if len(text) < 60 and pattern.fullmatch(" ".join(words(text))):
            yield subject.flaw(code, part, f"{shown(text)} is an option about the other options", label)
            return


def _is_about_others(option: str) -> bool:
    form = " ".join(words(option[:60]))
    return bool(_ALL.fullmatch(form) or _NONE.fullmatch(form))


def _absolute(text: str) -> str:
    """The first absolute word of a text, "" for none."""
    return next((word for word in words(_MEASURED.sub(" ", text)) if word in ABSOLUTES), "")

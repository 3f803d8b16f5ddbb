"""Rules on the one option that looks unlike the others: in kind, in writing, or in its fit to the question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.deck.checks.flaw import Flaw, Part, Rewrite, shown
from quizapp.deck.checks.words import (
    AMOUNTS,
    SPELT_VOWELS,
    SPOKEN_WITH_A_CONSONANT,
    SPOKEN_WITH_A_VOWEL,
    words,
)
from quizapp.deck.shapes import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizapp.deck.checks.subject import Subject

FEWEST_WRONG = 2
"""One wrong option differs from the right one anyhow."""

_NUMBER = re.compile(r"[~≈<>≤≥±+−-]?\s?[$€£¥]?\d[\d\s.,:/%°–-]*(?:[^\W\d_]{1,12}\.?)?[²³%]?")
_FIRST_WORD = re.compile(r"[^\W\d_]{2,}(?![\w'’-])")
# `Acme Inc.` and `and so on, etc.` end in an abbreviation.
_SENTENCE_STOP = re.compile(
    r"(?<![^\W_])(?!(?i:inc|ltd|corp|etc|esq|dept|prof|gen|bros|vol|ave)\.)[^\W\d_]{3,}[)\"”’]?\.\Z"
)
_ARTICLE = re.compile(r"\b(an?)(?:\s*(?:_{2,}|\.{3}|…)[\s.?!:]*|[\s:?]*)\Z|\b([Aa]n?)\s+(?:_{2,}|\.{3}|…)")


def other_kind(subject: Subject) -> Iterator[Flaw]:
    """Q110: the right options are numbers and the wrong ones words, or the other way round.

    Haladyna, Downing & Rodriguez 2002, guideline 23 (keep choices homogeneous); NBME Item-Writing Guide.
    Options that are neither clearly one nor the other, such as "none" or "two of them", say nothing.
    """
    if len(subject.wrong) < FEWEST_WRONG:
        return
    right, wrong = _one_kind(subject.right), _one_kind(subject.wrong)
    if right and wrong and right != wrong:
        yield subject.flaw(
            "Q110",
            subject.right_parts[0],
            f"{shown(subject.right[0])} is {right}, and every wrong option is {wrong}",
            "let all options be of one kind",
        )


def other_writing(subject: Subject) -> Iterator[Flaw]:
    """Q111: the right options alone begin with a capital or a small letter, or end with a full stop or none.

    Haladyna, Downing & Rodriguez 2002, guideline 23 (homogeneous in content and grammatical structure) and
    12 (correct punctuation and capitalization).
    """
    if len(subject.wrong) < FEWEST_WRONG:
        return
    shape = subject.card.shape
    if not (isinstance(shape, TextAnswer) and shape.marking.case):
        yield from _other_capital(subject)
    yield from _other_stop(subject)


def article_cue(subject: Subject) -> Iterator[Flaw]:
    """Q112: the question ends in "a" or "an", or has it before a gap, and only some options go with it.

    NBME Item-Writing Guide (grammatical cues); Haladyna, Downing & Rodriguez 2002, guideline 28c.
    """
    if not subject.english or len(subject.wrong) < FEWEST_WRONG:
        return
    found = _ARTICLE.search(subject.stem[-400:])
    if found is None:
        return
    article = (found[1] or found[2]).casefold()
    options = (*subject.right, *subject.wrong)
    fitting = sum(_article(option) == article for option in options)
    if fitting < len(options):
        written = found[1] or found[2]
        yield subject.flaw(
            "Q112",
            Part("q", None, written, last=True),
            f"`{written}` goes with {fitting} of the {len(options)} options",
            "write `a/an`, or put the article into the options",
        )


def _one_kind(options: tuple[str, ...]) -> str:
    """What all of the options are, "" where they differ or it cannot be told."""
    kinds = {_kind(option) for option in options}
    return kinds.pop() if len(kinds) == 1 else ""


def _kind(option: str) -> str:
    if _NUMBER.fullmatch(option[:80]):
        return "a number"
    if any(character.isnumeric() for character in option) or not AMOUNTS.isdisjoint(words(option)):
        return ""
    return "text" if any(character.isalpha() for character in option) else ""


def _other_capital(subject: Subject) -> Iterator[Flaw]:
    right, wrong = _split(subject, _begins_large)
    if right is None or wrong is None or right == wrong:
        return
    seen = "begins with a capital letter" if right else "begins with a small letter"
    lower = _wrong_parts(subject) if right else list(zip(subject.right_parts, subject.right, strict=True))
    changes = []
    for part, text in lower:
        word = _first_word(text)
        changes.append((Part(part.key, part.entry, word), word[:1].upper() + word[1:]))
    yield subject.flaw(
        "Q111",
        subject.right_parts[0],
        f"only what is right {seen}",
        "begin all options alike",
        Rewrite("begin all options with a capital", tuple(changes)),
    )


def _other_stop(subject: Subject) -> Iterator[Flaw]:
    right, wrong = _split(subject, _ends_with_stop)
    if right is None or wrong is None or right == wrong:
        return
    seen = "ends with a full stop" if right else "ends without a full stop"
    stopped = list(zip(subject.right_parts, subject.right, strict=True)) if right else _wrong_parts(subject)
    changes = []
    for part, text in stopped:
        word = text.split()[-1]
        changes.append((Part(part.key, part.entry, word, last=True), word.removesuffix(".")))
    yield subject.flaw(
        "Q111",
        subject.right_parts[0],
        f"only what is right {seen}",
        "end all options alike",
        Rewrite("leave the full stops out", tuple(changes)),
    )


def _split(subject: Subject, test: Callable[[str], bool | None]) -> tuple[bool | None, bool | None]:
    """What a test says of all right and of all wrong options, None where it differs or cannot be told."""
    found = []
    for options in (subject.right, subject.wrong):
        said = {test(option) for option in options}
        found.append(said.pop() if len(said) == 1 else None)
    return found[0], found[1]


def _wrong_parts(subject: Subject) -> list[tuple[Part, str]]:
    return [(Part("wrong", number), text) for number, text in enumerate(subject.wrong)]


def _first_word(option: str) -> str:
    found = _FIRST_WORD.match(option)
    return found[0] if found else ""


def _begins_large(option: str) -> bool | None:
    """Whether an option begins with a capital; None for what is spelt in its own way, such as `pH`."""
    word = _first_word(option)
    if not word or not word[1:].islower() or word[0].isupper() == word[0].islower():
        return None
    return word[0].isupper()


def _ends_with_stop(option: str) -> bool | None:
    if _SENTENCE_STOP.search(option[-40:]):
        return True
    return None if option.endswith((".", "…")) or " " not in option else False


def _article(option: str) -> str:
    """The indefinite article that goes before a text."""
    found = re.match(r"[^\w]*([^\W_]+)", option)
    if found is None:
        return ""
    word = found[1]
    lower = word.casefold()
    if word[0].isdigit():
        return "an" if lower.startswith(("8", "11", "18")) and not lower.startswith(("110", "111")) else "a"
    if len(word) == 1 or (word.isupper() and len(word) < 4):
        return "an" if lower[0] in SPELT_VOWELS else "a"
    if lower.startswith(SPOKEN_WITH_A_VOWEL):
        return "an"
    if lower.startswith(SPOKEN_WITH_A_CONSONANT) and not lower.startswith(("unim", "unin", "unid")):
        return "a"
    return "an" if lower[0] in "aeiou" else "a"

"""Rules on the question itself: what is easily overlooked, points at nothing, ages, or wants another shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.deck.checks.flaw import Flaw, Part, Rewrite
from quizapp.deck.checks.subject import LONGEST
from quizapp.deck.checks.words import AUXILIARIES, NEGATIVES, YES_OR_NO, as_written, words
from quizapp.deck.prose import prose
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
    from collections.abc import Iterator

    from quizapp.deck.checks.subject import Subject

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HARMLESS = re.compile(
    r"\b(?:at least|not (?:only|just|merely|simply|least)|whether or not|if not|not to be confused|or not)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\W*(?:why|how)\b", re.IGNORECASE)

_POINTER = re.compile(r"\W*(?P<word>he|she|it|they|his|her|its|their|this|these|those)\b", re.IGNORECASE)
# "It is in Oslo that …", "It takes two years to …": here "it" stands for what follows.
_DUMMY = re.compile(
    r"\W*it(?:['’]s| (?:is|was|has been|had been|will be|would be|can be|may be|takes|took|rains|rained|snows"
    r"|snowed|seems|seemed|follows|costs|depends))\b",
    re.IGNORECASE,
)
# "When did he win?", "Where was it founded?": nothing before the pronoun can be what it stands for.
_ASKED = re.compile(r"\W*(?:when|where) (?P<asked>(?:did|was) (?:s?he|it))\b(?!.* that\b)", re.IGNORECASE)
_PICTURE = "figure|picture|image|diagram|photo|photograph|illustration|drawing|chart|graph|map|table"
_ELSEWHERE = re.compile(
    rf"\b(?:(?:following|above) (?:{_PICTURE})|(?:{_PICTURE}) (?:above|below|shown)"
    r"|(?:in|on) (?:the|this) (?:figure|picture|image|diagram|photo|photograph|illustration)\b(?! of\b)"
    r"|(?:shown|pictured|seen|mentioned|described|given|quoted|listed|named|said) (?:above|below)"
    r"|(?:the|see|as) above(?= |[?.,;:]|\Z)(?! (?:sea|average|ground|all|zero|water|the)\b)"
    r"|the previous (?:question|card)|the last (?:question|card))\b",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\bwhich (?:one )?of the following\b", re.IGNORECASE)

_OFFICES = (
    "president|prime minister|minister|king|queen|monarch|emperor|pope|head|chief|chair|chairman|chairwoman"
    "|chairperson|secretary|director|governor|mayor|chancellor|leader|ceo|captain|coach|champion|champions|holder"
    "|record|members|member|population|capital|version|release|government|value|price|rate|edition|owner|status"
)
_AGES = re.compile(
    rf"\b(?:currently|nowadays|presently|recently|recent|newest|latest|today|now|so far|to date|to this day"
    rf"|at present|at the moment|this year|last year|next year|current (?:\w+ )?(?:{_OFFICES}))\b",
    re.IGNORECASE,
)
# "What is now Turkey" and "today called Oslo" keep; "at the latest" is no date.
_KEEPS = re.compile(
    r"\b(?:(?:now|today|currently) (?:called|known|named|part|a part|within|modern)|(?:what|that|which) is"
    r" (?:now|today|currently)(?! the\b| an?\b)|today['’]s|at the latest|until now|by now|from now on|now and then|now that)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")


def unmarked_negative(subject: Subject) -> Iterator[Flaw]:
    """Q106: the question of a choice turns on "not", "except", "never" or the like, in ordinary letters.

    Haladyna, Downing & Rodriguez 2002, guideline 17 (word the stem positively; if negative words are used,
    capitalize or boldface them); NBME Item-Writing Guide. A question why something is not so is no trap.
    """
    if not subject.wrong or not subject.english or _WHY.match(subject.stem):
        return
    if not any(map(_is_negative, subject.stem_words)):
        return
    for run in prose(subject.card.stem[:LONGEST]):
        if run.bold or run.italic or run.code:
            continue
        text = _HARMLESS.sub(lambda found: " " * len(found[0]), run.text)
        for found in _WORD.finditer(text):
            if _is_negative(found[0].casefold().replace("’", "'")) and not found[0].isupper():
                yield _negative(subject, found[0])
                return


def _is_negative(word: str) -> bool:
    return word in NEGATIVES or word.endswith("n't")


def _negative(subject: Subject, word: str) -> Flaw:
    part = Part("q", None, word)
    rewrite = None
    if subject.card.stem.count(word) == 1:
        rewrite = Rewrite(f"write **{word}**", ((part, f"**{word}**"),))
    return subject.flaw(
        "Q106",
        part,
        f"the question turns on `{word}`, which is easily overlooked",
        f"write **{word}**, or ask what does hold",
        rewrite,
    )


def points_at_nothing(subject: Subject) -> Iterator[Flaw]:
    """Q124: the question begins with a pronoun, or asks about one, or speaks of something "above" or in a picture.

    Cards come alone and in any order, so that nothing stands before them. Haladyna, Downing & Rodriguez 2002,
    guideline 15 (include the central idea in the stem); Wozniak's twenty rules, 4 (minimum information) and
    16 (context cues). A clue in the style of a quiz show ("This river flows through Paris.") is no question
    and names what is asked for: it may begin so.
    """
    if not subject.english:
        return
    label = "name what is meant: cards come alone and in any order"
    found = _POINTER.match(subject.stem)
    if found and not _DUMMY.match(subject.stem) and (not subject.asks or subject.stem.rstrip().endswith("?")):
        word = found["word"]
        part = Part(subject.stem_key, None, word)
        yield subject.flaw("Q124", part, f"`{word}` points at nothing on this card", label)
        return
    found = _ASKED.match(subject.stem)
    if found:
        asked = found["asked"]
        part = Part(subject.stem_key, None, asked)
        yield subject.flaw("Q124", part, f"`{asked.split()[1]}` points at nothing on this card", label)
        return
    found = _ELSEWHERE.search(subject.stem)
    if found:
        yield subject.flaw(
            "Q124",
            Part(subject.stem_key, None, found[0]),
            f"`{found[0]}` points at something that is not on this card",
            label,
        )
        return
    found = _FOLLOWING.search(subject.stem)
    if found and not _shows_options(subject) and not re.search(r"[:\n]", subject.stem[found.end() :]):
        yield subject.flaw(
            "Q124",
            Part(subject.stem_key, None, found[0]),
            "the question speaks of options, and the card has none",
            "add them under `wrong`, or ask without them",
        )


def _shows_options(subject: Subject) -> bool:
    """Whether something to choose from stands below the question."""
    match subject.card.shape:
        case TextAnswer(wrong=wrong):
            return bool(wrong)
        case MultipleChoice() | Ordering() | Timeline() | Matching():
            return True
        case TrueFalse() | Cloze() | Number() | Date() | ListRecall():
            return False


def ages(subject: Subject) -> Iterator[Flaw]:
    """Q125: the question says "currently", "latest" or the like, and neither `as_of` nor a year dates it.

    Wozniak's twenty rules, 19 (provide date stamping).
    """
    if not subject.english or subject.card.as_of or _YEAR.search(subject.stem):
        return
    if not _AGES.search(subject.stem):
        return
    found = _AGES.search(_KEEPS.sub(lambda kept: " " * len(kept[0]), subject.stem))
    if found:
        yield subject.flaw(
            "Q125",
            Part(subject.stem_key, None, found[0]),
            f"`{found[0]}` will not hold for ever, and nothing says when it did",
            "add `as_of:` with the year, or name the year here",
        )


def yes_or_no(subject: Subject) -> Iterator[Flaw]:
    """Q126: a question that is answered by yes or no.

    Wozniak's twenty rules, 4 (minimum information) and the advice there to ask for the fact itself: half of
    all guesses are right. As a `statement` it is at least asked as what it is.
    """
    shape = subject.card.shape
    if not subject.english or not isinstance(shape, TextAnswer) or not subject.stem.rstrip().endswith("?"):
        return
    answer = words(shape.answer[:40])
    if len(answer) != 1 or answer[0] not in YES_OR_NO:
        return
    asked = words(re.split(r"[,:]\s", subject.stem)[-1][:80])[:1] + words(subject.stem[:80])[:1]
    if not AUXILIARIES.isdisjoint(asked):
        yield subject.flaw(
            "Q126",
            Part("a", None, as_written(shape.answer, answer[0])),
            f"the answer is only `{answer[0]}`",
            "ask for the fact itself, or make it a `statement` with `a: true` or `a: false`",
        )

"""Wrong options for a card that has none, borrowed from the other answers of its course.

Of the same sort as the right answer, as the item-writing guidelines want it (Haladyna, Downing &
Rodriguez 2002, "make all distractors plausible"): years near the year, numbers of a similar size
with the same unit, persons with persons. Never one that is also right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.deck.dates import PartialDate
from quizapp.deck.normal import normalise
from quizapp.deck.shapes import Cloze, Date, Number, TextAnswer
from quizapp.grading.expected import REVERSE, expected_of
from quizapp.grading.grade import grade
from quizapp.grading.mark import Mark, Mode
from quizapp.grading.verdict import Verdict
from quizapp.study.options import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.deck.item import Item
    from quizapp.deck.quantity import Quantity
    from quizapp.grading.context import Context

WANTED = 3
"""How many wrong options stand beside the right one."""
_LOOKED_AT = 40
"""How many candidates, best first, are tried before own ones are made up."""

_ASKS_FOR = {
    "who": "person",
    "whom": "person",
    "whose": "person",
    "where": "place",
    "when": "time",
    "how many": "number",
    "how much": "number",
    "why": "reason",
}
_ASKING = re.compile(r"\b(" + "|".join(_ASKS_FOR) + r")\b", re.IGNORECASE)
_ASKED_NOUN = re.compile(r"\b(?:which|what)\s+(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer of the course. `sort` is what only answers of one kind share."""

    text: str
    sort: str
    asks: str
    tags: frozenset[str]
    deck: str
    card: str
    value: float = 0.0
    """On one scale within a sort: a day count, or the size of a number."""


Pool = dict[str, list[Candidate]]
"""Candidates by sort."""


def pool_of(items: Iterable[Item]) -> Pool:
    """All answers of a course that can stand as an option, each text once for a card."""
    pool: Pool = {}
    for item in items:
        candidate = _candidate(item)
        if candidate is not None:
            pool.setdefault(candidate.sort, []).append(candidate)
    return pool


def distractors(item: Item, pool: Pool, context: Context, seed: str) -> tuple[str, ...]:
    """Up to `WANTED` wrong options, the same for the same seed; () where two cannot be found."""
    own = _candidate(item)
    if own is None:
        return ()
    question = normalise(item.card.stem)
    taken = {normalise(own.text)}
    chosen: list[str] = []
    ranked = sorted(pool.get(own.sort, ()), key=lambda other: _distance(own, other, seed))
    borrowed = (other.text for other in ranked[:_LOOKED_AT] if other.card != own.card)
    for text in (*borrowed, *_made_up(item, seed)):
        form = normalise(text)
        if len(chosen) == WANTED:
            break
        if form in taken or form in question or not _is_wrong(item, text, context):
            continue
        taken.add(form)
        chosen.append(text)
    return tuple(chosen) if len(chosen) > 1 else ()


def _candidate(item: Item) -> Candidate | None:
    card = item.card
    if item.facet == REVERSE:
        return None
    value = 0.0
    match card.shape:
        case TextAnswer():
            sort = "text"
        case Cloze(text=text) if len(text.hidden(item.facet)) == 1:
            sort = "text"
        case Date(date=date):
            sort, value = f"date {date.precision}", _days(date.first)
        case Number(quantity=quantity):
            sort, value = f"number {quantity.unit}", float(quantity.low + quantity.high) / 2
        case _:
            return None
    (text_of, *_) = expected_of(item)
    if sort == "text":
        sort = _sort_of(text_of)
    asked = _ASKING.search(card.stem) if not isinstance(card.shape, Cloze) else None
    noun = _ASKED_NOUN.search(card.stem)
    asks = _ASKS_FOR[asked[1].lower()] if asked else noun[1].lower() if noun else ""
    return Candidate(text_of, sort, asks, frozenset(card.tags), item.deck, card.id, value)


def _sort_of(text: str) -> str:
    """The outward sort of a text: year, number, acronym, name, phrase."""
    if re.fullmatch(r"1\d{3}|20\d\d", text):
        return "year"
    if re.fullmatch(r"[\d.,\s%]+", text):
        return "digits"
    if re.fullmatch(r"[A-Z][A-Z0-9&+-]{1,9}", text):
        return "acronym"
    words = re.findall(r"[^\W\d_]+", text)
    if words and len(words) <= 8 and all(word[0].isupper() for word in words if len(word) > 3):
        return "name"
    return "phrase"


def _distance(own: Candidate, other: Candidate, seed: str) -> tuple[float, float, bytes]:
    """How unlike two candidates are; the seed decides among equals."""
    if own.sort.startswith(("date", "number")):
        return abs(own.value - other.value), 0.0, drawn(seed + other.text)
    unlike = 0.0
    unlike += 0 if own.asks == other.asks else 3
    unlike += 0 if own.deck == other.deck else 0.5
    unlike += 2 * (1 - _overlap(own.tags, other.tags))
    length = abs(len(own.text) - len(other.text)) / max(len(own.text), len(other.text), 1)
    # In steps, so that the seed has something to decide.
    return round(2 * (unlike + 2 * length)) / 2, 0.0, drawn(seed + other.text)


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    both = left | right
    return len(left & right) / len(both) if both else 1.0


def _is_wrong(item: Item, text: str, context: Context) -> bool:
    """Whether a text is a wrong answer, typed or chosen; what cannot be told is not."""
    mark = grade(item, Mode.TYPED, text, replace(context, rivals=frozenset))
    return isinstance(mark, Mark) and mark.verdict is Verdict.WRONG


def _made_up(item: Item, seed: str) -> Iterator[str]:
    """Near years and sizes, for a course that has too few of its own."""
    match item.card.shape:
        case Date(date=date) if date.precision != "day" or date.first.month is not None:
            steps = sorted((-7, -5, -3, -2, -1, 1, 2, 3, 5, 7), key=lambda step: drawn(f"{seed}{step}"))
            for step in steps:
                year = date.first.year + step
                if year != 0 and (year > 0) == (date.first.year > 0) and not _leap_day(date.first):
                    yield str(PartialDate(year, date.first.month, date.first.day))
        case Number(quantity=quantity):
            yield from _near_numbers(quantity, seed)
        case _:
            return


def _leap_day(when: PartialDate) -> bool:
    return (when.month, when.day) == (2, 29)


def _near_numbers(quantity: Quantity, seed: str) -> Iterator[str]:
    """The same number with its first digits changed, written as the author writes it."""
    found = re.search(r"\d[\d., ]*", quantity.shown)
    if quantity.value is None or found is None:
        return
    digits = found[0].strip()
    factors = sorted((0.5, 0.6, 0.75, 0.8, 1.25, 1.5, 2.0), key=lambda factor: drawn(f"{seed}{factor}"))
    for factor in factors:
        yield quantity.shown.replace(digits, _scaled(digits, factor), 1)


def _scaled(digits: str, factor: float) -> str:
    """A written number times a factor, with as many decimals and the same separators."""
    bare = digits.replace(",", "").replace(" ", "")
    decimals = len(bare.partition(".")[2])
    number = round(float(bare) * factor, decimals)
    if not decimals and number >= 100:
        # Keep it as round as it was.
        zeros = len(bare) - len(bare.rstrip("0"))
        number = round(number, -zeros)
    separator = "," if "," in digits else " " if " " in digits else ""
    return f"{number:,.{decimals}f}".replace(",", separator)


def _days(when: PartialDate) -> float:
    return when.year * 372.0 + (when.month or 1) * 31 + (when.day or 1)

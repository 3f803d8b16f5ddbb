"""From what is typed on a line to a response: numbers of options, texts, pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.deck.prose import plain
from quizapp.deck.shapes import Cloze, ListRecall, Matching, MultipleChoice, Ordering, Timeline
from quizapp.deck.text import clean
from quizapp.grading.mark import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.item import Item
    from quizapp.grading.mark import Response

_PAIR = re.compile(r"\s*(.+?)\s*(?:=|→|->)\s*(.+?)\s*")
_NUMBERED_PAIR = re.compile(r"\s*([0-9]{1,3})\s*([A-Za-z]{1,2})\s*")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def response_of(item: Item, mode: Mode, entries: Sequence[str], options: Sequence[str] = ()) -> Response:
    """The response that entries on a line stand for; `options` as they were numbered from 1.

    One entry for a single answer; several for what takes several. Pairs are `left=right`, or number
    and letter as shown.
    """
    texts = [clean(entry).strip() for entry in entries]
    if not any(texts):
        return None
    match item.card.shape:
        case Matching(pairs=pairs):
            lefts = [plain(left) for left, _ in pairs]
            return tuple(pair for text in texts if (pair := _pair(text, lefts, options)))
        case MultipleChoice() | Ordering() | Timeline():
            return tuple(_option(text, options) for text in texts)
        case Cloze() | ListRecall() if mode is Mode.TYPED:
            return tuple(texts) if len(texts) > 1 else texts[0]
        case _ if mode is Mode.CHOICE:
            return _option("; ".join(texts), options)
        case _:
            return "; ".join(texts)


def takes_several(item: Item, mode: Mode) -> bool:
    """Whether an answer has several entries."""
    match item.card.shape:
        case MultipleChoice() | Ordering() | Timeline() | Matching():
            return True
        case ListRecall():
            return mode is Mode.TYPED
        case Cloze(text=text):
            return mode is Mode.TYPED and len(text.hidden(item.facet)) > 1
        case _:
            return False


def letter(place: int) -> str:
    """The letter of the right-hand entry at a place, from 0; after z comes aa, ab and so on."""
    rounds, last = divmod(place, len(_ALPHABET))
    return (letter(rounds - 1) if rounds else "") + _ALPHABET[last]


def place_of(letters: str) -> int:
    """The place that `letter` gave these letters, large or small."""
    place = -1
    for sign in letters.lower():
        place = (place + 1) * len(_ALPHABET) + _ALPHABET.index(sign)
    return place


def _option(text: str, options: Sequence[str]) -> str:
    """The option of a number; a text that is an option itself, or no number of one, stays."""
    if text in options or not re.fullmatch(r"\d{1,3}", text):
        return text
    number = int(text)
    return options[number - 1] if 1 <= number <= len(options) else text


def _pair(text: str, lefts: Sequence[str], rights: Sequence[str]) -> tuple[str, str] | None:
    found = _PAIR.fullmatch(text)
    if found:
        return _option(found[1], lefts), found[2]
    found = _NUMBERED_PAIR.fullmatch(text)
    if found:
        left, right = int(found[1]) - 1, place_of(found[2])
        if 0 <= left < len(lefts) and 0 <= right < len(rights):
            return lefts[left], rights[right]
    return None

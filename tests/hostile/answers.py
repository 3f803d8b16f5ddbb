"""The doors for what learners type: answers to cards of each shape, numbers and dates, searches."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from quizapp.deck.cloze import ClozeText, parse_cloze
from quizapp.deck.date_reading import parse_date, read_date
from quizapp.deck.dates import DateAnswer
from quizapp.deck.item import Item, items
from quizapp.deck.numbers import parse_quantity, read_quantity
from quizapp.deck.quantity import Quantity
from quizapp.deck.shapes import Matching
from quizapp.deck.text import clean
from quizapp.grading.diff import diff
from quizapp.grading.grade import context_of, grade, natural_mode
from quizapp.grading.mark import AskBack, Mark, Mode
from quizapp.grading.verdict import Verdict
from quizapp.study.search import parse as parse_search
from tests.grading.cards import EN, ONE_OF_EACH
from tests.grading.cards import item as item_of
from tests.hostile.decks import read
from tests.hostile.texts import loose, text_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.grading.mark import Response

LANGUAGES = ("en", "de", "fr", "")


@cache
def _gradable() -> tuple[Item, ...]:
    return tuple(item_of(shape, facet) for shape, facet in ONE_OF_EACH)


def _responses(text: str) -> Iterator[Response]:
    yield text
    parts = tuple(text.split("\x1f"))
    yield parts
    if len(parts) > 1:
        yield tuple(zip(parts[::2], parts[1::2], strict=False))


def check_mark(marked: Mark | AskBack) -> None:
    if isinstance(marked, AskBack):
        assert len(marked.readings) > 1
        return
    assert 0.0 <= marked.score <= 1.0
    assert 0.0 <= marked.guess_rate <= 1.0
    assert (marked.verdict is Verdict.RIGHT) == (marked.score == 1.0)
    assert marked.expected


def grading(data: bytes) -> None:
    """Any answer to a card of each shape has a score from 0 to 1, the same each time."""
    if not data:
        return
    text = loose(data[1:])
    pool = _gradable()
    item = pool[data[0] % len(pool)]
    for mode in (Mode.TYPED, natural_mode(item), Mode.CHOICE):
        for response in _responses(text):
            marked = grade(item, mode, response, EN)
            check_mark(marked)
            assert marked == grade(item, mode, response, EN)
            if isinstance(marked, AskBack):
                for reading in marked.readings:
                    assert isinstance(grade(item, mode, reading, EN), Mark), (text, marked)


def own_answers(data: bytes) -> None:
    """The right answer of every card that can be read is right, as its author writes it."""
    text = text_in(data)
    if text is None:
        return
    course, _ = read(text)
    context = context_of(course, course.decks[0])
    for item in items(course, course.decks[0]):
        marked = grade(item, Mode.TYPED, (), context)
        assert isinstance(marked, Mark)
        response: Response = marked.expected if len(marked.expected) > 1 else marked.expected[0]
        if isinstance(item.card.shape, Matching):
            response = item.card.shape.pairs
        marked = grade(item, Mode.TYPED, response, context)
        check_mark(marked)
        assert isinstance(marked, Mark), (item, marked)
        assert marked.score == 1.0, (item, response, marked)


def measures(data: bytes) -> None:
    """Numbers and dates as authors and learners write them; what is shown is read as what it says."""
    text = clean(loose(data))
    quantity = parse_quantity(text)
    if isinstance(quantity, Quantity):
        assert quantity.low <= quantity.high
        for language in LANGUAGES:
            read_quantity(quantity.shown, quantity, language)
    given = parse_quantity("5 km")
    assert isinstance(given, Quantity)
    date = parse_date(text)
    if isinstance(date, DateAnswer):
        assert date.first <= date.last
    for language in LANGUAGES:
        for reading in read_quantity(text, given, language):
            assert reading.value.is_finite()
            assert reading.shown
        for said in read_date(text, language):
            assert str(said)


def cloze(data: bytes) -> None:
    """Cloze texts: nothing of the text is lost, and what is wrong stands in it."""
    text = clean(loose(data))
    parsed = parse_cloze(text)
    if isinstance(parsed, ClozeText):
        assert parsed.groups
        assert all(parsed.hidden(group) for group in parsed.groups)
        assert all(part for part in parsed.parts)
    else:
        assert 0 <= parsed.start <= parsed.end <= len(text)
        assert parsed.message
        assert parsed.remedy


def difference(data: bytes) -> None:
    """The diff of two texts holds both, whole."""
    left, _, right = loose(data).partition("\x1f")
    for case in (False, True):
        changes = diff(left, right, case)
        assert "".join(change.given for change in changes) == unicodedata.normalize("NFC", left)
        assert "".join(change.expected for change in changes) == unicodedata.normalize("NFC", right)


def search(data: bytes) -> None:
    """What is typed into the search of cards."""
    query = parse_search(loose(data))
    assert query.narrows(query) in (True, False)

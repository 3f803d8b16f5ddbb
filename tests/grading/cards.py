"""Items to grade, without a reader or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.card import Card, Place
from quizapp.deck.cloze import ClozeText, parse_cloze
from quizapp.deck.date_reading import parse_date
from quizapp.deck.dates import DateAnswer, PartialDate
from quizapp.deck.item import Item
from quizapp.deck.numbers import parse_quantity
from quizapp.deck.quantity import Quantity
from quizapp.deck.shapes import (
    Cloze,
    Date,
    ListRecall,
    Marking,
    Matching,
    MultipleChoice,
    Number,
    Option,
    Ordering,
    TextAnswer,
    Timeline,
    TrueFalse,
)
from quizapp.grading.context import Context
from quizapp.grading.grade import grade
from quizapp.grading.mark import AskBack, Mark, Mode

if TYPE_CHECKING:
    from quizapp.deck.shapes import Shape
    from quizapp.grading.mark import Response

EN = Context("en")


def item(shape: Shape, facet: str = "q", stem: str = "What is asked?") -> Item:
    return Item(f"c/x/{facet}", Card("x", stem, shape, Place("f.yaml", 1, 2, 2, 60)), facet, "c", "d")


def mark(
    shape: Shape, response: Response, context: Context = EN, mode: Mode = Mode.TYPED, facet: str = "q"
) -> Mark:
    marked = grade(item(shape, facet), mode, response, context)
    assert isinstance(marked, Mark), marked
    return marked


def asked_back(shape: Shape, response: Response, context: Context = EN) -> AskBack:
    marked = grade(item(shape), Mode.TYPED, response, context)
    assert isinstance(marked, AskBack), marked
    return marked


def number(text: str) -> Number:
    quantity = parse_quantity(text)
    assert isinstance(quantity, Quantity)
    return Number(quantity)


def date(text: str) -> Date:
    answer = parse_date(text)
    assert isinstance(answer, DateAnswer)
    return Date(answer)


def cloze(text: str, marking: Marking | None = None) -> Cloze:
    parsed = parse_cloze(text)
    assert isinstance(parsed, ClozeText)
    return Cloze(parsed, marking or Marking())


def multiple(right: str, wrong: str) -> MultipleChoice:
    return MultipleChoice(tuple(map(Option, right.split())), tuple(map(Option, wrong.split())))


def recall(*entries: str, need: int | None = None, ordered: bool = False) -> ListRecall:
    names = tuple(tuple(entry.split("|")) for entry in entries)
    return ListRecall(names, need or len(names), ordered)


ONE_OF_EACH: tuple[tuple[Shape, str], ...] = (
    (TextAnswer("Oslo", reverse=""), "q"),
    (TextAnswer("Oslo", reverse="Which capital?"), "reverse"),
    (TextAnswer("Oslo", wrong=(Option("Bergen", "Until 1299."), Option("Trondheim"))), "q"),
    (TextAnswer("**C++** and `a*b`", typed=True), "q"),
    (multiple("Oslo Paris", "Bergen Lyon"), "q"),
    (TrueFalse(True), "q"),
    (TrueFalse(False), "q"),
    (cloze("The ==c1::Nile== is in ==c1::Africa==, the ==Rhine== in Europe."), "c1"),
    (cloze("The ==c1::Nile== is in ==c1::Africa==, the ==Rhine== in Europe."), "1"),
    (number("8849 m ± 10"), "q"),
    (number("1.5..1.6 V"), "q"),
    (date("1994-05-04"), "q"),
    (date("c. 1450 ± 10"), "q"),
    (date("44 BC"), "q"),
    (Ordering(("one", "two", "three", "four")), "q"),
    (
        Timeline(
            (("fall", PartialDate(1989)), ("rise", PartialDate(1961)), ("peace", PartialDate(1989))),
        ),
        "q",
    ),
    (Matching((("Norway", "Oslo"), ("France", "Paris")), ("Lyon",)), "q"),
    (recall("red", "green|verde", "blue", need=2), "q"),
    (recall("red", "green", "blue", ordered=True), "q"),
)

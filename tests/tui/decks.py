"""Courses for the tests, made without files."""

from __future__ import annotations

from quizapp.deck.card import Card, Place
from quizapp.deck.cloze import ClozeText, parse_cloze
from quizapp.deck.course import Course, Deck
from quizapp.deck.date_reading import parse_date
from quizapp.deck.dates import DateAnswer
from quizapp.deck.shapes import Cloze, Date, Marking, MultipleChoice, Option, Shape, TextAnswer, TrueFalse
from quizapp.deck.source import Citation, Source

PLACE = Place("capitals.yaml", 4, 6, 40, 80)


def card(name: str, stem: str, shape: Shape, **more: object) -> Card:
    return Card(name, stem, shape, PLACE, **more)  # type: ignore[arg-type]


def cloze(text: str) -> Cloze:
    parsed = parse_cloze(text)
    assert isinstance(parsed, ClozeText)
    return Cloze(parsed)


def date(text: str) -> Date:
    parsed = parse_date(text)
    assert isinstance(parsed, DateAnswer)
    return Date(parsed)


FLIP = card(
    "oslo",
    "Capital of **Norway**?",
    TextAnswer("Oslo"),
    explain="Called *Kristiania* from 1624 to 1924; the seat of the king moved here from Bergen.",
    sources=(Citation("gombrich", "p. 187"),),
    hints=("Four letters.", "It begins with O."),
    as_of="2024",
)
TYPED = card(
    "berne", "Capital of Switzerland?", TextAnswer("Bern", typed=True, marking=Marking(accept=("Berne",)))
)
LONG_TYPED = card(
    "mitochondrion",
    "Which organelle releases most of a cell's energy?",
    TextAnswer("mitochondrion", typed=True),
    explain="Its own DNA suggests that it was once a bacterium.",
)
CHOICE = card(
    "canberra",
    "Capital of Australia?",
    TextAnswer(
        "Canberra",
        wrong=(
            Option("Sydney", "The largest city, never the capital."),
            Option("Melbourne"),
            Option("Perth"),
        ),
    ),
    explain="A compromise between Sydney and Melbourne.",
)
SEVERAL = card(
    "nordic",
    "Which of these are Nordic countries?",
    MultipleChoice(
        (Option("Iceland"), Option("Finland")), (Option("Estonia", "Baltic."), Option("Scotland"))
    ),
)
STATEMENT = card("everest", "Everest is the highest mountain above sea level.", TrueFalse(True))
CLOZE = card("rhine", "", cloze("The ==Rhine== rises in ==Switzerland::country== and ends in the North Sea."))
PAIR = card("pair", "", cloze("==c1::Castor== and ==c1::Pollux== are twins."))
DATE = card("wall", "When did the Berlin Wall fall?", date("1989-11-09"))

WORLD = Course(
    "world",
    "World basics",
    (
        Deck("capitals", "Capitals", (FLIP, TYPED, CHOICE), "capitals.yaml"),
        Deck("nature", "Nature", (LONG_TYPED, STATEMENT, CLOZE), "nature.yaml"),
        Deck(
            "history", "History and other matters of which one may ask", (SEVERAL, PAIR, DATE), "history.yaml"
        ),
    ),
    "world",
    sources={"gombrich": Source("gombrich", "A Little History of the World", "E. H. Gombrich")},
)


def course(*cards: Card, title: str = "Alone") -> Course:
    """A course of one deck."""
    return Course(
        "alone", title, (Deck("alone", title, cards, "alone.yaml"),), "alone.yaml", sources=WORLD.sources
    )

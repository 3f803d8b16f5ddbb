"""All items of the decks, how it stands with each, in the order of any column."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.deck.item import items
from quizapp.deck.normal import folded
from quizapp.deck.prose import plain
from quizapp.deck.shapes import Cloze, TextAnswer
from quizapp.study.search import Query, Subject, named, subject
from quizapp.study.standing import UNTOUCHED, Standing, foremost, standings
from quizapp.study.state import ItemState
from quizapp.study.word_index import WordIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from quizapp.deck.course import Course, Deck
    from quizapp.deck.item import Item


class Column(StrEnum):
    """What a list of items can be sorted by. INTERVAL is what was decided at the latest rating."""

    QUESTION = "question"
    DECK = "deck"
    STATE = "state"
    DUE = "due"
    INTERVAL = "interval"
    STABILITY = "stability"
    LAPSES = "lapses"


_STATES = {standing: rank for rank, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item where it stands in the decks. `question` is one line, as `question_of` gives it."""

    item: Item
    course: Course
    deck: Deck
    question: str
    subject: Subject


class Catalogue:
    """The items by number, in the order of the decks, with the latest that is known of each."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._subjects = [entry.subject for entry in self.entries]
        self.numbers = {entry.item.id: number for number, entry in enumerate(self.entries)}
        self.states = [ItemState(entry.item.id) for entry in self.entries]
        self.standings: list[frozenset[Standing]] = [UNTOUCHED] * len(self.entries)
        self._index: WordIndex | None = None

    @classmethod
    def of(cls, courses: Iterable[Course]) -> Catalogue:
        """The catalogue of these courses, in which every item is new."""
        entries = []
        for course in courses:
            course_name = named(course)
            for deck in course.decks:
                deck_name = named(deck)
                entries += [
                    Entry(item, course, deck, question_of(item), subject(item, course_name, deck_name))
                    for item in items(course, deck)
                ]
        return cls(entries)

    def learn(self, states: Mapping[str, ItemState], today: date, now: datetime) -> None:
        """Take over what is known of these items at `now`; what is known of others stays."""
        for item, state in states.items():
            number = self.numbers.get(item)
            if number is not None:
                self.states[number] = state
                self.standings[number] = standings(state, today, now)

    def order(self, column: Column | None, backwards: bool = False) -> list[int]:
        """The numbers of all items, sorted; without a column as the decks have them.

        Items of which a column says nothing come last, whichever way it is sorted.
        """
        numbers = list(range(len(self.entries)))
        if column is None:
            return numbers[::-1] if backwards else numbers
        keys = [self._key(column, number) for number in numbers]
        known = [number for number in numbers if keys[number] is not None]
        known.sort(key=keys.__getitem__, reverse=backwards)  # type: ignore[arg-type]
        return known + [number for number in numbers if keys[number] is None]

    def _key(self, column: Column, number: int) -> str | float | None:
        state = self.states[number]
        match column:
            case Column.QUESTION:
                return folded(self.entries[number].question)
            case Column.DECK:
                return self.entries[number].subject.deck.rpartition("\n")[2]
            case Column.STATE:
                return _STATES[foremost(self.standings[number])]
            case Column.DUE:
                return None if state.due is None else state.due.at.timestamp()
            case Column.INTERVAL:
                return None if state.due is None else state.due.days
            case Column.STABILITY:
                return None if state.memory is None else state.memory.stability
            case Column.LAPSES:
                return None if state.memory is None else state.memory.lapses

    def found(self, query: Query, among: Sequence[int]) -> list[int]:
        """Those of these items that a query finds, in their order."""
        return query.among(among, self._subjects, self.standings, self._index)

    def index(self) -> None:
        """Make ready for searching quickly from now on. May be done by another thread meanwhile."""
        self._index = WordIndex(subject.text for subject in self._subjects)


def question_of(item: Item) -> str:
    """What an item asks, on one line without styles; what a cloze hides is […]."""
    card = item.card
    match card.shape:
        case Cloze(text=text):
            parts = (
                part if isinstance(part, str) else "[…]" if part.group == item.facet else part.text
                for part in text.parts
            )
            question = "".join(parts)
        case TextAnswer(answer=answer, reverse=str() as reverse) if item.facet == "reverse":
            question = reverse or answer
        case _:
            question = card.stem
    return " ".join(plain(question).split())

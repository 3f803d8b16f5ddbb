"""The shipped course as a learner meets it: new cards in the order of its guide."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from quizapp.deck.card import Card
from quizapp.deck.files import load
from quizapp.deck.item import Item
from quizapp.deck.shapes import Cloze, ListRecall, Matching, MultipleChoice, Ordering, TextAnswer, Timeline
from quizapp.progress.agenda import course_agenda
from quizapp.study.candidates import Allowance
from quizapp.study.dues import RESTING, Dues

(COURSE,) = load(Path(__file__).parent.parent / "decks" / "azerbaijan-nato").courses
ABBREVIATIONS = {
    card.stem: card.id
    for deck in COURSE.decks
    for card in deck.cards
    if "acronym" in card.tags and re.fullmatch("[A-Za-z0-9 -]{2,8}", card.stem)
}


def new_items() -> tuple[Item, ...]:
    """All items in the order in which they come to a learner who begins, takes ten new ones each day, and
    knows each of them by the day after."""
    ranks: dict[str, int] = {}
    items: list[Item] = []
    while True:
        new = course_agenda(COURSE, Dues(ranks), Allowance(10, 0), set(), set()).queue.new
        if not new:
            return tuple(items)
        items += new
        ranks |= {item.id: RESTING for item in new}


ITEMS = new_items()
CARDS = tuple(dict.fromkeys(item.card.id for item in ITEMS))


def shown(card: Card) -> Iterator[str]:
    """The texts of a card that a learner sees."""
    yield card.stem
    yield card.explain
    yield from card.hints
    match card.shape:
        case TextAnswer(answer=answer, wrong=wrong):
            yield answer
            yield from (f"{option.text} {option.feedback}" for option in wrong)
        case MultipleChoice(right=right, wrong=wrong):
            yield from (f"{option.text} {option.feedback}" for option in right + wrong)
        case Ordering(entries=entries):
            yield from entries
        case ListRecall(entries=entries):
            yield from (names[0] for names in entries)
        case Timeline(events=events):
            yield from (name for name, _ in events)
        case Matching(pairs=pairs, extra=extra):
            yield from (f"{left} {right}" for left, right in pairs)
            yield from extra
        case Cloze() | _:
            pass


def test_every_card_comes_and_comes_once() -> None:
    assert sorted(CARDS) == sorted(card.id for deck in COURSE.decks for card in deck.cards)
    assert len(ITEMS) == len({item.id for item in ITEMS})


@pytest.mark.parametrize("abbreviation", ABBREVIATIONS)
def test_an_abbreviation_is_asked_before_it_is_used(abbreviation: str) -> None:
    known = CARDS.index(ABBREVIATIONS[abbreviation])
    cards = {item.card.id: item.card for item in ITEMS}
    word = re.compile(rf"(?<![\w-]){re.escape(abbreviation)}(?!\w)")
    early = [card for card in CARDS[:known] if any(word.search(text) for text in shown(cards[card]))]
    # Nobody opens a course on NATO without having read the word in its title.
    assert [card for card in early if abbreviation != "NATO"] == []


def test_what_everybody_should_know_comes_before_the_details() -> None:
    core = [at for at, item in enumerate(ITEMS) if "core" in item.card.tags]
    detail = [at for at, item in enumerate(ITEMS) if "detail" in item.card.tags]
    # A detail comes early where a core card requires it.
    assert sorted(core)[len(core) * 9 // 10] < sorted(detail)[len(detail) // 10]


def test_it_begins_with_evolution_goes_on_with_frameworks_and_then_takes_turns() -> None:
    themes = list(dict.fromkeys(item.deck for item in ITEMS))
    assert themes[:2] == ["evolution", "frameworks"]
    later = [item.deck for item in ITEMS if item.deck not in themes[:2]]
    assert max(len(list(run)) for _, run in groupby(later)) <= 20

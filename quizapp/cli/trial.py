"""`quizapp try`: mark an answer without recording it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.marks import headline, lines, reason_data, shape_name
from quizapp.cli.output import as_json
from quizapp.cli.report import concise
from quizapp.cli.responses import response_of
from quizapp.deck.cloze import ClozeText, Deletion
from quizapp.deck.diagnostics import Severity
from quizapp.deck.files import load
from quizapp.deck.item import items
from quizapp.deck.shapes import Cloze
from quizapp.deck.text import clean
from quizapp.grading.expected import expected_of, natural_mode, options_of
from quizapp.grading.grade import context_of, grade
from quizapp.grading.mark import AskBack, Mode
from quizapp.memory.rating import suggest
from quizapp.study.options import shown_options

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from quizapp.deck.course import Course, Deck
    from quizapp.deck.diagnostics import Diagnostic
    from quizapp.deck.item import Item
    from quizapp.deck.library import Library
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response


def try_answer(arguments: Namespace) -> int:
    """Print the mark of an answer. 2 if there is no such card."""
    path = Path(arguments.path)
    library = load(path)
    if library.missing:
        print(f"There is no file or folder {clean(arguments.path)}.", file=sys.stderr)
        return 2
    found = _find(library, arguments.card)
    if found is None:
        _not_found(library, arguments.card)
        return 2
    course, item = found
    if "/" not in arguments.card and len(arguments.answers) > 1:
        item = _with_all_deletions(item)
    mode = _mode(item)
    mark = grade(item, mode, _response(item, mode, arguments.answers), _context(course, item))
    if isinstance(mark, AskBack):
        return _asked_back(arguments, item, mark)
    rating = suggest(mark, hints=0)
    if arguments.json:
        report = {
            "item": item.id,
            "shape": shape_name(item.card.shape),
            "score": mark.score,
            "verdict": mark.verdict.value,
            "reasons": [reason_data(reason) for reason in mark.reasons],
            "expected": list(mark.expected),
            "rating": None if rating is None else int(rating),
        }
        print(as_json(report))
        return 0
    print(clean(headline(mark)))
    for line in lines(mark, item.card.shape):
        print(clean(line))
    print(clean(f"Expected: {'; '.join(mark.expected)}"))
    if rating is not None:
        print(f"Rating: {rating.name.capitalize()}")
    return 0


def _asked_back(arguments: Namespace, item: Item, asked: AskBack) -> int:
    if arguments.json:
        report = {
            "item": item.id,
            "shape": shape_name(item.card.shape),
            "score": None,
            "verdict": "ambiguous",
            "reasons": [{"note": asked.question, "readings": list(asked.readings)}],
            "expected": list(expected_of(item)),
            "rating": None,
        }
        print(as_json(report))
    else:
        print(clean(f"{asked.question} {' or '.join(asked.readings)}?"))
    return 0


def _with_all_deletions(item: Item) -> Item:
    """A cloze with all its deletions asked at once, so that several answers can be tried together."""
    shape = item.card.shape
    if not isinstance(shape, Cloze) or len(shape.text.groups) == 1:
        return item
    parts = tuple(
        replace(part, group="all") if isinstance(part, Deletion) else part for part in shape.text.parts
    )
    card = replace(item.card, shape=replace(shape, text=ClozeText(parts)))
    return replace(item, id=item.id.rpartition("/")[0], facet="all", card=card)


def _mode(item: Item) -> Mode:
    """A flashcard is marked as if it were typed: turning it over leaves nothing to mark."""
    natural = natural_mode(item)
    return Mode.TYPED if natural is Mode.FLIP else natural


def _response(item: Item, mode: Mode, answers: list[str]) -> Response:
    return response_of(item, mode, answers, options_of(item) or shown_options(item, mode, (), ""))


def _context(course: Course, item: Item) -> Context:
    return next(context_of(course, deck) for deck in course.decks if deck.id == item.deck)


def _find(library: Library, name: str) -> tuple[Course, Item] | None:
    """The item by card id, else by number; `/facet` chooses one of its items."""
    card_name, _, facet = name.partition("/")
    cards = [
        (course, deck, card) for course in library.courses for deck in course.decks for card in deck.cards
    ]
    chosen = [place for place in cards if place[2].id == card_name]
    if not chosen:
        numbers = _numbers(library)
        chosen = [place for place, number in zip(cards, numbers, strict=True) if card_name == str(number)]
    for course, deck, card in chosen:
        for item in items(course, replace(deck, cards=(replace(card, retired=""),))):
            if facet in ("", item.facet):
                return course, item
    return None


def _numbers(library: Library) -> list[int]:
    """The numbers of the usable cards as they stand in their files, counted on over all decks."""
    numbers = []
    before = 0
    for course in library.courses:
        for deck in course.decks:
            broken = _broken(deck, library.diagnostics)
            for place, card in enumerate(deck.cards, 1):
                numbers.append(before + place + sum(line < card.place.line for line in broken))
            before += len(deck.cards) + len(broken)
    return numbers


def _broken(deck: Deck, findings: Iterable[Diagnostic]) -> list[int]:
    """A line of each card that cannot be used: no usable card stands where its errors are."""
    usable = [range(card.place.line, card.place.last_line + 1) for card in deck.cards]
    lines = {
        finding.card: finding.span.line
        for finding in findings
        if finding.file == deck.file and finding.card and finding.severity is Severity.ERROR
    }
    return [line for line in lines.values() if not any(line in span for span in usable)]


def _not_found(library: Library, name: str) -> None:
    for finding in library.diagnostics:
        print(concise(finding), file=sys.stderr)
    last = max(_numbers(library), default=0)
    print(
        f"There is no card {clean(name)} here. Name it by its id, or by its number from 1 to {last}"
        " (with /facet for one of its items).",
        file=sys.stderr,
    )

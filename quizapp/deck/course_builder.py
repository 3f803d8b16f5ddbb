"""From the files of a course, as read, to the course: ids, and what only the whole can tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.collector import collector_paused
from quizapp.deck.card import names_of
from quizapp.deck.circles import circles
from quizapp.deck.course import Course, Deck
from quizapp.deck.guide import learning_order
from quizapp.deck.identity import derived_id, id_from_name, question_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.card import Card
    from quizapp.deck.card_reader import ReadCard
    from quizapp.deck.circles import Circle
    from quizapp.deck.diagnostics import Related
    from quizapp.deck.reader import DeckFile, Header
    from quizapp.deck.report import Report


_SHOWN = 4
"""How many cards of a circle a finding names; all have their place in it."""
_BREAK = "leave one of these out; until then none of them waits for another"
_NEEDS = "write a card's id, `tag:…` or `deck:…`"


@dataclass(frozen=True, slots=True)
class FileRead:
    """One deck file: its name without folder and ending, its report so far, and what was read."""

    name: str
    report: Report
    deck: DeckFile


@collector_paused()
def build_course(
    header: Header, name: str, root: str, files: Sequence[FileRead], shipped: bool, report: Report
) -> Course:
    """The course made of its files. `name` stands in where the header gives no id or title; `report` is
    that on the file with the header.

    Cards without an id get the derived one. Of two cards with the same id the later is left out and
    reported, as are earlier ids that are in use, and requirements and steps of the guide that name nothing.
    """
    course_id = header.id or id_from_name(name)
    decks: list[Deck] = []
    kept: list[tuple[FileRead, ReadCard]] = []
    taken: dict[str, tuple[FileRead, ReadCard]] = {}
    asked: dict[str, int] = {}
    deck_ids: set[str] = set()
    named: dict[str, FileRead] = {}
    for file in files:
        deck_id = _free(file.deck.header.id or id_from_name(file.name), deck_ids)
        if file.deck.header.id not in ("", deck_id):
            label = f"give it another: until then this deck keeps its cards and is called {deck_id}"
            seen = f"another deck has the id `{file.deck.header.id}`"
            other = named[file.deck.header.id]
            first = other.report.place(*other.deck.header.id_place, "this deck has it")
            file.report.card = ""
            file.report.add("I302", seen, *file.deck.header.id_place, label, related=(first,))
        named[deck_id] = file
        cards: list[Card] = []
        for written in file.deck.cards:
            card_id = written.card.id
            if not card_id:
                question = question_form(written.card.stem)
                earlier = asked.get(question, 0)
                read = written.called(derived_id(course_id, question, earlier))
                asked[question] = earlier + 1
                card_id = read.card.id
            else:
                read = written
                if card_id in taken:
                    _same_id(file, read, *taken[card_id])
                    continue
            taken[card_id] = pair = file, read
            kept.append(pair)
            cards.append(read.card)
        title = file.deck.header.title or _title(file.name)
        decks.append(Deck(deck_id, title, tuple(cards), file.report.file, file.deck.header.description))
    refused = _check_earlier_ids(kept, course_id, taken)
    if refused:
        decks = [
            replace(
                deck,
                cards=tuple(replace(card, was=()) if card.id in refused else card for card in deck.cards),
            )
            for deck in decks
        ]
    _check_names(header, report, kept, deck_ids)
    found = circles(decks)
    if found:
        _report_circles(found, decks, kept)
    return Course(
        id=course_id,
        title=header.title or (decks[0].title if len(decks) == 1 else "") or _title(name),
        decks=tuple(decks),
        root=root,
        description=header.description,
        language=header.language,
        license=header.license,
        authors=header.authors,
        sources=header.sources,
        shipped=shipped,
        learning_order=learning_order(header.guide, decks),
        circles=found,
        blueprints=tuple(read.blueprint for read in header.quiz),
        exam=None if header.exam is None else header.exam.day,
        exam_minutes=None if header.exam is None else header.exam.minutes,
    )


def _same_id(file: FileRead, read: ReadCard, first_file: FileRead, first: ReadCard) -> None:
    start, end = read.places("id", 1)[0]
    line, _ = first_file.report.index.position(first.card.place.start)
    where = f"line {line}" if first_file is file else f"{first_file.report.file}:{line}"
    file.report.card = read.label
    file.report.add(
        "I302",
        f"the id `{read.card.id}` is taken",
        start,
        end,
        f"the card on {where} has it: choose another",
        related=(_id_place(first_file, first),),
    )


def _id_place(file: FileRead, read: ReadCard) -> Related:
    """Where a card has its id, or where it begins."""
    start, end = read.places("id", 1)[0]
    return file.report.place(start, end, f"{read.label} has it")


def _check_earlier_ids(
    kept: Sequence[tuple[FileRead, ReadCard]],
    course_id: str,
    taken: dict[str, tuple[FileRead, ReadCard]],
) -> set[str]:
    """Report earlier ids that are in use or claimed twice; returns the ids of the cards that claim them."""
    claimed: dict[str, tuple[ReadCard, Related]] = {}
    refused: set[str] = set()
    for file, read in kept:
        if not read.card.was:
            continue
        for earlier, (start, end) in zip(read.card.was, read.places("was", 0), strict=False):
            own = earlier.removeprefix(f"{course_id}/")
            file.report.card = read.label
            if own in taken:
                seen = f"`{own}` is still the id of a card"
                has_it = (_id_place(*taken[own]),)
                file.report.add("I303", seen, start, end, "take it out of `was`", related=has_it)
                refused.add(read.card.id)
                continue
            other, first = claimed.setdefault(
                earlier, (read, file.report.place(start, end, f"{read.label} names it"))
            )
            if other is not read:
                label = f"{other.label} names it too: progress goes to one card, so take it out of the other"
                seen = f"`{own}` is the earlier id of two cards"
                file.report.add("I303", seen, start, end, label, related=(first,))
                refused.add(read.card.id)
    return refused


def _check_names(
    header: Header, report: Report, kept: Sequence[tuple[FileRead, ReadCard]], decks: set[str]
) -> None:
    """Report names in `requires`, `guide` and `quiz` that no card, tag or deck has."""
    known: set[str] | None = None
    meant: dict[str, str] = {}

    def check(name: str, report: Report, start: int, end: int) -> None:
        nonlocal known
        if known is None:
            known = {f"deck:{deck}" for deck in decks}
            known.update(own for _, other in kept for own in names_of("", other.card) if own != "deck:")
        if name in known:
            return
        if name not in meant:
            close = report.nearest(name, known)
            meant[name] = f"did you mean `{close}`?" if close else _NEEDS
        message = f"`{name}` names no card, tag or deck of this course"
        report.add("D222", message, start, end, meant[name])

    for file, read in kept:
        needs = read.card.requires
        if not needs:
            continue
        # What the defaults require has no place on the card.
        places = read.places("requires", len(needs))
        file.report.card = read.label
        for need, place in zip(needs, places, strict=False):
            check(need, file.report, *place)
    report.card = ""
    weights = (choice for read in header.quiz for choice in read.choices)
    for choice in (*(choice for step in header.guide for choice in step), *weights):
        for name in choice.names:
            check(name, report, choice.start, choice.end)


def _report_circles(
    found: Sequence[Circle], decks: Sequence[Deck], kept: Sequence[tuple[FileRead, ReadCard]]
) -> None:
    """Report cards that require one another, at the first of them, with the others as related places."""
    read_of = {read.card.id: (file, read) for file, read in kept}
    deck_of = {card.id: deck.id for deck in decks for card in deck.cards}
    for circle in found:
        meaning = Counter(name for id in circle for name in names_of(deck_of[id], read_of[id][1].card))
        places = []
        for id in circle:
            file, read = read_of[id]
            own = set(names_of(deck_of[id], read.card)) if len(circle) > 1 else set()
            needs = read.card.requires
            written = read.places("requires", len(needs))
            inside = [
                place for name, place in zip(needs, written, strict=False) if meaning[name] > (name in own)
            ]
            places.append((file, read, *(inside or [(read.card.place.start, read.card.place.start + 1)])[0]))
        (file, read, start, end), *others = places
        related = tuple(
            other.report.place(at, to, f"{card.label} is in the circle") for other, card, at, to in others
        )
        file.report.card = read.label
        file.report.add("D225", _circle(circle), start, end, _BREAK, related=related)
        file.report.card = ""


def _circle(cards: Circle) -> str:
    if len(cards) == 1:
        return f"`{cards[0]}` requires itself"
    shown = [f"`{card}`" for card in cards[:_SHOWN]]
    last = f"{len(cards) - _SHOWN} others" if len(cards) > _SHOWN else shown.pop()
    return f"{', '.join(shown)} and {last} require one another"


def _free(wanted: str, taken: set[str]) -> str:
    """The id, with a number after it if another deck has it."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    taken.add(found)
    return found


def _title(name: str) -> str:
    """A title from a file name."""
    words = name.replace("-", " ").replace("_", " ").split()
    return " ".join(words)[:80].capitalize() if words else "Deck"

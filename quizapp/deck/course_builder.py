"""From the files of a course, as read, to the course: ids, and what only the whole can tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.deck.guide import learning_order
from quizapp.deck.identity import derived_id, id_from_name, question_form
from quizapp.deck.model import Course, Deck, names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.card_reader import ReadCard
    from quizapp.deck.diagnostics import Related
    from quizapp.deck.model import Card
    from quizapp.deck.reader import DeckFile, Header
    from quizapp.deck.report import Report


_NEEDS = "write a card's id, `tag:…` or `deck:…`"


@dataclass(frozen=True, slots=True)
class FileRead:
    """One deck file: its name without folder and ending, its report so far, and what was read."""

    name: str
    report: Report
    deck: DeckFile


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
            read = written
            if not read.card.id:
                question = question_form(read.card.stem)
                derived = derived_id(course_id, question, asked.get(question, 0))
                read = replace(read, card=replace(read.card, id=derived))
                asked[question] = asked.get(question, 0) + 1
            elif read.card.id in taken:
                _same_id(file, read, *taken[read.card.id])
                continue
            taken[read.card.id] = file, read
            kept.append((file, read))
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
        blueprints=tuple(read.blueprint for read in header.quiz),
    )


def _same_id(file: FileRead, read: ReadCard, first_file: FileRead, first: ReadCard) -> None:
    start, end = read.places["id"][0]
    line, _ = first_file.report.index.position(first.start)
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
    start, end = read.places.get("id", ((read.start, read.start + 1),))[0]
    return file.report.place(start, end, f"{read.label} has it")


def _check_earlier_ids(
    kept: Sequence[tuple[FileRead, ReadCard]],
    course_id: str,
    taken: dict[str, tuple[FileRead, ReadCard]],
) -> set[str]:
    """Report earlier ids that are in use or claimed twice; returns the ids of the cards that claim them."""
    claimed: dict[str, tuple[str, Related]] = {}
    refused: set[str] = set()
    for file, read in kept:
        for earlier, (start, end) in zip(read.card.was, read.places.get("was", ()), strict=False):
            own = earlier.removeprefix(f"{course_id}/")
            file.report.card = read.label
            if own in taken:
                seen = f"`{own}` is still the id of a card"
                has_it = (_id_place(*taken[own]),)
                file.report.add("I303", seen, start, end, "take it out of `was`", related=has_it)
                refused.add(read.card.id)
                continue
            label, first = claimed.setdefault(
                earlier, (read.label, file.report.place(start, end, f"{read.label} names it"))
            )
            if label is not read.label:
                label = f"{label} names it too: progress goes to one card, so take it out of the other"
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
        # What the defaults require has no place on the card.
        places = read.places.get("requires", ((read.start, read.start + 1),) * len(needs))
        for need, place in zip(needs, places, strict=False):
            file.report.card = read.label
            check(need, file.report, *place)
    report.card = ""
    weights = (choice for read in header.quiz for choice in read.choices)
    for choice in (*(choice for step in header.guide for choice in step), *weights):
        for name in choice.names:
            check(name, report, choice.start, choice.end)


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

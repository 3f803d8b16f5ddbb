"""From the files of a course, as read, to the course: ids, and what only the whole can tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from quizapp.deck.guide import learning_order
from quizapp.deck.identity import derived_id, id_from_name, question_form
from quizapp.deck.model import Course, Deck, names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.card_reader import ReadCard
    from quizapp.deck.model import Card
    from quizapp.deck.reader import DeckFile, Header
    from quizapp.deck.report import Report


_GUESSES = 20
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
    for file in files:
        deck_id = _free(file.deck.header.id or id_from_name(file.name), deck_ids)
        if file.deck.header.id not in ("", deck_id):
            label = "the deck keeps its cards and is called " + deck_id + " until one of them has another id"
            file.report.card = ""
            file.report.add("I302", f"another deck has the id `{file.deck.header.id}`", 0, 0, label)
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
    )


def _same_id(file: FileRead, read: ReadCard, first_file: FileRead, first: ReadCard) -> None:
    start, end = read.places["id"]
    line, _ = first_file.report.index.position(first.start)
    where = f"line {line}" if first_file is file else f"{first_file.report.file}:{line}"
    file.report.card = read.label
    file.report.add(
        "I302", f"the id `{read.card.id}` is taken", start, end, f"the card on {where} has it: choose another"
    )


def _check_earlier_ids(
    kept: Sequence[tuple[FileRead, ReadCard]],
    course_id: str,
    taken: dict[str, tuple[FileRead, ReadCard]],
) -> set[str]:
    """Report earlier ids that are in use or claimed twice; returns the ids of the cards that claim them."""
    claimed: dict[str, str] = {}
    refused: set[str] = set()
    for file, read in kept:
        for earlier in read.card.was:
            own = earlier.removeprefix(f"{course_id}/")
            start, end = read.places["was"]
            file.report.card = read.label
            if own in taken:
                file.report.add(
                    "I303", f"`{own}` is still the id of a card", start, end, "take it out of `was`"
                )
                refused.add(read.card.id)
            elif claimed.setdefault(earlier, read.label) is not read.label:
                label = f"{claimed[earlier]} names it too; progress can go to one of them only"
                file.report.add("I303", f"`{own}` is the earlier id of two cards", start, end, label)
                refused.add(read.card.id)
    return refused


def _check_names(
    header: Header, report: Report, kept: Sequence[tuple[FileRead, ReadCard]], decks: set[str]
) -> None:
    """Report names in `requires` and `guide` that no card, tag or deck has."""
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
            # A guess looks at every name of the course; many wrong names are no slips of the pen.
            close = get_close_matches(name[:80], known, n=1) if len(meant) < _GUESSES else []
            meant[name] = f"did you mean `{close[0]}`?" if close else _NEEDS
        message = f"`{name}` names no card, tag or deck of this course"
        report.add("D222", message, start, end, meant[name])

    for file, read in kept:
        for need in read.card.requires:
            file.report.card = read.label
            check(need, file.report, *read.places.get("requires", (read.start, read.start + 1)))
    report.card = ""
    for choice in (choice for step in header.guide for choice in step):
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

"""From the files of a course, as read, to the course: ids, and what only the whole can tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from quizapp.deck.identity import derived_id, id_from_name, question_form
from quizapp.deck.model import Course, Deck

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


def build_course(header: Header, name: str, root: str, files: Sequence[FileRead], shipped: bool) -> Course:
    """The course made of its files. `name` stands in where the header gives no id or title.

    Cards without an id get the derived one. Of two cards with the same id the later is left out and
    reported, as are earlier ids that are in use and requirements that name nothing.
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
    _check_requirements(kept, taken, deck_ids)
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


def _check_requirements(
    kept: Sequence[tuple[FileRead, ReadCard]],
    taken: dict[str, tuple[FileRead, ReadCard]],
    decks: set[str],
) -> None:
    known: set[str] | None = None
    meant: dict[str, str] = {}
    for file, read in kept:
        for need in read.card.requires:
            if known is None:
                tags = {f"tag:{tag}" for _, other in kept for tag in other.card.tags}
                known = {*taken, *tags, *(f"deck:{deck}" for deck in decks)}
            if need in known:
                continue
            if need not in meant:
                # A guess looks at every name of the course; many wrong names are no slips of the pen.
                close = get_close_matches(need[:80], known, n=1) if len(meant) < _GUESSES else []
                meant[need] = f"did you mean `{close[0]}`?" if close else _NEEDS
            start, end = read.places.get("requires", (read.start, read.start + 1))
            file.report.card = read.label
            file.report.add(
                "D222",
                f"`{need}` names no card, tag or deck of this course",
                start,
                end,
                meant[need],
            )


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

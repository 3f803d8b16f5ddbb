"""The file that new cards go into: an author's own, made when the first card is saved."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.cli.author_file import course_of, opened
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.editing.appending import CannotAppend, appended, new_file
from quizapp.deck.editing.missing_ids import new_id
from quizapp.deck.files import load
from quizapp.deck.identity import id_from_name, valid_id
from quizapp.deck.library import COURSE_FILE, ENDINGS
from quizapp.deck.reader import Header, read_course_file, read_deck_file
from quizapp.deck.report import Report
from quizapp.deck.source_text import MAX_BYTES
from quizapp.deck.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizapp.deck.editing.card_writer import Fields

OWN = "my-cards.yaml"
"""The deck in the learner's folder that takes the cards which belong to no other."""
_TRIAL: Fields = {"q": "question", "a": "answer"}


@dataclass(slots=True)
class CardFile:
    """A deck file as the form sees it. `taken` are the ids of its course."""

    path: Path
    header: Header = field(default_factory=Header)
    taken: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return clean(self.path.name)

    def save(self, card: Callable[[str], Fields]) -> str:
        """Add the card, made with an id that is free; "" or why that could not be, as a sentence."""
        card_id = new_id(secrets.choice, self.taken)
        fields = card(card_id)
        fault = self._append(fields) if os.path.lexists(self.path) else self._make(fields)
        if not fault:
            self.taken.add(card_id)
        return fault

    def _append(self, fields: Fields) -> str:
        # Read anew: what was written to the file meanwhile stays.
        file = opened(self.path)
        if isinstance(file, Diagnostic):
            return f"{self.name}: {file.message}. Nothing was saved."
        text = appended(file.text, fields)
        if isinstance(text, CannotAppend):
            return f"{text.message} Nothing was saved."
        if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
            return f"{self.name} is full: a deck has at most 5 MB. Begin another one."
        return file.write(text)

    def _make(self, fields: Fields) -> str:
        course = id_from_name(self.path.stem.removesuffix(".quiz"))
        title = course.replace("-", " ").replace("_", " ").strip().capitalize()
        text = new_file(fields, course if valid_id(course) else "", title)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("xb") as stream:
                try:
                    stream.write(text.encode("utf-8", "surrogatepass"))
                    stream.flush()
                    os.fsync(stream.fileno())
                except OSError:
                    self.path.unlink(missing_ok=True)
                    raise
        except OSError as fault:
            return f"{clean(str(self.path))} could not be made: {fault.strerror or fault}."
        return ""


def card_file(path: Path, shipped: Path) -> CardFile | str:
    """The file at a path, or why no card can go into it, as a sentence. `shipped` is the folder of the
    decks that came with the program."""
    name = clean(str(path))
    try:
        if path.resolve().is_relative_to(shipped.resolve()):
            return f"{name} came with quizapp, and your cards would go with its next version. Name a file of your own."
        if path.is_dir():
            course = _course_header(path / OWN)
            listed = course.path[-1].name if course and course.path else ""
            what = "a course. Name one of its decks" if listed else "a folder. Name a deck file in it"
            return f"{name} is {what}: {clean(str(path / (listed or OWN)))}"
        if path.name == COURSE_FILE:
            return f"{COURSE_FILE} lists decks and holds no cards. Name one of its decks."
        if not path.name.endswith(ENDINGS):
            return f"The name of a deck file ends in .yaml: {name}.yaml"
        if not os.path.lexists(path):
            return CardFile(path)
    except (OSError, RuntimeError, ValueError) as fault:
        return f"{name} cannot be read: {getattr(fault, 'strerror', None) or fault}."
    file = opened(path)
    if isinstance(file, Diagnostic):
        return f"{name}: {file.message}."
    trial = appended(file.text, _TRIAL)
    if isinstance(trial, CannotAppend):
        return f"{name}: {trial.message}"
    header = read_deck_file(Report(str(path), file.text), _course_header(path)).header
    library = load(course_of(path))
    taken = {card.id for course in library.courses for deck in course.decks for card in deck.cards}
    return CardFile(path, header, taken)


def _course_header(path: Path) -> Header | None:
    """What `course.yaml` beside a deck says of all its decks."""
    course = path.parent / COURSE_FILE
    if not course.is_file():
        return None
    file = opened(course)
    return None if isinstance(file, Diagnostic) else read_course_file(Report(str(course), file.text))

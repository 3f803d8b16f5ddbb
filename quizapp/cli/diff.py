"""`quizapp diff A B`: which cards differ between two versions of decks."""

from __future__ import annotations

import os.path
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quizapp.cli.output import as_json
from quizapp.cli.reading import renamed_cards
from quizapp.cli.revision import NoRevision, check_out
from quizapp.deck.diagnostics import Severity
from quizapp.deck.files import load
from quizapp.deck.identity import DERIVED
from quizapp.deck.shapes import Cloze, Marking
from quizapp.deck.text import clean
from quizapp.paths import named
from quizapp.study.changes import Pair, alike, compare
from quizapp.study.sketch import known_cards

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from quizapp.deck.card import Card
    from quizapp.deck.library import Library
    from quizapp.study.known import KnownCard

FOUND, COULD_NOT_RUN = 1, 2
KINDS = ("added", "removed", "moved", "reworded", "answer changed", "changed otherwise")
_KEYS = {"sources": "source", "hints": "hint", "quantity": "number"}
"""Names of fields that authors know by another one."""
_ASIDE = ("wrong", "typed", "reverse", "quantity", "date", "extra", "need", "ordered")
"""What a kind of answer has beside the answer itself, or in it and not seen in its text."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions. `base` is the folder by which files of both sides are compared; `label`
    is the revision, whose files are told from `top`; `single` says that one file was named."""

    library: Library
    base: Path
    top: Path
    label: str
    single: bool

    def name(self, file: str) -> str:
        """A file's name, the same on both sides if it is the same file."""
        return "" if self.single else os.path.relpath(file, self.base)

    def shown(self, card: Card) -> str:
        """Where a card stands, as the user named it."""
        file = card.place.file
        if self.label:
            file = f"{self.label}:{Path(os.path.relpath(file, self.top)).as_posix()}"
        return f"{file}:{card.place.line}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One card that differs, with what there is of it on each side, and the keys changed otherwise."""

    kinds: tuple[str, ...]
    old: tuple[KnownCard, Card] | None
    new: tuple[KnownCard, Card] | None
    keys: tuple[str, ...] = ()
    likeness: float = 100.0


def diff(arguments: Namespace) -> int:
    """Print the cards that differ; 0 if none does, 1 if some do, 2 if a side cannot be read."""
    with TemporaryDirectory(prefix="quizapp-") as folder:
        try:
            old = _side(arguments.old, arguments.new, Path(folder, "old"))
            new = _side(arguments.new, arguments.old, Path(folder, "new"))
        except NoRevision as fault:
            print(f"quizapp diff: {fault}", file=sys.stderr)
            return COULD_NOT_RUN
        if not any((side.library.courses or side.library.diagnostics) for side in (old, new)):
            print(
                "quizapp diff: there are no decks on either side (files that end in .yaml or .yml)",
                file=sys.stderr,
            )
            return COULD_NOT_RUN
        for side, name in ((old, arguments.old), (new, arguments.new)):
            errors = any(found.severity is Severity.ERROR for found in side.library.diagnostics)
            if errors and not side.library.courses:
                print(
                    clean(f"quizapp diff: {name} cannot be read (quizapp check says why)."), file=sys.stderr
                )
                return COULD_NOT_RUN
            if errors:
                print(
                    clean(f"{name}: what cannot be read of it is not compared (quizapp check says why)."),
                    file=sys.stderr,
                )
        found = sorted(_differences(old, new), key=_order)
        if arguments.json:
            print(as_json(_report(found, old, new)))
        else:
            for difference in found:
                for line in _lines(difference, old, new):
                    print(clean(line))
            print(_summary(found))
    return FOUND if found else 0


def _side(name: str, other: str, folder: Path) -> Side:
    """One side; a revision alone beside a path below the current folder means that path as it was then."""
    if (path := _there(name)) is not None:
        base = path if path.is_dir() else path.parent
        return Side(load(path), base, base, "", path.is_file())
    beside = _there(other) if ":" not in name else None
    place = os.path.relpath(beside) if beside else ".."
    found = check_out(name if place.startswith("..") else f"{name}:./{Path(place).as_posix()}", folder)
    single = found.path.is_file()
    base = found.path.parent if single else found.path
    return Side(load(found.path), base, found.base, name.partition(":")[0], single)


def _there(name: str) -> Path | None:
    """The file or folder of this name, if there is one."""
    path = named(name)
    try:
        return path if path.exists() else None
    except (OSError, ValueError):
        return None


# -- what differs -------------------------------------------------------------------------


class _Cards:
    """The cards of one side by course and id."""

    def __init__(self, side: Side) -> None:
        self.by_course: dict[str, tuple[KnownCard, ...]] = {}
        self.written: dict[tuple[str, str], Card] = {}
        for course in side.library.courses:
            self.by_course[course.id] = known_cards(course, side.name)
            for deck in course.decks:
                for card in deck.cards:
                    self.written[course.id, card.id] = card

    def both(self, card: KnownCard) -> tuple[KnownCard, Card]:
        return card, self.written[card.course, card.card]


def _differences(old: Side, new: Side) -> Iterator[Difference]:
    olds, news = _Cards(old), _Cards(new)
    gone: list[KnownCard] = []
    new_cards: list[KnownCard] = []
    pairs: list[Pair] = []
    for before, after, renamed in _courses(old.library, olds, new.library, news):
        changes = compare(before, after, renamed)
        pairs += (*changes.kept, *changes.edited)
        gone += changes.gone
        new_cards += changes.new
    # What left one course may have come to another.
    elsewhere = alike(gone, new_cards, ())
    for pair in (*pairs, *elsewhere):
        if (difference := _difference(pair, old, new, olds, news)) is not None:
            yield difference
    met = {id(card) for pair in elsewhere for card in (pair.old, pair.new)}
    yield from (Difference(("removed",), olds.both(card), None) for card in gone if id(card) not in met)
    yield from (Difference(("added",), None, news.both(card)) for card in new_cards if id(card) not in met)


def _courses(
    old: Library, olds: _Cards, new: Library, news: _Cards
) -> Iterator[tuple[Sequence[KnownCard], Sequence[KnownCard], dict[str, str]]]:
    """The cards of each course on both sides, and which were renamed. Two courses that are alone are
    compared whatever their ids: a file's course is called after the file."""
    if len(old.courses) == len(new.courses) == 1:
        here, there = old.courses[0], new.courses[0]
        yield olds.by_course[here.id], news.by_course[there.id], renamed_cards(there)
        return
    for course in new.courses:
        yield olds.by_course.get(course.id, ()), news.by_course[course.id], renamed_cards(course)
    for course in old.courses:
        if course.id not in news.by_course:
            yield olds.by_course[course.id], (), {}


def _difference(pair: Pair, old: Side, new: Side, olds: _Cards, news: _Cards) -> Difference | None:
    """What is different about a card; None if nothing is."""
    before, after = olds.both(pair.old)[1], news.both(pair.new)[1]
    keys = list(_changed_keys(before, after))
    answers = dict(pair.old.answers) != dict(pair.new.answers) and pair.old.answer != pair.new.answer
    apart = old.single or new.single
    if answers:
        keys = [key for key in keys if key not in ("number", "date")]
    reworded = _asked(before) != _asked(after)
    if before.shape != after.shape and not (answers or reworded or keys):
        keys = ["details of the answer"]
    kinds = (
        "moved" if not apart and pair.old.file != pair.new.file else "",
        "reworded" if reworded else "",
        "answer changed" if answers else "",
        "changed otherwise" if keys else "",
    )
    found = tuple(kind for kind in kinds if kind)
    if not found:
        return None
    return Difference(found, (pair.old, before), (pair.new, after), tuple(keys), pair.likeness)


def _asked(card: Card) -> str:
    """The question as it is asked: of a cloze without what is hidden."""
    if isinstance(card.shape, Cloze):
        return "".join(part if isinstance(part, str) else "[…]" for part in card.shape.text.parts)
    return card.stem


def _changed_keys(old: Card, new: Card) -> Iterator[str]:
    """The keys that differ, but for those of question and answer."""
    if old.id != new.id and not (old.id.startswith(DERIVED) and new.id.startswith(DERIVED)):
        yield "id"
    for spec in fields(old):
        if spec.name not in ("id", "stem", "shape", "place") and getattr(old, spec.name) != getattr(
            new, spec.name
        ):
            yield _KEYS.get(spec.name, spec.name)
    if type(old.shape) is not type(new.shape):
        yield "kind of answer"
        return
    for spec in fields(old.shape):
        one, other = getattr(old.shape, spec.name), getattr(new.shape, spec.name)
        if isinstance(one, Marking) and isinstance(other, Marking):
            yield from (
                name.name for name in fields(one) if getattr(one, name.name) != getattr(other, name.name)
            )
        elif spec.name in _ASIDE and one != other:
            yield _KEYS.get(spec.name, spec.name)


# -- how it is told -----------------------------------------------------------------------


def _order(difference: Difference) -> tuple[int, str, int]:
    place = (difference.new or difference.old or _nothing())[1].place
    return KINDS.index(difference.kinds[0]), place.file, place.line


def _nothing() -> tuple[KnownCard, Card]:
    raise AssertionError("a difference has a card on one side at least")


def _lines(difference: Difference, old: Side, new: Side) -> Iterator[str]:
    """Where a card stands on both sides, what kind of change it is, and its texts before and after."""
    kinds = [kind for kind in difference.kinds if kind != "changed otherwise"]
    if difference.keys:
        kinds.append(f"{', '.join(difference.keys)} changed")
    places = [
        side.shown(known[1])
        for side, known in ((old, difference.old), (new, difference.new))
        if known is not None
    ]
    yield f"{', '.join(kinds)}: {' → '.join(places)}"
    match difference.old, difference.new:
        case (before, card), (after, edited):
            reworded, changed = "reworded" in difference.kinds, "answer changed" in difference.kinds
            if reworded:
                yield f"  - {_line(_asked(card))}"
                yield f"  + {_line(_asked(edited))}"
            else:
                yield f"    {_line(_asked(edited))}"
            if changed:
                yield f"  - answer: {_line(before.answer)}"
                yield f"  + answer: {_line(after.answer)}"
        case (_, card), None:
            yield f"  - {_line(card.stem)}"
        case None, (_, card):
            yield f"  + {_line(card.stem)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _summary(found: Sequence[Difference]) -> str:
    counts = _counts(found)
    parts = [f"{number} {kind}" for kind, number in counts.items() if number]
    return f"{', '.join(parts)}." if parts else "No card differs."


def _counts(found: Sequence[Difference]) -> dict[str, int]:
    return {kind: sum(kind in difference.kinds for difference in found) for kind in KINDS}


def _report(found: Sequence[Difference], old: Side, new: Side) -> dict[str, object]:
    return {
        "summary": _counts(found),
        "changes": [
            {
                "kinds": list(difference.kinds),
                "keys": list(difference.keys),
                "likeness": round(difference.likeness),
                "old": _as_data(difference.old, old),
                "new": _as_data(difference.new, new),
            }
            for difference in found
        ],
    }


def _as_data(known: tuple[KnownCard, Card] | None, side: Side) -> dict[str, object] | None:
    if known is None:
        return None
    told, card = known
    file, _, line = side.shown(card).rpartition(":")
    return {
        "course": told.course,
        "id": card.id,
        "file": file,
        "line": int(line),
        "question": card.stem,
        "answer": told.answer,
    }

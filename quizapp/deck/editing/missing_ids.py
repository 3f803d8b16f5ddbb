"""Gives cards that have no id one, in the author's own file and style.

Pure: text in, text out. YAML is never written anew: an id is inserted where the value of the card's
first key ends, or before that key where this fails, and is kept only if reading the text again gives
the same nodes and the id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.deck.diagnostics import LineIndex
from quizapp.deck.editing.edits import Insertion, inserted, taken_out
from quizapp.deck.identity import valid_id
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence, build
from quizapp.deck.text import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

# Without vowels no id is a word, and none is `on` or `no`; without `l` and `y` none is misread.
_LETTERS = "bcdfghjkmnpqrstvwxz"
_SIGNS = _LETTERS + "0123456789"
_LENGTH = 6
_WORD = re.compile(r"(?<![A-Za-z0-9])[a-z][a-z0-9]{5}(?![A-Za-z0-9])")
_ATTEMPTS = 20
"""How often the whole text is read to find what fails, so that the time stays in step with its size."""


@dataclass(frozen=True, slots=True)
class WithIds:
    """A text with ids: what was inserted into the original, the lines of the cards left without, and those
    of ids that are there and cannot be used."""

    text: str
    insertions: tuple[Insertion, ...] = ()
    left: tuple[int, ...] = ()
    unusable: tuple[int, ...] = ()


@dataclass(slots=True)
class _Gap:
    """A card without an id, the id it gets, and the places that are still to be tried."""

    card: Mapping
    id: str
    places: list[Insertion] = field(default_factory=list)


def new_id(choice: Callable[[str], str], taken: Container[str]) -> str:
    """A card id of six characters that is not taken; `choice` picks one character (`secrets.choice`).

    It begins with a letter, so that no version of YAML takes it for a number.
    """
    while True:
        found = choice(_LETTERS) + "".join(choice(_SIGNS) for _ in range(_LENGTH - 1))
        if found not in taken:
            return found


def ids_in(text: str) -> set[str]:
    """All words of a text that look like an id of ours: what a new one of the course must not be.

    Words and not nodes, so that ids of broken cards, in `was` and in `requires` count as well.
    """
    return set(_WORD.findall(text))


def add_ids(text: str, choice: Callable[[str], str], taken: set[str]) -> WithIds | None:
    """The text of a deck file with an id on each card that has none; new ids are added to `taken`.

    `taken` holds the ids of the whole course. A card with an `id` is left, whatever its value: progress may
    hang on what it was meant to be. None
    where YAML cannot read the text, or it holds what decks refuse.
    """
    readable = settled(text)
    tree = build(readable)
    if tree.fault is not None or tree.refused:
        return None
    gaps = []
    index = LineIndex(text)
    unusable = []
    for card in _cards(tree.root):
        for key, value in card.pairs:
            if _names_id(key) and not _is_usable(value):
                unusable.append(index.position(key.start)[0])
        if not any(_names_id(key) for key, _ in card.pairs) and card.pairs:
            made = new_id(choice, taken)
            taken.add(made)
            gaps.append(_Gap(card, made, list(_places(readable, card, made))))
    chosen, failed = _proved(readable, tree.root, gaps)
    left = tuple(sorted(index.position(gap.card.start)[0] for gap in failed))
    insertions = tuple(gap.places[0] for gap in chosen)
    changed = inserted(text, insertions)
    assert taken_out(changed, insertions) == text
    return WithIds(changed, insertions, left, tuple(unusable))


def _cards(root: Node | None) -> Iterator[Mapping]:
    """The mappings of a deck's list of cards, which is the whole text or stands under `cards`."""
    if isinstance(root, Mapping):
        root = next(
            (value for key, value in root.pairs if isinstance(key, Scalar) and key.value == "cards"), None
        )
    if isinstance(root, Sequence):
        yield from (item for item in root.items if isinstance(item, Mapping))


def _names_id(key: Node) -> bool:
    return isinstance(key, Scalar) and key.value == "id"


def _is_usable(value: Node) -> bool:
    return isinstance(value, Scalar) and valid_id(value.value.strip())


# -- where an id may go ---------------------------------------------------------------------


def _places(text: str, card: Mapping, made: str) -> Iterator[Insertion]:
    """The insertions to try, the best first."""
    first, value = card.pairs[0]
    if card.flow:
        # JSON stays JSON.
        entry = f'"id": "{made}"' if text.startswith('"', first.start) else f"id: {made}"
        yield Insertion(value.end, f", {entry}")
        yield Insertion(first.start, f"{entry}, ")
        return
    # Not the place of the key, which may stand behind a `?`.
    column = card.start - (text.rfind("\n", 0, card.start) + 1)
    indent = " " * column
    end = _line_end(text)
    if value.end and text[value.end - 1] == "\n":
        # A block of lines ends where the next line begins.
        yield Insertion(value.end, f"{indent}id: {made}{end}")
    else:
        at = text.find("\n", value.end)
        at = len(text) if at < 0 else at
        if text[at - 1 : at] == "\r":
            at -= 1
        yield Insertion(at, f"{end}{indent}id: {made}")
    yield Insertion(card.start, f"id: {made}{end}{indent}")


def _line_end(text: str) -> str:
    """How the text's first line ends."""
    at = text.find("\n")
    return "\r\n" if at > 0 and text[at - 1] == "\r" else "\n"


# -- proof ----------------------------------------------------------------------------------


def _proved(text: str, root: Node | None, gaps: list[_Gap]) -> tuple[list[_Gap], list[_Gap]]:
    """The gaps whose first place keeps all nodes of the whole text as they were, and the others."""
    if _holds(text, root, gaps):
        return gaps, []
    # Each card alone first: that finds nearly all that fails, in the time of one reading.
    failed: list[_Gap] = []
    chosen: list[_Gap] = []
    for gap in gaps:
        while gap.places and not _holds_alone(text, gap):
            gap.places.pop(0)
        (chosen if gap.places else failed).append(gap)
    kept = _Halves(text, root).kept(chosen, [])
    held = {gap.id for gap in kept}
    return kept, failed + [gap for gap in chosen if gap.id not in held]


@dataclass(slots=True)
class _Halves:
    """Finds what holds together, by halves, within a number of readings."""

    text: str
    root: Node | None
    attempts: int = _ATTEMPTS

    def kept(self, gaps: list[_Gap], before: list[_Gap]) -> list[_Gap]:
        """Those of the gaps that hold together with the ones before, which do."""
        if not gaps or not self.attempts:
            return []
        self.attempts -= 1
        if _holds(self.text, self.root, before + gaps):
            return gaps
        if len(gaps) == 1:
            return []
        middle = len(gaps) // 2
        first = self.kept(gaps[:middle], before)
        return first + self.kept(gaps[middle:], before + first)


def _holds(text: str, root: Node | None, gaps: list[_Gap]) -> bool:
    """Whether the text with the ids reads as before, but for the ids."""
    tree = build(inserted(text, [gap.places[0] for gap in gaps]))
    if tree.fault is not None or tree.refused:
        return False
    given = {id(gap.card): gap.id for gap in gaps}
    return _same(root, tree.root, given)


def _holds_alone(text: str, gap: _Gap) -> bool:
    """Whether a card, cut out of its file, takes the id."""
    card, place = gap.card, gap.places[0]
    begin = text.rfind("\n", 0, card.start) + 1
    end = max(card.end, place.at)
    if not card.flow:
        found = text.find("\n", end)
        end = len(text) if found < 0 else found + 1
        if text[card.end - 1 : card.end] == "\n":
            end = card.end
    # Blanks stand for what precedes the card on its line, so that its keys stay in their column.
    lead = " " * (card.start - begin) if not card.flow else ""
    before = build(lead + text[card.start : end])
    fragment = Insertion(place.at - card.start, place.text)
    after = build(lead + inserted(text[card.start : end], [fragment]))
    if before.fault is not None or after.fault is not None:
        return False
    if not isinstance(before.root, Mapping):
        return False
    return _same(before.root, after.root, {id(before.root): gap.id})


def _same(old: Node | None, new: Node | None, given: dict[int, str]) -> bool:
    """Whether two nodes say the same, but for the ids given to some mappings (by `id()` of the old)."""
    if old is None or new is None:
        return old is new
    if isinstance(old, Scalar):
        return isinstance(new, Scalar) and old.value == new.value and old.plain == new.plain
    if isinstance(old, Sequence):
        if not isinstance(new, Sequence) or len(old.items) != len(new.items):
            return False
        return all(_same(a, b, given) for a, b in zip(old.items, new.items, strict=True))
    if not isinstance(new, Mapping):
        return False
    pairs = new.pairs
    made = given.get(id(old))
    if made is not None:
        pairs = [pair for pair in pairs if not _is_id(pair, made)]
        if len(new.pairs) != len(pairs) + 1:
            return False
    if len(old.pairs) != len(pairs):
        return False
    return all(
        _same(key, other, given) and _same(value, mate, given)
        for (key, value), (other, mate) in zip(old.pairs, pairs, strict=True)
    )


def _is_id(pair: tuple[Node, Node], made: str) -> bool:
    key, value = pair
    return isinstance(key, Scalar) and key.value == "id" and isinstance(value, Scalar) and value.value == made

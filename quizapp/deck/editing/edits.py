"""Changes to an author's text, piece by piece: all that lies between the pieces stays as it is."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.diagnostics import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizapp.deck.diagnostics import Edit


@dataclass(frozen=True, slots=True)
class Insertion:
    """Text that is put in before the code point at an offset of the original."""

    at: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """Text that takes the place of the code points from `start` up to `end` of the original."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; of two that overlap, the earlier in the list is made."""
    index = LineIndex(text)
    groups = [(located(index, edit),) for edit in edits]
    return replaced(text, [groups[number][0] for number in compatible(groups)])


def located(index: LineIndex, edit: Edit) -> Replacement:
    """An edit by offsets; what points out of its line or of the text ends there."""
    span = edit.span
    start = index.offset(span.line, span.column)
    return Replacement(start, max(start, index.offset(span.end_line, span.end_column)), edit.text)


def compatible(groups: Sequence[tuple[Replacement, ...]]) -> list[int]:
    """Which groups can be made together: those in whose way no earlier group stands.

    A group is made whole or not at all. Two insertions at one place are in each other's way, since
    nobody has said which comes first.
    """
    taken: list[Replacement] = []
    chosen = []
    for number, group in enumerate(groups):
        if all(_free(taken, piece) for piece in group):
            for piece in group:
                insort(taken, piece)
            chosen.append(number)
    return chosen


def _free(taken: list[Replacement], piece: Replacement) -> bool:
    at = bisect_right(taken, piece)
    return not any(_overlap(other, piece) for other in taken[max(0, at - 1) : at + 1])


def _overlap(one: Replacement, other: Replacement) -> bool:
    if one.start == other.start and (one.start == one.end) == (other.start == other.end):
        return True
    return one.start < other.end and other.start < one.end


def replaced(text: str, pieces: Iterable[Replacement]) -> str:
    """The text with the pieces replaced, which must not overlap."""
    parts: list[str] = []
    at = 0
    for piece in sorted(pieces):
        parts += text[at : piece.start], piece.text
        at = piece.end
    parts.append(text[at:])
    return "".join(parts)


def inserted(text: str, insertions: Iterable[Insertion]) -> str:
    """The text with the insertions, those of one place in the order given."""
    parts: list[str] = []
    at = 0
    for insertion in sorted(insertions, key=_at):
        parts += text[at : insertion.at], insertion.text
        at = insertion.at
    parts.append(text[at:])
    return "".join(parts)


def taken_out(text: str, insertions: Iterable[Insertion]) -> str:
    """A text without what was inserted: the original, if nothing else was changed.

    The offsets of the insertions are those of the original. ValueError where the text does not hold
    what should have been inserted.
    """
    parts: list[str] = []
    at = shift = 0
    for insertion in sorted(insertions, key=_at):
        start = insertion.at + shift
        if not text.startswith(insertion.text, start):
            raise ValueError(f"{insertion.text!r} does not stand at {start}")
        parts.append(text[at:start])
        at = start + len(insertion.text)
        shift += len(insertion.text)
    parts.append(text[at:])
    return "".join(parts)


def _at(insertion: Insertion) -> int:
    return insertion.at

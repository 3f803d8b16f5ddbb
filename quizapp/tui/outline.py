"""What the files that are being written hold, in their order: cards with their findings, and findings
that stand outside of sound cards."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from quizapp.deck.card import Place
from quizapp.deck.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from quizapp.deck.card import Card
    from quizapp.deck.course import Course, Deck
    from quizapp.deck.diagnostics import Diagnostic
    from quizapp.deck.library import Library

_NOWHERE = Place("", 0, 0, 0, 0)
GRAVITY = tuple(Severity)
"""The severities, the gravest first."""


class Checked(Protocol):
    """Decks, and all that was found in their files."""

    @property
    def library(self) -> Library: ...

    @property
    def findings(self) -> tuple[Diagnostic, ...]: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card belongs."""

    course: Course
    deck: Deck


@dataclass(frozen=True, slots=True)
class Entry:
    """A card with the findings on its lines, or one finding outside of all sound cards."""

    file: str
    line: int
    findings: tuple[Diagnostic, ...]
    card: Card | None = None
    spot: Spot | None = None

    @property
    def severity(self) -> Severity | None:
        """The gravest of the findings."""
        return min((finding.severity for finding in self.findings), key=GRAVITY.index, default=None)

    @property
    def name(self) -> Hashable:
        """What it is called from one reading of the files to the next, as long as that stays."""
        if self.card is not None and self.spot is not None:
            return self.spot.course.id, self.card.id
        return self.file, self.line

    @property
    def content(self) -> Hashable:
        """What it says, wherever that stands."""
        if self.card is not None:
            return replace(self.card, place=_NOWHERE)
        return tuple((finding.code, finding.message) for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Outline:
    """All entries, file by file."""

    entries: tuple[Entry, ...] = ()

    @property
    def cards(self) -> int:
        return sum(entry.card is not None for entry in self.entries)

    def count(self, severity: Severity) -> int:
        """How many findings there are of one severity."""
        return sum(found.severity is severity for entry in self.entries for found in entry.findings)

    def after(self, before: Outline, cursor: int | None) -> int | None:
        """Where the cursor belongs in place of where it was `before`.

        On what was changed: the entry it was on, else the first one that says something new. If
        nothing was, on the same entry; if that is gone, on the one in its place.
        """
        if not self.entries:
            return None
        if cursor is None or not before.entries:
            return 0
        was = before.entries[cursor]
        same = next((at for at, entry in enumerate(self.entries) if entry.name == was.name), None)
        named = {entry.name: entry.content for entry in before.entries}
        new = [at for at, entry in enumerate(self.entries) if named.get(entry.name) != entry.content]
        if new:
            # What only got another name or place says nothing new. Few are left to be looked up, and
            # the whole set of contents is made for them alone.
            known = {entry.content for entry in before.entries}
            new = [at for at in new if self.entries[at].content not in known]
        if same is not None and same in new:
            return same
        # A finding may only name another line than before; a card that says something new is new.
        written = [at for at in new if self.entries[at].card is not None]
        if written or new:
            return (written or new)[0]
        return min(cursor, len(self.entries) - 1) if same is None else same


def outline(checked: Checked) -> Outline:
    """The outline of some decks; its time is linear in the number of cards and findings."""
    found: dict[str, list[Diagnostic]] = {}
    for finding in checked.findings:
        found.setdefault(finding.file, []).append(finding)
    entries: list[Entry] = []
    for course in checked.library.courses:
        for deck in course.decks:
            cards = [
                Entry(card.place.file, card.place.line, (), card, Spot(course, deck)) for card in deck.cards
            ]
            entries += _with_findings(cards, found.pop(deck.file, []))
    for own in found.values():
        entries += _with_findings([], own)
    return Outline(tuple(entries))


def _with_findings(cards: list[Entry], findings: Iterable[Diagnostic]) -> Iterator[Entry]:
    starts = [entry.line for entry in cards]
    own: dict[int, list[Diagnostic]] = {}
    alone: list[Entry] = []
    for finding in findings:
        at = bisect_right(starts, finding.span.line) - 1
        card = cards[at].card if at >= 0 else None
        if card is not None and finding.span.line <= card.place.last_line:
            own.setdefault(at, []).append(finding)
        else:
            alone.append(Entry(finding.file, finding.span.line, (finding,)))
    joined = [replace(entry, findings=tuple(own.get(at, ()))) for at, entry in enumerate(cards)]
    return iter(sorted([*joined, *alone], key=_line))


def _line(entry: Entry) -> int:
    return entry.line

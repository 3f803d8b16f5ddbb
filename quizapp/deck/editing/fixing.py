"""Mends what can be mended in an author's text, and proves that nothing else changed.

Every finding may carry a fix. Fixes are made together, the text is read again, and those are dropped
after which their finding is still there, another one has come, or any other part of the text reads
otherwise. What one mistake hid comes up in the next round.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.diagnostics import Diagnostic, LineIndex
from quizapp.deck.editing.changed_text import Change, Forest, forest, unchanged
from quizapp.deck.editing.edits import Replacement, compatible, located, replaced
from quizapp.deck.nodes import Mapping
from quizapp.deck.text import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Read = Callable[[str], Sequence[Diagnostic]]
    """The findings of one file's text."""

_READINGS = 60
"""How often a text is read again at most: the time stays in step with its size."""

# What may come to light on a card that can be read now, or whose misnamed key had kept other
# findings back. All else would say that the fix made it.
_HIDDEN_BY_SYNTAX = ("D2", "I3", "S4", "Q", "Y")
_MADE_BY_QUOTING = {"D200", "D202", "D204", "D205", "D206", "Y005", "Y099"}
_HIDDEN_BY_A_NAME = {"D202", "D204", "D205", "D206", "D207", "D208", "D209", "D210", "D211", "D212"}


@dataclass(frozen=True, slots=True)
class Fixed:
    """A mended text, the findings that were mended, and those that are left."""

    text: str
    applied: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Fix:
    """A finding, and its fix by offsets."""

    finding: Diagnostic
    pieces: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """A text as it was read."""

    text: str
    index: LineIndex
    forest: Forest
    findings: tuple[Diagnostic, ...]

    def offset(self, finding: Diagnostic) -> int:
        return self.index.offset(finding.span.line, finding.span.column)


def fix_text(text: str, read: Read, *, unsafe: bool = False, more: Iterable[Diagnostic] = ()) -> Fixed:
    """Mend a text without a byte order mark. `read` gives the findings of a text; `more` are findings
    of this text that only the whole course can tell. Without `unsafe`, only fixes are made that are
    certain to keep the meaning."""
    state = _read(text, read)
    candidates = tuple(dict.fromkeys((*state.findings, *more)))
    applied: list[Diagnostic] = []
    failed: set[tuple[str, int, str]] = set()
    readings = _READINGS
    while readings > 0:
        fixes = [
            _Fix(finding, tuple(located(state.index, edit) for edit in finding.fix.edits))
            for finding in candidates
            if finding.fix is not None and (unsafe or finding.fix.safe) and _name(finding) not in failed
        ]
        fixes = [fixes[number] for number in compatible([fix.pieces for fix in fixes])]
        mended: _State | None = None
        while fixes and mended is None and readings > 0:
            readings -= 1
            trial = _read(replaced(state.text, [piece for fix in fixes for piece in fix.pieces]), read)
            blamed = _blamed(state, trial, fixes)
            failed.update(_name(fixes[number].finding) for number in blamed)
            if blamed:
                fixes = [fix for number, fix in enumerate(fixes) if number not in blamed]
            else:
                mended = trial
        if mended is None:
            break
        applied.extend(fix.finding for fix in fixes)
        state = mended
        candidates = state.findings
    return Fixed(state.text, tuple(applied), state.findings)


def _read(text: str, read: Read) -> _State:
    return _State(text, LineIndex(text), forest(settled(text)), tuple(read(text)))


def _name(finding: Diagnostic) -> tuple[str, int, str]:
    """What a finding is known by while its line may change."""
    return finding.code, finding.span.line, finding.message


def _blamed(old: _State, new: _State, fixes: list[_Fix]) -> set[int]:
    """The numbers of the fixes to which something untoward is due; none if all is well."""
    owners = sorted((piece, number) for number, fix in enumerate(fixes) for piece in fix.pieces)
    change = Change([piece for piece, _ in owners])
    back = change.undone()
    blamed: set[int] = set()

    def blame(nearest: int) -> None:
        blamed.add(owners[nearest][1])

    # All that could be read reads as before.
    for start, node in old.forest.nodes.items():
        other = new.forest.nodes.get(change.after(start))
        kept = other is not None and isinstance(other, Mapping) == isinstance(node, Mapping)
        if other is None or not kept or not unchanged(node, other, change, back):
            blame(change.nearest(node.end))
    # What could not be read has become one card, or one group of keys, where it stood.
    if new.forest.whole and len(old.forest.parts) > 1:
        starts = sorted(new.forest.nodes)
        for start, end in old.forest.parts[1:-1]:
            first, last = change.after(start), change.after(end)
            if bisect_right(starts, last - 1) - bisect_right(starts, first - 1) != 1:
                blame(change.nearest(end))
    elif old.forest.whole and len(new.forest.nodes) != len(old.forest.nodes):
        blamed.update(range(len(fixes)))
    # What was found is gone.
    seen = {(finding.code, new.offset(finding)) for finding in new.findings}
    for number, fix in enumerate(fixes):
        if (fix.finding.code, change.after(old.offset(fix.finding))) in seen:
            blamed.add(number)
    # And nothing else has come.
    known = {(finding.code, change.after(old.offset(finding))) for finding in old.findings}
    readable = sorted(
        (change.after(node.start), change.after(node.end)) for node in old.forest.nodes.values()
    )
    for finding in new.findings:
        at = new.offset(finding)
        if (finding.code, at) in known:
            continue
        nearest = back.nearest(at)
        fix = fixes[owners[nearest][1]]
        further = at > change.after(fix.pieces[-1].end)
        if not _came_to_light(finding, fix.finding, readable=_within(readable, at), further=further):
            blame(nearest)
    return blamed


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    place = bisect_right(spans, (at, len(spans) and spans[-1][1])) - 1
    return place >= 0 and spans[place][0] <= at <= spans[place][1]


def _came_to_light(finding: Diagnostic, mended: Diagnostic, *, readable: bool, further: bool) -> bool:
    """Whether a new finding was there before, hidden by the one that was mended. `readable` says that its
    part of the text could be read before, and `further` that it stands behind what was mended."""
    if mended.code == "D201":
        return finding.code in _HIDDEN_BY_A_NAME
    if readable or finding.code in _MADE_BY_QUOTING:
        return False
    if finding.code.startswith("Y") and not further:
        return False
    return finding.code.startswith(_HIDDEN_BY_SYNTAX)

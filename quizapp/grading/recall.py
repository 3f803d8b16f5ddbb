"""Lists recalled from memory."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.grading.given import as_texts
from quizapp.grading.mark import Mark, Part, Reason, unanswered, verdict_of
from quizapp.grading.typed import compare, credit

if TYPE_CHECKING:
    from quizapp.deck.shapes import ListRecall, Marking
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response


def grade_recall(shape: ListRecall, response: Response, context: Context) -> Mark:
    """Found out of needed. Wrong entries show and take nothing away; an entry named twice counts once.

    Where the order counts, so many entries are found as stand in the right order after taking out the fewest
    others (the longest increasing subsequence): one entry forgotten or misplaced costs one, not all after it.
    """
    expected = tuple(plain(names[0]) for names in shape.entries)
    commas = not any("," in name for names in shape.entries for name in names)
    given = [text for text in as_texts(response, shape.need, commas) if text]
    if not given:
        return unanswered(expected)
    reasons, entries = _assign(given, shape, context)
    found = {entry: position for position, entry in enumerate(entries) if entry is not None}
    counted = len(found)
    if shape.ordered:
        kept = _longest_rising([entry for entry in entries if entry is not None])
        counted = len(kept)
        for entry in set(found) - kept:
            position = found[entry]
            note = f"On the list, but not in this place: it is number {entry + 1}."
            reasons[position] = replace(reasons[position], part=Part.WRONG, note=note, diff=())
    score = min(1.0, counted / shape.need) if shape.need > 0 else 1.0
    if score < 1:
        reasons += [
            Reason(Part.MISSED, expected=text) for entry, text in enumerate(expected) if entry not in found
        ]
    return Mark(score, verdict_of(score), tuple(reasons), expected)


def _assign(given: list[str], shape: ListRecall, context: Context) -> tuple[list[Reason], list[int | None]]:
    """A reason for each text, and the entry it names: equal wordings first, so that a slip takes no place."""
    by_form: dict[str, list[int]] = {}
    for index, names in enumerate(shape.entries):
        accepted = shape.marking.accept if len(shape.entries) == 1 else ()
        for form in dict.fromkeys(normalise(plain(name), context.language) for name in (*names, *accepted)):
            by_form.setdefault(form, []).append(index)
    forms = [normalise(text, context.language) for text in given]
    owners = _pair_up([by_form.get(form, []) for form in forms])
    reasons: list[Reason] = []
    entries: list[int | None] = []
    seen: set[str] = set()
    taken = set(owners.values())
    marking = replace(shape.marking, accept=()) if len(shape.entries) > 1 else shape.marking
    rivals = context.with_rivals(name for names in shape.entries for name in names)
    for position, (text, form) in enumerate(zip(given, forms, strict=True)):
        owned = owners.get(position)
        entry: int | None = None
        if owned is not None:
            reason = compare(text, shape.entries[owned], marking, context)
            entry = owned if credit(reason) else None
        elif form in seen or form in by_form:
            reason = Reason(Part.EXTRA, text, note="This is on your list already.")
        else:
            entry, reason = _nearest(text, shape, marking, rivals, taken)
            if entry is not None:
                taken.add(entry)
        seen.add(form)
        reasons.append(reason)
        entries.append(entry)
    return reasons, entries


def _nearest(
    text: str, shape: ListRecall, marking: Marking, context: Context, taken: set[int]
) -> tuple[int | None, Reason]:
    """The entry that a text misspells, if it is not yet named."""
    wrong = Reason(Part.WRONG, text)
    for entry, names in enumerate(shape.entries):
        reason = compare(text, names, marking, context)
        if credit(reason) and entry in taken:
            wrong = Reason(Part.EXTRA, text, note="This is on your list already.")
        elif credit(reason):
            return entry, reason
        elif reason.note and not wrong.note:
            wrong = Reason(Part.WRONG, text, note=reason.note)
    return None, wrong


def _pair_up(candidates: list[list[int]]) -> dict[int, int]:
    """As many positions with an entry of their own as can be: `Korea` gives way to `North Korea`."""
    holder: dict[int, int] = {}
    for start in range(len(candidates)):
        # Look for a free entry along a chain of texts that can move on to another of theirs.
        came_from: dict[int, int] = {}
        queue = [start]
        free = None
        while queue and free is None:
            position = queue.pop(0)
            for entry in candidates[position]:
                if entry in came_from:
                    continue
                came_from[entry] = position
                if entry not in holder:
                    free = entry
                    break
                queue.append(holder[entry])
        while free is not None:
            position = came_from[free]
            previous = next((entry for entry, held in holder.items() if held == position), None)
            holder[free] = position
            free = previous if position != start else None
    return {position: entry for entry, position in holder.items()}


def _longest_rising(entries: list[int]) -> set[int]:
    """The entries of a longest increasing subsequence."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for entry in entries:
        index = bisect_left(tails, entry)
        before[entry] = tails[index - 1] if index else None
        tails[index : index + 1] = [entry]
    kept: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept

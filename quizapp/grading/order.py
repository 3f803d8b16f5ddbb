"""Orders: entries brought into sequence, by themselves or by their dates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.grading.given import as_texts
from quizapp.grading.mark import Mark, Part, Reason, unanswered, verdict_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.dates import PartialDate
    from quizapp.deck.shapes import Timeline
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response


def grade_order(entries: Sequence[str], response: Response, context: Context) -> Mark:
    """Mark the order of entries of which each has its own place."""
    return _grade(entries, list(range(len(entries))), [""] * len(entries), response, context)


def grade_timeline(shape: Timeline, response: Response, context: Context) -> Mark:
    """Mark the order of events; those of one date may stand either way. The dates show in the notes."""
    events = in_order(shape)
    dates = [when for _, when in events]
    ranks = [dates.index(when) for when in dates]
    return _grade([event for event, _ in events], ranks, [str(when) for when in dates], response, context)


def in_order(shape: Timeline) -> tuple[tuple[str, PartialDate], ...]:
    """The events by date, those of one date as the author has them."""
    return tuple(sorted(shape.events, key=lambda event: event[1]))


def _grade(
    entries: Sequence[str], ranks: Sequence[int], notes: Sequence[str], response: Response, context: Context
) -> Mark:
    """The share of pairs in the right order, twice it less one: a random order scores 0 on average.

    A floor at 0 keeps a reversed order from counting against others. Entries of one rank are in the right
    order either way and do not count; an entry left out has no pair right.
    """
    expected = tuple(plain(entry) for entry in entries)
    given = [text for text in as_texts(response, len(entries)) if text]
    if not given:
        missed = tuple(
            Reason(Part.MISSED, expected=text, note=note) for text, note in zip(expected, notes, strict=True)
        )
        return replace(unanswered(expected), reasons=missed)
    places = _places(given, entries, context.language)
    at = {place: position for position, place in enumerate(places) if place is not None}
    total = right = 0
    for first in range(len(entries)):
        for second in range(first + 1, len(entries)):
            if ranks[first] != ranks[second]:
                total += 1
                right += first in at and second in at and at[first] < at[second]
    score = max(0.0, 2 * right / total - 1) if total else float(len(at) == len(entries))
    return Mark(score, verdict_of(score), _reasons(given, places, expected, ranks, notes), expected)


def _places(given: Sequence[str], entries: Sequence[str], language: str) -> list[int | None]:
    """Which entry stands at each position; equal entries are taken in turn, unknown texts are None."""
    free: dict[str, list[int]] = {}
    for index, entry in reversed(list(enumerate(entries))):
        for form in dict.fromkeys((f"={entry}", f"={plain(entry)}", normalise(plain(entry), language))):
            free.setdefault(form, []).append(index)
    taken: set[int] = set()
    places: list[int | None] = []
    for text in given:
        place: int | None = None
        for form in (f"={text}", normalise(text, language)):
            stack = free.get(form, [])
            while stack and stack[-1] in taken:
                stack.pop()
            if stack:
                place = stack.pop()
                taken.add(place)
                break
        places.append(place)
    return places


def _reasons(
    given: Sequence[str],
    places: Sequence[int | None],
    expected: Sequence[str],
    ranks: Sequence[int],
    notes: Sequence[str],
) -> tuple[Reason, ...]:
    """One reason for each position, in the learner's order, then the entries left out."""
    reasons = []
    for position, (text, place) in enumerate(zip(given, places, strict=True)):
        here = expected[position] if position < len(expected) else ""
        if place is None:
            reasons.append(Reason(Part.EXTRA, text, here))
            continue
        fits = position < len(ranks) and ranks[place] == ranks[position]
        reasons.append(Reason(Part.RIGHT if fits else Part.WRONG, text, here, notes[place]))
    left_out = set(range(len(expected))) - {place for place in places if place is not None}
    reasons.extend(
        Reason(Part.MISSED, expected=expected[place], note=notes[place]) for place in sorted(left_out)
    )
    return tuple(reasons)

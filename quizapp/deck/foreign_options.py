"""Lists of options that hold the right answer too, as other tools want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.diagnostics import Edit, Fix
from quizapp.deck.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from quizapp.deck.report import Report

_ANSWERS = {"a", "answer", "correct", "correct_answer", "back"}


def without_answer(report: Report, card: Mapping, key: Scalar) -> Fix | None:
    """The fix that makes `wrong` of a card's `options`: renamed, and without the right answer if it is
    one of them. None where that is not plain to see. It is no safe fix: only the author knows."""
    options = next((value for name, value in card.pairs if name is key), None)
    answer = next(
        (
            value.value.strip()
            for name, value in card.pairs
            if isinstance(name, Scalar) and name.value.lower() in _ANSWERS and isinstance(value, Scalar)
        ),
        None,
    )
    if answer is None or not isinstance(options, Sequence):
        return None
    same = [
        number
        for number, entry in enumerate(options.items)
        if isinstance(entry, Scalar) and entry.value.strip() == answer
    ]
    edits = [Edit(report.index.span(key.start, key.end), "wrong")]
    if len(same) == 1 and len(options.items) > 1:
        edits.append(_taking_out(report, options, same[0]))
    elif same:
        return None
    message = "write `wrong`" + (" and take the answer out of it" if same else "")
    return Fix(message, tuple(edits), safe=False)


def _taking_out(report: Report, options: Sequence, number: int) -> Edit:
    """The edit that deletes one entry, with its comma or its line."""
    entries = options.items
    if options.flow:
        if number + 1 < len(entries):
            start, end = entries[number].start, entries[number + 1].start
        else:
            start, end = entries[number - 1].end, entries[number].end
        return Edit(report.index.span(start, end), "")
    text = report.index.text
    start = text.rfind("\n", 0, entries[number].start) + 1
    end = text.find("\n", max(start, entries[number].end - 1))
    return Edit(report.index.span(start, len(text) if end < 0 else end + 1), "")

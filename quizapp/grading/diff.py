"""A typed text beside the expected one, aligned for drawing."""

from __future__ import annotations

import unicodedata

from rapidfuzz.distance import Levenshtein

from quizapp.grading.mark import Change

# The alignment takes memory in proportion to the product of the lengths.
_LARGEST_TABLE = 4_000_000


def diff(given: str, expected: str, case: bool = False) -> tuple[Change, ...]:
    """The runs in which two texts agree and differ; case is no difference unless it counts.

    Texts that are mostly different come as one run, for letters picked out of another word teach nothing.
    """
    given = unicodedata.normalize("NFC", given)
    expected = unicodedata.normalize("NFC", expected)
    left, right = (given, expected) if case else (_folded(given), _folded(expected))
    if left == right:
        return (Change(given, expected, same=True),) if given or expected else ()
    if len(left) * len(right) > _LARGEST_TABLE or Levenshtein.normalized_similarity(left, right) < 0.5:
        return (Change(given, expected),)
    return tuple(
        Change(
            given[step.src_start : step.src_end],
            expected[step.dest_start : step.dest_end],
            same=step.tag == "equal",
        )
        for step in Levenshtein.opcodes(left, right)
    )


def _folded(text: str) -> str:
    """Case evened out, one character for one."""
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)

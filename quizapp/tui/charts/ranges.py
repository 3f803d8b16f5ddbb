"""A score with the range it may fall in."""

from __future__ import annotations

from textual.content import Content

_RULE = "$foreground 20%"


def span(low: float, middle: float, high: float, length: int, mark: float | None = None) -> Content:
    """A line from 0 to 1 of `length` cells, the range drawn between ├ and ┤ with ● at the middle, and ┃ at
    the mark."""
    if length < 1:
        return Content("")
    last = length - 1

    def cell(value: float) -> int:
        return max(0, min(last, round(value * last)))

    glyphs = [("·", _RULE)] * length
    first, end = cell(low), cell(high)
    for at in range(first, end + 1):
        glyphs[at] = ("─", "$accent")
    glyphs[first], glyphs[end] = ("├", "$accent"), ("┤", "$accent")
    if mark is not None:
        glyphs[cell(mark)] = ("┃", "bold $foreground")
    glyphs[cell(middle)] = ("●", "bold $accent")
    return Content.assemble(*glyphs)

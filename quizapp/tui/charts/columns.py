"""Columns that stand side by side: what comes day after day, hour after hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.text import MUTED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HEIGHT = 5
"""Lines of a column chart, without the names below it."""
EIGHTHS = " ▁▂▃▄▅▆▇█"
_WIDEST = 3
_LEAST = 1
"""A value above zero is drawn with at least this many eighths of a line, so that it is seen."""


def columns(
    values: Sequence[float],
    width: int,
    names: Sequence[str] = (),
    top: float | None = None,
    say: Callable[[float], str] = "{:.0f}".format,
    height: int = HEIGHT,
) -> list[Content]:
    """Columns from zero up to `top` (default: the greatest value), and below them those names for which
    there is room ("" for none).

    `say` writes the number at the top of the scale, and where that is given at its middle. Values beyond the width are left out at the end.
    """
    if not values:
        return []
    half = "" if top is None or height % 2 == 0 else say(top / 2)
    top = max(values) if top is None else top
    scale = say(top) if top > 0 else ""
    margin = max(len(scale), 1) + 1
    room = max(1, width - margin)
    cell = max(1, min(_WIDEST, room // len(values)))
    shown = values[: room // cell]
    eighths = [_eighths(value, top, height * 8) for value in shown]
    lines = []
    for line in reversed(range(height)):
        name = {0: "0", height // 2: half, height - 1: scale}.get(line, "")
        drawn = "".join(_cell(EIGHTHS[max(0, min(8, full - 8 * line))], cell) for full in eighths)
        lines.append(Content.assemble((f"{name:>{margin - 1}}", MUTED), " ", (drawn.rstrip(), "$accent")))
    below = _below(names[: len(shown)], cell, room)
    return [*lines, Content.styled(" " * margin + below, MUTED)] if below else lines


def fitting(width: int, scale: str = "") -> int:
    """How many columns there is room for beside a scale."""
    return max(1, width - max(len(scale), 1) - 1)


def spark(values: Sequence[float], top: float = 1.0) -> str:
    """A line one cell high."""
    return "".join(EIGHTHS[max(1, _eighths(value, top, 8))] for value in values)


def _eighths(value: float, top: float, most: int) -> int:
    if value <= 0 or top <= 0:
        return 0
    return max(_LEAST, min(most, round(value / top * most)))


def _cell(glyph: str, width: int) -> str:
    return glyph * max(1, width - 1) + (" " if width > 1 else "")


def _below(names: Sequence[str], cell: int, room: int) -> str:
    line = ""
    for number, name in enumerate(names):
        at = number * cell
        if name and (not line or len(line) < at) and at + len(name) <= room:
            line = line.ljust(at) + name
    return line

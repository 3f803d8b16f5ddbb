"""Bars that lie: a line each with its name, the bar, and a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.text import MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 40
"""The most cells of a bar: a longer one says no more."""
SHORTEST = 6
"""With fewer cells the bar is left out, and name and figure stay."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`share` of the whole length (0 to 1; None draws none), and `mark`, a share to compare it with."""

    name: Content
    share: float | None
    figure: str
    mark: float | None = None
    style: str = "$accent"


def bars(entries: Sequence[Bar], width: int) -> list[Content]:
    """A line for each. Names are cut to a third of the width (to what is left where no bar fits)."""
    if not entries:
        return []
    figures = max(Content(entry.figure).cell_length for entry in entries)
    longest = max(entry.name.cell_length for entry in entries)
    names = min(longest, max(8, width // 3))
    length = min(LONGEST, width - names - figures - 2)
    if length < SHORTEST:
        names, length = min(longest, max(1, width - figures - 1)), 0
    return [_line(entry, names, length, figures) for entry in entries]


def _line(entry: Bar, names: int, length: int, figures: int) -> Content:
    name = entry.name.truncate(names, ellipsis=True)
    parts: list[Content | str] = [name.pad_right(names - name.cell_length), " "]
    if length:
        parts += [bar(entry.share, length, entry.mark, entry.style), " "]
    return Content.assemble(*parts, entry.figure.rjust(figures))


def bar(share: float | None, length: int, mark: float | None = None, style: str = "$accent") -> Content:
    """A heavy line for the share and a light one for the rest, with a stroke at the mark."""
    filled = round(length * min(1.0, max(0.0, share or 0.0)))
    cells = ["━"] * filled + ["─"] * (length - filled)
    pieces = [
        Content.styled("".join(cells[:filled]), style),
        Content.styled("".join(cells[filled:]), "$foreground 20%"),
    ]
    line = Content("").join(pieces)
    if mark is None:
        return line
    at = min(length - 1, max(0, round(length * mark) - 1))
    stroke = Content.styled("╋" if at < filled else "┼", "bold $foreground")
    return Content("").join([line[:at], stroke, line[at + 1 :]])


def key(share: str, mark: str = "") -> Content:
    """What the lines of bars stand for."""
    return Content.styled(f"━ {share}" + (f"   ┼ {mark}" if mark else ""), MUTED)

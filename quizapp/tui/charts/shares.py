"""One bar for the parts of a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Part:
    """How many, under which name, drawn with which glyph and colour."""

    name: str
    number: int
    glyph: str
    style: str = "$accent"


def stacked(parts: Sequence[Part], width: int) -> Content:
    """A bar of exactly `width` cells; what there is of at all has at least one of them.

    Nothing is drawn if all parts are empty or there are fewer cells than parts.
    """
    present = [part for part in parts if part.number > 0]
    total = sum(part.number for part in present)
    if not present or width < len(present):
        return Content("")
    spare = width - len(present)
    cells = [1 + part.number * spare // total for part in present]
    # The largest takes what rounding left over: there it changes the picture least.
    cells[cells.index(max(cells))] += width - sum(cells)
    return Content.assemble(
        *((part.glyph * number, part.style) for part, number in zip(present, cells, strict=True))
    )


def legend(parts: Sequence[Part]) -> Content:
    """Glyph, number and name of each part, the empty ones too."""
    return Content("   ").join(
        Content.assemble((part.glyph, part.style), f" {part.number} {part.name}") for part in parts
    )

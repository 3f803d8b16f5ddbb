"""Rows of text with a lead on the left and figures on the right, wrapped between them.

One Visual draws all rows of a widget: a widget for each row would cost more than the whole rest
of a card.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual

from quizapp.tui.widgets.line import fits, line

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.css.styles import RulesMap
    from textual.style import Style
    from textual.visual import RenderOptions

Look = tuple["Hashable", ...]
EMPTY = Content("")
NARROW = 56
"""Below this many cells a row shows its brief trail."""
NARROWEST = 8
"""Below this many cells for its body a row gives up its trail."""


class Row(NamedTuple):
    """`lead` and `trail` stand on the first line only; `body` wraps and never runs under them.

    `brief` takes the place of `trail` where the whole is narrow; `band` is a style for the full width.
    """

    body: Content
    lead: Content = EMPTY
    trail: Content = EMPTY
    brief: Content = EMPTY
    band: str = ""

    @property
    def look(self) -> Look:
        """Equal for rows that look the same. (Content is equal where the text is, whatever its style.)"""
        parts = (self.body, self.lead, self.trail, self.brief)
        return self.band, *((part.plain, *part.spans) for part in parts)

    def tail(self, width: int) -> Content:
        """The trail that suits this width."""
        return self.brief if self.brief and width < NARROW else self.trail


BLANK = Row(EMPTY)


class Rows(Visual):
    """Several rows, one below another."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)

    def heights(self, width: int) -> list[int]:
        """How many lines each row takes."""
        return [row.body.get_height({}, _body_width(row, width)) or 1 for row in self.rows]

    def get_height(self, rules: RulesMap, width: int) -> int:
        return sum(self.heights(width))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return max((_width(row, rules, container_width) for row in self.rows), default=1)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        # A selection counts the lines of one text; across rows it would mark the wrong words.
        options = replace(options, selection=None)
        strips = [strip for row in self.rows for strip in _strips(row, width, style, options)]
        return strips if height is None else strips[:height]


def _width(row: Row, rules: RulesMap, container_width: int) -> int:
    body = row.body.get_optimal_width(rules, container_width)
    trail = row.tail(container_width)
    return row.lead.cell_length + body + (trail.cell_length + 1 if trail else 0)


def _body_width(row: Row, width: int) -> int:
    inner = width - row.lead.cell_length
    trail = row.tail(width)
    shortened = inner - trail.cell_length - 1
    return max(1, shortened if trail and shortened >= NARROWEST else inner)


def _strips(row: Row, width: int, style: Style, options: RenderOptions) -> list[Strip]:
    if row.band:
        style += options.get_style(row.band)
    base = style.rich_style
    trail = row.tail(width)
    indent, inner = row.lead.cell_length, _body_width(row, width)
    if fits(row.body, inner):
        lines = [line(row.body, style)]
    else:
        lines = row.body.render_strips(inner, None, style, options) or [Strip.blank(0)]
    drawn = []
    for number, own in enumerate(lines):
        parts = [_fixed(row.lead, indent, style, options) if number == 0 else Strip.blank(indent, base), own]
        if number == 0 and trail and inner < width - indent:
            parts[1] = own.adjust_cell_length(inner + 1, base)
            parts.append(_fixed(trail, trail.cell_length, style, options))
        drawn.append(Strip.join(parts).adjust_cell_length(width, base))
    return drawn


def _fixed(content: Content, width: int, style: Style, options: RenderOptions) -> Strip:
    if fits(content, width):
        return line(content, style)
    strips = content.render_strips(width, 1, style, options) if width else []
    return strips[0] if strips else Strip.blank(0)

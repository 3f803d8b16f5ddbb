"""What is wrong with the decks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.deck.diagnostics import Severity
from quizapp.tui.actions import bindings
from quizapp.tui.room import Room
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.tui.widgets.sheet import Sheet
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from quizapp.deck.diagnostics import Diagnostic

GLYPHS = {
    Severity.ERROR: ("✗", "$text-error"),
    Severity.WARNING: ("!", "$text-warning"),
    Severity.NOTE: ("·", MUTED),
}
"""Glyph and colour of each severity."""


class Problems(Room):
    """For each finding what is seen, what to do, and where."""

    CSS_PATH = "problems.tcss"
    BINDINGS = bindings("problems")

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__()
        order = list(Severity)
        self.diagnostics = tuple(sorted(diagnostics, key=lambda finding: order.index(finding.severity)))

    def compose(self) -> Iterator[Widget]:
        yield Sheet()
        yield LeanFooter()

    def on_mount(self) -> None:
        title = f"{count(len(self.diagnostics), 'finding')} in your decks"
        rows = [Row(Content.styled(title, "bold"))]
        for finding in self.diagnostics:
            rows += [BLANK, *finding_rows(finding)]
        self.query_one(Sheet).show(rows)

    def action_home(self) -> None:
        self.dismiss()

    def action_scroll_sheet(self, direction: int) -> None:
        self.query_one(Sheet).turn_page(direction)


def finding_rows(finding: Diagnostic) -> list[Row]:
    """Message, remedy, place."""
    glyph, colour = GLYPHS[finding.severity]
    message = Content.assemble(plain(finding.message), (f"  {finding.code}", MUTED))
    rows = [Row(message, lead=Content.styled(f"{glyph} ", f"bold {colour}"))]
    remedy = finding.label or (finding.fix.message if finding.fix else "")
    if remedy:
        rows.append(Row(plain(remedy), lead=Content("  ")))
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    where = plain(f"{place}  {finding.card}" if finding.card else place, MUTED)
    return [*rows, Row(where, lead=Content("  "))]

"""The line in which to look for items."""

from __future__ import annotations

from textual.widgets import Input

from quizapp.deck.text import clean
from quizapp.study.search import HINT
from quizapp.tui.actions import bindings

LONGEST = 200
"""Characters of a query."""


class SearchLine(Input):
    """One line to look for items; what was typed before stays."""

    BINDINGS = bindings("search")

    def __init__(self) -> None:
        super().__init__(placeholder=HINT, compact=True, select_on_focus=False, max_length=LONGEST)

    def validate_value(self, value: str) -> str:
        """Input draws what it holds, and a paste may hold control characters."""
        return clean(value).replace("\n", " ").replace("\t", " ")

    def action_list(self) -> None:
        from quizapp.tui.widgets.table import Table

        self.screen.query_one(Table).focus()

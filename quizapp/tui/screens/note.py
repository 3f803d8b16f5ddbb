"""A note of one's own on an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from quizapp.deck.text import clean
from quizapp.tui.actions import bindings
from quizapp.tui.room import Dialog
from quizapp.tui.text import plain
from quizapp.tui.widgets.entry import Written
from quizapp.tui.widgets.lean_footer import LeanFooter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

LONGEST = 4000
"""A note has at most so many characters."""


class NoteDialog(Dialog[str]):
    """Gives the text as it was written, "" for none; None if it is to stay as it was."""

    CSS_PATH = ["dialog.tcss", "note.tcss"]
    BINDINGS = bindings("note")

    def __init__(self, question: str, text: str) -> None:
        super().__init__()
        self.question = question
        self.text = clean(text)

    def compose(self) -> Iterator[Widget]:
        with Vertical(classes="panel"):
            yield Static(plain(self.question), classes="title", markup=False)
            yield Written(self.text, "Your own words; they show after the answer", several=True)
        yield LeanFooter()

    def on_mount(self) -> None:
        written = self.query_one(Written)
        written.focus()
        written.move_cursor(written.document.end)

    def action_keep(self) -> None:
        self.dismiss(self.query_one(Written).text.strip()[:LONGEST])

    def action_leave(self) -> None:
        self.dismiss(None)

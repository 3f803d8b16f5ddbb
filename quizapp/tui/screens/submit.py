"""Whether a quiz with unanswered questions is to be submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from quizapp.tui.actions import bindings
from quizapp.tui.room import Dialog
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget


class SubmitDialog(Dialog[bool]):
    """True to submit, False to go on with the quiz."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings("submit")

    def __init__(self, left: int, total: int) -> None:
        """`left` questions of `total` have no answer."""
        super().__init__()
        self.left = left
        self.total = total

    def compose(self) -> Iterator[Widget]:
        have = "has" if self.left == 1 else "have"
        with VerticalScroll(classes="panel"):
            yield Static("Submit the quiz?", classes="title", markup=False)
            yield Static(
                f"{count(self.left, 'question')} of {self.total} {have} no answer and will count as not right.",
                markup=False,
            )
        yield LeanFooter()

    def action_submit(self) -> None:
        self.dismiss(True)

    def action_leave(self) -> None:
        self.dismiss(False)

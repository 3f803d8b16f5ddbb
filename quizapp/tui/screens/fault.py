"""An answer that could not be kept: say why, and let the learner try again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from quizapp.tui.actions import bindings
from quizapp.tui.room import Dialog
from quizapp.tui.text import plain
from quizapp.tui.widgets.lean_footer import LeanFooter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from quizapp.progress.faults import StoreFault


class FaultDialog(Dialog[bool]):
    """True to try again, False to go back to the card as it was."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings("fault")

    def __init__(self, fault: StoreFault) -> None:
        super().__init__()
        self.fault = fault

    def compose(self) -> Iterator[Widget]:
        with VerticalScroll(classes="panel"):
            yield Static("This could not be kept", classes="title -fault", markup=False)
            yield Static(plain(self.fault.message), markup=False)
            yield Static(plain(self.fault.remedy), markup=False)
            yield Static("Your answer is still on the card.", classes="muted", markup=False)
        yield LeanFooter()

    def action_retry(self) -> None:
        self.dismiss(True)

    def action_leave(self) -> None:
        self.dismiss(False)

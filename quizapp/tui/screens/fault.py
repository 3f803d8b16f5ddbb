"""An answer that could not be kept: say why, and keep it once that is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from quizapp.progress.faults import Cause, StoreFault
from quizapp.tui.actions import bindings
from quizapp.tui.room import Dialog
from quizapp.tui.text import plain
from quizapp.tui.widgets.lean_footer import LeanFooter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.widget import Widget

AGAIN = 0.5
"""Seconds between two attempts while another program writes."""


class FaultDialog(Dialog[bool]):
    """True once it is kept, False to go back to the card as it was.

    What another program keeps waiting is tried again and again, anything else when the learner says so.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings("fault")

    def __init__(self, fault: StoreFault, write: Callable[[], None]) -> None:
        """`write` is what failed with the fault, to be done again."""
        super().__init__()
        self.fault = fault
        self.write = write

    def compose(self) -> Iterator[Widget]:
        with VerticalScroll(classes="panel"):
            yield Static(id="title", classes="title -fault", markup=False)
            yield Static(id="message", markup=False)
            yield Static(id="remedy", markup=False)
            yield Static("Your answer is still on the card.", classes="muted", markup=False)
        yield LeanFooter()

    def on_mount(self) -> None:
        self.show()
        self.set_interval(AGAIN, self.keep_waiting)

    def show(self) -> None:
        """Say what stands in the way."""
        if self.fault.cause is Cause.LOCKED:
            texts = (
                "Waiting to keep this",
                "Another program is writing to your progress.",
                "This is kept as soon as that is done.",
            )
        else:
            texts = "This could not be kept", self.fault.message, self.fault.remedy
        for name, text in zip(("#title", "#message", "#remedy"), texts, strict=True):
            self.query_one(name, Static).update(plain(text))

    def keep_waiting(self) -> None:
        if self.fault.cause is Cause.LOCKED and self.is_current:
            self.action_retry()

    def action_retry(self) -> None:
        try:
            self.write()
        except StoreFault as fault:
            self.fault = fault
            self.show()
        else:
            self.dismiss(True)

    def action_leave(self) -> None:
        self.dismiss(False)

"""The ways back after a gap, to choose one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from quizapp.progress.comeback_words import offered
from quizapp.progress.faults import StoreFault
from quizapp.tui.actions import bindings
from quizapp.tui.room import Dialog
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.listing import Line, Listing
from quizapp.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.geometry import Size
    from textual.widget import Widget

    from quizapp.study.comeback import Offer
    from quizapp.tui.comebacks import Job

_NARROW = 60
"""Below so many columns plans are told in few words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A plan, with new cards or without; or none, to give up the one that holds."""

    offer: Offer | None
    new: bool = False


@dataclass
class WorkedOut(Message):
    """The plans to choose from, or why there are none."""

    offers: tuple[Offer, ...]
    trouble: str = ""


class _Left(Exception):
    """Nobody waits for the plans any more."""


class Offers(Listing):
    """As high as it has lines."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines)


class ComebackDialog(Dialog[Choice]):
    """What was chosen; None if all is to stay as it is."""

    CSS_PATH = ["dialog.tcss", "comeback.tcss"]
    BINDINGS = bindings("comeback")

    def __init__(self, heading: str, job: Job, today: date, *, holds: bool) -> None:
        """`holds` says that there is a plan that can be given up."""
        super().__init__()
        self.heading = heading
        self.job = job
        self.today = today
        self.holds = holds
        self.offers: tuple[Offer, ...] = ()
        self.new = False
        self.listing = Offers()
        self.note = Static("Working out the ways back…", classes="muted", markup=False)

    def compose(self) -> Iterator[Widget]:
        with Vertical(classes="panel"):
            yield Static(plain(self.heading), classes="title", markup=False)
            yield self.listing
            yield self.note
        yield LeanFooter()

    def on_mount(self) -> None:
        self.listing.focus()
        self.run_worker(self._work_out, thread=True)

    def _work_out(self) -> None:
        worker = get_current_worker()

        def tick() -> None:
            if worker.is_cancelled:
                raise _Left

        try:
            found = WorkedOut(self.job(tick))
        except _Left:
            return
        except StoreFault as fault:
            found = WorkedOut((), f"{fault.message} {fault.remedy}")
        self.post_message(found)

    @on(WorkedOut)
    def _worked_out(self, event: WorkedOut) -> None:
        event.stop()
        self.offers = event.offers
        if not self.offers:
            self.note.update(plain(event.trouble or "Nothing waits any more."))
            return
        self.listing.fill([Line(partial(self._row, number)) for number in range(len(self.offers))], 0)
        self.listing.refresh(layout=True)
        self.tell()

    def _row(self, number: int) -> Row:
        brief = self.size.width < _NARROW
        return Row(Content(" " + offered(self.offers[number], self.today, brief=brief)))

    def tell(self) -> None:
        """Say what becomes of new cards."""
        new = "New cards come as well." if self.new else "Where cards wait, no new ones come until then."
        self.note.update(Content.assemble(new, (" What is worth most comes first.", MUTED)))
        self.refresh_bindings()

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("choose", "new"):
            return bool(self.offers)
        return self.holds if action == "undo" else True

    def action_choose(self) -> None:
        if self.listing.cursor is not None:
            self.dismiss(Choice(self.offers[self.listing.cursor], self.new))

    def action_new(self) -> None:
        self.new = not self.new
        self.tell()

    def action_undo(self) -> None:
        self.dismiss(Choice(None))

    def action_leave(self) -> None:
        self.dismiss(None)

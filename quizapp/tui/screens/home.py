"""What to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.events import Resize

from quizapp.tui.actions import bindings
from quizapp.tui.room import Room
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.tui.widgets.shelf import Shelf
from quizapp.words import about, count, moment, percent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from textual.widget import Widget

    from quizapp.tui.desk import Desk, Overview


SPACIOUS = 18
"""From this many lines on the home screen has blank ones."""


class Home(Room):
    """Courses and decks, and one Enter to study."""

    BINDINGS = bindings("home")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.overview = desk.overview()
        self.current = True
        """Whether what is drawn is what the desk said last; so the first frame is the only one."""
        self.writing = False
        """Whether cards may have been written since the decks were read; the desk knows of no new file."""
        self.message = ""
        self.notices = desk.take_notices()
        self.rows_of: dict[int, str] = {}
        """Which line stands in which row of the head."""

    def compose(self) -> Iterator[Widget]:
        yield Shelf(self.head(), self.overview.agendas)
        yield LeanFooter()

    def on_mount(self) -> None:
        self.query_one(Shelf).focus()
        self.set_interval(20, self.keep_time)

    def keep_time(self) -> None:
        """Draw anew once what was said to come later has come."""
        later = self.overview.next_due
        if self.is_current and later is not None and self.desk.now() >= later:
            self.show()

    def on_screen_resume(self) -> None:
        if self.writing or self.desk.changed():
            self.writing = False
            self.desk.reload()
            self.current = False
        if not self.current:
            self.show()

    def on_screen_suspend(self) -> None:
        self.current = False

    def show(self) -> None:
        """Draw what the desk says now."""
        self.take_notices()
        self.overview = self.desk.overview()
        shelf = self.query_one(Shelf)
        shelf.head = tuple(self.head())
        shelf.fill(self.overview.agendas)
        self.refresh_bindings()

    def take_notices(self) -> tuple[str, ...]:
        """Keep what the desk has to tell until the next sitting; returns what is new of it."""
        new = self.desk.take_notices()
        self.notices += new
        return new

    def say(self, message: str) -> None:
        """A sentence that stays until the next sitting."""
        self.message = message
        if self.is_mounted:
            self.query_one(Shelf).entitle(self.head())

    # -- what stands above the courses ----------------------------------------------------

    def lines(self) -> dict[str, Content]:
        """What there is to say; an empty line is left out."""
        overview = self.overview
        notices = [plain(f"! {notice}", "$text-warning") for notice in self.notices]
        return {
            "waiting": Content.styled(waiting(overview, self.desk.now()), "bold"),
            "numbers": Content.styled(numbers(overview), MUTED),
            "message": plain(self.message or hint(overview)),
            "notices": Content("\n").join(notices),
            "follow": _edited(overview),
            "problems": _problems(overview),
        }

    def head(self) -> list[Row]:
        """The lines as rows; where there is room, a blank one between any two but the numbers."""
        spacious = self.app.size.height >= SPACIOUS
        rows: list[Row] = [BLANK] if spacious else []
        self.rows_of = {}
        for name, line in self.lines().items():
            if not line or (name == "numbers" and not spacious):
                continue
            if spacious and len(rows) > 1 and name != "numbers":
                rows.append(BLANK)
            self.rows_of[len(rows)] = name
            rows.append(Row(line))
        return [*rows, BLANK] if spacious else rows

    @on(Resize)
    def _resized(self) -> None:
        self.query_one(Shelf).entitle(self.head())

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "quiz":
            return bool(self.overview.agendas)
        if action == "problems":
            return bool(self.overview.diagnostics)
        if action == "follow":
            return bool(self.overview.proposals)
        return True

    @on(Shelf.Chosen)
    def _study(self, event: Shelf.Chosen) -> None:
        self.message, self.notices = "", ()
        self.house.begin(event.place.course, event.place.deck)

    @on(Shelf.RowClicked)
    def _head_clicked(self, event: Shelf.RowClicked) -> None:
        event.stop()
        match self.rows_of.get(event.row):
            case "problems":
                self.action_problems()
            case "follow":
                self.action_follow()

    def action_problems(self) -> None:
        from quizapp.tui.screens.problems import Problems

        self.app.push_screen(Problems(self.overview.diagnostics))

    def action_follow(self) -> None:
        from quizapp.tui.screens.follow import Follow

        self.app.push_screen(Follow(self.desk))

    def action_browse(self) -> None:
        from quizapp.tui.screens.browse import Browse

        self.app.push_screen(Browse(self.desk))

    def action_quiz(self) -> None:
        place = self.query_one(Shelf).place
        self.house.set_up_quiz(*((None, None) if place is None else (place.course, place.deck)))

    def action_new(self) -> None:
        self.writing = True
        place = self.query_one(Shelf).place
        self.house.new_card(*((None, None) if place is None else (place.course, place.deck)))

    def action_progress(self) -> None:
        from quizapp.tui.screens.progress import ProgressRoom

        self.app.push_screen(ProgressRoom(self.desk))

    def action_reload(self) -> None:
        self.desk.reload()
        self.message = "The decks were read again."
        self.show()


def waiting(overview: Overview, now: datetime) -> str:
    """What waits, in one sentence."""
    due = sum(len(agenda.queue.due) for agenda in overview.agendas)
    new = sum(len(agenda.queue.new) for agenda in overview.agendas)
    if due or new:
        parts = [f"{due} due"] if due else []
        parts += [f"{new} new"] if new else []
        return f"{', '.join(parts)}, {about(overview.minutes)}"
    if not overview.agendas:
        return "No decks yet."
    if overview.next_due is None:
        return "Nothing is due."
    return f"Nothing is due. The next cards come {moment(overview.next_due, now)}."


def numbers(overview: Overview) -> str:
    """Streak, retention, today; only what there is."""
    parts = []
    if overview.streak:
        parts.append(f"{overview.streak}-day streak")
    if overview.retention is not None:
        parts.append(f"{percent(overview.retention)} remembered")
    if overview.answered_today:
        parts.append(f"{count(overview.answered_today, 'answer')} today")
    return " · ".join(parts)


def hint(overview: Overview) -> str:
    """One line for a learner who has nothing set up."""
    if not overview.agendas:
        return f"Put a deck into {overview.folder} and press r, or study any file: quizapp study FILE"
    return "Press Enter to begin." if overview.first else ""


def _edited(overview: Overview) -> Content:
    number = overview.proposals
    if not number:
        return Content("")
    may_be = "edited card may be one" if number == 1 else "edited cards may be ones"
    return Content.styled(f"! {number} {may_be} you know: press c to decide", "$text-warning")


def _problems(overview: Overview) -> Content:
    found = overview.diagnostics
    if not found:
        return Content("")
    from quizapp.deck.diagnostics import Severity  # most learners have no use for it

    errors = sum(finding.severity is Severity.ERROR for finding in found)
    what = count(errors, "problem") if errors else count(len(found), "remark")
    style = "$text-error" if errors else "$text-warning"
    return Content.styled(f"! {what} in your decks (p to read)", style)

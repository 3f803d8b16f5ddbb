"""All questions of a quiz that is being taken."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quizapp.study.quiz import Standing
from quizapp.tui.actions import bindings
from quizapp.tui.question import stem
from quizapp.tui.room import Dialog
from quizapp.tui.text import MUTED
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.listing import Line, Listing
from quizapp.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.geometry import Size
    from textual.widget import Widget

    from quizapp.study.quiz import Attempt

SUBMIT = -1
"""In place of a question: the quiz is to be submitted."""

_STANDINGS = {
    Standing.ANSWERED: ("●", "$accent", "answered"),
    Standing.SEEN: ("–", "$text-warning", "skipped"),
    Standing.UNSEEN: ("○", MUTED, ""),
}
"""Glyph, colour and word."""


class QuestionList(Listing):
    """As high as it has lines."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines)


class QuizOverview(Dialog[int | None]):
    """The number of a question to go to, from 0, or `SUBMIT`; None to go back."""

    CSS_PATH = ["dialog.tcss", "quiz.tcss"]
    BINDINGS = bindings("overview")

    def __init__(self, attempt: Attempt, begun: frozenset[int]) -> None:
        """`begun` are the questions at which something is entered that is no answer yet."""
        super().__init__()
        self.attempt = attempt
        self.begun = begun
        self.listing = QuestionList()

    def compose(self) -> Iterator[Widget]:
        with Vertical(classes="panel"):
            yield Static(self._title(), classes="title", markup=False)
            yield self.listing
        yield LeanFooter()

    def on_mount(self) -> None:
        numbers = range(len(self.attempt.questions))
        self.listing.fill([Line(partial(self._row, number)) for number in numbers], self.attempt.position)
        self.listing.focus()

    def _title(self) -> Content:
        attempt = self.attempt
        words = f"{attempt.answered} of {len(attempt.questions)} answered"
        if attempt.marked:
            words += f", {len(attempt.marked)} marked ⚑"
        return Content(words)

    def _row(self, number: int) -> Row:
        attempt = self.attempt
        glyph, colour, word = _STANDINGS[attempt.standing(number)]
        if number in self.begun:
            glyph, colour, word = "◐", "$text-warning", "begun"
        elif number == attempt.position and word == "skipped":
            word = "here"
        wide = self.size.width >= 60
        return Row(
            stem(attempt.turn(number)),
            lead=Content.assemble(
                (glyph, colour),
                (f"{number + 1:>4} ", MUTED),
                ("⚑ " if number in attempt.marked else "  ", "$text-warning"),
            ),
            trail=Content.styled(word if wide else "", MUTED),
        )

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self.attempt.open) if action == "open" else True

    def action_choose(self) -> None:
        self.dismiss(self.listing.cursor)

    def action_open(self) -> None:
        """Put the cursor on the next question without an answer, around the end."""
        at = self.listing.cursor or 0
        later = [number for number in self.attempt.open if number > at]
        self.listing.go((later or list(self.attempt.open))[0])

    def action_submit(self) -> None:
        self.dismiss(SUBMIT)

    def action_close(self) -> None:
        self.dismiss(None)

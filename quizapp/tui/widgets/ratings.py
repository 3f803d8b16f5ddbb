"""The four ratings, each with the date it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from quizapp.memory.rating import Rating
from quizapp.tui.text import MUTED
from quizapp.tui.widgets.sheet import COLUMN
from quizapp.words import interval

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.events import Click, MouseMove

    from quizapp.study.session import Turn

NAMES = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}


class Ratings(Widget, can_focus=False):
    """Shows while a marked answer waits for its rating; the suggested one stands out.

    Its place is kept while there is nothing to rate, so that the card above never jumps.
    """

    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """A rating was clicked."""

        rating: Rating

    def __init__(self) -> None:
        super().__init__()
        self.intervals: dict[Rating, str] = {}
        self.suggested: Rating | None = None
        self.urged = False
        self.hovered: Rating | None = None

    def show(self, turn: Turn | None, now: datetime) -> None:
        """Show what each rating of a marked turn leads to; nothing for any other turn."""
        marked = turn is not None and turn.mark is not None
        self.intervals = {
            outcome.rating: interval(outcome.due, now)
            for outcome in (turn.outlook if turn and marked else ())
        }
        self.suggested = turn.suggested if turn is not None else None
        self.urged = False
        self.refresh()

    def urge(self) -> None:
        """Ask for a rating of the learner's own, where one is due and none is suggested."""
        if self.intervals and self.suggested is None:
            self.urged = True
            self.refresh()

    # -- drawing --------------------------------------------------------------------------

    @property
    def edges(self) -> dict[Rating, tuple[int, int]]:
        """The first cell of each rating, and the one after its last."""
        width = min(COLUMN, self.content_size.width - (4 if self.content_size.width >= 60 else 0))
        gap = 2 if self.content_size.width >= 60 else 0
        left = (self.content_size.width - width) // 2
        steps = [left + (width + gap) * at // 4 for at in range(5)]
        return {rating: (steps[rating - 1], steps[rating] - gap) for rating in Rating}

    def render(self) -> Content:
        if not self.intervals:
            return Content("")
        lines = [self._prompt()] if self.content_size.height > 2 else []
        return Content("\n").join((*lines, self._line(self._title), self._line(self._interval)))

    def _prompt(self) -> Content:
        if self.suggested is not None:
            return Content("")
        style = "bold $text-warning" if self.urged else MUTED
        left = next(iter(self.edges.values()))[0]
        return Content.assemble(" " * left, ("How well did you know it?", style))

    def _line(self, cell: Callable[[Rating], Content]) -> Content:
        parts: list[Content] = []
        at = 0
        for rating, (start, end) in self.edges.items():
            parts.append(Content(" " * (start - at)))
            parts.append(self._cell(cell(rating), rating, end - start))
            at = end
        return Content("").join(parts)

    def _cell(self, content: Content, rating: Rating, width: int) -> Content:
        if rating is self.suggested:
            background = "on $primary-muted"
        else:
            background = "on $boost" if rating is self.hovered else "on $surface"
        content = content.truncate(max(0, width))
        left = (width - content.cell_length) // 2
        return content.pad(left, width - content.cell_length - left).stylize_before(background)

    def _title(self, rating: Rating) -> Content:
        pointer = "› " if rating is self.suggested else ""
        weight = "bold" if rating is self.suggested else ""
        return Content.assemble(pointer, (str(int(rating)), "bold"), " ", (NAMES[rating], weight))

    def _interval(self, rating: Rating) -> Content:
        return Content.styled(self.intervals.get(rating, ""), MUTED)

    # -- mouse ----------------------------------------------------------------------------

    def _at(self, x: int) -> Rating | None:
        found = (rating for rating, (start, end) in self.edges.items() if start <= x < end)
        return next(found, None) if self.intervals else None

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        rating = self._at(at.x) if at is not None else None
        if rating is not None:
            self.post_message(self.Chosen(rating))

    def on_mouse_move(self, event: MouseMove) -> None:
        self._hover(self._at(event.x))

    def on_leave(self) -> None:
        self._hover(None)

    def _hover(self, rating: Rating | None) -> None:
        if rating is not self.hovered:
            self.hovered = rating
            self.refresh()

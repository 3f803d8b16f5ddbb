"""Where one is in a quiz, and how much time is left: one line."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from quizapp.tui.text import MUTED

_SHORTEST = 8
_URGENT = 60
"""From so many seconds left on, the clock stands out."""


@dataclass(frozen=True, slots=True)
class Place:
    """Question `number` of `total`, from 1; how many are `answered`; what there is to say of this one."""

    number: int
    total: int
    answered: int
    marked: bool = False
    word: str = ""


class QuizBar(Widget, can_focus=False):
    """Number, flag, what is answered, and the clock. Answered is a heavy line, whatever the colour.

    Every second changes no more than this line, and only where the clock shows.
    """

    ALLOW_SELECT = False

    heading = Content("")
    place = Place(1, 1, 0)
    clock = ""
    urgent = False

    def show(self, heading: Content, place: Place) -> None:
        """Draw another question, or the same one in another state."""
        self.heading, self.place = heading, place
        self.refresh()

    def show_clock(self, seconds: float | None) -> None:
        """Draw the seconds left; None for no clock."""
        text = "" if seconds is None else clock(seconds)
        if text != self.clock:
            self.clock, self.urgent = text, seconds is not None and seconds <= _URGENT
            self.refresh()

    def render(self) -> Content:
        width, place = self.size.width, self.place
        left = Content.assemble(
            (f"{place.number}/{place.total}", "bold"),
            (" ⚑ marked" if width >= 50 else " ⚑", "$text-warning") if place.marked else "",
            (f" · {place.word}", MUTED) if place.word else "",
        )
        style = "bold $text-warning" if self.urgent else "bold"
        right = Content.styled(f" {'! ' if self.urgent else ''}{self.clock}", style if self.clock else "")
        room = width - left.cell_length - right.cell_length - 2
        title = self.heading.truncate(max(0, room // 2), ellipsis=True) if width >= 60 else Content("")
        bar = room - (title.cell_length + 1 if title else 0)
        if bar < _SHORTEST:
            gap = max(1, width - left.cell_length - right.cell_length)
            return Content.assemble(left, " " * gap, right)
        filled = round(bar * place.answered / place.total) if place.total else 0
        return Content.assemble(
            left,
            " ",
            title.stylize(MUTED),
            " " if title else "",
            ("━" * filled, "$accent"),
            ("─" * (bar - filled), "$foreground 20%"),
            " ",
            right,
        )


def clock(seconds: float) -> str:
    """Time left, to the second begun: "12:34"; hours are counted in minutes."""
    whole = int(-(-seconds // 1))
    return f"{whole // 60}:{whole % 60:02}"

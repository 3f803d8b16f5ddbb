"""Turning a card over: recall first, then look."""

from __future__ import annotations

from textual.content import Content

from quizapp.tui.actions import bindings
from quizapp.tui.widgets.answers.area import AnswerArea
from quizapp.tui.widgets.rows import Row


class FlipArea(AnswerArea, can_focus=True):
    """A line to press or click."""

    BINDINGS = bindings("flip")

    def rows(self) -> list[Row]:
        button = Content.styled("  Show the answer  ", "$foreground 70% on $surface")
        return [Row(button)] if self.is_open else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.is_open

    def action_show(self) -> None:
        self.post_message(self.Answered(None))

    def click(self, row: int) -> None:
        if self.is_open:
            self.action_show()

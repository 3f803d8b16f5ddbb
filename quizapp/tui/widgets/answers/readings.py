"""Asking back: an answer that can be read in two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.tui.text import prose
from quizapp.tui.widgets.answers.options import OptionsArea

if TYPE_CHECKING:
    from quizapp.study.session import Turn


class ReadingsArea(OptionsArea):
    """The question back, and the readings to pick from."""

    def ask(self, turn: Turn) -> None:
        super().ask(turn)
        if turn.ask_back is not None:
            self.heading = prose(turn.ask_back.question, "$text-warning")
            self.offer(turn.ask_back.readings)

"""A question of a quiz that is over: own answer, right answer, explanation and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.tui.actions import bindings
from quizapp.tui.card_room import CardRoom
from quizapp.tui.text import plain
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.quiz_bar import Place, QuizBar
from quizapp.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from quizapp.study.session import Turn
    from quizapp.tui.desk import Desk
    from quizapp.tui.screens.quiz_result import QuizResult


class QuizReview(CardRoom):
    """Goes through the questions that the result lists."""

    CSS_PATH = ["study.tcss", "quiz.tcss"]
    BINDINGS = bindings("review")

    def __init__(self, desk: Desk, result: QuizResult, numbers: tuple[int, ...], number: int) -> None:
        """`numbers` are the questions to go through, `number` is the first to show."""
        super().__init__(desk, "review")
        self.result = result
        self.numbers = numbers
        self.at = numbers.index(number)

    @property
    def number(self) -> int:
        """The question on screen."""
        return self.numbers[self.at]

    @property
    def turn(self) -> Turn:
        return self.result.attempt.turn(self.number)

    def compose(self) -> Iterator[Widget]:
        yield QuizBar()
        yield Sheet()
        yield LeanFooter()

    def on_mount(self) -> None:
        self.draw()

    def draw(self) -> None:
        """Show the question, its answers, and what the learner says of the mark."""
        attempt = self.result.attempt
        theme = self.result.names.theme(attempt.questions[self.number].theme)
        place = Place(self.at + 1, len(self.numbers), self.at + 1, word=f"question {self.number + 1}")
        self.query_one(QuizBar).show(plain(theme), place)
        self.show_turn(self.turn)
        self.query_one(Sheet).bring_into_view(0, 0)

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        reply = self.result.attempt.replies[self.number]
        match action:
            case "go":
                (step,) = parameters
                return isinstance(step, int) and 0 <= self.at + step < len(self.numbers)
            case "overrule":
                return reply is not None and reply.can_be_overruled
            case _:
                return True

    def action_go(self, step: int) -> None:
        self.at += step
        self.draw()

    async def action_overrule(self) -> None:
        await self.result.overrule(self.number)
        self.draw()

    def action_back(self) -> None:
        self.result.show(self.number)
        self.dismiss()

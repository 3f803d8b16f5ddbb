"""The ways of answering, one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.shapes import Matching
from quizapp.grading.mark import Mode

if TYPE_CHECKING:
    from quizapp.study.session import Turn
    from quizapp.tui.widgets.answers.area import AnswerArea


def answer_area(turn: Turn) -> type[AnswerArea]:
    """The kind of area a turn is answered in."""
    if turn.ask_back is not None:
        from quizapp.tui.widgets.answers.readings import ReadingsArea

        return ReadingsArea
    match turn.mode:
        case Mode.ARRANGE if isinstance(turn.item.card.shape, Matching):
            from quizapp.tui.widgets.answers.match import MatchArea

            return MatchArea
        case Mode.ARRANGE:
            from quizapp.tui.widgets.answers.order import OrderArea

            return OrderArea
        case Mode.FLIP:
            from quizapp.tui.widgets.answers.flip import FlipArea

            return FlipArea
        case Mode.TYPED:
            from quizapp.tui.widgets.answers.typed import TypedArea

            return TypedArea
        case Mode.CHOICE:
            from quizapp.tui.widgets.answers.choice import ChoiceArea

            return ChoiceArea

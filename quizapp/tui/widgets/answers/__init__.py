"""The ways of answering, one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        case Mode.FLIP | Mode.ARRANGE:
            from quizapp.tui.widgets.answers.flip import FlipArea

            return FlipArea
        case Mode.TYPED:
            from quizapp.tui.widgets.answers.typed import TypedArea

            return TypedArea
        case Mode.CHOICE:
            from quizapp.tui.widgets.answers.choice import ChoiceArea

            return ChoiceArea

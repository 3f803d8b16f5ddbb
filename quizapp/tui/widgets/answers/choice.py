"""Choosing one or several of a card's options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.deck.prose import plain as plain_text
from quizapp.deck.shapes import MultipleChoice, TrueFalse
from quizapp.grading.mark import Part, Reason
from quizapp.tui.text import MUTED, prose
from quizapp.tui.verdict import PARTS
from quizapp.tui.widgets.answers.options import OptionsArea, number
from quizapp.tui.widgets.rows import Row

if TYPE_CHECKING:
    from quizapp.grading.mark import Mark
    from quizapp.study.session import Turn

_TRUTH = {"true": "True", "false": "False"}


class ChoiceArea(OptionsArea):
    """The options of a choice; marked, each one says what it was."""

    parts: dict[str, Reason] | None = None
    """What the mark says of each option; None before it."""
    statement = False

    def ask(self, turn: Turn) -> None:
        super().ask(turn)
        self.parts = None if turn.mark is None else _parts(turn, turn.mark)
        self.statement = isinstance(turn.item.card.shape, TrueFalse)
        self.offer(turn.options, many=isinstance(turn.item.card.shape, MultipleChoice))
        if self.is_open:
            self.restore(turn.response)

    def label(self, index: int) -> str:
        text = self.texts[index]
        return _TRUTH.get(text, text) if self.statement else text

    def option_row(self, index: int) -> Row:
        if self.parts is None:
            return super().option_row(index)
        reason = self.parts.get(self.texts[index])
        if reason is None:
            lead = Content.styled(f"  {number(index)}  ", MUTED)
            return Row(prose(self.label(index), MUTED), lead=lead)
        # The one right option is shown as right; among several, one that was missed is shown as missed.
        part = Part.RIGHT if reason.part is Part.MISSED and not self.many else reason.part
        glyph, colour = PARTS[part]
        lead = Content.assemble((f"{glyph} ", f"bold {colour}"), (number(index), MUTED), "  ")
        words = [prose(self.label(index), colour), Content.styled(f"  {self._role(reason.part)}", MUTED)]
        if reason.note:
            words += [Content("\n"), prose(reason.note)]
        return Row(Content("").join(words), lead=lead)

    def _role(self, part: Part) -> str:
        match part:
            case Part.RIGHT | Part.ALMOST:
                return "yours, right" if self.many else "your answer"
            case Part.WRONG:
                return "yours, wrong" if self.many else "your answer"
            case Part.MISSED:
                return "missed" if self.many else "the right answer"
            case Part.EXTRA:
                return ""


def _parts(turn: Turn, mark: Mark) -> dict[str, Reason]:
    """What became of each option: those chosen, and the right ones that were not."""
    parts = {reason.given: reason for reason in mark.reasons if reason.given}
    notes = {reason.expected: reason.note for reason in mark.reasons if not reason.given}
    for option in turn.options:
        text = plain_text(option)
        if text in mark.expected and option not in parts:
            parts[option] = Reason(Part.MISSED, expected=text, note=notes.get(text, ""))
    return parts

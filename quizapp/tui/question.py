"""A question as it stands on the card: its text, what to do, and its hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.deck.shapes import (
    Cloze,
    Date,
    ListRecall,
    Matching,
    MultipleChoice,
    Number,
    TextAnswer,
    Timeline,
    TrueFalse,
)
from quizapp.grading.mark import Mode
from quizapp.tui.text import MUTED, plain, prose, woven
from quizapp.tui.widgets.rows import BLANK, Row

if TYPE_CHECKING:
    from quizapp.deck.cloze import Deletion
    from quizapp.study.session import Turn

_BLANK = "bold $text-accent"
_FILLED = "bold underline"


def stem(turn: Turn) -> Content:
    """The question; a cloze text shows its blanks, and after the mark what was hidden in them."""
    card = turn.item.card
    match card.shape:
        case Cloze():
            return _cloze(turn, card.shape)
        case TextAnswer(answer=answer, reverse=str() as reverse) if turn.item.facet == "reverse":
            return prose(reverse or answer)
        case _:
            return prose(card.stem)


def answers(turn: Turn) -> list[Content]:
    """The right answer, one text an entry, as the deck writes it."""
    card = turn.item.card
    match card.shape:
        case TextAnswer(answer=answer):
            return [prose(card.stem if turn.item.facet == "reverse" else answer, "bold")]
        case TrueFalse(answer=holds):
            return [Content.styled("True" if holds else "False", "bold")]
        case _:
            return [plain(text, "bold") for text in turn.mark.expected] if turn.mark is not None else []


def task(turn: Turn) -> str:
    """What the learner is asked to do, where the question alone does not say it; "" elsewhere."""
    match turn.mode, turn.item.card.shape:
        case Mode.CHOICE, TrueFalse():
            return "True or false?"
        case Mode.CHOICE, MultipleChoice():
            return "Choose all that are right."
        case Mode.ARRANGE, Matching():
            return "Join each line with a letter."
        case Mode.ARRANGE, Timeline():
            return "Bring into order, the earliest first: Space takes an entry up, the arrows carry it."
        case Mode.ARRANGE, _:
            return "Bring into order: Space takes an entry up, the arrows carry it."
        case Mode.TYPED, ListRecall(entries=entries, need=need, ordered=ordered):
            wanted = f"{need} of {len(entries)}" if need < len(entries) else f"all {need}"
            return f"Name {wanted}{', in order' if ordered else ''}."
        case _:
            return ""


def placeholder(turn: Turn) -> str:
    """What to type."""
    match turn.item.card.shape:
        case Number():
            return "A number, with its unit if it has one"
        case Date():
            return "A date, or a year"
        case Cloze():
            return "The missing words"
        case _:
            return "Your answer"


def rows(turn: Turn) -> list[Row]:
    """Question, what to do, and the hints taken so far."""
    drawn = [Row(stem(turn))]
    if turn.mark is None and (what := task(turn)):
        drawn += [BLANK, Row(Content.styled(what, MUTED))]
    if turn.hints:
        drawn.append(BLANK)
    for hint in turn.item.card.hints[: turn.hints]:
        drawn.append(Row(prose(hint), lead=Content.styled("Hint  ", MUTED)))
    return drawn


def _cloze(turn: Turn, shape: Cloze) -> Content:
    asked = [deletion.text for deletion in shape.text.hidden(turn.item.facet)]
    parts: list[str | Content] = []
    for part in shape.text.parts:
        if isinstance(part, str):
            parts.append(part)
        elif part.group != turn.item.facet:
            parts.append(part.text)
        elif turn.mark is not None:
            parts.append(prose(part.text, _FILLED))
        else:
            parts.append(_blank(part, asked.index(part.text) + 1 if len(asked) > 1 else 0))
    return woven(parts)


def _blank(deletion: Deletion, number: int) -> Content:
    """ "[…]", "[hint]", and with a number where several blanks are asked at once."""
    inside = prose(deletion.hint) if deletion.hint else Content("…")
    return Content.assemble("[", f"{number} " if number else "", inside, "]").stylize(_BLANK)

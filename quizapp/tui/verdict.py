"""A mark as it is drawn: glyph, word and colour, the answer beside the expected one, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.deck.shapes import Cloze
from quizapp.grading.mark import Mode, Part
from quizapp.grading.verdict import Verdict
from quizapp.tui.confidence import said
from quizapp.tui.question import answers
from quizapp.tui.text import MUTED, plain, prose
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.words import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.grading.mark import Mark, Reason
    from quizapp.study.session import Turn

RIGHT = "$text-success"
PARTLY = "$text-warning"
WRONG = "$text-error"

PARTS = {
    Part.RIGHT: ("✓", RIGHT),
    Part.ALMOST: ("✓", RIGHT),
    Part.WRONG: ("✗", WRONG),
    Part.MISSED: ("○", PARTLY),
    Part.EXTRA: ("+", MUTED),
}
"""Glyph and colour of each part of an answer."""

_LEAD = 9
RULE = Row(Content.styled("─" * 12, "$foreground 25%"))


def headline(turn: Turn) -> Content:
    """The verdict in one line; empty where the learner judges."""
    mark = turn.mark
    if mark is None or mark.verdict is Verdict.SELF:
        return Content("")
    if turn.overruled:
        return Content.styled("✓ Right, you say", f"bold {RIGHT}")
    match mark.verdict:
        case Verdict.RIGHT if any(reason.part is Part.ALMOST for reason in mark.reasons):
            return Content.styled("✓ Right, but for a slip", f"bold {RIGHT}")
        case Verdict.RIGHT:
            return Content.styled("✓ Right", f"bold {RIGHT}")
        case Verdict.PARTLY:
            return Content.styled(f"~ Partly right, {percent(mark.score)}", f"bold {PARTLY}")
        case Verdict.WRONG:
            return Content.styled("✗ Wrong", f"bold {WRONG}")
        case Verdict.UNANSWERED:
            return Content.styled("– Not answered", f"bold {MUTED}")


def rows(turn: Turn, sources: Sequence[str]) -> list[Row]:
    """All that stands below the question once it is answered."""
    mark, card = turn.mark, turn.item.card
    if mark is None:
        return []
    blocks: list[list[Row]] = []
    told = Content.styled(said(turn), MUTED)
    if head := Content("  ").join(part for part in (headline(turn), told) if part):
        blocks.append([Row(head)])
    blocks.append(_answer(turn, mark))
    if turn.changed:
        blocks.append([Row(Content.styled("The answer to this card changed since you last saw it.", PARTLY))])
    if card.explain:
        blocks.append([Row(prose(card.explain))])
    blocks.append(_provenance(card.as_of, sources))
    blocks.append(note_rows(turn.state.note))
    drawn: list[Row] = []
    for block in blocks:
        if block:
            drawn += [BLANK, *block] if drawn else block
    return drawn


def note_rows(note: str) -> list[Row]:
    """The learner's own words on a card, if there are any."""
    return [Row(plain(note), lead=Content.styled("Your note  ", MUTED))] if note else []


def _answer(turn: Turn, mark: Mark) -> list[Row]:
    match turn.mode:
        case Mode.CHOICE:
            return []  # drawn on the options themselves
        case Mode.FLIP if isinstance(turn.item.card.shape, Cloze):
            return []  # the text shows what was hidden
        case Mode.FLIP:
            found = answers(turn)
            bullet = Content("• " if len(found) > 1 else "")
            return [RULE, *(Row(text, lead=bullet) for text in found)]
        case Mode.ARRANGE:
            return [_arranged(at, reason, mark.expected) for at, reason in enumerate(mark.reasons, 1)]
        case Mode.TYPED:
            if len(mark.reasons) == 1:
                return _compared(mark.reasons[0])
            if mark.reasons:
                return [row for at, reason in enumerate(mark.reasons, 1) for row in _numbered(at, reason)]
            return [Row(text, lead=_lead("Answer")) for text in answers(turn)]


def _compared(reason: Reason) -> list[Row]:
    """What was typed above what is right; the letters that differ stand out in both."""
    given, expected = _sides(reason)
    drawn = []
    if given and (reason.part is not Part.RIGHT or not expected):
        drawn.append(Row(given, lead=_lead("You")))
    if expected:
        drawn.append(Row(expected, lead=_lead("Answer")))
    if reason.note:
        drawn.append(Row(prose(reason.note), lead=_lead("")))
    return drawn


def _numbered(number: int, reason: Reason) -> list[Row]:
    """One of several blanks: what was typed there, and what is right if that differs."""
    given, expected = _sides(reason)
    glyph, colour = PARTS[reason.part]
    indent = Content(" " * 6)
    drawn = [Row(given or expected, lead=Content.styled(f"{glyph} {number}".ljust(6), colour))]
    if expected and given and reason.part is not Part.RIGHT:
        drawn.append(Row(expected, lead=indent))
    return [*drawn, Row(prose(reason.note), lead=indent)] if reason.note else drawn


def _arranged(number: int, reason: Reason, expected: Sequence[str]) -> Row:
    """One position or pair on a line: what stood there, its date, and where it belongs if not there."""
    glyph, colour = PARTS[reason.part]
    words = [plain(reason.given or reason.expected)]
    if reason.note:
        words.append(plain(f"  {reason.note}", MUTED))
    if reason.part is Part.WRONG:
        left, arrow, right = reason.expected.rpartition(" → ")
        if arrow and reason.given.startswith(left):
            words.append(plain(f"  it is {right}", f"bold {RIGHT}"))
        elif reason.given in expected:
            words.append(plain(f"  belongs at {expected.index(reason.given) + 1}", f"bold {RIGHT}"))
    return Row(Content("").join(words), lead=Content.styled(f"{glyph} {number}".ljust(6), colour))


def _sides(reason: Reason) -> tuple[Content, Content]:
    """What was typed and what is right, letter by letter where the two are alike.

    A letter too many is struck, a missing one leaves a gap `_` in the one and is underlined in the
    other, so that the comparison reads without colour.
    """
    if not any(change.same for change in reason.diff):
        return plain(reason.given), plain(reason.expected, "bold")
    given: list[Content] = []
    expected: list[Content] = []
    for change in reason.diff:
        if change.same:
            given.append(plain(change.given))
            expected.append(plain(change.expected, "bold"))
            continue
        gap = "_" * max(0, len(change.expected) - len(change.given))
        given.append(Content.assemble(plain(change.given, f"strike {WRONG}"), (gap, WRONG)))
        expected.append(plain(change.expected, f"bold underline {RIGHT}"))
    return Content("").join(given), Content("").join(expected)


def _provenance(as_of: str, sources: Sequence[str]) -> list[Row]:
    drawn = [Row(plain(f"As of {as_of}", MUTED))] if as_of else []
    return drawn + [Row(plain(source, MUTED), lead=Content.styled("Source  ", MUTED)) for source in sources]


def _lead(word: str, style: str = MUTED) -> Content:
    return Content.styled(word.ljust(_LEAD), style)

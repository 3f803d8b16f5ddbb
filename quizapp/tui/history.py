"""What became of one item, as it is drawn: how it stands, how it will be forgotten, each answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.grading.verdict import Verdict
from quizapp.memory.recall import recall
from quizapp.study.event import Answer, Bury, Flag, Follow, Note, Reset, Suspend
from quizapp.study.standing import Standing, foremost
from quizapp.tui.catalogue import STYLES, short_days
from quizapp.tui.charts.columns import columns, fitting
from quizapp.tui.text import MUTED, plain
from quizapp.tui.verdict import PARTLY, RIGHT, WRONG
from quizapp.tui.widgets.rows import Row
from quizapp.words import count, interval, moment, percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from quizapp.grading.mark import Response
    from quizapp.memory.fsrs import Weights
    from quizapp.memory.schedule import Memory
    from quizapp.progress.fold import ItemEvent
    from quizapp.progress.history import Step
    from quizapp.study.state import ItemState

MOST = 100
"""So many steps are shown, the latest ones."""
AHEAD = (7, 30)
"""Days from today at which the recall expected is named."""
_SCALE = "100%"
_HEIGHT = 4

_VERDICTS = {
    Verdict.RIGHT: ("✓", RIGHT),
    Verdict.PARTLY: ("~", PARTLY),
    Verdict.WRONG: ("✗", WRONG),
    Verdict.UNANSWERED: ("–", MUTED),
    Verdict.SELF: ("·", MUTED),
}


def standing_row(state: ItemState, found: frozenset[Standing], now: datetime) -> Row:
    """How it stands with an item, in a line."""
    standing = foremost(found)
    words = [Content.styled(standing.value.capitalize(), STYLES[standing] or "bold")]
    words += [
        Content.styled(other.value, STYLES.get(other, ""))
        for other in Standing
        if other in found - {standing}
    ]
    if state.due is not None and Standing.DUE not in found:
        words.append(plain(f"comes {moment(state.due.at, now)}"))
    if state.memory is not None:
        words.append(plain(f"holds {short_days(state.memory.stability)}"))
        words.append(plain(count(state.memory.lapses, "lapse")))
    words.append(plain(count(state.answers, "answer")))
    return Row(Content(", ").join(words))


def marks_rows(marks: Sequence[str]) -> list[Row]:
    """What the answers say of the card, if anything."""
    return [Row(plain(", ".join(marks)), lead=Content.styled("Its answers say  ", MUTED))] if marks else []


def curve_rows(memory: Memory | None, today: date, weights: Weights, width: int) -> list[Row]:
    """The forgetting curve from the latest answer to 30 days from now, and what it says in words.

    A column is one day or several, as the width allows; its height is the recall expected then
    (`memory.recall.recall`).
    """
    if memory is None:
        return []
    elapsed = max(0, (today - memory.study_day).days)
    span = elapsed + max(AHEAD)
    room = max(1, fitting(width, _SCALE))
    each = -(-(span + 1) // room)
    named = {elapsed // each: "today"} | {(elapsed + days) // each: f"+{days}" for days in AHEAD}
    values, names = [], []
    for at in range(span // each + 1):
        # The column that holds today shows today, whatever day it begins with.
        day = elapsed if at == elapsed // each else at * each
        values.append(_recall(memory, day, weights))
        names.append(named.get(at, ""))
    later = ", ".join(f"{percent(_recall(memory, elapsed + days, weights))} in {days} days" for days in AHEAD)
    sentence = f"Recall expected: {percent(_recall(memory, elapsed, weights))} today, {later}."
    drawn = columns(values, width, names, top=1.0, say=percent, height=_HEIGHT)
    return [Row(Content(sentence)), *(Row(line) for line in drawn)]


def _recall(memory: Memory, day: int, weights: Weights) -> float:
    return recall(memory, memory.study_day + timedelta(days=day), weights)


def history_rows(steps: Sequence[Step]) -> list[Row]:
    """Each step of an item, the latest first."""
    if not steps:
        return [Row(Content.styled("Nothing was answered yet.", MUTED))]
    shown = steps[: -MOST - 1 : -1]
    rows = [Row(Content.styled("History", "bold")), *map(_step_row, shown)]
    if len(steps) > len(shown):
        rows.append(Row(Content.styled(f"and {len(steps) - len(shown)} earlier", MUTED)))
    return rows


def _step_row(step: Step) -> Row:
    event = step.event
    when = f"{event.at:%Y-%m-%d %H:%M}  "
    if not isinstance(event, Answer):
        return Row(Content.styled(_deed(event), MUTED), lead=Content.styled(f"  {when}", MUTED))
    glyph, colour = _VERDICTS[_verdict(event)]
    asked = event.asked if event.mode == "review" else f"{event.asked}, {event.mode}"
    rating = event.rating.name.capitalize()
    stability = "" if step.state.memory is None else f" · holds {short_days(step.state.memory.stability)}"
    decided = "" if step.state.due is None else f" · {interval(step.state.due, event.at)}"
    said = _said(event.response)
    words = [plain(asked, MUTED), *([plain(said)] if said else [])]
    return Row(
        Content("  ").join(words),
        lead=Content.assemble((f"{glyph} ", f"bold {colour}"), (when, MUTED)),
        trail=plain(f"{rating}{decided}{stability}"),
        brief=plain(rating),
    )


def _verdict(answer: Answer) -> Verdict:
    """By the learner's word where that stood over the mark; one that is not known says nothing."""
    if answer.overruled:
        return Verdict.RIGHT
    return Verdict(answer.verdict) if answer.verdict in set(Verdict) else Verdict.SELF


def _said(response: Response) -> str:
    match response:
        case None:
            return ""
        case str():
            return " ".join(response.split())
        case _:
            parts = (part if isinstance(part, str) else " → ".join(part) for part in response)
            return ", ".join(" ".join(part.split()) for part in parts)


def _deed(event: ItemEvent) -> str:
    match event:
        case Suspend(on=on):
            return "suspended" if on else "taken in again"
        case Bury():
            return "left out until the next day"
        case Flag(on=on):
            return "flagged" if on else "flag taken off"
        case Note(text=text):
            return f"note: {' '.join(text.split())}" if text else "note taken away"
        case Reset():
            return "reset: new again"
        case Follow():
            return "goes on with the history of an earlier card"
        case Answer():
            return "answered"

"""How sure, against how right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.charts.bars import Bar, bars
from quizapp.tui.sections.section import Section, block, early
from quizapp.words import count, percent

if TYPE_CHECKING:
    from quizapp.progress.statistics import Sureness
    from quizapp.tui.sections.section import View
    from quizapp.tui.widgets.rows import Row


def rows(view: View) -> list[Row]:
    """A bar for each of guessed, unsure, sure."""
    found = view.numbers.sureness
    named = (("Sure", found.sure), ("Unsure", found.unsure), ("Guessed", found.guessed))
    entries = [
        Bar(
            Content(name),
            share.value if share.enough else None,
            f"{share.right} of {share.of}" if share.of else "–",
        )
        for name, share in named
    ]
    chart = bars(entries, view.width) if found.said else []
    return block("Right, when you said you were", chart, said(found), sure_and_wrong(found))


def said(found: Sureness) -> str:
    """Whether the learner's feeling can be relied on."""
    if not found.said:
        return "You can say how sure you are before the answer is shown; then it is counted here."
    if found.said < 10:
        return early(found.said, "answers of which you said it")
    sure, unsure = found.sure, found.unsure
    if sure.value is None or not sure.enough:
        return early(sure.of, "answers you were sure of")
    told = f"When sure you were right {percent(sure.value)} of the time"
    if unsure.value is None or not unsure.enough:
        return f"{told}."
    return f"{told}, when unsure {percent(unsure.value)}."


def sure_and_wrong(found: Sureness) -> str:
    """The errors that are easiest to mend."""
    wrong = found.sure.of - found.sure.right
    if not wrong:
        return ""
    return f"Sure and wrong: {count(wrong, 'answer')}. Such an item comes first until you answer it right."


SECTION = Section("Sure?", rows, ("sureness",), timed=True)

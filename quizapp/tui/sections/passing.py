"""Would I pass today, and on the day of the exam?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.progress.statistics import Period
from quizapp.tui.charts.ranges import span
from quizapp.tui.sections import exam
from quizapp.tui.sections.section import Section, early, note
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.words import count, percent

if TYPE_CHECKING:
    from quizapp.progress.statistics import Passing
    from quizapp.tui.sections.section import View

MOST = 20
"""So many quizzes are listed."""
_LEAD = Content("  ")


def rows(view: View) -> list[Row]:
    """The score to expect of each course's quiz."""
    numbers = view.numbers
    ahead = exam.rows(view)
    if not numbers.passing:
        return [*ahead, Row(Content("There is nothing to ask yet."))]
    made = [row for found in numbers.passing[:MOST] for row in _one(found, view)]
    reviews = numbers.of(Period.ALL).all
    return [
        *ahead,
        Row(Content.styled("Would I pass today?", "bold")),
        *made,
        *([] if reviews.enough else [note(early(reviews.of, "reviews"))]),
        Row(Content.styled("├──●──┤ the score of nine quizzes in ten, ┃ the pass mark", MUTED)),
    ]


def _one(found: Passing, view: View) -> list[Row]:
    name = plain(" ".join((found.name or "A quiz of all items").split()))
    course = plain(" ".join(view.titles.get(found.course, "").split()), MUTED)
    length = max(10, min(50, view.width - 4))
    return [
        Row(name, trail=course.truncate(max(8, view.width // 3), ellipsis=True)),
        Row(span(found.low, found.score, found.high, length, found.pass_mark), lead=_LEAD),
        Row(Content(said(found)), lead=_LEAD),
        BLANK,
    ]


def said(found: Passing) -> str:
    """The score with its range, and the chance to pass."""
    score = (
        f"You would have {percent(found.score)} of {count(found.questions, 'question')} right, most likely"
        f" between {percent(found.low)} and {percent(found.high)}."
    )
    if found.pass_mark is None or found.chance is None:
        return f"{score} It sets no pass mark."
    return f"{verdict(found.chance)} {score} To pass takes {percent(found.pass_mark)}."


def verdict(chance: float) -> str:
    """Yes or no, as far as that can be said; a chance is never called certain."""
    tries = f"{max(1, min(99, round(chance * 100)))} of 100 times"
    if chance >= 0.9:
        return f"Yes, {tries}."
    if chance >= 0.5:
        return f"Rather yes, {tries}."
    if chance >= 0.1:
        return f"Rather not, {tries}."
    return f"Not yet, {tries}."


SECTION = Section("Pass?", rows, ("passing", "exam"))

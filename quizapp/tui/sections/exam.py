"""What the exams ahead will come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.progress import exam_words
from quizapp.study.exam_date import said
from quizapp.tui.charts.bars import Bar, bars
from quizapp.tui.charts.ranges import span
from quizapp.tui.sections.section import note
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.words import count, percent

if TYPE_CHECKING:
    from quizapp.progress.agenda import CourseAgenda
    from quizapp.progress.prospects import Prospect
    from quizapp.tui.sections.section import View

_ROOMY = 60


def rows(view: View) -> list[Row]:
    """Each exam ahead: the share expected, by theme, and what more time would change."""
    return [row for agenda, found in view.exams for row in _one(agenda, found, view)]


def _one(agenda: CourseAgenda, found: Prospect | None, view: View) -> list[Row]:
    title = plain(" ".join(agenda.course.title.split()), "bold")
    if found is None:
        return [Row(title), Row(Content.styled("Working out what the exam will come to…", MUTED)), BLANK]
    when = f"Exam on {said(found.exam)}, {exam_words.ahead(found.exam, found.today)}"
    low, high = (found.predicted + side * found.deviation for side in (-1, 1))
    length = max(10, min(50, view.width - 4))
    warning = exam_words.warning(found)
    return [
        Row(title),
        Row(Content(when)),
        Row(span(max(low, 0.0), found.predicted, min(high, 1.0), length, None), lead=Content("  ")),
        Row(Content(f"{exam_words.expected(found)}.")),
        *([Row(Content(exam_words.changes(found)))] if found.days_left else []),
        *([Row(plain(f"! {warning}", "$text-warning"))] if warning else []),
        BLANK,
        *map(Row, _themes(found, view.width)),
        *([note(exam_words.WAYS[found.policy])] if found.days_left else []),
        BLANK,
    ]


def _themes(found: Prospect, width: int) -> list[Content]:
    entries = []
    for theme in found.themes:
        figure = f"{percent(theme.predicted):>4}"
        if width >= _ROOMY:
            figure = f"{figure}  {count(theme.items, 'card'):>9}"
        entries.append(Bar(plain(" ".join(theme.title.split())), theme.predicted, figure))
    return bars(entries, width)

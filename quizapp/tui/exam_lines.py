"""The lines of the home screen about exams ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.progress import exam_words
from quizapp.tui.text import MUTED, plain
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from quizapp.progress.agenda import CourseAgenda
    from quizapp.tui.overview import Overview

MOST = 3
"""So many exams are told of."""


def exam_lines(overview: Overview, today: date, *, brief: bool) -> Iterator[Content]:
    """A line for each exam ahead, the nearest first, and its warning; `brief` ones for a narrow screen."""
    examined = [agenda for agenda in overview.agendas if agenda.exam is not None]
    examined.sort(key=lambda agenda: str(agenda.exam and agenda.exam.goal.exam))
    for agenda in examined[:MOST]:
        yield _line(overview, agenda, today, brief=brief)
        found = overview.prospects.get(agenda.course.id)
        if found is not None and (sentence := exam_words.warning(found, brief=brief)):
            yield plain(f"! {sentence}", "$text-warning")
    if len(examined) > MOST:
        yield Content.styled(f"and {count(len(examined) - MOST, 'exam')} more", MUTED)


def _line(overview: Overview, agenda: CourseAgenda, today: date, *, brief: bool) -> Content:
    assert agenda.exam is not None
    assert agenda.exam.goal.exam is not None
    when = exam_words.ahead(agenda.exam.goal.exam, today)
    found = overview.prospects.get(agenda.course.id)
    working = "…" if brief else "working out…"
    comes_to = working if found is None else exam_words.expected(found, brief=brief)
    if len(overview.agendas) == 1:
        return Content(f"Exam {when} · {comes_to}")
    title = plain(" ".join(agenda.course.title.split())).truncate(8 if brief else 30, ellipsis=True)
    return Content.assemble(title, f": exam {when} · {comes_to}")

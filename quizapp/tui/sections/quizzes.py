"""The scores of quizzes, one after another."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.tui.charts.columns import columns, fitting
from quizapp.tui.sections.section import Section, block
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.rows import Row
from quizapp.words import count, duration, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.progress.statistics import QuizMark
    from quizapp.tui.sections.section import View

MOST = 20
"""So many are listed."""
_FEW = 3
"""Quizzes that are taken together to tell a trend."""


def rows(view: View) -> list[Row]:
    """The trend, and the last quizzes, the newest first."""
    quizzes = sorted(view.numbers.quizzes, key=lambda quiz: quiz.at)
    if not quizzes:
        return [Row(Content("No quiz was handed in yet. Press t on the home screen to take one."))]
    shown = quizzes[-fitting(view.width, "100%") :]
    chart = columns([quiz.score for quiz in shown], view.width, top=1.0, say=percent)
    made = block("Scores, oldest first", chart if len(quizzes) > 1 else [], trend(quizzes))
    return [*made, Row(Content.styled("The last ones", "bold")), *map(_row, reversed(quizzes[-MOST:]))]


def _row(quiz: QuizMark) -> Row:
    day = f"{quiz.at.day:>2} {quiz.at:%b %Y}  "
    spent = f"  {duration(quiz.seconds)}" if quiz.seconds else ""
    figures = f"{percent(quiz.score):>4} of {quiz.questions}{spent}"
    name = plain(" ".join(quiz.name.split()) or "Quiz")
    return Row(
        name.truncate(200, ellipsis=True),
        lead=Content.styled(day, MUTED),
        trail=Content(figures),
        brief=Content(percent(quiz.score)),
    )


def trend(quizzes: Sequence[QuizMark]) -> str:
    """Best, last, and whether the last few went better than those before."""
    scores = [quiz.score for quiz in quizzes]
    told = f"{count(len(scores), 'quiz', 'quizzes')}: the last {percent(scores[-1])}, the best {percent(max(scores))}."
    if len(scores) < 2 * _FEW:
        return told
    now, before = fmean(scores[-_FEW:]), fmean(scores[-2 * _FEW : -_FEW])
    points = round((now - before) * 100)
    if not points:
        return f"{told} The last {_FEW} went as the {_FEW} before."
    way = "better" if points > 0 else "worse"
    return f"{told} The last {_FEW} went {count(abs(points), 'point')} {way} than the {_FEW} before."


SECTION = Section("Quizzes", rows, ("quizzes",))

"""What a section is, and what all of them are built from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.progress.shares import ENOUGH
from quizapp.progress.statistics import Period
from quizapp.tui.text import MUTED
from quizapp.tui.widgets.rows import BLANK, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from quizapp.progress.agenda import CourseAgenda
    from quizapp.progress.prospects import Prospect
    from quizapp.progress.statistics import Statistics

PERIODS = {
    Period.DAY: "today",
    Period.WEEK: "the last 7 days",
    Period.MONTH: "the last 30 days",
    Period.YEAR: "the last year",
    Period.ALL: "all time",
}
"""Periods as they are named on the screen."""
_LEADS = {Period.DAY: "Today", Period.ALL: "In all"}


@dataclass(frozen=True, slots=True)
class View:
    """What is to be drawn: the numbers, the period they were counted for, the cells there are, and the
    titles of courses by id. `exams` are the courses on show with an exam ahead, the nearest first, each with
    what it will come to, None while that is worked out."""

    numbers: Statistics
    period: Period
    width: int
    titles: Mapping[str, str]
    exams: tuple[tuple[CourseAgenda, Prospect | None], ...] = ()

    @property
    def lead(self) -> str:
        """The period, to begin a sentence."""
        return _LEADS.get(self.period, f"In {PERIODS[self.period]}")


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its `name` on the screen, `rows` that draws it, and the `terms` whose definitions
    belong to it (`progress.definitions`). `timed` says that it counts the period alone."""

    name: str
    rows: Callable[[View], list[Row]]
    terms: tuple[str, ...]
    timed: bool = False


def block(title: str, chart: Sequence[Content], *sentences: str) -> list[Row]:
    """A title, a chart, what it tells, and a blank line."""
    return [
        Row(Content.styled(title, "bold")),
        *map(Row, chart),
        *(Row(Content(sentence)) for sentence in sentences if sentence),
        BLANK,
    ]


def early(number: int, what: str) -> str:
    """That so few answers say nothing yet."""
    return f"Too early to say: {number or 'no'} {what} so far, and below {ENOUGH} nothing is claimed."


def note(sentence: str) -> Row:
    """A lesser remark."""
    return Row(Content.styled(sentence, MUTED))

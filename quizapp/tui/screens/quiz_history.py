"""The quizzes that were taken."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Static

from quizapp.progress.results import best, trend
from quizapp.tui.actions import bindings
from quizapp.tui.charts.columns import spark
from quizapp.tui.quiz_choice import minutes
from quizapp.tui.room import Room
from quizapp.tui.screens.quiz_result import theme_row
from quizapp.tui.text import MUTED, plain
from quizapp.tui.verdict import RIGHT, WRONG
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.listing import Line, Listing
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.tui.widgets.sheet import Sheet
from quizapp.words import count, duration, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from quizapp.progress.results import QuizResult
    from quizapp.tui.desk import Desk
    from quizapp.tui.quiz_names import Names

_LATEST = 20
"""So many quizzes make the small line of scores."""


class QuizHistory(Room):
    """The latest first; on top how quizzes like the one under the cursor went, below what it was."""

    CSS_PATH = "quiz.tcss"
    BINDINGS = bindings("history")

    def __init__(self, desk: Desk, names: Names) -> None:
        super().__init__()
        self.names = names
        self.today = desk.now()
        self.results = tuple(reversed(desk.quizzes.results()))
        self.families: dict[object, list[QuizResult]] = {}
        """The quizzes of the same decks and plan, oldest first."""
        for result in reversed(self.results):
            self.families.setdefault(_family(result), []).append(result)

    def compose(self) -> Iterator[Widget]:
        yield Static(id="top", markup=False)
        yield Listing()
        yield Sheet()
        yield LeanFooter()

    def on_mount(self) -> None:
        listing = self.query_one(Listing)
        listing.focus()
        lines = [Line(partial(self._line, result)) for result in self.results]
        listing.fill(lines, 0 if lines else None)
        self.show()

    # -- what is shown --------------------------------------------------------------------

    def show(self) -> None:
        """Draw what stands above and below the list."""
        at = self.query_one(Listing).cursor
        result = None if at is None else self.results[at]
        top, sheet = self.query_one("#top", Static), self.query_one(Sheet)
        if result is None:
            top.update(Content("No quiz was submitted yet."))
            sheet.show(())
        else:
            top.update(self._family(self.families[_family(result)]))
            sheet.show(list(self._details(result)))

    def _line(self, result: QuizResult) -> Row:
        at = result.at.astimezone(self.today.tzinfo)
        wide = self.size.width >= 60
        date = f"{at.day:>2} {at:%b %Y}  {at:%H:%M}" if wide else f"{at.day:>2} {at:%b}"
        glyph, colour = _PASSED[result.passed]
        figures = f" {percent(result.score):>4}"
        figures += f" {count(result.questions, 'question'):>13}" if wide else ""
        return Row(
            plain(self.names.quiz(result.scope, result.blueprint)),
            lead=Content.assemble(" ", (f"{date}  ", MUTED)),
            trail=Content.assemble((glyph, colour), figures),
        )

    def _family(self, family: Sequence[QuizResult]) -> Content:
        """How the quizzes of one kind went, in a sentence, and a small line of their scores."""
        found = best(family)
        assert found is not None  # a family has members
        name = self.names.quiz(found.scope, found.blueprint)
        parts = [
            plain(name, "bold"),
            Content(
                f"\n{count(len(family), 'quiz', 'quizzes')}, best {percent(found.score)}, "
                f"last {percent(family[-1].score)}{rise(trend(family))}"
            ),
        ]
        if len(family) > 1:
            parts.append(Content.styled(f"  {spark([one.score for one in family[-_LATEST:]])}", "$accent"))
        return Content("").join(parts)

    def _details(self, result: QuizResult) -> Iterator[Row]:
        words = [duration(result.seconds)]
        if result.minutes is not None:
            words.append(f"{minutes(result.minutes)} allowed")
        if result.pass_mark is not None:
            words.append(f"{percent(result.pass_mark)} needed")
        if result.answered < result.questions:
            words.append(f"{result.questions - result.answered} not answered")
        words.append("practice" if result.practice else "counted for the schedule")
        yield Row(Content(" · ".join(words)))
        yield Row(Content.styled(f"Seed {result.seed}: the same decks and seed give the same quiz", MUTED))
        yield BLANK
        for theme in result.themes:
            yield theme_row(theme, self.names)

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        event.stop()
        self.show()

    # -- actions --------------------------------------------------------------------------

    def action_scroll_sheet(self, direction: int) -> None:
        self.query_one(Sheet).turn_page(direction)

    def action_back(self) -> None:
        self.dismiss()


_PASSED = {True: ("✓", RIGHT), False: ("✗", WRONG), None: (" ", "")}
"""Glyph and colour of passed, not passed, and of a quiz without a pass mark."""


def rise(points: float | None) -> str:
    """A trend, as the end of a sentence; "" where nothing can be said."""
    if points is None:
        return ""
    whole = round(points * 100)
    if not whole:
        return ", steady"
    return f", {'up' if whole > 0 else 'down'} {count(abs(whole), 'point')}"


def _family(result: QuizResult) -> object:
    return frozenset(result.scope), frozenset(result.tags), frozenset(result.kinds), result.blueprint

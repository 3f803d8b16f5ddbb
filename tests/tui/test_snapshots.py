"""How the screens look. A change here is to be looked at, not only accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from textual.widgets import Input

from quizapp.tui.app import QuizApp

from . import decks
from .desk import MemoryDesk

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot


class Compare(Protocol):
    def __call__(
        self,
        app: App[None],
        press: tuple[str, ...] = (),
        terminal_size: tuple[int, int] = (80, 24),
        **more: object,
    ) -> bool: ...


def one(*cards: decks.Card, **more: str) -> QuizApp:
    app = QuizApp(MemoryDesk((decks.course(*cards),), **more))  # type: ignore[arg-type]
    app.animation_level = "none"
    return app


def world() -> QuizApp:
    app = QuizApp(MemoryDesk((decks.WORLD, decks.course(decks.DATE)), streak=5, retention=0.913))
    app.animation_level = "none"
    return app


async def misspell(pilot: Pilot[None]) -> None:
    await pilot.press("enter")
    pilot.app.screen.query_one(Input).value = "mitochodrionn"
    await pilot.press("enter")


def test_home(snap_compare: Compare) -> None:
    """What waits on top; courses bold with decks below; figures in columns; a calm cursor row."""
    assert snap_compare(world())


def test_question(snap_compare: Compare) -> None:
    """The question with a hint, nothing of the answer, and one line of progress above."""
    assert snap_compare(one(decks.FLIP), press=("enter", "h"))


def test_flipped(snap_compare: Compare) -> None:
    """Answer, explanation, date and source; four ratings with their dates, none suggested."""
    assert snap_compare(one(decks.FLIP), press=("enter", "space"))


def test_typed_mark(snap_compare: Compare) -> None:
    """The slip stands out in both lines, letter under letter, also without colour."""
    assert snap_compare(one(decks.LONG_TYPED), run_before=misspell)


def test_choice_mark(snap_compare: Compare) -> None:
    """The wrong choice has a cross and its feedback, the right answer is named, Again is suggested."""
    assert snap_compare(one(decks.CHOICE), press=("enter", "1"))


def test_narrow(snap_compare: Compare) -> None:
    """At 40×12 the verdict, the four ratings and the most needed keys are in view."""
    assert snap_compare(one(decks.LONG_TYPED), run_before=misspell, terminal_size=(40, 12))


def test_narrow_home(snap_compare: Compare) -> None:
    """Long titles wrap beside their figures; no figure is cut."""
    assert snap_compare(world(), terminal_size=(40, 12))


def test_light(snap_compare: Compare) -> None:
    """The light theme: marks and ratings readable on white."""
    assert snap_compare(one(decks.LONG_TYPED, theme="textual-light"), run_before=misspell)


def test_no_color(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    """Greys only: glyphs, strike and underline carry the meaning."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(one(decks.LONG_TYPED), run_before=misspell)


def test_summary(snap_compare: Compare) -> None:
    """Count, share, time, what was missed with its answer, and when it goes on."""
    press = ("enter", "space", "1", "t", "4", "space", "4")
    assert snap_compare(one(decks.FLIP, decks.STATEMENT), press=press)

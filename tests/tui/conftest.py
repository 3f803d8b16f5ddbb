from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Protocol

import pytest
from textual.widgets import Input

from quizapp.tui.app import QuizApp
from quizapp.tui.screens.study import Study
from quizapp.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from quizapp.study.session import Turn
    from quizapp.tui.start import StartAt, StartQuiz

    from .desk import MemoryDesk


class Run(Protocol):
    def __call__(
        self, desk: MemoryDesk, size: tuple[int, int] = (80, 24), start: StartAt | StartQuiz | None = None
    ) -> AbstractAsyncContextManager[Pilot[None]]: ...


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine shows: neither its colours nor a cursor that blinks."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)


@pytest.fixture
def run() -> Run:
    """Start the app over a desk; toasts and tooltips are on, for they draw text too."""

    @asynccontextmanager
    async def start_app(
        desk: MemoryDesk, size: tuple[int, int] = (80, 24), start: StartAt | StartQuiz | None = None
    ) -> AsyncIterator[Pilot[None]]:
        app = QuizApp(desk, start)
        app.animation_level = "none"
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await pilot.pause()
            yield pilot

    return start_app


def study(pilot: Pilot[None]) -> Study:
    """The study screen, which must be the one on show."""
    screen = pilot.app.screen
    assert isinstance(screen, Study)
    return screen


def turn(pilot: Pilot[None]) -> Turn:
    """The turn on screen."""
    found = study(pilot).turn
    assert found is not None
    return found


async def type_in(pilot: Pilot[None], *texts: str) -> None:
    """Put texts into the lines on show and press Enter in the last."""
    lines = [line for line in pilot.app.screen.query(Input) if line.display]
    for line, text in zip(lines, texts, strict=True):
        line.value = text
    lines[-1].focus()
    await pilot.press("enter")
    await pilot.pause()


def card_text(pilot: Pilot[None]) -> str:
    """All lines of the card, also those out of view."""
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen.query_one(Sheet).lines)


async def click_row(pilot: Pilot[None], words: str) -> None:
    """Click the first line of the card that holds these words."""
    card = pilot.app.screen.query_one(Sheet)
    line = next(number for number, strip in enumerate(card.lines) if words in strip.text)
    left, _ = card.column
    await pilot.click(card, offset=(left + 5, line - card.top))

"""Hostile texts on the screens of a quiz, and windows of every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from quizapp.deck.blueprint import Blueprint
from quizapp.deck.course import Course
from quizapp.study.setup import Setup
from quizapp.tui.screens.home import Home
from quizapp.tui.screens.quiz import QuizRoom
from quizapp.tui.screens.quiz_overview import QuizOverview
from quizapp.tui.screens.quiz_result import QuizResult
from quizapp.tui.screens.submit import SubmitDialog
from quizapp.tui.start import StartQuiz

from . import decks
from .conftest import type_in
from .desk import MemoryDesk
from .test_quiz import on_show
from .test_robust import HOSTILE, TRIED, controls, hostile_course

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from .conftest import Run


async def enter_something(pilot: Pilot[None], text: str) -> None:
    """Answer the question on screen in some way, or go past it."""
    if isinstance(pilot.app.focused, Input):
        await type_in(pilot, *[text or "x" for line in pilot.app.screen.query(Input) if line.display])
    else:
        await pilot.press("1", "enter")


async def submit(pilot: Pilot[None]) -> None:
    """End the quiz, whether something is unanswered or not."""
    await pilot.press("f2")
    if isinstance(pilot.app.screen, SubmitDialog):
        await pilot.press("enter")


@pytest.mark.parametrize("kind", TRIED)
async def test_no_text_of_a_deck_does_anything_on_any_screen_of_a_quiz(run: Run, kind: str) -> None:
    text = "\n".join(HOSTILE[kind])[:500]
    hostile = hostile_course(text)
    course = Course(
        "c",
        text,
        hostile.decks,
        text,
        sources=hostile.sources,
        blueprints=(Blueprint("b", text), Blueprint(text)),
    )
    desk = MemoryDesk((course, decks.WORLD))
    seen = set()

    async def check(*keys: str) -> None:
        await pilot.press(*keys)
        seen.add(type(pilot.app.screen).__name__)
        assert not controls(pilot)
        if kind == "markup":
            for y in (3, 5, 8):
                await pilot.click(offset=(6, y))

    async with run(desk) as pilot:
        await check("t")
        await check("b")
        await check("b")
        await check("end", "home")
        await pilot.press("enter")
        while isinstance(pilot.app.screen, QuizRoom):
            before = pilot.app.screen.attempt.position
            await enter_something(pilot, text)
            if isinstance(pilot.app.screen, QuizRoom) and pilot.app.screen.attempt.position == before:
                await pilot.press("f4")
            assert not controls(pilot)
            seen.add("QuizRoom")
        await check()
        await submit(pilot)
        on_show(pilot, QuizResult)
        await check("end", "enter")
        await pilot.press("escape")
        await check("h")
        await pilot.press("escape")
        await pilot.press("escape")
        on_show(pilot, Home)
    assert seen >= {"QuizSetup", "QuizRoom", "QuizOverview", "QuizReview", "QuizHistory"}


@pytest.mark.parametrize("size", [(40, 12), (24, 6)], ids=str)
async def test_every_screen_of_a_quiz_draws_at_every_size(run: Run, size: tuple[int, int]) -> None:
    desk = MemoryDesk((decks.WORLD,))
    start = StartQuiz(Setup(("world",), questions=None, minutes=10, at_once=True), 1)
    async with run(desk, size=size, start=start) as pilot:
        await pilot.press("f3", "f4")
        on_show(pilot, QuizOverview)
        await pilot.press("end", "enter")
        await enter_something(pilot, "x")
        await submit(pilot)
        on_show(pilot, QuizResult)
        await pilot.press(
            "enter", "end", "enter", "pagedown", "escape", "h", "escape", "escape", "t", "end", "escape"
        )
        on_show(pilot, Home)


async def test_the_window_may_change_on_every_screen_of_a_quiz(run: Run) -> None:
    desk = MemoryDesk((decks.WORLD,))
    async with run(desk) as pilot:
        for keys in (
            ("t",),
            ("enter",),
            ("f4",),
            ("escape", "f2"),
            ("enter",),
            ("end", "enter"),
            ("escape", "h"),
        ):
            await pilot.press(*keys)
            for size in ((1, 1), (200, 60)):
                await pilot.resize_terminal(*size)
            await pilot.resize_terminal(80, 24)
        assert type(pilot.app.screen).__name__ == "QuizHistory"

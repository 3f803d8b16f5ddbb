"""What is typed is drawn by the card: it looks and works like a line of its own, and costs no layout."""

from __future__ import annotations

import pytest
from textual.events import Paste
from textual.screen import Screen
from textual.widgets import Input

from quizapp.deck.shapes import TextAnswer

from . import decks
from .conftest import Run, card_text, click_row, turn
from .desk import MemoryDesk


def typed(number: int) -> decks.Card:
    """A card whose question takes as many lines as its number says."""
    return decks.card(f"c{number}", "A word and another one. " * 3 * number, TextAnswer("Bern", typed=True))


async def test_typed_cards_that_follow_one_another_are_laid_out_once(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts = 0
    lay_out = Screen._refresh_layout

    def counted(screen: Screen[None], *arguments: object, **more: object) -> None:
        nonlocal layouts
        layouts += 1
        lay_out(screen, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    desk = MemoryDesk((decks.course(*(typed(number) for number in (1, 2, 3))),))
    async with run(desk) as pilot:
        await pilot.press("enter", "B", "enter")
        await pilot.pause()
        before = layouts
        for _ in range(2):
            await pilot.press("4", *"Ber", "backspace", "enter")
            assert turn(pilot).mark is not None
        assert layouts == before


async def test_a_line_shows_hint_text_and_cursor_and_is_clicked_into(run: Run) -> None:
    async with run(MemoryDesk((decks.course(decks.TYPED),))) as pilot:
        await pilot.press("enter")
        assert "Your answer" in card_text(pilot)
        await pilot.press(*"Berne")
        assert "Berne" in card_text(pilot)
        assert "Your answer" not in card_text(pilot)
        line = pilot.app.screen.query_one(Input)
        assert pilot.app.cursor_position == line.cursor_screen_offset
        await click_row(pilot, "Berne")
        assert line.cursor_position == 4
        await pilot.press("delete")
        assert line.value == "Bern"


async def test_a_marked_line_takes_neither_keys_nor_a_paste(run: Run) -> None:
    async with run(MemoryDesk((decks.course(decks.TYPED, decks.FLIP),))) as pilot:
        await pilot.press("enter", *"Bern", "enter", "left", "backspace", "x")
        pilot.app.post_message(Paste("more"))
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "Bern"
        assert turn(pilot).mark is not None

"""Deciding which edited cards are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizapp.progress.faults import Cause, StoreFault
from quizapp.study.proposal import Proposal
from quizapp.tui.screens.follow import Follow
from quizapp.tui.screens.home import Home

from . import decks
from .conftest import card_text, click_row
from .desk import MemoryDesk

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from .conftest import Run


def desk(number: int = 3) -> MemoryDesk:
    """A desk with edited cards of which one has a hostile question."""
    return MemoryDesk(
        (decks.WORLD,),
        edited_cards=tuple(
            Proposal(n, "world", f"new{n}", f"[@click=app.quit]New[/] question {n}?", "world", f"old{n}",
                     f"Old question {n}?", 80 + n, n)
            for n in range(1, number + 1)
        ),
    )  # fmt: skip


def screen(pilot: Pilot[None]) -> Follow:
    found = pilot.app.screen
    assert isinstance(found, Follow)
    return found


async def test_home_says_so_and_c_opens_the_list(run: Run) -> None:
    async with run(desk()) as pilot:
        home = pilot.app.screen
        assert isinstance(home, Home)
        assert home.lines()["follow"].plain == "! 3 edited cards may be ones you know: press c to decide"
        await pilot.press("c")
        text = card_text(pilot)
        assert "Old question 1?" in text
        assert "→ [@click=app.quit]New[/] question 1?" in text
        assert "81 % alike, 1 answer" in text


async def test_without_edited_cards_the_key_does_nothing(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD,))) as pilot:
        await pilot.press("c")
        assert isinstance(pilot.app.screen, Home)


async def test_yes_and_no_and_what_is_left_open(run: Run) -> None:
    asked = desk()
    async with run(asked) as pilot:
        await pilot.press("c", "y", "n", "enter")
        assert asked.decided == [({1}, {2})]
        home = pilot.app.screen
        assert isinstance(home, Home)
        assert home.lines()["follow"].plain.startswith("! 1 edited card may be one you know")


async def test_a_mark_can_be_changed_and_cleared(run: Run) -> None:
    asked = desk()
    async with run(asked) as pilot:
        await pilot.press("c", "y", "up", "n", "up", "n", "down", "y", "enter")
        assert asked.decided == [({2}, set())]


async def test_all_are_the_same_but_one(run: Run) -> None:
    asked = desk()
    async with run(asked) as pilot:
        await pilot.press("c", "n", "a", "enter")
        assert asked.decided == [({2, 3}, {1})]


async def test_leaving_decides_nothing(run: Run) -> None:
    asked = desk()
    async with run(asked) as pilot:
        await pilot.press("c", "y", "escape")
        assert asked.decided == []
        assert isinstance(pilot.app.screen, Home)


async def test_the_mouse_opens_the_list_and_moves_the_cursor(run: Run) -> None:
    async with run(desk()) as pilot:
        await click_row(pilot, "press c to decide")
        assert screen(pilot).cards.cursor == 0
        await click_row(pilot, "Old question 3?")
        assert screen(pilot).cards.cursor == 2


async def test_a_fault_keeps_the_list_with_its_marks(run: Run) -> None:
    asked = desk()
    asked.faults.append(StoreFault(Cause.FULL, "The disk is full.", "Free some space."))
    async with run(asked) as pilot:
        await pilot.press("c", "y", "enter")
        assert screen(pilot).cards.said == {1: True}
        await pilot.press("enter")
        assert asked.decided == [({1}, set())]


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (24, 6)])
async def test_a_long_list_scrolls_with_the_cursor(run: Run, size: tuple[int, int]) -> None:
    async with run(desk(200), size) as pilot:
        await pilot.press("c", "end")
        cards = screen(pilot).cards
        assert cards.cursor == 199
        await pilot.pause()
        first = 2 + 3 * 199
        assert 0 <= cards.line_of(first + 1) < cards.content_size.height
        await pilot.press("home", "pagedown", "y")
        assert len(cards.said) == 1

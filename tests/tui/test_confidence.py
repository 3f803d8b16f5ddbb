from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from quizapp.memory.rating import Rating
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.ratings import Ratings

from . import decks
from .conftest import card_text, turn
from .desk import MemoryDesk

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from .conftest import Run


def quiet_line(pilot: Pilot[None]) -> str:
    """The first line of the place where ratings stand."""
    return pilot.app.screen.query_one(Ratings).render().plain.split("\n")[0].strip()


async def test_how_sure_one_is_takes_one_key_and_asks_for_none(run: Run) -> None:
    desk = MemoryDesk((decks.course(decks.STATEMENT, decks.CHOICE),))
    async with run(desk) as pilot:
        await pilot.press("enter")
        assert quiet_line(pilot) == "Sure?  g guessed  y sure"
        await pilot.press("y", "f")
        assert "✗ Wrong  You were sure." in card_text(pilot)
        await pilot.press("1")
        await pilot.press(str(turn(pilot).options.index("Canberra") + 1))
        assert turn(pilot).confidence is None
        await pilot.press("3")
    assert [answer.confidence for answer in desk.answers()] == ["sure", None]


async def test_what_is_being_typed_stays_and_function_keys_say_it(run: Run) -> None:
    async with run(MemoryDesk((decks.course(decks.TYPED),))) as pilot:
        await pilot.press("enter", *"gy")
        assert pilot.app.screen.query_one(Input).value == "gy"
        assert quiet_line(pilot) == "Sure?  F9 guessed  F10 sure"
        await pilot.press("f9")
        assert quiet_line(pilot) == "You say: guessed.  F9 unsure  F10 sure"
        await pilot.press("f9")
        assert quiet_line(pilot) == "You say: unsure.  F9 guessed  F10 sure"
        await pilot.press("f10")
        assert quiet_line(pilot) == "You say: sure.  F9 guessed  F10 not said"
        await pilot.press("f10", "h")
        assert (turn(pilot).confidence, pilot.app.screen.query_one(Input).value) == (None, "gyh")


async def test_a_right_choice_that_was_guessed_comes_again_soon(run: Run) -> None:
    desk = MemoryDesk((decks.course(decks.CHOICE),))
    async with run(desk) as pilot:
        await pilot.press("enter")
        await pilot.press(str(turn(pilot).options.index("Canberra") + 1))
        assert turn(pilot).suggested is Rating.GOOD
        assert quiet_line(pilot) == "g I guessed"
        await pilot.press("y")
        assert turn(pilot).confidence is None, "nobody is sure in hindsight"
        await pilot.press("g")
        assert (turn(pilot).suggested, quiet_line(pilot)) == (Rating.AGAIN, "g not after all")
        await pilot.press("g", "g", "enter")
        assert [(answer.confidence, answer.rating) for answer in desk.answers()] == [
            ("guessed", Rating.AGAIN)
        ]
        await pilot.press("u")
        assert (turn(pilot).confidence, turn(pilot).suggested) == ("guessed", Rating.AGAIN)


async def test_the_offers_are_clicked_too(run: Run) -> None:
    async with run(MemoryDesk((decks.course(decks.FLIP),))) as pilot:
        await pilot.press("enter")
        ratings = pilot.app.screen.query_one(Ratings)
        for words, level in (("guessed", "guessed"), ("sure", "sure")):
            line = ratings.render().plain.split("\n")[0]
            await pilot.click(ratings, offset=(line.rindex(words) + 1, 0))
            await pilot.pause()
            assert turn(pilot).confidence == level
        await pilot.press("space", "3")


@pytest.mark.parametrize("size", [(24, 6), (40, 12), (80, 24)])
async def test_the_line_takes_no_room_from_card_or_footer(run: Run, size: tuple[int, int]) -> None:
    async with run(MemoryDesk((decks.course(decks.LONG_TYPED),)), size) as pilot:
        await pilot.press("enter", "f10", *"mito", "enter")
        screen = pilot.app.screen
        assert turn(pilot).confidence == "sure"
        assert "You were sure." in " ".join(card_text(pilot).split())
        assert screen.query_one(LeanFooter).region.height == 1
        assert screen.query_one(Ratings).region.bottom <= size[1] - 1

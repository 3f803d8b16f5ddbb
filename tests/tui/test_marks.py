"""What answers say of a card stands beside it in browse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.memory.rating import Rating

from . import decks
from .conftest import card_text
from .desk import MemoryDesk

if TYPE_CHECKING:
    from .conftest import Run


def answered(response: str, number: int) -> MemoryDesk:
    """A desk where the one card was answered so, wrongly, again and again."""
    desk = MemoryDesk((decks.course(decks.TYPED),))
    session = desk.begin("alone", None)
    for _ in range(number):
        session = session.next(desk.now(), desk.state_of).answer(response, desk.now())
        session, event = session.rate(Rating.AGAIN, desk.stamp())
        desk.record(event)
    return desk


async def test_the_open_card_in_browse_shows_what_its_answers_say(run: Run) -> None:
    async with run(answered("[red]Zürich[/]\x1b[0m", 3)) as pilot:
        await pilot.press("b")
        assert "Its answers say" not in card_text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Its answers say  often answered: “[red]Zürich[/]" in card_text(pilot)


async def test_two_wrong_answers_say_nothing(run: Run) -> None:
    async with run(answered("Zürich", 2)) as pilot:
        await pilot.press("b", "enter")
        await pilot.pause()
        assert "Its answers say" not in card_text(pilot)

"""A way back after a gap, and days of so many minutes, on screen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from quizapp.deck.card import facets
from quizapp.deck.course import Course, Deck
from quizapp.deck.shapes import TextAnswer
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Due, Memory
from quizapp.progress.faults import Cause, StoreFault
from quizapp.study.event import Comeback, Retract
from quizapp.study.state import ItemState
from quizapp.tui.screens.comeback import ComebackDialog
from quizapp.tui.screens.help import Help
from quizapp.tui.screens.home import Home
from quizapp.tui.screens.study import Study

from .conftest import Run
from .decks import card
from .desk import START, MemoryDesk

if TYPE_CHECKING:
    from textual.pilot import Pilot

CARDS = 90
NEW = 10


def desk(away: int = 12, cards: int = CARDS) -> MemoryDesk:
    """A learner who comes back to this many cards, each answered before, and to ten that they never saw."""
    made = tuple(card(f"k{number}", f"Question {number}?", TextAnswer("A")) for number in range(cards + NEW))
    found = MemoryDesk((Course("world", "World", (Deck("world", "World", made, "world.yaml"),), "world"),))
    for number in range(cards):
        day = (START - timedelta(days=away + 8)).date()
        memory = Memory(Phase.REVIEW, 0, 4.0 + number % 30, 5.0, day, 3, 0)
        item = f"world/k{number}/{facets(made[number])[0]}"
        found.base[item] = ItemState(item, memory, Due(START - timedelta(days=away), 8), day, answers=3)
    found.comebacks.away = away
    return found


def said(pilot: Pilot[None], line: str) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, Home)
    return screen.lines()[line].plain


async def opened(pilot: Pilot[None]) -> ComebackDialog:
    await pilot.press("w")
    screen = pilot.app.screen
    assert isinstance(screen, ComebackDialog)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen


async def test_a_wall_of_cards_is_met_with_a_way_back(run: Run) -> None:
    learner = desk()
    async with run(learner) as pilot:
        assert said(pilot, "comeback") == (
            "You have been away for 12 days: 90 cards wait, about 18 minutes. Press w for a way back."
        )
        before = learner.agendas()[0].plan
        dialog = await opened(pilot)
        assert [offer.days for offer in dialog.offers][:2] == [1, 3]
        assert not dialog.note.content.plain.startswith("New cards come")  # type: ignore[union-attr]
        await pilot.press("down", "enter")
        [plan] = [event for event in learner.log if isinstance(event, Comeback)]
        assert (plan.daily, plan.until, plan.new) == (dialog.offers[1].minutes, dialog.offers[1].until, False)
        chosen = learner.agendas()[0].plan
        assert 0 < len(chosen.due) < len(before.due)
        assert chosen.new == ()
        minutes = round(plan.daily)
        assert said(pilot, "minutes") == (
            f"Way back until 4 March: about {minutes} of {minutes} minutes left today. u gives it up."
        )
        assert said(pilot, "comeback") == ""
        await pilot.press("u")
        assert isinstance(learner.log[-1], Retract)
        assert learner.agendas()[0].plan == before
        assert said(pilot, "comeback").startswith("You have been away")


async def test_new_cards_may_come_as_well_and_w_shows_other_plans(run: Run) -> None:
    learner = desk()
    async with run(learner) as pilot:
        await opened(pilot)
        await pilot.press("space", "enter")
        assert [event.new for event in learner.log if isinstance(event, Comeback)] == [True]
        dialog = await opened(pilot)
        assert dialog.holds
        await pilot.press("u")
        assert isinstance(pilot.app.screen, Home)
        assert isinstance(learner.log[-1], Retract)


async def test_escape_leaves_all_as_it_is(run: Run) -> None:
    learner = desk()
    async with run(learner, size=(40, 12)) as pilot:
        assert said(pilot, "comeback") == "90 cards waiting, about 18 minutes. w: a way back"
        await opened(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Home)
        assert learner.log == []


async def test_where_nothing_has_piled_up_the_keys_do_nothing(run: Run) -> None:
    learner = desk(away=0)
    async with run(learner) as pilot:
        await pilot.press("w", "u")
        assert isinstance(pilot.app.screen, Home)
        assert learner.log == []


async def test_a_store_that_cannot_be_read_is_told_of(run: Run) -> None:
    learner = desk()
    learner.comebacks.trouble = StoreFault(Cause.LOCKED, "The file is in use.", "Try again.")
    async with run(learner) as pilot:
        dialog = await opened(pilot)
        assert dialog.note.content.plain == "The file is in use. Try again."  # type: ignore[union-attr]
        await pilot.press("enter")
        assert pilot.app.screen is dialog


async def test_minutes_a_day_end_and_go_on_if_the_learner_likes(run: Run) -> None:
    learner = desk(away=0, cards=8)
    learner.comebacks.minutes = 1
    async with run(learner) as pilot:
        assert said(pilot, "minutes") == "About 1 of 1 minute left today."
        # A minute goes to the new cards that are sure of a part of it, and to reviews.
        assert (learner.agendas()[0].due, learner.agendas()[0].new) == (4, 1)
        await pilot.press("enter")
        for _ in range(4):
            learner.clock += timedelta(seconds=20)
            await pilot.press("space", "3")
        await pilot.press("escape", "escape")
        assert (said(pilot, "waiting"), said(pilot, "minutes")) == ("Today's minutes are done.", "")
        await pilot.press("enter")
        assert said(pilot, "message") == "Today's 1 minutes are done. Press Enter for 1 more."
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Study)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (24, 6)])
async def test_there_is_room_for_all_of_it(run: Run, size: tuple[int, int]) -> None:
    async with run(desk(), size=size) as pilot:
        dialog = await opened(pilot)
        assert dialog.listing.size.height == len(dialog.offers)
        if size[1] > 6:
            assert dialog.note.region.bottom <= size[1] - 1
            assert dialog.note.size.height >= 1


async def test_the_help_says_what_is_on_show(run: Run) -> None:
    learner = desk()
    async with run(learner) as pilot:
        home = pilot.app.screen
        assert isinstance(home, Home)
        assert [word for word, _ in home.meanings()[0]] == ["Way back"]
        learner.comebacks.away, learner.comebacks.minutes = 0, 20
        home.show()
        assert [word for word, _ in home.meanings()[0]] == ["Minutes a day"]
        learner.comebacks.minutes = None
        home.show()
        assert home.meanings() == ([], [])
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, Help)

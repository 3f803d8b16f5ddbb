from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from quizapp.deck.diagnostics import Diagnostic, Severity, Span
from quizapp.tui.screens.help import Help
from quizapp.tui.screens.home import Home
from quizapp.tui.screens.problems import Problems
from quizapp.tui.screens.study import Study
from quizapp.tui.start import StartAt
from quizapp.tui.widgets.shelf import Place, Shelf

from . import decks
from .conftest import click_row, turn
from .desk import START, MemoryDesk

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from .conftest import Run

FINDING = Diagnostic(
    "D201", Severity.ERROR, "unknown key `anwser`", "a.yaml", Span(14, 3, 14, 9), "did you mean `answer`?"
)


def said(pilot: Pilot[None], line: str) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, Home)
    return screen.lines()[line].plain


def shelf(pilot: Pilot[None]) -> Shelf:
    return pilot.app.screen.query_one(Shelf)


async def test_the_first_start_is_one_enter_away_from_the_first_card(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD,))) as pilot:
        assert shelf(pilot).place == Place("world")
        assert said(pilot, "message") == "Press Enter to begin."
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Study)


async def test_a_deck_is_studied_alone(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD,))) as pilot:
        await pilot.press("down", "down", "enter")
        assert turn(pilot).item.deck == "nature"
        assert pilot.app.screen.query_one("Progress").heading.plain == "Nature"


async def test_a_course_of_one_deck_is_one_row(run: Run) -> None:
    async with run(MemoryDesk((decks.course(decks.FLIP),))) as pilot:
        assert shelf(pilot).places == (Place("alone"),)


async def test_numbers_follow_what_was_done(run: Run) -> None:
    desk = MemoryDesk((decks.course(decks.FLIP, decks.TYPED),), streak=3, retention=0.912)
    async with run(desk) as pilot:
        assert said(pilot, "waiting") == "2 new, under a minute"
        await pilot.press("enter", "space", "4", "escape")
        assert said(pilot, "waiting") == "1 new, under a minute"
        assert said(pilot, "numbers") == "3-day streak · 91% remembered · 1 answer today"
        assert said(pilot, "message") == "1 answer kept."


async def test_nothing_due_says_when_it_goes_on(run: Run) -> None:
    desk = MemoryDesk((decks.course(decks.FLIP),))
    async with run(desk) as pilot:
        await pilot.press("enter", "space", "4", "enter")
        assert said(pilot, "waiting").startswith("Nothing is due. The next cards come on ")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Home)
        assert said(pilot, "message") == "Nothing is due here."


async def test_a_card_in_its_learning_step_is_due_later_today(run: Run) -> None:
    desk = MemoryDesk((decks.course(decks.FLIP),))
    async with run(desk) as pilot:
        await pilot.press("enter", "space", "3", "escape")
        assert said(pilot, "waiting") == "Nothing is due. The next cards come today at 09:10."
        desk.clock = START + timedelta(minutes=20)
        await pilot.press("r")
        assert said(pilot, "waiting").startswith("1 due")


async def test_new_cards_that_wait_are_told_of_once_none_is_offered(run: Run) -> None:
    built = replace(decks.TYPED, requires=(decks.FLIP.id,))
    desk = MemoryDesk((decks.course(decks.FLIP, built),))
    async with run(desk) as pilot:
        assert said(pilot, "waiting").startswith("1 new")
        assert said(pilot, "held") == ""
        await pilot.press("enter", "space", "3", "escape")
        assert said(pilot, "held") == "1 new card waits until what it builds on is known."
        desk.clock = START + timedelta(minutes=20)
        await pilot.press("r", "enter", "space", "3", "escape")
        assert said(pilot, "held") == ""
        assert said(pilot, "waiting").startswith("1 new")


async def test_an_empty_library_says_what_to_do(run: Run) -> None:
    desk = MemoryDesk()
    async with run(desk) as pilot:
        assert said(pilot, "waiting") == "No decks yet."
        assert "~/decks" in said(pilot, "message")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Home)
        desk.courses = (decks.WORLD,)
        await pilot.press("r")
        assert shelf(pilot).place == Place("world")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Study)


async def test_problems_are_one_line_that_opens_them(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD,), diagnostics=(FINDING,))) as pilot:
        assert said(pilot, "problems") == "! 1 problem in your decks (p to read)"
        await pilot.press("p")
        assert isinstance(pilot.app.screen, Problems)
        await pilot.press("escape")
        await click_row(pilot, "1 problem")
        assert isinstance(pilot.app.screen, Problems)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Home)


async def test_without_problems_there_is_no_key_for_them(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD,))) as pilot:
        await pilot.press("p")
        assert isinstance(pilot.app.screen, Home)


async def test_notices_stay_until_the_first_sitting(run: Run) -> None:
    desk = MemoryDesk((decks.WORLD,), sentences=("settings.toml line 3: there is no setting [b].",))
    async with run(desk) as pilot:
        assert said(pilot, "notices") == "! settings.toml line 3: there is no setting [b]."
        await pilot.press("question_mark", "escape")
        assert said(pilot, "notices")
        await pilot.press("enter", "escape")
        assert not said(pilot, "notices")


async def test_a_theme_that_does_not_exist_is_named(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD,), theme="nonsense")) as pilot:
        assert "nonsense" in said(pilot, "notices")


async def test_a_sitting_can_be_the_first_thing(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD,)), start=StartAt("world", "history")) as pilot:
        assert turn(pilot).item.deck == "history"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Home)


async def test_the_learners_own_keys_count(run: Run) -> None:
    desk = MemoryDesk((decks.course(decks.FLIP),), keymap={"flip.show": "x", "study.easy": "e"})
    async with run(desk) as pilot:
        await pilot.press("enter", "space")
        assert turn(pilot).mark is None
        await pilot.press("x", "e")
    assert [answer.rating for answer in desk.answers()] == [4]


@pytest.mark.parametrize("keys", [(), ("enter",), ("p",)], ids=["home", "study", "problems"])
async def test_help_opens_everywhere_and_closes_on_the_same_screen(run: Run, keys: tuple[str, ...]) -> None:
    async with run(MemoryDesk((decks.WORLD,), diagnostics=(FINDING,))) as pilot:
        await pilot.press(*keys)
        before = pilot.app.screen
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, Help)
        await pilot.press("escape")
        assert pilot.app.screen is before


async def test_q_quits(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD,))) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert not pilot.app.is_running


async def test_the_cursor_goes_by_keys_and_stays_where_it_was(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD, decks.course(decks.FLIP)))) as pilot:
        await pilot.press("end")
        assert shelf(pilot).place == Place("alone")
        await pilot.press("up", "up")
        assert shelf(pilot).place == Place("world", "nature")
        await pilot.press("enter", "escape")
        assert shelf(pilot).place == Place("world", "nature")
        await pilot.press("home", "up", "pagedown", "down")
        assert shelf(pilot).place == Place("alone")


async def test_the_cursor_is_always_in_view(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD, decks.course(decks.FLIP))), size=(40, 8)) as pilot:
        for key in ("down", "down", "down", "down", "up", "up", "up", "up"):
            await pilot.press(key)
            sheet = shelf(pilot)
            assert sheet.cursor is not None
            assert 0 <= sheet.line_of(len(sheet.head) + 1 + sheet.cursor) < sheet.size.height
        assert sheet.top == 0


async def test_what_came_up_meanwhile_is_told_when_home_shows(run: Run) -> None:
    desk = MemoryDesk((decks.WORLD,))
    async with run(desk) as pilot:
        assert not said(pilot, "notices")
        desk.sentences = ("progress.db is damaged.",)
        await pilot.press("r")
        assert said(pilot, "notices") == "! progress.db is damaged."
        await pilot.press("enter")
        desk.sentences = ("Two renamed items go on.",)
        await pilot.press("escape")
        assert said(pilot, "notices") == "! Two renamed items go on."


async def test_what_an_edit_brought_about_is_told_at_once_and_at_home(run: Run) -> None:
    desk = MemoryDesk((decks.WORLD,))
    async with run(desk) as pilot:
        await pilot.press("enter")
        desk.sentences = ("Your own copy of this course is now in [b]~/decks.",)
        await pilot.press("e")
        await pilot.pause()
        told = [notification.message for notification in pilot.app._notifications]
        assert "Your own copy of this course is now in [b]~/decks." in told
        await pilot.press("escape")
        assert said(pilot, "notices") == "! Your own copy of this course is now in [b]~/decks."

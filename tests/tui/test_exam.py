"""Exams on screen: the form, the line at home, the day's minutes, and the section of progress."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled

from quizapp.progress.statistics import Statistics
from quizapp.progress.totals import DayTotals
from quizapp.study.event import Exam, Retract
from quizapp.tui.screens.exam import ExamDialog
from quizapp.tui.screens.home import Home
from quizapp.tui.screens.progress import ProgressRoom
from quizapp.tui.screens.study import Study
from quizapp.tui.widgets.sheet import Sheet
from quizapp.tui.widgets.shelf import Place, Shelf

from . import decks
from .desk import START, MemoryDesk

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from .conftest import Run

TODAY = START.date()
SOON = TODAY + timedelta(days=18)
COURSE = replace(decks.course(decks.FLIP, decks.TYPED, decks.CHOICE), exam=SOON, exam_minutes=15)


def home(pilot: Pilot[None]) -> Home:
    screen = pilot.app.screen
    assert isinstance(screen, Home)
    return screen


def said(pilot: Pilot[None], line: str) -> str:
    return home(pilot).lines()[line].plain


async def settled(pilot: Pilot[None]) -> None:
    """All is worked out and drawn."""
    for _ in range(3):
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def text(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen.query_one(Sheet).lines)


async def test_an_exam_is_set_by_key_told_at_home_and_taken_back(run: Run) -> None:
    desk = MemoryDesk((decks.course(decks.FLIP, decks.TYPED),))
    async with run(desk) as pilot:
        assert said(pilot, "exams") == ""
        await pilot.press("x")
        dialog = pilot.app.screen
        assert isinstance(dialog, ExamDialog)
        await pilot.press(*"in 18 days", "tab", *"20")
        assert "Friday 20 March 2026, in 18 days." in str(dialog.query_one("#meant").render())
        await pilot.press("enter")
        await settled(pilot)
        (event,) = desk.log
        assert isinstance(event, Exam)
        assert (event.course, event.day, event.minutes) == ("alone", SOON, 20)
        assert said(pilot, "exams").startswith("Exam in 18 days · ")
        assert said(pilot, "exams").endswith(" at 20 min a day")
        assert said(pilot, "message") == "Kept; u takes that back."
        await pilot.press("u")
        assert isinstance(desk.log[-1], Retract)
        assert said(pilot, "exams") == ""
        assert not home(pilot).check_action("undo", ())


async def test_what_is_no_date_is_said_and_nothing_is_set(run: Run) -> None:
    desk = MemoryDesk((COURSE,))
    async with run(desk, size=(40, 12)) as pilot:
        await settled(pilot)
        await pilot.press("x")
        dialog = pilot.app.screen
        assert isinstance(dialog, ExamDialog)
        assert (dialog.day.text, dialog.minutes.text) == (SOON.isoformat(), "15")
        dialog.day.text = "someday [b]\x1b[31m"
        await pilot.press("enter")
        assert pilot.app.screen is dialog
        assert "no date I know" in str(dialog.query_one("#meant").render())
        await pilot.press("escape")
        assert desk.log == []


async def test_an_empty_day_is_no_exam(run: Run) -> None:
    desk = MemoryDesk((COURSE,))
    async with run(desk) as pilot:
        await settled(pilot)
        await pilot.press("x")
        dialog = pilot.app.screen
        assert isinstance(dialog, ExamDialog)
        dialog.day.text = ""
        await pilot.press("enter")
        await settled(pilot)
        (event,) = desk.log
        assert isinstance(event, Exam)
        assert event.day is None
        assert said(pilot, "exams") == ""
        assert said(pilot, "waiting").startswith("3 new")


async def test_home_shows_at_once_what_is_known_and_fills_in_the_rest(run: Run) -> None:
    desk = MemoryDesk((COURSE, replace(decks.WORLD, exam=TODAY + timedelta(days=9))))
    app_home = None
    async with run(desk) as pilot:
        app_home = home(pilot)
        await settled(pilot)
        lines = said(pilot, "exams").splitlines()
        assert [line.partition(": ")[0] for line in lines] == [decks.WORLD.title, COURSE.title]
        assert "exam in 9 days · " in lines[0]
        assert "expected (±" in lines[1]
        assert not any(agenda.pending for agenda in app_home.overview.agendas)
        assert desk.exams.jobs() == []


async def test_the_cursor_begins_where_there_is_an_exam_to_study_for(run: Run) -> None:
    async with run(MemoryDesk((COURSE, decks.WORLD))) as pilot:
        await settled(pilot)
        assert pilot.app.screen.query_one(Shelf).place == Place("alone")


async def test_a_narrow_home_says_it_in_fewer_words(run: Run) -> None:
    async with run(MemoryDesk((COURSE,)), size=(40, 12)) as pilot:
        await settled(pilot)
        line = said(pilot, "exams")
        assert line.startswith("Exam in 18 days · ")
        assert len(line) <= 36


async def test_enter_waits_for_what_is_being_worked_out(run: Run) -> None:
    desk = MemoryDesk((COURSE,))
    async with run(desk) as pilot:
        await settled(pilot)
        # As it is before the thread is done.
        desk.exams.days.clear()
        home(pilot).draw()
        assert "…" in text(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Home)
        assert said(pilot, "message") == "Working out what is worth studying today…"
        home(pilot).look_ahead()
        await settled(pilot)
        assert isinstance(pilot.app.screen, Study)


async def test_when_the_minutes_are_used_enter_gives_as_many_again(run: Run) -> None:
    desk = MemoryDesk((replace(COURSE, exam_minutes=1 / 60),), tick=timedelta(seconds=3))
    async with run(desk) as pilot:
        await settled(pilot)
        assert said(pilot, "waiting") == "1 new, under a minute"
        await pilot.press("enter", "space", "4", "enter")
        await settled(pilot)
        assert said(pilot, "waiting") == "Today's minutes are done."
        await pilot.press("enter")
        await settled(pilot)
        assert "minutes are done. Press Enter for" in said(pilot, "message")
        assert pilot.app.screen.query_one(Shelf).place == Place("alone")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Study)


async def test_a_plain_warning_where_the_day_comes_too_soon(run: Run) -> None:
    course = replace(COURSE, exam=TODAY + timedelta(days=1), exam_minutes=0.1)
    async with run(MemoryDesk((course,))) as pilot:
        await settled(pilot)
        assert "of 3 cards will not have been seen by 3 March." in said(pilot, "exams")


async def test_an_exam_that_is_past_changes_nothing(run: Run) -> None:
    async with run(MemoryDesk((replace(COURSE, exam=TODAY - timedelta(days=1)),))) as pilot:
        await settled(pilot)
        assert said(pilot, "exams") == ""
        assert said(pilot, "waiting").startswith("3 new")


async def test_progress_tells_of_the_exam_by_theme_with_what_more_time_would_change(run: Run) -> None:
    desk = MemoryDesk((COURSE,))
    desk.counting = lambda course, period: Statistics(START, TODAY, None, DayTotals(TODAY))
    async with run(desk) as pilot:
        await settled(pilot)
        await pilot.press("s")
        room = pilot.app.screen
        assert isinstance(room, ProgressRoom)
        await settled(pilot)
        await pilot.press("5")
        await settled(pilot)
        shown = text(pilot)
        assert "Exam on 20 March 2026, in 18 days" in shown
        assert "expected (±" in shown
        assert "5 minutes more a day: " in shown
        now, _ = room.meanings()
        assert any(word == "Expected at the exam" and "suspended" in sentence for word, sentence in now)


async def test_what_is_being_worked_out_is_let_go_when_home_is_left(run: Run) -> None:
    desk = MemoryDesk((COURSE,))
    async with run(desk) as pilot:
        await settled(pilot)
        stopped: list[bool] = []

        def endless(tick: object) -> None:
            assert callable(tick)
            try:
                for _ in range(2000):
                    tick()
                    desk_wait()
            except BaseException:
                stopped.append(True)
                raise

        desk.exams.jobs = lambda: [endless]  # type: ignore[method-assign, assignment, list-item]
        home(pilot).look_ahead()
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Study)
        for _ in range(100):
            await pilot.pause(0.02)
            if stopped:
                break
        assert stopped


def desk_wait() -> None:
    from time import sleep

    sleep(0.005)

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.shares import Recalled, Share
from quizapp.progress.statistics import Counts, Forecast, Period, QuizMark, Streak, Sureness, Theme, Today
from quizapp.study.event import Fit, Retract, Suspend
from quizapp.tui.app import QuizApp
from quizapp.tui.editor_call import EditorCall
from quizapp.tui.screens.courses import Courses
from quizapp.tui.screens.help import Help
from quizapp.tui.screens.home import Home
from quizapp.tui.screens.progress import SECTIONS, ProgressRoom
from quizapp.tui.sections import (
    forecast,
    habits,
    hardest,
    passing,
    quizzes,
    retention,
    sureness,
    themes,
    today,
)
from quizapp.tui.sections.section import View
from quizapp.tui.widgets.lean_footer import LeanFooter

from . import decks, numbers
from .conftest import card_text
from .desk import NO_NUMBERS, MemoryDesk
from .test_robust import HOSTILE, SIZES, TRIED, controls, hostile_course

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from quizapp.progress.statistics import Statistics

    from .conftest import Run
    from .test_snapshots import Compare


def desk_of(found: Statistics, *others: decks.Course) -> MemoryDesk:
    return MemoryDesk((decks.WORLD, *others), counting=lambda course, period: found)


def room(pilot: Pilot[None]) -> ProgressRoom:
    screen = pilot.app.screen
    assert isinstance(screen, ProgressRoom)
    return screen


async def counted(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they ask for is counted."""
    for key in keys:
        await pilot.press(key)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def show(pilot: Pilot[None], name: str) -> None:
    """Show a section as its digit does, without the time that a key press takes."""
    room(pilot).action_go([section.name for section in SECTIONS].index(name))
    await pilot.pause()


FIT = Fit(
    id="fit",
    at=numbers.NOW,
    device="here",
    weights=DEFAULT_WEIGHTS,
    weights_id="fsrs6-abc",
    reviews=1240,
    tested=310,
    loss_before=0.412,
    loss_after=0.388,
)


async def test_fitted_weights_are_told_and_given_back_by_a_key(run: Run) -> None:
    desk = desk_of(replace(numbers.many(), fit=FIT))
    async with run(desk) as pilot:
        await counted(pilot, "s")
        await pilot.press("w")
        assert desk.log == [], "the key is for where the weights are told"
        await show(pilot, "Retention")
        assert "weights fitted to 1,240 answers" in card_text(pilot)
        await counted(pilot, "w")
        assert [event.event for event in desk.log if isinstance(event, Retract)] == ["fit"]
        await counted(pilot, "u")
        first, second = desk.log
        assert isinstance(second, Retract)
        assert second.event == first.id


def test_without_a_fit_the_average_learner_is_named_and_what_to_do() -> None:
    assert retention.model(None)[0] == "Your memory is predicted with the weights of the average learner."
    assert "quizapp optimise" in retention.model(None)[1]
    assert retention.model(FIT)[1] == (
        "From 1,240 answers: predictions of the newest 310 were off by 0.412 before and 0.388 after"
        " (log loss; lower is better)."
    )


# -- what the sections say ----------------------------------------------------------------


def test_today_says_what_was_done_and_what_is_left() -> None:
    assert today.done(Today(12, 10, 2.5)) == "12 answers today, 10 right (83%), in 2 min 30 s."
    assert today.done(Today()) == "Nothing answered yet today."
    assert (
        today.left(Today(due=8, fresh=5, minutes_left=4.2)) == "Left to do: 8 due and 5 new, about 4 minutes."
    )
    assert today.left(Today(fresh=1, minutes_left=0.2)) == "Left to do: 1 new, under a minute."
    assert today.left(Today()) == "Nothing is left to do today."


def test_a_streak_is_not_broken_by_a_day_that_is_not_over() -> None:
    assert today.streak(Streak(5, 41, True)) == "5-day streak. The longest was 41 days."
    assert today.streak(Streak(5, 5, False)) == "5-day streak; an answer today makes it 6."
    assert today.streak(Streak(0, 7)) == "No streak now; the longest was 7 days."
    assert today.streak(Streak()) == ""


def test_the_year_names_its_busiest_day() -> None:
    found = replace(numbers.FEW, calendar={numbers.ago(0): 3, numbers.ago(7): 9})
    assert (
        today.year(found)
        == "You answered on 2 of the last 365 days, 12 answers; the most, 9, on 26 February."
    )


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (Recalled(9, 9, 8_000_000), "Too early to say: 9 reviews so far, and below 10 nothing is claimed."),
        (Recalled(), "Too early to say: no reviews so far, and below 10 nothing is claimed."),
        (
            Recalled(91, 100, 89_000_000),
            "In all you remembered 91 of 100, 2 more than predicted; so much may be chance.",
        ),
        (Recalled(90, 100, 90_100_000), "In all you remembered 90 of 100, as predicted."),
        (
            Recalled(700, 1000, 900_000_000),
            "In all you remembered 700 of 1000, 200 fewer than predicted; that is more than chance.",
        ),
    ],
)
def test_retention_stands_beside_what_was_predicted(found: Recalled, sentence: str) -> None:
    assert retention.remembered(found, "In all") == sentence


def test_the_forecast_names_the_fullest_day() -> None:
    days = tuple((numbers.ago(-number), 5 if number == 1 else 1) for number in range(3))
    assert (
        forecast.coming(Forecast(days))
        == "7 items come due in the next 3 days, at most 5 on one day (6 March)."
    )
    assert forecast.coming(Forecast(days[:1])) == "1 item comes due in the next 1 days, on 5 March."
    assert forecast.later(Forecast(days, 1, 4)) == (
        "1 of today's has waited longer. 4 items come later. New cards come on top."
    )


def test_themes_say_which_is_known_best() -> None:
    one, other = (Theme("a", "Art", "c", Counts(), 0.8), Theme("b", "Sea", "c", Counts(), 0.2))
    assert themes.best((one, other)) == "You know best “Art” (80%), and least “Sea” (20%)."
    assert themes.best(()) == ""
    assert themes.known(Counts(10, 4, 25, 1)).startswith("You know 25 of 40 items, and 4 are being learnt")


@pytest.mark.parametrize(
    ("chance", "word"),
    [(1.0, "Yes, 99"), (0.57, "Rather yes, 57"), (0.3, "Rather not, 30"), (0.0, "Not yet, 1")],
)
def test_no_chance_is_called_certain(chance: float, word: str) -> None:
    assert passing.verdict(chance) == f"{word} of 100 times."


def test_hours_are_praised_only_with_answers_enough() -> None:
    hours = [Share()] * 24
    hours[8], hours[20], hours[3] = Share(18, 20), Share(10, 10), Share(9, 9)
    assert habits.hour(hours) == "Most answers, 20 of 39, come after 8:00; most are right after 20:00 (100%)."
    assert habits.hour([Share(3, 3)]).startswith("Too early")


def test_sure_and_right() -> None:
    found = Sureness(Share(0, 2), Share(6, 12), Share(45, 48))
    assert sureness.said(found) == "When sure you were right 94% of the time, when unsure 50%."
    assert sureness.sure_and_wrong(found).startswith("Sure and wrong: 3 answers.")
    assert sureness.said(Sureness(sure=Share(3, 4))).startswith("Too early")
    assert "say how sure" in sureness.said(Sureness())


def test_quizzes_have_a_trend_from_six_on() -> None:
    marks = [QuizMark(numbers.NOW, "", score / 10, 20) for score in (5, 6, 7, 7, 8, 9)]
    assert quizzes.trend(marks) == (
        "6 quizzes: the last 90%, the best 90%. The last 3 went 20 points better than the 3 before."
    )
    assert quizzes.trend(marks[:1]) == "1 quiz: the last 50%, the best 50%."


def test_items_that_do_not_stick_are_counted() -> None:
    assert hardest.said(numbers.many().hardest).startswith("2 items, marked !, do not stick.")
    assert hardest.said(()) == "No item has been forgotten in review so far."


@pytest.mark.parametrize("width", [21, 37, 75])
@pytest.mark.parametrize("found", [NO_NUMBERS, numbers.FEW, numbers.many()], ids=["none", "few", "many"])
def test_every_section_draws_whatever_there_is(found: Statistics, width: int) -> None:
    for section in SECTIONS:
        for period in Period:
            assert section.rows(View(found, period, width, {}))


def test_few_answers_draw_no_share() -> None:
    rows = retention.rows(
        View(replace(numbers.FEW, retention=(numbers.many().retention[0],)), Period.DAY, 60, {})
    )
    assert not [row for row in rows[1:-3] if "━" in row.body.plain and "5 of 6" in row.body.plain]


# -- the screen ---------------------------------------------------------------------------


async def test_sections_are_reached_by_arrows_and_digits(run: Run) -> None:
    async with run(desk_of(numbers.many())) as pilot:
        await counted(pilot, "s")
        assert "12 answers today" in card_text(pilot)
        await pilot.press("right")
        assert "91 of 100" in card_text(pilot)
        await pilot.press("left", "left")
        assert "7 quizzes" in card_text(pilot)
        for digit, section in enumerate(SECTIONS, 1):
            await pilot.press(str(digit))
            assert f"›{section.name}" in card_text(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Home)


async def test_keys_work_while_the_numbers_are_counted(run: Run) -> None:
    ready = threading.Event()

    def slowly(course: str | None, period: Period) -> Statistics:
        ready.wait(10)
        return numbers.many()

    async with run(MemoryDesk((decks.WORLD,), counting=slowly)) as pilot:
        await pilot.press("s")
        assert "Counting…" in card_text(pilot)
        await pilot.press("3")
        assert room(pilot).section == 2
        assert "Counting…" in card_text(pilot)
        ready.set()
        await counted(pilot)
        assert "101 items come due" in card_text(pilot)


async def test_leaving_before_the_numbers_are_there_is_no_fault(run: Run) -> None:
    ready = threading.Event()

    def slowly(course: str | None, period: Period) -> Statistics:
        ready.wait(10)
        return numbers.many()

    async with run(MemoryDesk((decks.WORLD,), counting=slowly)) as pilot:
        await pilot.press("s", "escape")
        ready.set()
        await counted(pilot, "down")
        assert isinstance(pilot.app.screen, Home)


async def test_an_empty_log_gets_a_kind_sentence(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD,))) as pilot:
        await counted(pilot, "s", "4")
        assert "Nothing to show yet" in card_text(pilot)
        assert "─" not in card_text(pilot)


async def test_a_store_that_cannot_be_read_is_a_sentence(run: Run) -> None:
    def fail(course: str | None, period: Period) -> Statistics:
        raise StoreFault(Cause.OTHER, "It is [b]locked.", "Wait.")

    async with run(MemoryDesk((decks.WORLD,), counting=fail)) as pilot:
        await counted(pilot, "s")
        assert "! It is [b]locked. Wait." in card_text(pilot)
        await counted(pilot, "2", "p")
        assert "! It is [b]locked. Wait." in card_text(pilot)


async def test_the_period_goes_round_and_is_counted_once(run: Run) -> None:
    desk = desk_of(numbers.many())
    async with run(desk) as pilot:
        await counted(pilot, "s", "p")
        assert len(desk.counted) == 1, "what does not depend on the period does not offer it"
        await counted(pilot, "2", "p")
        assert "All courses · the last year" in card_text(pilot)
        await counted(pilot, "p", "p", "p")
        assert desk.counted == [(None, Period.MONTH), (None, Period.YEAR), (None, Period.ALL)]


async def test_one_course_is_chosen_from_a_list(run: Run) -> None:
    desk = desk_of(numbers.many(), decks.course(decks.FLIP))
    async with run(desk) as pilot:
        await counted(pilot, "s", "c")
        assert isinstance(pilot.app.screen, Courses)
        await counted(pilot, "down", "down", "enter")
        assert desk.counted[-1] == ("alone", Period.MONTH)
        assert "  Alone" in card_text(pilot)
        await counted(pilot, "c", "escape")
        assert room(pilot).course == "alone"
        await counted(pilot, "c", "home", "enter")
        assert room(pilot).course is None
        assert len(desk.counted) == 2


async def test_a_hard_item_is_suspended_and_taken_back(run: Run) -> None:
    found = numbers.many()
    desk = desk_of(found)

    def counting(course: str | None, period: Period) -> Statistics:
        gone = {event.event for event in desk.log if isinstance(event, Retract)}
        out = [event for event in desk.log if isinstance(event, Suspend) and event.id not in gone]
        return numbers.suspended(found, 1, bool(out))

    desk.counting = counting
    async with run(desk) as pilot:
        await counted(pilot, "s", "6", "down", "x")
        hard = found.hardest[1].item.id
        assert [(type(event), event.item, event.on) for event in desk.log if isinstance(event, Suspend)] == [
            (Suspend, hard, True)
        ]
        assert "“Capital of Switzerland?” is left out of study; u takes that back." in card_text(pilot)
        assert room(pilot).hard is not None
        assert room(pilot).hard.suspended  # type: ignore[union-attr]
        await counted(pilot, "u")
        assert isinstance(desk.log[-1], Retract)
        assert not room(pilot).hard.suspended  # type: ignore[union-attr]
        await counted(pilot, "u")
        assert len(desk.log) == 2


async def test_a_write_that_fails_can_be_tried_again(run: Run) -> None:
    desk = desk_of(numbers.many())
    async with run(desk) as pilot:
        desk.faults = [StoreFault(Cause.FULL, "Full.", "Make room.")]
        await counted(pilot, "s", "6", "x")
        assert desk.log == []
        await counted(pilot, "enter")
        assert [event.type for event in desk.log] == ["suspend"]
        assert room(pilot).hard is not None


async def test_a_hard_item_is_edited(run: Run) -> None:
    desk = desk_of(numbers.many())
    desk.call = EditorCall(("true",), "capitals.yaml")
    async with run(desk) as pilot:
        await counted(pilot, "s", "6", "e")
        assert desk.reloads == 1
        assert len(desk.counted) == 2
        await pilot.press("1", "e", "x")
        assert desk.reloads == 1
        assert desk.log == []


async def test_the_cursor_stays_in_view_among_the_hardest(run: Run) -> None:
    async with run(desk_of(numbers.many()), size=(40, 8)) as pilot:
        await counted(pilot, "s", "6")
        for key in ("down", "down", "down", "down", "down", "up", "end", "home", "pagedown"):
            await pilot.press(key)
            screen = room(pilot)
            line = screen.sheet.line_of(screen.first + screen.cursor)
            assert 0 <= line < screen.sheet.size.height, key


async def test_help_says_what_the_numbers_mean(run: Run) -> None:
    from quizapp.progress.definitions import DEFINITIONS, TITLES

    async with run(desk_of(numbers.many())) as pilot:
        await counted(pilot, "s", "5", "question_mark")
        help = pilot.app.screen
        assert isinstance(help, Help)
        assert help.now[0] == (TITLES["passing"], DEFINITIONS["passing"])
        assert len(help.now) + len(help.others) == len(DEFINITIONS)
        await pilot.press("escape")
        assert room(pilot).section == 4


def test_every_definition_belongs_to_a_section() -> None:
    from quizapp.progress.definitions import DEFINITIONS, TITLES

    assert {term for section in SECTIONS for term in section.terms} == set(DEFINITIONS) == set(TITLES)


def hostile(text: str) -> MemoryDesk:
    course = hostile_course(text)
    found = numbers.many(course)
    marks = tuple(replace(mark, name=text) for mark in found.quizzes)
    return MemoryDesk(
        (course,), counting=lambda course, period: replace(found, quizzes=marks, tags=found.themes)
    )


@pytest.mark.parametrize("kind", TRIED)
async def test_no_title_does_anything_here(run: Run, kind: str) -> None:
    text = "\n".join(HOSTILE[kind])
    async with run(hostile(text), size=(80, 40)) as pilot:
        await counted(pilot, "s")
        for name in ("Themes", "Pass?", "Quizzes", "Hardest"):
            await show(pilot, name)
            assert not controls(pilot)
            if kind == "markup":
                for y in (6, 9):
                    await pilot.click(offset=(8, y))
        await counted(pilot, "x")
        assert not controls(pilot)
        await counted(pilot, "c", "down")
        assert not controls(pilot)
        await counted(pilot, "enter")
        assert not controls(pilot)
        assert pilot.app.is_running


async def test_every_section_draws_at_every_size(run: Run) -> None:
    async with run(desk_of(numbers.many())) as pilot:
        await counted(pilot, "s")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            if size[0] < 24 or size[1] < 6:
                continue
            for section in SECTIONS:
                await show(pilot, section.name)
                screen = room(pilot)
                assert screen.drawn == screen.sheet.column[1]
                footer = screen.query_one(LeanFooter)
                assert footer.render().cell_length <= footer.content_size.width
            await pilot.press("c")
            assert isinstance(pilot.app.screen, Courses)
            await pilot.press("escape")


async def test_charts_are_not_broken_by_the_column(run: Run) -> None:
    """A line of a chart is a line of the screen: none is wrapped."""
    async with run(desk_of(numbers.many()), size=(40, 60)) as pilot:
        await counted(pilot, "s")
        sheet = room(pilot).sheet
        for section in SECTIONS:
            await show(pilot, section.name)
            for row in sheet.rows:
                if set(row.body.plain) & set("━█▪") and "suspended" not in row.body.plain:
                    assert row.body.cell_length <= sheet.column[1], row.body.plain
                    assert row.body.get_height({}, sheet.column[1]) == 1


def test_the_screen(snap_compare: Compare) -> None:
    """The calendar's months and weekdays line up; its three strengths differ also without colour; the
    section on show stands out in the line of sections."""
    app = QuizApp(desk_of(numbers.many()))
    app.animation_level = "none"

    async def look(pilot: Pilot[None]) -> None:
        await counted(pilot, "s")

    assert snap_compare(app, run_before=look)

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest
from textual.widgets import Input, Static

from quizapp.deck.card import Card
from quizapp.progress.faults import Cause, StoreFault
from quizapp.study.event import Answer, Quiz
from quizapp.study.score import score_of
from quizapp.study.setup import Setup
from quizapp.tui.app import QuizApp
from quizapp.tui.quizzes import ELSEWHERE
from quizapp.tui.screens.fault import FaultDialog
from quizapp.tui.screens.home import Home
from quizapp.tui.screens.quiz import QuizRoom
from quizapp.tui.screens.quiz_history import QuizHistory
from quizapp.tui.screens.quiz_overview import QuizOverview
from quizapp.tui.screens.quiz_result import QuizResult
from quizapp.tui.screens.quiz_review import QuizReview
from quizapp.tui.screens.quiz_setup import QuizSetup
from quizapp.tui.screens.study import Study
from quizapp.tui.screens.submit import SubmitDialog
from quizapp.tui.start import StartQuiz
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.quiz_bar import QuizBar

from . import decks
from .conftest import card_text, type_in
from .desk import MemoryDesk

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from .conftest import Run
    from .test_snapshots import Compare

Shown = TypeVar("Shown")


def one(*cards: Card) -> MemoryDesk:
    return MemoryDesk((decks.course(*cards),))


def start(questions: int | None = 20, minutes: float | None = None, at_once: bool = False) -> StartQuiz:
    return StartQuiz(Setup(("alone",), questions=questions, minutes=minutes, at_once=at_once), 7)


def on_show(pilot: Pilot[None], kind: type[Shown]) -> Shown:
    """The screen on show, which must be of this kind."""
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


def room(pilot: Pilot[None]) -> QuizRoom:
    return on_show(pilot, QuizRoom)


def result(pilot: Pilot[None]) -> QuizResult:
    return on_show(pilot, QuizResult)


async def answer(pilot: Pilot[None], text: str) -> None:
    """Answer the question on screen, by its option if there are any."""
    options = room(pilot).turn.options
    if options:
        await pilot.press(str(options.index(text) + 1))
    else:
        await type_in(pilot, text)


RIGHT = {
    "Capital of **Norway**?": "Oslo",
    "Capital of Switzerland?": "Bern",
    "Capital of Australia?": "Canberra",
}


async def answer_right(pilot: Pilot[None]) -> None:
    await answer(pilot, RIGHT[room(pilot).attempt.question.item.card.stem])


async def test_from_home_to_a_score_with_t_and_enter(run: Run) -> None:
    desk = one(decks.FLIP, decks.TYPED, decks.CHOICE)
    async with run(desk) as pilot:
        await pilot.press("t")
        on_show(pilot, QuizSetup)
        await pilot.press("enter")
        for _ in range(3):
            await answer_right(pilot)
        on_show(pilot, QuizOverview)
        assert not desk.answers()
        await pilot.press("s")
        assert score_of(result(pilot).attempt).share == 1
        await pilot.press("escape")
        on_show(pilot, Home)
    assert [found.mode for found in desk.answers()] == ["quiz"] * 3
    assert desk.drafts == {}


async def test_answers_are_not_judged_before_the_end_and_may_be_changed(run: Run) -> None:
    desk = one(decks.CHOICE, decks.STATEMENT)
    async with run(desk, start=start()) as pilot:
        while room(pilot).attempt.question.item.card is not decks.CHOICE:
            await pilot.press("right")
        number = room(pilot).attempt.position
        await answer(pilot, "Sydney")
        await back_to(pilot, number)
        assert room(pilot).turn.mark is None
        assert "Wrong" not in card_text(pilot)
        assert "(•)" in card_text(pilot)
        assert room(pilot).query_one(QuizBar).place.word == "answered"
        await answer(pilot, "Canberra")
        await back_to(pilot, number)
        assert room(pilot).turn.response == "Canberra"


async def back_to(pilot: Pilot[None], number: int) -> None:
    if isinstance(pilot.app.screen, QuizOverview):
        await pilot.press("escape")
    while room(pilot).attempt.position != number:
        await pilot.press("left")


async def test_feedback_at_once_shows_the_mark_and_then_goes_on(run: Run) -> None:
    desk = one(decks.CHOICE, decks.FLIP)
    async with run(desk, start=start(at_once=True)) as pilot:
        first = room(pilot).attempt.position
        await answer_right(pilot)
        assert room(pilot).attempt.position == first
        assert "✓" in card_text(pilot)
        await pilot.press("enter")
        assert room(pilot).attempt.position == first + 1


async def test_a_mark_that_one_goes_back_to_has_its_keys(run: Run) -> None:
    """And not the line that was left open, where a letter would be typed."""
    desk = one(decks.CHOICE, decks.TYPED)
    async with run(desk, start=StartQuiz(Setup(("alone",), at_once=True), 2)) as pilot:
        assert room(pilot).turn.item.card is decks.CHOICE
        await pilot.press("1", "enter", "f7")
        assert room(pilot).turn.mark is not None
        await pilot.press("n")
        assert room(pilot).turn.item.card is decks.TYPED


@pytest.mark.parametrize("last", [("1",), ("escape",), ("f2", "enter")], ids=["answer", "leave", "submit"])
async def test_a_quiz_that_another_window_has_by_now_ends_here_and_says_so(
    run: Run, last: tuple[str, ...]
) -> None:
    desk = one(decks.CHOICE, decks.STATEMENT)
    async with run(desk, start=start()) as pilot:
        await pilot.press("1")
        desk.elsewhere.add(room(pilot).attempt.id)
        log, drafts = list(desk.log), dict(desk.drafts)
        await pilot.press(*last)
        await pilot.pause()
        home = on_show(pilot, Home)
        assert home.message == ELSEWHERE
        assert (desk.log, desk.drafts) == (log, drafts)


async def test_every_step_is_kept_before_the_next_question_shows(run: Run) -> None:
    desk = one(decks.CHOICE, decks.STATEMENT)
    desk.faults = [StoreFault(Cause.FULL, "Full.", "Make room.")]
    async with run(desk, start=start()) as pilot:
        await pilot.press("1")
        on_show(pilot, FaultDialog)
        assert desk.drafts == {}
        await pilot.press("enter")
        assert room(pilot).attempt.position == 1
        (draft,) = desk.drafts.values()
        assert draft.answered == 1


async def test_a_quiz_that_is_left_is_offered_first_and_resumed_where_it_was(run: Run) -> None:
    desk = one(decks.FLIP, decks.TYPED, decks.CHOICE)
    async with run(desk, start=start(minutes=10)) as pilot:
        await answer_right(pilot)
        asked = [question.item.id for question in room(pilot).attempt.questions]
        used = room(pilot).attempt.seconds(desk.clock)
        await pilot.press("m" if room(pilot).turn.options else "f3", "escape")
        on_show(pilot, Home)
        assert "kept with 1 answer" in on_show(pilot, Home).message
        desk.clock += timedelta(hours=5)
        await pilot.press("t", "enter")
        attempt = room(pilot).attempt
        assert [question.item.id for question in attempt.questions] == asked
        assert (attempt.position, attempt.answered, attempt.marked) == (1, 1, frozenset({1}))
        assert used <= attempt.seconds(desk.clock) < used + 60


async def test_what_is_typed_and_not_sent_is_no_less_kept(run: Run) -> None:
    desk = one(decks.TYPED)
    async with run(desk, start=start()) as pilot:
        room(pilot).query_one(Input).value = "Berne"
        await pilot.press("escape")
        (draft,) = desk.drafts.values()
        assert [kept.response for kept in draft.replies.values()] == ["Berne"]


async def test_nothing_is_kept_of_a_quiz_that_was_not_begun(run: Run) -> None:
    desk = one(decks.TYPED)
    async with run(desk, start=start()) as pilot:
        await pilot.press("escape")
        on_show(pilot, Home)
    assert desk.log == []
    assert desk.drafts == {}


async def test_a_quiz_can_be_given_up(run: Run) -> None:
    desk = one(decks.CHOICE, decks.STATEMENT)
    async with run(desk, start=start()) as pilot:
        await pilot.press("1", "escape", "t", "x")
        on_show(pilot, QuizSetup)
        assert desk.drafts == {}
    assert [event.phase for event in desk.log if isinstance(event, Quiz)] == ["started", "abandoned"]


async def test_submitting_with_open_questions_asks_once(run: Run) -> None:
    desk = one(decks.CHOICE, decks.STATEMENT)
    async with run(desk, start=start()) as pilot:
        await pilot.press("s")
        on_show(pilot, SubmitDialog)
        await pilot.press("escape", "s", "enter")
        assert score_of(result(pilot).attempt).open == 2
        await pilot.press("m")
        on_show(pilot, Study)
        assert on_show(pilot, Study).session.left == 2


async def test_time_over_submits_what_is_there(run: Run) -> None:
    """What stands in a line at that moment counts, too, and so does what was open in front."""
    desk = one(decks.TYPED)
    desk.tick = timedelta(0)
    async with run(desk, start=start(minutes=1)) as pilot:
        room(pilot).query_one(Input).value = "Bern"
        await pilot.press("f4")
        on_show(pilot, QuizOverview)
        desk.clock += timedelta(seconds=90)
        quiz = pilot.app.screen_stack[-2]
        assert isinstance(quiz, QuizRoom)
        await quiz.tick()
        await pilot.pause()
        attempt = result(pilot).attempt
        assert score_of(attempt).right == 1
        assert attempt.used == 60
    assert len(desk.answers()) == 1


async def test_the_clock_redraws_its_own_line_alone_and_can_be_hidden(run: Run) -> None:
    desk = one(decks.CHOICE)
    desk.tick = timedelta(0)
    async with run(desk, start=start(minutes=2)) as pilot:
        bar = room(pilot).query_one(QuizBar)
        assert bar.clock == "2:00"
        desk.clock += timedelta(seconds=61)
        await room(pilot).tick()
        assert (bar.clock, bar.urgent) == ("0:59", True)
        await pilot.press("c")
        assert bar.clock == ""
        await room(pilot).tick()
        assert bar.clock == ""


async def test_how_sure_one_is_goes_into_the_log(run: Run) -> None:
    desk = one(decks.CHOICE, decks.STATEMENT)
    async with run(desk, start=start()) as pilot:
        await pilot.press("y", "1", "g", "1")
        await pilot.press("escape", "y", "f2")
        result(pilot)
    assert [found.confidence for found in desk.answers()] == ["sure", "sure"]


async def test_the_overview_tells_what_is_answered_and_leads_there(run: Run) -> None:
    desk = one(decks.CHOICE, decks.STATEMENT, decks.SEVERAL)
    async with run(desk, start=start()) as pilot:
        await pilot.press("m", "n", "n", "a")
        overview = on_show(pilot, QuizOverview)
        await pilot.press("home")
        assert "⚑" in overview._row(0).lead.plain
        assert "–" in overview._row(1).lead.plain
        await pilot.press("down", "enter")
        assert room(pilot).attempt.position == 1


async def test_i_was_right_corrects_the_score(run: Run) -> None:
    desk = one(decks.TYPED, decks.FLIP)
    async with run(desk, start=start()) as pilot:
        await type_in(pilot, "Xyz")
        await pilot.press("f2", "enter")
        assert score_of(result(pilot).attempt).wrong == 1
        await pilot.press("enter")
        on_show(pilot, QuizReview)
        assert "✗ Wrong" in card_text(pilot)
        await pilot.press("o")
        assert "Right, you say" in card_text(pilot)
        await pilot.press("escape")
        assert score_of(result(pilot).attempt).share == 0.5
        assert "50%" in str(result(pilot).query_one("#top", Static).content)
        await pilot.press("h")
        on_show(pilot, QuizHistory)
        assert [found.score for found in on_show(pilot, QuizHistory).results] == [0.5]


async def test_the_result_narrows_to_what_was_not_right_and_to_a_theme(run: Run) -> None:
    desk = MemoryDesk((decks.WORLD,))
    setup = Setup(("world/capitals", "world/nature"), questions=None)
    async with run(desk, start=StartQuiz(setup, 3)) as pilot:
        while room(pilot).attempt.question.item.card is not decks.CHOICE:
            await pilot.press("f8")
        await answer(pilot, "Canberra")
        if isinstance(pilot.app.screen, QuizOverview):
            await pilot.press("escape")
        await pilot.press("f2", "enter")
        assert len(result(pilot).shown) == 6
        await pilot.press("w")
        assert len(result(pilot).shown) == 5
        await pilot.press("home", "enter")
        theme = result(pilot).theme
        assert theme is not None
        assert {result(pilot).attempt.questions[at].theme for at in result(pilot).shown} == {theme}


async def test_mistakes_are_studied_though_they_are_not_due(run: Run) -> None:
    desk = one(decks.STATEMENT, decks.CHOICE)
    for number, item in enumerate(("alone/everest/q", "alone/canberra/q")):
        desk.log.append(known(item, number, desk))
    async with run(desk, start=start()) as pilot:
        await pilot.press("s", "enter", "m")
        on_show(pilot, Study)
        await pilot.press("1", "3")
        on_show(pilot, Study)
    assert len(desk.answers()) == 3


def known(item: str, number: int, desk: MemoryDesk) -> Answer:
    """An answer after which an item is due in ten days."""
    from quizapp.memory.rating import Rating

    at = desk.clock
    return Answer(
        id=f"old-{number}",
        at=at,
        device="test",
        item=item,
        sitting="old",
        mode="review",
        asked="choice",
        response=None,
        score=1.0,
        verdict="right",
        rating=Rating.EASY,
        suggested=None,
        overruled=False,
        confidence=None,
        guess_rate=0.0,
        hints=0,
        ms=0,
        first_key_ms=None,
        study_day=at.date(),
        due=at + timedelta(days=10),
        days=10,
        weights="",
        expected="",
    )


async def test_settings_are_changed_by_keys_and_digits(run: Run) -> None:
    async with run(MemoryDesk((decks.WORLD,))) as pilot:
        await pilot.press("down", "t", "1", "2")
        setup = on_show(pilot, QuizSetup)
        assert setup.choice.setup == Setup(("world/capitals",), questions=12)
        await pilot.press("backspace", "down", "4", "5", "down", "right", "down", "space", "down", "left")
        assert setup.choice.rest.minutes == 45
        assert (setup.choice.rest.at_once, setup.choice.rest.practice) == (True, True)
        await pilot.press("a", "a")
        assert setup.number == 0
        await pilot.press("enter")
        on_show(pilot, QuizSetup)


@pytest.mark.parametrize("width", [80, 24])
async def test_the_footer_of_each_quiz_screen_fits(run: Run, width: int) -> None:
    seen = set()
    desk = one(decks.CHOICE, decks.SEVERAL, decks.TYPED)
    async with run(desk, size=(width, 24)) as pilot:
        for key in ("t", "enter", "1", "f4", "escape", "f2", "enter", "enter", "escape", "h", "escape"):
            await pilot.press(key)
            footer = pilot.app.screen.query_one(LeanFooter)
            seen.add(type(pilot.app.screen).__name__)
            assert footer.render().cell_length <= footer.content_size.width
            assert 1 <= len(footer.shown) <= 7
    assert {"QuizSetup", "QuizRoom", "QuizOverview", "SubmitDialog", "QuizResult", "QuizHistory"} <= seen


def test_question_picture(snap_compare: Compare) -> None:
    """Number, flag, word and clock on one line; the chosen option is marked, nothing judges it."""
    desk = one(decks.CHOICE)
    desk.tick = timedelta(0)
    app = QuizApp(desk, start(minutes=10))
    app.animation_level = "none"
    assert snap_compare(app, press=("1", "escape", "m"))


def test_result_picture(snap_compare: Compare) -> None:
    """The score on top, themes as bars that read without colour, each question with its glyph."""
    desk = MemoryDesk((decks.WORLD,))
    desk.tick = timedelta(0)
    app = QuizApp(desk, StartQuiz(Setup(("world",), questions=5, pass_mark=0.6, practice=True), 2))
    app.animation_level = "none"

    async def answer_some(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await type_in(pilot, "1988")
        while room(pilot).attempt.question.item.card is not decks.CHOICE:
            await pilot.press("f8")
        await answer(pilot, "Canberra")
        await pilot.press("f2", "enter")

    assert snap_compare(app, run_before=answer_some)

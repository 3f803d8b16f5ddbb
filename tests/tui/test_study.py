from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, Static

from quizapp.deck.card import Card
from quizapp.grading.verdict import Verdict
from quizapp.memory.rating import Rating
from quizapp.progress.faults import Cause, StoreFault
from quizapp.study.event import Answer, Bury, Flag, Retract, Suspend
from quizapp.study.state import ItemState
from quizapp.tui.editor_call import EditorCall
from quizapp.tui.screens.fault import FaultDialog
from quizapp.tui.screens.home import Home
from quizapp.tui.screens.study import Study
from quizapp.tui.screens.summary import Summary
from quizapp.tui.widgets.ratings import Ratings

from . import decks
from .conftest import card_text, click_row, turn, type_in
from .desk import MemoryDesk

if TYPE_CHECKING:
    from .conftest import Run


def one(*cards: Card) -> MemoryDesk:
    return MemoryDesk((decks.course(*cards),))


async def test_a_sitting_from_home_to_home_by_keys_alone(run: Run) -> None:
    desk = one(decks.FLIP, decks.CHOICE, decks.TYPED)
    async with run(desk) as pilot:
        await pilot.press("enter")
        assert turn(pilot).item.card is decks.FLIP
        await pilot.press("space")
        mark = turn(pilot).mark
        assert mark is not None
        assert mark.verdict is Verdict.SELF
        await pilot.press("4")
        assert turn(pilot).item.card is decks.CHOICE
        digit = turn(pilot).options.index("Canberra") + 1
        await pilot.press(str(digit))
        assert turn(pilot).suggested is Rating.GOOD
        await pilot.press("4")
        await pilot.press(*"Bern", "enter")
        assert turn(pilot).response == "Bern"
        await pilot.press("4")
        assert isinstance(pilot.app.screen, Summary)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Home)
    assert [answer.rating for answer in desk.answers()] == [Rating.EASY] * 3
    assert [answer.verdict for answer in desk.answers()] == ["self", "right", "right"]


async def test_every_answer_is_recorded_before_the_next_card_shows(run: Run) -> None:
    desk = one(decks.FLIP, decks.CHOICE)
    async with run(desk) as pilot:
        await pilot.press("enter", "space", "3")
        assert turn(pilot).item.card is decks.CHOICE
        assert len(desk.answers()) == 1
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Home)
        assert pilot.app.screen.message == "1 answer kept."
    assert len(desk.answers()) == 1


async def test_the_suggested_rating_is_taken_by_enter(run: Run) -> None:
    desk = one(decks.STATEMENT)
    async with run(desk) as pilot:
        await pilot.press("enter", "f")
        assert turn(pilot).suggested is Rating.AGAIN
        await pilot.press("enter")
    assert [answer.rating for answer in desk.answers()] == [Rating.AGAIN]


async def test_where_the_learner_judges_enter_asks_for_a_rating(run: Run) -> None:
    desk = one(decks.FLIP)
    async with run(desk) as pilot:
        await pilot.press("enter", "space", "enter")
        assert not desk.log
        assert pilot.app.screen.query_one(Ratings).urged


async def test_an_enter_that_bounces_neither_rates_nor_answers_the_next_card(run: Run) -> None:
    desk = one(decks.STATEMENT, decks.CHOICE)
    async with run(desk) as pilot:
        await pilot.press("enter", "down")
        desk.tick = timedelta(milliseconds=40)
        await pilot.press("enter", "enter", "enter")
        assert turn(pilot).mark is not None
        assert not desk.log
        desk.tick = timedelta(seconds=1)
        await pilot.press("enter")
        desk.tick = timedelta(milliseconds=40)
        await pilot.press("enter", "enter")
        assert turn(pilot).item.card is decks.CHOICE
        assert turn(pilot).mark is None


async def test_a_rating_given_again_after_a_dialog_is_no_bounce(run: Run) -> None:
    desk = one(decks.FLIP)
    desk.faults.append(StoreFault(Cause.FULL, "The disk is full.", "Free some space."))
    async with run(desk) as pilot:
        await pilot.press("enter", "space")
        desk.tick = timedelta(milliseconds=40)
        await pilot.press("4")
        assert isinstance(pilot.app.screen, FaultDialog)
        await pilot.press("escape", "4")
    assert [answer.rating for answer in desk.answers()] == [Rating.EASY]


async def test_an_empty_line_is_an_answer_only_when_enter_is_pressed_again(run: Run) -> None:
    desk = one(decks.TYPED)
    async with run(desk) as pilot:
        await pilot.press("enter", "enter")
        assert turn(pilot).mark is None
        await pilot.press("B", "backspace", "enter")
        assert turn(pilot).mark is None
        await pilot.press("enter")
        mark = turn(pilot).mark
        assert mark is not None
        assert mark.verdict is Verdict.UNANSWERED


async def test_an_enter_without_a_choice_is_an_answer_only_when_pressed_again(run: Run) -> None:
    async with run(one(decks.CHOICE)) as pilot:
        await pilot.press("enter", "enter")
        assert turn(pilot).mark is None
        await pilot.press("enter")
        mark = turn(pilot).mark
        assert mark is not None
        assert mark.verdict is Verdict.UNANSWERED


async def test_several_options_are_toggled_and_then_answered(run: Run) -> None:
    async with run(one(decks.SEVERAL)) as pilot:
        await pilot.press("enter")
        options = turn(pilot).options
        await pilot.press(str(options.index("Iceland") + 1), str(options.index("Estonia") + 1))
        await pilot.press(str(options.index("Estonia") + 1))
        await pilot.press(*["up"] * 4, *["down"] * options.index("Finland"), "space", "enter")
        assert set(turn(pilot).response or ()) == {"Iceland", "Finland"}
        assert turn(pilot).suggested is Rating.GOOD


async def test_blanks_asked_together_have_a_line_each(run: Run) -> None:
    async with run(one(decks.PAIR)) as pilot:
        await pilot.press("enter")
        assert len(pilot.app.screen.query(Input)) == 2
        await pilot.press(*"Castor", "enter")
        assert turn(pilot).mark is None
        await pilot.press(*"Pollux", "enter")
        assert turn(pilot).response == ("Castor", "Pollux")


async def test_lines_are_empty_again_on_the_next_card(run: Run) -> None:
    async with run(one(decks.PAIR, decks.TYPED, decks.CLOZE)) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "Castor", "Pollux")
        await pilot.press("4")
        assert turn(pilot).item.card is decks.TYPED
        shown = [line for line in pilot.app.screen.query(Input) if line.display]
        assert [line.value for line in shown] == [""]
        assert shown[0].has_focus


async def test_an_answer_with_two_readings_is_asked_back(run: Run) -> None:
    async with run(one(decks.DATE)) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "11/9/1989")
        back = turn(pilot).ask_back
        assert back is not None
        wanted = next(at for at, reading in enumerate(back.readings, 1) if "9 Nov" in reading)
        await pilot.press(str(wanted))
        assert turn(pilot).suggested is Rating.GOOD


async def test_undo_goes_back_step_by_step_also_from_the_summary(run: Run) -> None:
    desk = one(decks.FLIP, decks.CHOICE)
    async with run(desk) as pilot:
        await pilot.press("enter", "space", "4", "1", "4")
        assert isinstance(pilot.app.screen, Summary)
        await pilot.press("u")
        assert turn(pilot).item.card is decks.CHOICE
        assert turn(pilot).mark is not None
        await pilot.press("u")
        assert turn(pilot).item.card is decks.FLIP
        await pilot.press("1")
        assert turn(pilot).item.card is decks.CHOICE
    assert sum(isinstance(event, Retract) for event in desk.log) == 2
    assert [answer.rating for answer in desk.answers()] == [Rating.AGAIN]


async def test_undo_works_while_an_answer_is_typed(run: Run) -> None:
    desk = one(decks.FLIP, decks.TYPED)
    async with run(desk) as pilot:
        await pilot.press("enter", "space", "4", "u")
        assert pilot.app.screen.query_one(Input).value == "u"
        await pilot.press("f8")
        assert turn(pilot).item.card is decks.FLIP


@pytest.mark.parametrize("marked", [decks.FLIP, decks.CHOICE, decks.TYPED])
@pytest.mark.parametrize("left", [decks.FLIP, decks.CHOICE, decks.TYPED])
async def test_a_mark_that_undo_returns_to_has_its_keys(run: Run, marked: Card, left: Card) -> None:
    """And not the card that was left open, which has other uses for them."""
    desk = one(marked, replace(left, id="left"))
    async with run(desk) as pilot:
        await pilot.press("enter")
        await pilot.press(*{decks.FLIP: ["space"], decks.CHOICE: ["2"]}.get(marked, ["B", "enter"]))
        await pilot.press("4", "f8")
        before = turn(pilot)
        assert (before.item.card, before.mark is None) == (marked, False)
        await pilot.press("f")
        assert turn(pilot).state.flagged
        await pilot.press("2")
        assert turn(pilot).item.card.id == "left"
        assert turn(pilot).mark is None
    assert [answer.rating for answer in desk.answers()] == [Rating.HARD]


async def test_a_flag_leaves_what_is_being_typed(run: Run) -> None:
    desk = one(decks.TYPED)
    async with run(desk) as pilot:
        await pilot.press("enter", "B", "e", "f3")
        assert turn(pilot).state.flagged
        assert pilot.app.screen.query_one(Input).value == "Be"
        await pilot.press("f3")
        assert not turn(pilot).state.flagged
    assert [event.on for event in desk.log if isinstance(event, Flag)] == [True, False]


@pytest.mark.parametrize(("key", "kind"), [("s", Suspend), ("b", Bury)])
async def test_a_card_can_be_left_out_and_taken_back_in(run: Run, key: str, kind: type) -> None:
    desk = one(decks.FLIP, decks.CHOICE)
    async with run(desk) as pilot:
        await pilot.press("enter", key)
        assert turn(pilot).item.card is decks.CHOICE
        assert isinstance(desk.log[0], kind)
        await pilot.press("u")
        assert turn(pilot).item.card is decks.FLIP
        assert turn(pilot).mark is None


async def test_a_hint_shows_and_lowers_the_suggestion(run: Run) -> None:
    card = Card("hinted", "Capital of France?", decks.TYPED.shape, decks.PLACE, hints=("It begins with B.",))
    async with run(one(card)) as pilot:
        await pilot.press("enter", "f2")
        assert "It begins with B." in card_text(pilot)
        await type_in(pilot, "Bern")
        assert turn(pilot).suggested is Rating.HARD


async def test_i_was_right(run: Run) -> None:
    desk = one(decks.TYPED)
    async with run(desk) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "Capital of the Swiss")
        assert turn(pilot).suggested is Rating.AGAIN
        await pilot.press("o")
        assert turn(pilot).suggested is Rating.GOOD
        await pilot.press("enter")
    assert [(answer.overruled, answer.rating) for answer in desk.answers()] == [(True, Rating.GOOD)]


async def test_time_runs_from_the_question_to_the_first_key_and_the_answer(run: Run) -> None:
    desk = one(decks.TYPED)
    async with run(desk) as pilot:
        await pilot.press("enter")
        await pilot.press(*"Bern", "enter", "enter")
    (answer,) = desk.answers()
    assert answer.first_key_ms is not None
    assert 0 < answer.first_key_ms < answer.ms


async def test_an_answer_that_cannot_be_kept_stays_on_screen_until_it_is(run: Run) -> None:
    fault = StoreFault(Cause.FULL, "The disk is full.", "Make room and try again.")
    desk = one(decks.STATEMENT)
    desk.faults = [fault, fault]
    async with run(desk) as pilot:
        await pilot.press("enter", "t", "3")
        assert isinstance(pilot.app.screen, FaultDialog)
        await pilot.press("escape")
        assert turn(pilot).mark is not None
        await pilot.press("3")
        assert isinstance(pilot.app.screen, FaultDialog)
        assert not desk.log
        await pilot.press("enter")
        await pilot.pause()
    assert [type(event) for event in desk.log] == [Answer]


async def test_an_answer_that_another_program_keeps_waiting_is_kept_by_itself(run: Run) -> None:
    fault = StoreFault(Cause.LOCKED, "Locked.", "Wait.")
    desk = one(decks.STATEMENT, decks.FLIP)
    desk.faults = [fault] * 1000
    async with run(desk) as pilot:
        await pilot.press("enter", "t", "3")
        dialog = pilot.app.screen
        assert isinstance(dialog, FaultDialog)
        assert "Waiting" in str(dialog.query_one("#title", Static).content)
        dialog.keep_waiting()
        assert desk.log == []
        desk.faults.clear()
        dialog.keep_waiting()
        await pilot.pause()
        assert isinstance(pilot.app.screen, Study)
        assert turn(pilot).item.card is decks.FLIP
    assert [type(event) for event in desk.log] == [Answer]


async def test_waiting_that_ends_with_a_full_disk_waits_for_the_learner(run: Run) -> None:
    desk = one(decks.STATEMENT)
    desk.faults = [
        StoreFault(Cause.LOCKED, "Locked.", "Wait."),
        StoreFault(Cause.FULL, "Full.", "Make room."),
    ]
    async with run(desk) as pilot:
        await pilot.press("enter", "t", "3")
        dialog = pilot.app.screen
        assert isinstance(dialog, FaultDialog)
        for _ in range(3):
            dialog.keep_waiting()
        assert "Full." in str(dialog.query_one("#message", Static).content)
        assert desk.log == []
        await pilot.press("enter")
    assert [type(event) for event in desk.log] == [Answer]


async def test_what_another_program_answered_meanwhile_counts_when_the_card_is_marked(run: Run) -> None:
    desk = one(decks.STATEMENT)
    async with run(desk) as pilot:
        await pilot.press("enter")
        item = turn(pilot).item.id
        desk.base[item] = ItemState(item, flagged=True)
        await pilot.press("t")
        assert turn(pilot).state.flagged


async def test_editing_where_it_cannot_be_says_why(run: Run) -> None:
    desk = one(decks.FLIP)
    async with run(desk) as pilot:
        await pilot.press("enter", "e")
        assert turn(pilot).item.card is decks.FLIP
        assert [toast.message for toast in pilot.app._notifications] == [desk.call]


async def test_editing_without_a_terminal_names_the_file(run: Run) -> None:
    desk = one(decks.FLIP)
    desk.call = EditorCall(("true",), "/decks/[b]capitals.yaml")
    async with run(desk) as pilot:
        await pilot.press("enter", "e")
        await pilot.pause()
        (toast,) = pilot.app._notifications
        assert "/decks/[b]capitals.yaml" in toast.message
        assert desk.reloads == 1


async def test_a_sitting_by_mouse_alone(run: Run) -> None:
    desk = one(decks.FLIP, decks.CHOICE)
    async with run(desk) as pilot:
        await click_row(pilot, "Alone")
        await click_row(pilot, "Show the answer")
        assert turn(pilot).mark is not None
        ratings = pilot.app.screen.query_one(Ratings)
        await pilot.click(ratings, offset=(ratings.edges[Rating.EASY][0] + 2, 1))
        assert turn(pilot).item.card is decks.CHOICE
        await click_row(pilot, "Canberra")
        assert turn(pilot).response == "Canberra"
        footer = pilot.app.screen.query_one("LeanFooter")
        await pilot.click(footer, offset=(2, 0))
        assert turn(pilot).mark is None
    assert [answer.rating for answer in desk.answers()] == [Rating.EASY, Rating.GOOD]

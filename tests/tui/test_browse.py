"""All items: searching, sorting, reading, and looking after them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

import pytest
from textual.widgets import Input, Static

from quizapp.deck.card import Card
from quizapp.deck.course import Course, Deck
from quizapp.deck.item import items
from quizapp.deck.shapes import TextAnswer
from quizapp.grading.expected import fingerprint
from quizapp.memory.rating import Rating
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Due, Memory
from quizapp.progress.faults import Cause, StoreFault
from quizapp.study.catalogue import Catalogue
from quizapp.study.event import Answer, Bury, Flag, Note, Reset, Retract, Suspend
from quizapp.study.state import ItemState
from quizapp.tui.app import QuizApp
from quizapp.tui.catalogue import short_days
from quizapp.tui.history import curve_rows
from quizapp.tui.screens.browse import Browse
from quizapp.tui.screens.home import Home
from quizapp.tui.screens.note import NoteDialog
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.sheet import Sheet
from quizapp.tui.widgets.table import Head, Table

from . import decks
from .conftest import card_text, turn
from .desk import START, MemoryDesk
from .test_robust import HOSTILE, TRIED, controls, hostile_course
from .test_snapshots import Compare

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from .conftest import Run

TODAY = START.date()
MEMORY = Memory(Phase.REVIEW, 0, 20.0, 5.0, TODAY - timedelta(days=10), 4, 1)


def learnt(item: str, days: int, **more: object) -> ItemState:
    """An item in review that comes back in so many days from now."""
    state = ItemState(item, MEMORY, Due(START + timedelta(days=days), 10 + days), answers=4)
    return replace(state, **more)  # type: ignore[arg-type]


class MakeAnswer(Protocol):
    def __call__(self, day: int, response: str) -> Answer: ...


@pytest.fixture
def make_answer() -> MakeAnswer:
    """A wrong answer to the one card of a course, some days after the first of February."""

    only = decks.course(decks.TYPED)
    expected = fingerprint(items(only, only.decks[0])[0])

    def answer(day: int, response: str) -> Answer:
        at = datetime(2026, 2, 1 + day, 9, tzinfo=UTC)
        return Answer(
            id=f"answer-{day}",
            at=at,
            device="test",
            item="alone/berne/q",
            sitting="s",
            mode="review",
            asked="typed",
            response=response,
            score=0.0,
            verdict="wrong",
            rating=Rating.AGAIN,
            suggested=Rating.AGAIN,
            overruled=False,
            confidence=None,
            guess_rate=0.0,
            hints=0,
            ms=2000,
            first_key_ms=None,
            study_day=at.date(),
            due=at + timedelta(minutes=10),
            days=0,
            weights="default",
            expected=expected,
        )

    return answer


def world(**more: object) -> MemoryDesk:
    """A desk on which three items are known."""
    states = (
        learnt("world/oslo/q", 5),
        learnt("world/berne/q", -1, note="Not Zürich."),
        replace(learnt("world/everest/q", 9), memory=replace(MEMORY, lapses=6, stability=3.4)),
    )
    return MemoryDesk((decks.WORLD,), base={state.item: state for state in states}, **more)  # type: ignore[arg-type]


def browse(pilot: Pilot[None]) -> Browse:
    screen = pilot.app.screen
    assert isinstance(screen, Browse)
    return screen


def listed(pilot: Pilot[None]) -> list[str]:
    """The cards of the list, in its order."""
    screen = browse(pilot)
    return [screen.catalogue.entries[number].item.card.id for number in screen.found]


def status(pilot: Pilot[None]) -> str:
    return str(browse(pilot).query_one("#status", Static).content)


def counted(pilot: Pilot[None]) -> str:
    return str(browse(pilot).query_one("#count", Static).content)


async def search(pilot: Pilot[None], text: str) -> None:
    """Put a query into the search line."""
    browse(pilot).query_one(Input).value = text
    await pilot.pause()


async def test_b_opens_the_list_and_escape_leads_home(run: Run) -> None:
    async with run(world()) as pilot:
        await pilot.press("b")
        assert listed(pilot)[:3] == ["oslo", "berne", "canberra"]
        assert counted(pilot) == "10 items"
        assert status(pilot) == "world/oslo/q  capitals.yaml:4"
        rows = [browse(pilot).query_one(Table).render_line(y).text for y in range(3)]
        assert [" ".join(row.split()) for row in rows] == [
            "› Capital of Norway? Capitals learnt 5 d 15 d 20 d 1",
            "✎Capital of Switzerland? Capitals due now 9 d 20 d 1",
            "Capital of Australia? Capitals new",
        ]
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Home)


async def test_a_large_list_is_made_ready_for_searching_meanwhile(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    whole = Catalogue.index
    monkeypatch.setattr(Catalogue, "index", lambda self: (whole(self), made.append(len(self.entries))))
    monkeypatch.setattr("quizapp.tui.screens.browse.LARGE", 10)
    async with run(world()) as pilot:
        await pilot.press("b")
        await pilot.app.workers.wait_for_complete()
        assert made == [10]
        await pilot.press("slash", "s", "y", "d")
        assert listed(pilot) == ["canberra"]


async def test_typing_narrows_the_list_and_escape_takes_the_search_back(run: Run) -> None:
    async with run(world()) as pilot:
        await pilot.press("b", "slash", "c", "a", "p")
        assert listed(pilot) == ["oslo", "berne", "canberra"]
        await pilot.press("space", "s", "y", "d")
        assert listed(pilot) == ["canberra"]
        assert counted(pilot) == "1 of 10"
        await pilot.press("escape", "s")
        assert browse(pilot).catalogue.states[2].suspended, "the list has the keys again"
        await pilot.press("escape")
        assert counted(pilot) == "10 items"
        assert status(pilot).startswith("world/canberra/q"), "the cursor stays on its item"


async def test_what_is_not_understood_leaves_the_list_as_it_is(run: Run) -> None:
    async with run(world()) as pilot:
        await pilot.press("b")
        await search(pilot, "is:due")
        assert listed(pilot) == ["berne"]
        await search(pilot, "is:leach")
        assert listed(pilot) == ["berne"]
        assert status(pilot) == "! There is no is:leach. Did you mean is:leech?"
        await search(pilot, "is:leech")
        assert listed(pilot) == ["everest"]
        await search(pilot, "no such words")
        assert (listed(pilot), status(pilot)) == ([], "Nothing is found.")
        await pilot.press("enter", "enter", "space", "s", "n", "e", "t", "a")
        assert isinstance(pilot.app.screen, Browse), "no key has anything to act on"


async def test_sorting_by_a_column_and_the_other_way_round(run: Run) -> None:
    async with run(world()) as pilot:
        await pilot.press("b", "4")
        assert listed(pilot)[:4] == ["berne", "oslo", "everest", "canberra"]
        assert " ▲Due" in str(browse(pilot).query_one(Head).render())
        await pilot.press("4")
        assert listed(pilot)[:4] == ["everest", "oslo", "berne", "canberra"]
        assert " ▼Due" in str(browse(pilot).query_one(Head).render())
        await pilot.press("0")
        assert listed(pilot)[:2] == ["oslo", "berne"]
        await pilot.click(Head, offset=(77, 0))
        assert browse(pilot).column == "lapses"
        await pilot.click(Head, offset=(8, 0))
        assert listed(pilot)[:2] == ["pair", "canberra"], "[…] and […] come before letters"


async def test_several_are_suspended_and_taken_in_again(run: Run) -> None:
    desk = world()
    async with run(desk) as pilot:
        await pilot.press("b", "space", "space")
        assert counted(pilot) == "✓ 2 chosen  10 items"
        await pilot.press("s")
        assert status(pilot) == "2 items are suspended. u undoes it."
        assert [event.item for event in desk.log if isinstance(event, Suspend)] == [
            "world/oslo/q",
            "world/berne/q",
        ]
        assert "suspended" in browse(pilot).query_one(Table).render_line(0).text
        await pilot.press("u")
        assert status(pilot) == "Undone: 2 items are suspended."
        assert [type(event) for event in desk.log[2:]] == [Retract, Retract]
        assert not any(state.suspended for state in browse(pilot).catalogue.states)
        await pilot.press("s", "s")
        assert status(pilot).startswith("2 items are asked again")
        await pilot.press("escape", "u", "u")
        assert counted(pilot) == "10 items"
        assert desk.states()["world/oslo/q"] == learnt("world/oslo/q", 5)


async def test_all_in_the_list_and_what_is_chosen_but_out_of_it(run: Run) -> None:
    desk = world()
    async with run(desk) as pilot:
        await pilot.press("b")
        await search(pilot, "capital of")
        await pilot.press("a", "f")
        assert len([event for event in desk.log if isinstance(event, Flag)]) == 3
        await search(pilot, "oslo")
        assert counted(pilot) == "✓ 3 chosen, 2 of them not in the list  1 of 10"
        await pilot.press("a")
        assert counted(pilot).startswith("✓ 2 chosen"), "all in the list were chosen, now none of them is"


async def test_reset_and_bury_with_undo(run: Run) -> None:
    desk = world()
    async with run(desk) as pilot:
        await pilot.press("b", "x")
        assert isinstance(desk.log[-1], Reset)
        assert status(pilot) == "1 item is new again. u undoes it."
        await pilot.press("x")
        assert status(pilot) == "New already; nothing was changed."
        await pilot.press("b")
        assert isinstance(desk.log[-1], Bury)
        assert "buried" in browse(pilot).query_one(Table).render_line(0).text
        await pilot.press("u", "u")
        assert "learnt" in browse(pilot).query_one(Table).render_line(0).text
        assert not browse(pilot).deeds


async def test_a_store_that_takes_nothing_changes_nothing(run: Run) -> None:
    desk = world(faults=[StoreFault(Cause.FULL, "The disk is full.", "Free some space.")])
    async with run(desk) as pilot:
        await pilot.press("b", "s")
        assert not browse(pilot).deeds
        assert not browse(pilot).catalogue.states[0].suspended
        await pilot.press("s")
        assert browse(pilot).catalogue.states[0].suspended


async def test_an_open_card_with_its_curve_and_its_history(run: Run) -> None:
    desk = world()
    async with run(desk) as pilot:
        await pilot.press("b", "space", "enter")
        await pilot.pause()
        text = card_text(pilot)
        assert "Capital of Switzerland?" in text
        assert "Answer   Bern" in text
        assert "Your note  Not Zürich." in text
        assert "Recall expected: 94% today, " in text
        await pilot.press("s", "right")
        assert desk.log[-1].item == "world/berne/q", "not the one that is chosen"  # type: ignore[union-attr]
        await pilot.press("escape", "escape", "escape")
        assert isinstance(pilot.app.screen, Home)


async def test_each_answer_with_what_came_of_it(run: Run) -> None:
    desk = MemoryDesk((decks.course(decks.FLIP, decks.CHOICE),))
    async with run(desk) as pilot:
        await pilot.press("enter", "space", "1", "1", "2", "escape", "b", "f", "enter")
        await pilot.pause()
        history = card_text(pilot).rpartition("History")[2].split("\n")
        assert history[1].split() == ["2026-03-02", "09:00", "flagged"]
        assert history[2].split("  ")[-1].strip() == "Again · 1 min · holds 0.2 d"
        assert " ".join(history[2].split()).startswith("· 2026-03-02 09:00 flip")
        await pilot.press("right")
        await pilot.pause()
        history = card_text(pilot).rpartition("History")[2].split("\n")
        assert "choice" in history[1]
        assert history[1].endswith("Hard · 6 min · holds 1.3 d")


async def test_what_answers_say_of_a_card_shows_on_it(run: Run, make_answer: MakeAnswer) -> None:
    desk = MemoryDesk((decks.course(decks.TYPED),))
    desk.log = [make_answer(day, "Geneva") for day in range(12)]
    async with run(desk) as pilot:
        await pilot.press("b", "enter")
        await pilot.pause()
        assert "Its answers say  " in card_text(pilot)
        assert "Geneva" in card_text(pilot).partition("History")[0]
        history = card_text(pilot).rpartition("History")[2].split("\n")[1]
        assert "✗ 2026-02-12 09:00  typed  Geneva" in history


async def test_a_note_is_kept_shown_in_study_and_taken_away(run: Run) -> None:
    desk = world()
    async with run(desk) as pilot:
        await pilot.press("b", "n")
        assert isinstance(pilot.app.screen, NoteDialog)
        await pilot.press(*"Vik", "enter", "2", "f2")
        assert desk.state_of("world/oslo/q").note == "Vik\n2"
        await pilot.press("n", "x", "escape")
        assert desk.state_of("world/oslo/q").note == "Vik\n2", "left as it was"
        await pilot.press("u")
        assert desk.state_of("world/oslo/q").note == ""


async def test_a_note_from_within_a_sitting(run: Run) -> None:
    desk = MemoryDesk((decks.course(decks.FLIP, decks.TYPED),))
    async with run(desk) as pilot:
        await pilot.press("enter", "a", *"mine", "f2")
        assert isinstance(desk.log[-1], Note)
        assert "mine" not in card_text(pilot), "it might give the answer away"
        await pilot.press("space")
        assert "Your note  mine" in card_text(pilot)
        await pilot.press("a", "2", "ctrl+s")
        assert "Your note  mine2" in card_text(pilot)
        await pilot.press("u")
        assert "Your note  mine" in card_text(pilot)
        await pilot.press("4")
        assert isinstance(pilot.app.focused, Input)
        await pilot.press("B", "ctrl+n", "x", "f2", "e")
        assert turn(pilot).state.note == "x"
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value == "Be", "what was typed stays"


async def test_e_opens_the_editor_and_shows_what_it_saved(run: Run) -> None:
    desk = world(call="No editor here.")

    def edit(desk: MemoryDesk) -> None:
        first, *others = desk.courses[0].decks
        mended = replace(decks.TYPED, stem="Seat of the Swiss parliament?")
        desk.courses = (
            replace(desk.courses[0], decks=(replace(first, cards=(decks.FLIP, mended)), *others)),
        )

    desk.on_reload = edit
    async with run(desk) as pilot:
        await pilot.press("b", "down", "space", "down")
        assert listed(pilot)[3] == "mitochondrion"
        await pilot.press("up", "e")
        await pilot.pause()
        assert listed(pilot)[:3] == ["oslo", "berne", "mitochondrion"]
        assert browse(pilot).chosen == {1}
        assert "Seat of the Swiss" in browse(pilot).query_one(Table).render_line(1).text


async def test_the_mouse_moves_chooses_and_opens(run: Run) -> None:
    async with run(world()) as pilot:
        await pilot.press("b")
        await pilot.click(Table, offset=(10, 2))
        assert status(pilot).startswith("world/canberra/q")
        await pilot.click(Table, offset=(1, 3))
        assert browse(pilot).chosen == {3}
        await pilot.click(Table, offset=(10, 3))
        assert browse(pilot).opened


@pytest.mark.parametrize("kind", TRIED)
async def test_hostile_texts_are_only_texts(run: Run, kind: str) -> None:
    text = "\n".join(HOSTILE[kind])
    course = hostile_course(text)
    desk = MemoryDesk((course,), base={"c/0/q": learnt("c/0/q", 3, note=text)})
    async with run(desk) as pilot:
        await pilot.press("b")
        assert not controls(pilot)
        await pilot.click(Table, offset=(8, 0))
        await pilot.pause()
        assert not controls(pilot)
        await pilot.press("n")
        assert not controls(pilot)
        await pilot.press("f2", "escape")
        await search(pilot, text)
        assert not controls(pilot)
        assert pilot.app.is_running


@pytest.mark.parametrize("size", [(40, 12), (24, 6), (200, 60)], ids=str)
async def test_it_draws_at_every_size(run: Run, size: tuple[int, int]) -> None:
    async with run(world()) as pilot:
        await pilot.press("b", "down")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        card = browse(pilot).query_one(Sheet)
        assert card.display is (size[1] >= 18), "where there is little room it comes by key"
        for key in ("slash", "escape", "enter", "n"):
            await pilot.press(key)
            footer = pilot.app.screen.query_one(LeanFooter)
            assert footer.render().cell_length <= footer.content_size.width
            assert 1 <= len(footer.shown) <= 7
        assert card.display


async def test_ten_thousand_items_cost_what_the_ones_in_view_cost(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = tuple(
        Card(f"c{number}", f"What is {number}?", TextAnswer(f"answer {number}"), decks.PLACE)
        for number in range(10_000)
    )
    course = Course("many", "Many", (Deck("many", "Many", cards, "many.yaml"),), "many.yaml")
    async with run(MemoryDesk((course,))) as pilot:
        await pilot.press("b")
        screen = browse(pilot)
        drawn: list[int] = []
        row = screen._row
        monkeypatch.setattr(screen, "_row", lambda number: drawn.append(number) or row(number))
        screen.read()
        await pilot.pause()
        looked: list[int] = []
        found = screen.catalogue.found
        monkeypatch.setattr(
            screen.catalogue, "found", lambda query, among: looked.append(len(among)) or found(query, among)
        )
        height = screen.query_one(Table).size.height
        for key in ("pagedown", "end", "slash", "9", "9", "9"):
            drawn.clear()
            await pilot.press(key)
            assert len(drawn) <= 3 * height, key
        assert looked == [10_000, 3_439, 280], "a longer query looks at what was found before"
        assert len(screen.found) == 19
        await pilot.press("enter", "a", "s")
        assert len(screen.deeds[0].events) == 19


def test_the_curve_falls_and_says_so() -> None:
    memory = replace(MEMORY, stability=10.0)
    sentence, *chart = curve_rows(memory, TODAY, decks_weights(), 60)
    # After as many days as its stability a memory is recalled with 90 %, by the definition of stability.
    assert sentence.body.plain.startswith("Recall expected: 90% today, ")
    assert len(chart) == 5
    assert "today" in chart[-1].body.plain
    assert "+30" in chart[-1].body.plain
    assert max(row.body.cell_length for row in chart) <= 60
    assert curve_rows(None, TODAY, decks_weights(), 60) == []


def test_a_curve_of_many_years_still_fits() -> None:
    memory = replace(MEMORY, study_day=date(1990, 1, 1))
    for width in (8, 20, 72):
        assert (
            max(row.body.cell_length for row in curve_rows(memory, TODAY, decks_weights(), width)[1:])
            <= width
        )


def decks_weights() -> tuple[float, ...]:
    return MemoryDesk().parameters("").weights


def test_days_in_six_cells() -> None:
    days = (0, 0.04, 3.4, 9.96, 12, 99.6, 120, 364, 365.25, 3000, 36500)
    assert [short_days(number) for number in days] == [
        "0 d", "0.0 d", "3.4 d", "10.0 d", "12 d", "100 d", "4 mo", "12 mo", "1.0 y", "8.2 y", "100 y",
    ]  # fmt: skip


def test_the_screen(snap_compare: Compare) -> None:
    """Columns under their names, glyphs for chosen and noted, the card below, what was done at the foot."""
    app = QuizApp(world())
    app.animation_level = "none"
    assert snap_compare(app, press=("b", "4", "space", "f", "down"))

"""Bringing into order and joining pairs, by keys and by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from quizapp.grading.mark import Mode
from quizapp.grading.verdict import Verdict
from quizapp.tui.start import StartAt
from quizapp.tui.widgets.answers.match import MatchArea
from quizapp.tui.widgets.answers.order import OrderArea
from tests.deck.reading import read

from .conftest import Run, card_text, click_row, study, turn
from .desk import MemoryDesk

if TYPE_CHECKING:
    from textual.pilot import Pilot

ORDER = "- {q: Which order?, order: [alpha, beta, gamma, delta]}\n"
TIMELINE = "- {q: What first?, timeline: {Flight: 1903, Moon: 1969, Web: 1991}}\n"
MATCH = (
    "- {q: Which capitals?, match: {Norway: Oslo, Sweden: Stockholm, Finland: Helsinki}, extra: [Bergen]}\n"
)
LIST = "- {q: Which states?, list: [Estonia, Latvia, Lithuania], need: 2}\n"
HOSTILE = '- {q: "[/b] x", match: {"[@click=app.quit]a[/]": "[b", "日本": "[/]", "e": "👩‍👩‍👧"}}\n- {q: y, order: ["[/b]", "[x=", "z"]}\n'


def desk(text: str) -> MemoryDesk:
    course, report = read(text)
    assert report.findings() == ()
    return MemoryDesk((course,))


def order(pilot: Pilot[None]) -> OrderArea:
    area = study(pilot).area
    assert isinstance(area, OrderArea)
    return area


def match(pilot: Pilot[None]) -> MatchArea:
    area = study(pilot).area
    assert isinstance(area, MatchArea)
    return area


async def sort_by_keys(pilot: Pilot[None], wanted: tuple[str, ...]) -> None:
    """Bring entries into an order as a learner does: go to one, take it up, carry it, put it down."""
    for place, text in enumerate(wanted):
        at = order(pilot).entries.index(text)
        await pilot.press(str(at + 1), "space", *["up"] * (at - place), "space")


async def test_an_order_is_made_with_the_arrows(run: Run) -> None:
    async with run(desk(ORDER), start=StartAt("deck")) as pilot:
        await sort_by_keys(pilot, ("alpha", "beta", "gamma", "delta"))
        assert order(pilot).entries == ("alpha", "beta", "gamma", "delta")
        await pilot.press("enter")
        mark = turn(pilot).mark
        assert mark is not None
        assert mark.score == 1.0
        assert "✓ Right" in card_text(pilot)


async def test_one_key_moves_an_entry_up_or_down(run: Run) -> None:
    async with run(desk(ORDER), start=StartAt("deck")) as pilot:
        first, second, *rest = order(pilot).entries
        await pilot.press("j")
        assert order(pilot).entries == (second, first, *rest)
        await pilot.press("k")
        assert order(pilot).entries == (first, second, *rest)
        assert not order(pilot).held


async def test_a_wrong_order_shows_each_position(run: Run) -> None:
    async with run(desk(TIMELINE), start=StartAt("deck")) as pilot:
        await sort_by_keys(pilot, ("Moon", "Flight", "Web"))
        await pilot.press("enter")
        mark = turn(pilot).mark
        assert mark is not None
        assert mark.verdict is Verdict.PARTLY
        text = card_text(pilot)
        assert "1969" in text
        assert "1903" in text


async def test_an_untouched_order_is_no_answer_and_takes_two_enters(run: Run) -> None:
    async with run(desk(ORDER), start=StartAt("deck")) as pilot:
        await pilot.press("enter")
        assert turn(pilot).mark is None
        assert "Nothing moved yet" in card_text(pilot)
        await pilot.press("enter")
        mark = turn(pilot).mark
        assert mark is not None
        assert mark.verdict is Verdict.UNANSWERED


async def test_an_order_is_made_with_the_mouse(run: Run) -> None:
    async with run(desk(ORDER), start=StartAt("deck")) as pilot:
        first, second, *rest = order(pilot).entries
        await click_row(pilot, first)
        await click_row(pilot, second)
        assert order(pilot).entries == (second, first, *rest)


async def test_pairs_are_joined_by_letters(run: Run) -> None:
    async with run(desk(MATCH), start=StartAt("deck")) as pilot:
        assert turn(pilot).mode is Mode.ARRANGE
        rights = match(pilot).rights
        for capital in ("Oslo", "Stockholm", "Helsinki"):
            await pilot.press("abcd"[rights.index(capital)])
        await pilot.press("enter")
        mark = turn(pilot).mark
        assert mark is not None
        assert mark.score == 1.0
        assert turn(pilot).response == (("Norway", "Oslo"), ("Sweden", "Stockholm"), ("Finland", "Helsinki"))


async def test_a_pair_can_be_changed_and_taken_apart(run: Run) -> None:
    async with run(desk(MATCH), start=StartAt("deck")) as pilot:
        await pilot.press("a", "1", "b")
        assert match(pilot).joined == (1, None, None)
        await pilot.press("1", "backspace")
        assert match(pilot).joined == (None, None, None)


async def test_missing_pairs_are_named_before_they_count(run: Run) -> None:
    async with run(desk(MATCH), start=StartAt("deck")) as pilot:
        await pilot.press("a", "enter")
        assert turn(pilot).mark is None
        assert "2 pairs not joined" in card_text(pilot)


async def test_pairs_are_joined_with_the_mouse(run: Run) -> None:
    async with run(desk(MATCH), start=StartAt("deck")) as pilot:
        await click_row(pilot, "Sweden")
        await click_row(pilot, "Stockholm")
        joined = match(pilot).joined
        assert joined[1] == match(pilot).rights.index("Stockholm")


async def test_a_list_is_recalled_on_lines_and_found_ones_are_ticked(run: Run) -> None:
    from .conftest import type_in

    async with run(desk(LIST), start=StartAt("deck")) as pilot:
        assert "Name 2 of 3." in card_text(pilot)
        await type_in(pilot, "latvia", "Narnia")
        mark = turn(pilot).mark
        assert mark is not None
        assert mark.score == 0.5
        text = card_text(pilot)
        assert "✓" in text
        assert "✗" in text


async def test_arrows_go_from_line_to_line(run: Run) -> None:
    async with run(desk(LIST), start=StartAt("deck")) as pilot:
        await pilot.press("a", "down", "b", "up", "c")
        lines = [line.value for line in pilot.app.screen.query(Input) if line.display]
        assert lines == ["ac", "b"]


async def test_the_mode_key_asks_the_card_another_way(run: Run) -> None:
    async with run(desk("- {q: Capital of Norway?, a: Oslo}\n"), start=StartAt("deck")) as pilot:
        assert turn(pilot).mode is Mode.FLIP
        await pilot.press("m")
        assert turn(pilot).mode is Mode.TYPED
        await pilot.press("f7")
        assert turn(pilot).mode is Mode.FLIP


async def test_a_hostile_deck_is_shown_as_it_is_written(run: Run) -> None:
    for size in ((80, 24), (40, 12)):
        async with run(desk(HOSTILE), size, StartAt("deck")) as pilot:
            assert "[/b] x" in card_text(pilot)
            assert "[@click=app.quit]a[/]" in card_text(pilot)
            await pilot.press("a", "b", "c", "enter")
            assert turn(pilot).mark is not None
            await pilot.press("1")
            await pilot.press("space", "down", "space", "enter")
            assert turn(pilot).mark is not None
            assert "[x=" in card_text(pilot)

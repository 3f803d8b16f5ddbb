"""Hostile texts on every screen, and windows of every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from quizapp.deck.card import Card
from quizapp.deck.course import Course, Deck
from quizapp.deck.diagnostics import Diagnostic, Severity, Span
from quizapp.deck.shapes import MultipleChoice, Option, Shape, TextAnswer
from quizapp.deck.source import Citation, Source
from quizapp.deck.text import forbidden
from quizapp.progress.faults import Cause, StoreFault
from quizapp.tui.room import TooSmall
from quizapp.tui.screens.fault import FaultDialog
from quizapp.tui.screens.home import Home
from quizapp.tui.screens.study import Study
from quizapp.tui.start import StartAt
from quizapp.tui.widgets.lean_footer import LeanFooter

from . import decks
from .conftest import study, turn, type_in
from .desk import MemoryDesk

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from .conftest import Run

HOSTILE = {
    "mixed": (
        "arr[i] = 1 [x= [@click=app.quit]leave[/] [b",
        "\x1b]0;owned\x07\x1b[31mred\x9b31m\x00 \u202egnirts \ud800 a\tb\rc",
        "👩\u200d👩\u200d👧 日本語の問題 e\u0301 **bold *and `code",
        "[/b] [/",
    ),
    "markup": (
        "arr[i] = 1 [x=",
        "[@click=app.quit]leave[/]",
        "[red on blue]x[/] $accent {0} %s",
        "[b",
        "[/b]",
        "[/",
    ),
    "control": ("\x1b]0;owned\x07\x1b[31mred\x9b31m\x00", "\u202egnirts\u2066 \u2028 \ud800", "a\tb\rc"),
    "wide": ("👩\u200d👩\u200d👧 🇳🇴 e\u0301 \u200b", "日本語の問題、とても長い文", "**bold *and `code"),
    "long": ("w" * 5000,),
    "nothing": ("",),
}
TRIED = ["mixed", *(pytest.param(kind, marks=pytest.mark.thorough) for kind in HOSTILE if kind != "mixed")]
"""Texts of all kinds at once, and each kind by itself where there is time."""
SIZES = [(80, 24), (40, 12), (200, 60), (24, 6), (20, 5), (1, 1)]
_FEW = {(40, 12), (24, 6), (1, 1)}
FEW_SIZES = [size if size in _FEW else pytest.param(size, marks=pytest.mark.thorough) for size in SIZES]


def hostile_course(text: str) -> Course:
    """A course in which every field is the text."""
    feedback = (Option(f"{text} 1", text), Option(f"{text} 2", text))
    shapes: tuple[Shape, ...] = (
        TextAnswer(text),
        TextAnswer(text, wrong=feedback),
        MultipleChoice((Option(f"{text} 3", text),), feedback),
        decks.cloze(f"==hidden::{text or 'hint'}== and {text}"),
        TextAnswer(text or "x", typed=True),
    )
    cards = tuple(
        Card(f"{number}", text, shape, decks.PLACE, (), (Citation(text, text),), text, (text,), text)
        for number, shape in enumerate(shapes)
    )
    others = (Deck("d1", text, cards, text), Deck("d2", text, (), text))
    return Course("c", text, others, text, sources={text: Source(text, text, text)})


def controls(pilot: Pilot[None]) -> set[str]:
    """The control characters that would reach the terminal."""
    lines = pilot.app.screen._compositor.render_strips()
    drawn = "".join(segment.text for strip in lines for segment in strip)
    return {character for character in drawn if ord(character) < 32} | {drawn[at] for at in forbidden(drawn)}


def shown(pilot: Pilot[None]) -> list[TooSmall]:
    """The sentence that covers a screen without room."""
    return [cover for cover in pilot.app.screen.query(TooSmall) if cover.display]


async def answer(pilot: Pilot[None], text: str) -> None:
    """Answer the card on screen, whatever it is."""
    if isinstance(pilot.app.focused, Input):
        await type_in(pilot, text or "x")
        if turn(pilot).mark is None:
            await pilot.press("enter")
    elif turn(pilot).options:
        await pilot.press("1")
        if turn(pilot).mark is None:
            await pilot.press("enter")
    else:
        await pilot.press("space")


@pytest.mark.parametrize("kind", TRIED)
async def test_no_text_of_a_deck_does_anything_on_any_screen(run: Run, kind: str) -> None:
    text = "\n".join(HOSTILE[kind])
    finding = Diagnostic("Y101", Severity.ERROR, text, text, Span(1, 1, 1, 2), text, text)
    desk = MemoryDesk((hostile_course(text),), diagnostics=(finding,), sentences=(text,), call=text)
    seen = set()

    async def check() -> None:
        seen.add(type(pilot.app.screen).__name__)
        assert not controls(pilot)
        if kind == "markup":
            for y in (3, 5, 8):
                await pilot.click(offset=(6, y))

    async with run(desk) as pilot:
        assert not controls(pilot)
        await pilot.press("p")
        await check()
        await pilot.press("escape", "enter", "h", "e")
        await pilot.pause()
        desk.faults = [StoreFault(Cause.OTHER, text, text)]
        while isinstance(pilot.app.screen, Study):
            await answer(pilot, text)
            await check()
            await pilot.press("4")
            if isinstance(pilot.app.screen, FaultDialog):
                await check()
                await pilot.press("enter")
                await pilot.pause()
        await check()
        assert pilot.app.is_running
    assert seen == {"Problems", "Study", "FaultDialog", "Summary"}
    assert len(desk.answers()) == 5


@pytest.mark.parametrize("size", FEW_SIZES, ids=str)
async def test_every_screen_draws_at_every_size(run: Run, size: tuple[int, int]) -> None:
    finding = Diagnostic("D201", Severity.ERROR, "unknown key", "a.yaml", Span(14, 3, 14, 9), "remove it")
    cards = (decks.FLIP, decks.CHOICE, decks.SEVERAL, decks.PAIR)
    desk = MemoryDesk((decks.course(*cards), decks.WORLD), diagnostics=(finding,))
    async with run(desk, size=size) as pilot:
        covered = size[0] < 24 or size[1] < 6
        assert bool(shown(pilot)) is covered
        if covered:
            await pilot.press("enter", "space", "4")
            assert isinstance(pilot.app.screen, Home)
            return
        await pilot.press("p", "escape", "question_mark", "escape", "enter", "space", "4")
        await pilot.press("down", "enter", "4", "down", "space", "enter", "4")
        await type_in(pilot, "Castor", "Polux")
        assert turn(pilot).mark is not None
        await pilot.press("4")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Home)


async def test_the_window_may_change_at_any_time(run: Run) -> None:
    async with run(MemoryDesk((decks.course(decks.CHOICE, decks.TYPED),))) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
        await pilot.resize_terminal(80, 24)
        await pilot.press("enter", "down")
        for size in SIZES:
            await pilot.resize_terminal(*size)
        await pilot.resize_terminal(80, 24)
        await pilot.press("enter")
        for size in reversed(SIZES):
            await pilot.resize_terminal(*size)
        assert turn(pilot).mark is not None
        assert not shown(pilot)


@pytest.mark.parametrize("width", [80, 40, 24])
async def test_the_footer_never_cuts_a_key(run: Run, width: int) -> None:
    finding = Diagnostic("D201", Severity.ERROR, "unknown key", "a.yaml", Span(14, 3, 14, 9), "remove it")
    hinted = Card("hinted", "?", decks.TYPED.shape, decks.PLACE, hints=("a", "b"))
    desk = MemoryDesk((decks.course(decks.FLIP, decks.SEVERAL, hinted),), diagnostics=(finding,))
    desk.faults = [StoreFault(Cause.FULL, "Full.", "Make room.")]
    steps = ("", "p", "escape", "question_mark", "escape", "enter", "space", "3", "enter", "1", "enter", "1")
    async with run(desk, size=(width, 24)) as pilot:
        for key in (*steps, "f3", "enter", "enter", "u", "4"):
            if key:
                await pilot.press(key)
            footer = pilot.app.screen.query_one(LeanFooter)
            assert footer.render().cell_length <= footer.content_size.width
            assert 1 <= len(footer.shown) <= 7
            assert len(footer.shown) == len(footer.hints) or width < 80 or len(footer.hints) > 7


async def test_the_footer_shows_a_key_that_works_now(run: Run) -> None:
    async with run(MemoryDesk((decks.course(decks.FLIP, decks.TYPED),))) as pilot:
        await pilot.press("enter")
        assert "f" in {hint.key for hint in pilot.app.screen.query_one(LeanFooter).shown}
        await pilot.press("space", "4")
        await pilot.pause()
        keys = {hint.key for hint in pilot.app.screen.query_one(LeanFooter).shown}
        assert {"f3", "f8", "f1"} <= keys
        assert not keys & set("fhuesb")


async def test_the_number_of_widgets_does_not_grow_with_the_cards(run: Run) -> None:
    cards = tuple(
        Card(f"{kind.id}{number}", kind.stem, kind.shape, decks.PLACE)
        for number in range(3)
        for kind in (decks.STATEMENT, decks.FLIP, decks.TYPED)
    )
    async with run(MemoryDesk((decks.course(*cards),))) as pilot:
        await pilot.press("enter")
        counts = []
        for _ in range(8):
            await answer(pilot, "Bern")
            await pilot.press("4")
            counts.append(len(pilot.app.screen.query("*")))
        assert len(set(counts[2:])) == 1


async def test_no_key_acts_on_a_card_that_is_covered(run: Run) -> None:
    """Under "Too small" nothing can be seen, and so nothing is answered, rated or left out."""
    from tests.deck.reading import read

    course, _ = read("- {q: x, a: y, wrong: [z]}\n")
    desk = MemoryDesk((course,))
    async with run(desk, start=StartAt("deck")) as pilot:
        await pilot.resize_terminal(20, 5)
        await pilot.press("1", "enter", "b", "s")
        assert desk.log == []
        await pilot.resize_terminal(80, 24)
        await pilot.press("1")
        assert study(pilot).turn is not None

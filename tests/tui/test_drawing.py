"""Only what changed is drawn again, and what is remembered is what would be drawn."""

from __future__ import annotations

import asyncio
import gc
import weakref
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._compositor import ChopsUpdate
from textual.app import App
from textual.content import Content, Span
from textual.css.styles import Styles
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

from quizapp.tui import lull
from quizapp.tui.app import QuizApp
from quizapp.tui.lull import Lull
from quizapp.tui.screens.study import Study
from quizapp.tui.start import StartAt
from quizapp.tui.widgets.line import fits, line
from quizapp.tui.widgets.ratings import Ratings
from quizapp.tui.widgets.rows import Row
from quizapp.tui.widgets.sheet import Sheet
from tests.deck.reading import read
from tests.soak import sitting
from tests.soak.sitting import KINDS, press

from . import decks
from .conftest import Run, study, turn
from .desk import MemoryDesk

if TYPE_CHECKING:
    from textual.binding import ActiveBinding


def deck(*kinds: str) -> str:
    return "\n".join(f"- {kind}".format(n=n, two=f"0{n}") for n, kind in enumerate(kinds))


@dataclass
class Terminal:
    """What a terminal shows that is sent what the app sends."""

    lines: list[Strip] = field(default_factory=list)

    def display(self, screen: Screen[object], update: object) -> None:
        whole = screen._compositor.render_strips()
        if isinstance(update, ChopsUpdate) and len(self.lines) == len(whole):
            for y, left, right in update.spans:
                old, new = self.lines[y], whole[y]
                self.lines[y] = Strip.join((old.crop(0, left), new.crop(left, right), old.crop(right)))
        elif update is not None:
            self.lines = list(whole)


def anew(screen: Screen[Any]) -> list[Strip]:
    """The screen, drawn without anything that is remembered."""
    for widget in (screen, *screen.walk_children(Widget)):
        widget.notify_style_update()
        widget._styles_cache.clear()
    return screen._compositor.render_strips()


def same(some: list[Strip], others: list[Strip]) -> bool:
    return [strip.simplify() for strip in some] == [strip.simplify() for strip in others]


@pytest.mark.parametrize(("size", "kinds"), [((80, 24), KINDS[1::2]), ((40, 12), KINDS[-1:])])
async def test_a_frame_draws_all_that_changed_and_keys_are_for_what_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], kinds: tuple[str, ...]
) -> None:
    course, report = read(deck(*kinds, KINDS[0]))
    assert not report.findings()
    terminal = Terminal()
    monkeypatch.setattr(App, "_display", lambda app, screen, update: terminal.display(screen, update))

    async def watched(app: QuizApp, *keys: str) -> None:
        if keys == ("4",):
            await watched(app, "pagedown")
            assert same(terminal.lines, anew(study(pilot)))
        await press(app, *keys)
        room = app.screen
        assert isinstance(room, Study)
        for _ in range(200):
            await asyncio.sleep(0.005)
            if same(terminal.lines, room._compositor.render_strips()):
                break
        else:
            pytest.fail(f"after {keys} not all is drawn that changed")
        told = keys_told(room)  # what it lacks goes its way over all widgets
        assert all(told.get(key, do) == do for key, do in keys_on_their_way(room).items()), keys

    monkeypatch.setattr(sitting, "press", watched)
    async with run(MemoryDesk((course,)), size=size, start=StartAt("deck")) as pilot:
        assert isinstance(pilot.app, QuizApp)
        for _ in kinds:
            await watched(pilot.app, "f9", "f2", "pagedown")
            await sitting.answer(pilot.app)
            assert same(terminal.lines, anew(study(pilot)))
        assert study(pilot).session.answered == len(kinds)


@pytest.mark.parametrize("size", [(80, 24), (40, 8)])
async def test_a_frame_draws_all_that_a_cursor_changed(
    run: Run, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(App, "_display", lambda app, screen, update: terminal.display(screen, update))
    async with run(MemoryDesk((decks.WORLD, decks.course(decks.DATE))), size=size) as pilot:
        for key in ("down", "end", "up"):
            await pilot.press(key)
            await asyncio.sleep(0.03)  # a frame
            assert same(terminal.lines, anew(pilot.app.screen)), key


def keys_told(room: Study) -> dict[str, str]:
    return {key: active.binding.action for key, active in room.bound.items() if active.enabled}


def keys_on_their_way(room: Study) -> dict[str, str]:
    """What each key does where it goes over all widgets."""
    fresh: dict[str, ActiveBinding] = Screen.active_bindings.fget(room)  # type: ignore[attr-defined]
    return {key: active.binding.action for key, active in fresh.items() if active.enabled}


async def test_a_key_whose_action_is_not_to_be_had_goes_its_way_and_is_heard_once(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, _ = read(deck(KINDS[0]))
    refused = []

    async def refuse(*arguments: object) -> bool:
        refused.append(arguments)
        monkeypatch.undo()
        return False

    desk = MemoryDesk((course,))
    desk.tick = timedelta()
    async with run(desk, start=StartAt("deck")) as pilot:
        assert "space" in study(pilot).once
        monkeypatch.setattr(pilot.app, "run_action", refuse)
        await pilot.press("space")
        assert len(refused) == 1
        assert turn(pilot).mark is not None


async def test_a_board_that_looks_as_before_is_not_drawn_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, _ = read(deck(KINDS[0]))
    async with run(MemoryDesk((course,)), start=StartAt("deck")) as pilot:
        await pilot.press("space")
        ratings = study(pilot).query_one(Ratings)
        drawn = ratings.picture()
        monkeypatch.setattr(Ratings, "repaint", lambda *_: pytest.fail("drawn again"))
        ratings.renew()
        assert ratings.picture() is drawn


async def test_a_sheet_fills_its_place_however_few_lines_are_left(run: Run) -> None:
    course, _ = read(deck(KINDS[0]))
    async with run(MemoryDesk((course,)), start=StartAt("deck")) as pilot:
        sheet = study(pilot).query_one(Sheet)
        rows = [Row(Content(f"Row {number}")) for number in range(60)]
        sheet.show(rows)
        sheet.move(35)
        for few in (60, 40, 36, 5, 0):
            sheet.show(rows[:few], keep_place=True)
            drawn = sheet.picture()
            assert len(drawn) == sheet.size.height
            assert {strip.cell_length for strip in drawn} == {sheet.size.width}
            first = drawn[0].text.rstrip(" │┃").strip()
            assert first == (f"Row {sheet.top}" if sheet.top < few else "")


STYLES = ("bold", "$accent", "on $surface", "$foreground 60%", "none", "italic red")


@given(
    st.text("ab c日é\u0301", max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from(STYLES)), max_size=4),
)
def test_a_line_is_what_textual_makes_of_it(text: str, spans: list[tuple[int, int, str]]) -> None:
    size = len(text)
    content = Content(text, [Span(start, end, style) for start, end, style in spans if start < end <= size])
    base = Style.parse("white on blue", {})

    def parse(style: str | Style) -> Style:
        try:
            return Style.parse(style) if isinstance(style, str) else style
        except Exception:
            return Style.null()

    options = RenderOptions(parse, Styles().get_rules(), None, None)
    assert fits(content, 40)
    assert [line(content, base)] == content.render_strips(40, None, base, options)


def test_what_does_not_fit_is_wrapped() -> None:
    assert not fits(Content("12345"), 4)
    assert not fits(Content("日本"), 3)
    assert not fits(Content("1\n2"), 40)
    assert not fits(Content("1\t2"), 40)


async def test_garbage_is_cleared_away_after_the_last_key_of_a_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    class Knot:
        def __init__(self) -> None:
            self.own = self

    monkeypatch.setattr(lull, "AFTER", 0.01)
    gc.disable()
    try:
        gone = weakref.ref(Knot())
        pause = Lull()
        done: list[bool] = []
        pause.chores.append(lambda: done.append(True))
        for _ in range(3):
            pause.put_off()
            await asyncio.sleep(0.004)
            assert gone() is not None
        await asyncio.sleep(0.02)
        assert gone() is None
        assert done == [True]
    finally:
        gc.enable()

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from quizapp.deck.editing.drafting import drafted
from quizapp.deck.reader import Header
from quizapp.tui.house import Solo
from quizapp.tui.kinds import KINDS
from quizapp.tui.room import TooSmall
from quizapp.tui.screens.help import Help
from quizapp.tui.screens.home import Home
from quizapp.tui.screens.new_card import NewCard
from quizapp.tui.widgets.entry import Picked, Written
from quizapp.tui.widgets.sheet import Sheet

from . import decks
from .conftest import Run
from .desk import MemoryDesk
from .test_robust import FEW_SIZES, HOSTILE, TRIED, controls
from .test_snapshots import Compare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

    from quizapp.deck.editing.card_writer import Fields


@dataclass
class MemoryFile:
    """A deck file that is a list."""

    name: str = "[b]my-cards.yaml"
    header: Header = field(default_factory=Header)
    cards: list[Fields] = field(default_factory=list)
    fault: str = ""

    def save(self, card: Callable[[str], Fields]) -> str:
        if not self.fault:
            self.cards.append({key: value for key, value in card("bcdfgh").items() if value not in ("", ())})
        return self.fault


@asynccontextmanager
async def filling_in(file: MemoryFile, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    app = Solo(NewCard(file), {})
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield pilot


def form(pilot: Pilot[None]) -> NewCard:
    screen = pilot.app.screen
    assert isinstance(screen, NewCard)
    return screen


def status(pilot: Pilot[None]) -> str:
    return str(form(pilot).query_one("#status", Static).content)


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text.rstrip() for strip in form(pilot).query_one(Sheet).lines)


async def choose(pilot: Pilot[None], name: str) -> None:
    picker = form(pilot).query_one("#kind", Picked)
    while picker.text != name:
        picker.action_pick(1)
    await pilot.pause()


async def fill(pilot: Pilot[None], **texts: str) -> None:
    for key, text in texts.items():
        form(pilot).query_one(f"#{key}", Written).text = text
    await pilot.pause()


async def test_a_card_by_keys_alone(run: Run) -> None:
    file = MemoryFile()
    async with filling_in(file) as pilot:
        await pilot.press("down", *"Why", "question_mark", "enter", *"So", "up", "x", "down")
        assert status(pilot).startswith("✓ Ready")
        await pilot.press("down", "space", "f2")
        assert file.cards == [{"q": "Why?x", "id": "bcdfgh", "a": "So", "reverse": True}]
        assert status(pilot).startswith("✓ Saved")
        await pilot.press(*"More")
        assert form(pilot).query_one("#q", Written).text == "More"
        assert form(pilot).query_one("#a", Written).text == ""


async def test_nothing_is_saved_before_the_card_is_whole() -> None:
    file = MemoryFile()
    async with filling_in(file) as pilot:
        assert status(pilot) == "○ To fill in: Question, Answer."
        await pilot.press("f2")
        await choose(pilot, "Choice")
        await fill(pilot, q="Capital?", a="Oslo", wrong="Bergen\noslo")
        assert "both wrong and right" in status(pilot)
        await pilot.press("f2")
        assert not file.cards
        await fill(pilot, wrong="Bergen | Until 1299.\nRome")
        await pilot.press("f4")
        assert "✓" in shown(pilot)
        await pilot.press("f2")
        assert len(file.cards) == 1


async def test_what_is_filled_in_stays_when_the_kind_changes_and_when_saving_fails() -> None:
    file = MemoryFile(fault="The disk is full.")
    async with filling_in(file) as pilot:
        await fill(pilot, q="When?", explain="So it was.")
        await choose(pilot, "Date")
        assert form(pilot).query_one("#q", Written).text == "When?"
        await fill(pilot, date="1989-13")
        assert "month" in status(pilot)
        await fill(pilot, date="1989-11-09")
        await pilot.press("f2")
        assert status(pilot) == "The disk is full."
        assert form(pilot).query_one("#explain", Written).text == "So it was."
        file.fault = ""
        await pilot.press("f2")
        assert file.cards == [{"q": "When?", "id": "bcdfgh", "date": "1989-11-09", "explain": "So it was."}]


async def test_source_and_tags_stay_for_the_next_card() -> None:
    file = MemoryFile()
    async with filling_in(file) as pilot:
        await fill(pilot, q="A?", a="b", source="Gombrich, p. 1", tags="one, two")
        await pilot.press("f2")
        await fill(pilot, q="B?", a="c")
        await pilot.press("f2")
    assert [card["tags"] for card in file.cards] == [("one", " two")] * 2


async def test_one_key_throws_nothing_away() -> None:
    async with filling_in(MemoryFile()) as pilot:
        await fill(pilot, q="A?")
        await pilot.press("escape")
        assert "not saved" in status(pilot)
        await fill(pilot, q="A?!")
        await pilot.press("escape")
        assert pilot.app.is_running
        await pilot.press("escape")
        await pilot.pause()
        assert not pilot.app.is_running


async def test_in_a_narrow_window_card_and_form_take_turns() -> None:
    async with filling_in(MemoryFile(), (40, 12)) as pilot:
        await fill(pilot, q="Why?", a="So")
        assert not form(pilot).query_one(Sheet).display
        await pilot.press("f4")
        assert form(pilot).query_one(Sheet).display
        assert "So" not in shown(pilot)
        await pilot.press("f4")
        assert "So" in shown(pilot)
        await pilot.press("f4")
        assert not form(pilot).query_one(Sheet).display
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, Help)


@pytest.mark.parametrize("size", FEW_SIZES)
async def test_every_window_is_large_enough_or_says_so(size: tuple[int, int]) -> None:
    async with filling_in(MemoryFile(), size) as pilot:
        covered = [cover for cover in pilot.app.screen.query(TooSmall) if cover.display]
        assert bool(covered) == (size[0] < 24 or size[1] < 6)
        await pilot.resize_terminal(80, 24)
        await fill(pilot, q="Why?", a="So")
        assert "Why?" in shown(pilot)


@pytest.mark.parametrize("kind", TRIED)
async def test_what_is_pasted_does_nothing(kind: str) -> None:
    text = "\n".join(HOSTILE[kind])
    async with filling_in(MemoryFile(name=text, fault=text)) as pilot:
        for name in ("Gaps in a text", "Pairs to match"):
            await choose(pilot, name)
            for entry in form(pilot).query(Written):
                entry.clear()
                entry.insert(text or "x")
            await pilot.pause()
            assert not controls(pilot)
            await pilot.press("f2", "f4")
            assert not controls(pilot)
            await pilot.click(offset=(4, 3))


EXAMPLES = {
    "Question and answer": {
        "q": "Why?",
        "a": "So",
        "reverse": "Yes",
        "typed": "Yes",
        "accept": "Thus\nHence",
    },
    "Choice": {"q": "Which?", "a": "a = b", "wrong": "c: d | No.\n# e"},
    "Choice of several": {"q": "Which?", "right": "a\nb", "wrong": "c\nd"},
    "True or false": {"statement": "It is so.", "a": "False"},
    "Gaps in a text": {"cloze": "The ==Rhine== flows\ninto the ==sea=="},
    "Number": {"q": "How high?", "number": "8849 m ± 10"},
    "Date": {"q": "When?", "date": "c. 1450 ± 10"},
    "List to recall": {"q": "Which?", "list": "a / A1\nb\nc", "need": "2", "ordered": "Yes"},
    "Order": {"q": "In order?", "order": "a\nb"},
    "Timeline": {"q": "In order?", "timeline": "Moon = 1969\nWall=1989"},
    "Pairs to match": {"q": "Which?", "match": "x = 1 = Oslo\nSpain = Madrid", "extra": "Rome"},
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_makes_a_sound_card(kind: object) -> None:
    found = next(known for known in KINDS if known is kind)
    assert found.fault({}).startswith("To fill in")
    texts = EXAMPLES[found.name] | {"explain": "a\n  b", "hint": "h1\nh2", "source": "x: y", "tags": "t, u"}
    assert not found.fault(texts)
    draft = drafted(found.card(texts, "bcdfgh"), Header())
    assert draft.findings == ()
    assert draft.card is not None
    assert (draft.card.id, draft.card.hints, draft.card.tags) == ("bcdfgh", ("h1", "h2"), ("t", "u"))


def test_a_pair_without_its_other_side_is_asked_for() -> None:
    pairs = next(kind for kind in KINDS if kind.name == "Pairs to match")
    assert "left = right" in pairs.fault({"q": "Which?", "match": "Norway = Oslo\nSpain"})


async def test_home_opens_the_form_for_the_deck_under_the_cursor(run: Run) -> None:
    desk = MemoryDesk((decks.WORLD,))
    async with run(desk) as pilot:
        await pilot.press("down", "n")
        await pilot.pause()
        assert desk.asked_for == ("world", "capitals")
        assert [toast.message for toast in pilot.app._notifications] == [desk.file]
        desk.file = file = MemoryFile()
        await pilot.press("n")
        await fill(pilot, q="Why?", a="So")
        await pilot.press("f2", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)
        assert desk.reloads == 1, "a file that is new is in no deck the desk knows"
    assert len(file.cards) == 1


async def fill_in(pilot: Pilot[None]) -> None:
    await fill(pilot, q="Capital of **Norway**?", a="Oslo", explain="Called *Kristiania* until 1924.")
    await pilot.press("f4")


def test_the_screen(snap_compare: Compare) -> None:
    """Labels above what is filled in, hints where nothing is, the card beside it, one sentence below."""
    app = Solo(NewCard(MemoryFile()), {})
    app.animation_level = "none"
    assert snap_compare(app, run_before=fill_in)

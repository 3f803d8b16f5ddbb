"""Keys that come in a burst, as over a slow line, do what they would do one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from quizapp.tui.start import StartAt
from quizapp.tui.type_ahead import TypeAhead
from tests.deck.reading import read

from .conftest import Run
from .desk import MemoryDesk

if TYPE_CHECKING:
    from textual.pilot import Pilot

DECK = """
- {q: One, a: Oslo, typed: true}
- {q: Two, a: Rome}
- {q: Three, list: [Estonia, Latvia, Lithuania], need: 2}
- {q: Four, a: Bern, wrong: [Basel]}
- {q: Five, number: 42}
"""


def burst(pilot: Pilot[None], text: str) -> None:
    """Put keys into the app at once; a line end is Enter."""
    for letter in text:
        named = {"\n": "enter", " ": "space"}.get(letter, letter)
        pilot.app.post_message(Key(named, None if letter == "\n" else letter))


async def test_a_burst_of_keys_answers_and_rates_every_card(run: Run) -> None:
    course, _ = read(DECK)
    desk = MemoryDesk((course,))
    async with run(desk, start=StartAt("deck")) as pilot:
        burst(pilot, "Oslo\n4" + " 4" + "Latvia\nEstonia\n4" + "14" + "42\n4")
        for _ in range(200):
            await pilot.pause(0.01)
            if len(desk.answers()) == 5:
                break
        found = [(answer.response, int(answer.rating)) for answer in desk.answers()]
    assert found[0] == ("Oslo", 4)
    assert found[1] == (None, 4)
    assert found[2] == (("Latvia", "Estonia"), 4)
    assert found[3][0] in ("Bern", "Basel")
    assert found[4] == ("42", 4)


def test_a_key_that_comes_alone_waits_for_nothing_and_one_of_a_burst_for_its_laps() -> None:
    ahead = TypeAhead()
    first, second, third = Key("a", "a"), Key("b", "b"), Key("c", "c")
    second.time, third.time = first.time + 0.01, first.time + 5
    assert ahead.take(first)
    assert not ahead.take(second)
    number = ahead.start()
    assert ahead.done(number - 1) is None
    assert ahead.done(number) is second
    assert ahead.done(number) is None
    assert ahead.take(third)
    fourth = Key("d", "d")
    fourth.time = third.time + 0.01
    assert ahead.take(fourth, quiet=True)

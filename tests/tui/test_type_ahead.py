"""Keys that come in a burst, as over a slow line, do what they would do one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from quizapp.tui.desk import StartAt
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


def test_a_key_waits_for_the_one_before_and_goes_on_once() -> None:
    ahead = TypeAhead()
    first, second = Key("a", "a"), Key("b", "b")
    gone: list[Key] = []
    assert ahead.take(first)
    number = ahead.number
    assert not ahead.take(second)
    ahead.done(number, gone.append)
    assert gone == [second]
    assert ahead.take(second)
    ahead.done(number, gone.append)  # a late lap of the first key
    assert ahead.busy

"""A thousand cards of all kinds in one sitting: what is on screen is no heavier at the end than after the first.

What grows by design is what undo goes back to: the session before each answer, and the answer. It is measured
and bounded by itself. All else, the screen's widgets, timers and drawn lines, must stay as it is.

Run: python -m tests.soak.sitting [CARDS]
"""

from __future__ import annotations

import asyncio
import gc
import sys
import tracemalloc
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from textual.events import Key

from quizapp.deck.item import items
from quizapp.deck.shapes import Matching
from quizapp.grading.mark import Mode
from quizapp.memory.schedule import Due, Parameters, rate
from quizapp.study.event import Answer
from quizapp.study.state import ItemState
from quizapp.tui.app import QuizApp
from quizapp.tui.screens.study import Study
from quizapp.tui.start import StartAt
from tests.deck.reading import read
from tests.tui.desk import MemoryDesk

if TYPE_CHECKING:
    from quizapp.study.event import Event
    from quizapp.study.session import Session

SETTLED = 200
"""After so many cards all that is made when it is first needed has been made."""
SHARE = 0.02
"""The most by which the objects of screen and drawing may have grown since then."""
KEPT = 8 * 1024
"""Bytes that an answer may keep for undo and for what comes back."""
DRAWN = (
    "rich.",
    *(f"textual.{room}." for room in ("cache", "color", "content", "geometry", "strip", "style")),
)
"""Where the types of what is drawn come from."""
KINDS = (
    "q: Question {n}?\n  a: Answer {n}\n  hint: Hint {n}",
    "q: Question {n}?\n  a: answer {n}\n  typed: true\n  explain: Some words on {n}, *in italics* and `code`.",
    "q: Question {n}?\n  a: Answer {n}\n  wrong: [Another {n}, A third {n}, A fourth {n}]",
    "q: Question {n}?\n  right: [Right {n}, Also {n}]\n  wrong: [Wrong {n}, No {n}]",
    "statement: Statement {n} holds.\n  a: true",
    "cloze: The ==first {n}== is not the last, says text {n}.",
    "q: Question {n}?\n  number: {n}",
    "q: Question {n}?\n  date: 19{two}-05-04",
    "q: Question {n}?\n  list: [Alpha {n}, Beta {n}, Gamma {n}]\n  need: 2",
    "q: Question {n}?\n  order: [First {n}, Second {n}, Third {n}]",
    "q: Question {n}?\n  match: {{Left {n}: Right {n}, West {n}: East {n}}}",
    "q: Question {n}, which is so long that it takes several lines on the card, and a good many words?\n"
    "  a: Answer {n}\n  explain: " + "Long words to scroll. " * 40,
)


@dataclass
class SoakDesk(MemoryDesk):
    """Folds an answer when it comes and keeps no log, as a database would."""

    folded: dict[str, ItemState] = field(default_factory=dict)

    def record(self, *events: Event) -> None:
        for event in events:
            if isinstance(event, Answer):
                state = self.state_of(event.item)
                memory = rate(state.memory, event.rating, event.study_day, Parameters().weights)
                self.folded[event.item] = replace(state, memory=memory, due=Due(event.due, event.days))

    def begin(self, course: str, deck: str | None, *, more: bool = False) -> Session:
        (own,) = self.courses
        return self.session(items(own, own.decks[0]))

    def states(self) -> dict[str, ItemState]:
        return dict(self.folded)

    def state_of(self, item: str) -> ItemState:
        return self.folded.get(item) or ItemState(item)


@dataclass(frozen=True)
class Weight:
    """What is alive: objects of screen and drawing by type, and all bytes."""

    objects: Counter[str]
    size: int

    @classmethod
    def now(cls) -> Weight:
        gc.collect()
        rooms = ("textual", "rich", "quizapp.tui", "asyncio", "_asyncio")
        names = (f"{type(thing).__module__}.{type(thing).__qualname__}" for thing in gc.get_objects())
        return cls(
            Counter(name for name in names if name.startswith(rooms)), tracemalloc.get_traced_memory()[0]
        )

    @property
    def living(self) -> Weight:
        """Without what is drawn, for lines and styles come to rest only when their caches are full."""
        kept = {name: count for name, count in self.objects.items() if not name.startswith(DRAWN)}
        return replace(self, objects=Counter(kept))

    def growth_since(self, before: Weight, share: float = SHARE) -> str:
        """What of the screen has grown by more than this share, as a sentence; "" for nothing."""
        was, is_ = before.objects.total(), self.objects.total()
        if is_ <= was * (1 + share):
            return ""
        return f"{was} objects became {is_}, most of them {(self.objects - before.objects).most_common(5)}"


def course_text(cards: int) -> str:
    """A deck in which the kinds take turns."""
    return "\n".join(
        f"- id: c{n}\n  " + KINDS[n % len(KINDS)].format(n=n, two=f"{n % 100:02}") for n in range(cards)
    )


async def press(app: QuizApp, *keys: str) -> None:
    """Press keys one by one, each when the one before it has done its work."""
    for key in keys:
        name, character = {" ": ("space", " "), "\n": ("enter", None)}.get(
            key, (key, key if len(key) == 1 else None)
        )
        app.post_message(Key(name, character))
        for _ in range(2000):
            await asyncio.sleep(0)
            if not isinstance(app.screen, Study) or app.screen.quiet():
                break


async def answer(app: QuizApp) -> None:
    """Answer the card on show, somehow, and rate it."""
    room = app.screen
    assert isinstance(room, Study)
    assert room.turn is not None
    match room.turn.mode:
        case Mode.FLIP:
            keys = " "
        case Mode.CHOICE:
            keys = "1\n"
        case Mode.TYPED:
            keys = "x\ny\n"
        case Mode.ARRANGE if isinstance(room.turn.item.card.shape, Matching):
            keys = "ab\n\n"
        case Mode.ARRANGE:
            keys = "\n\n"
    before = room.turn.item
    for key in keys:
        if room.turn.mark is None and room.turn.ask_back is None:
            await press(app, key)
    if room.turn.ask_back is not None:
        await press(app, "1")
    assert room.turn.mark is not None, before.card
    await asyncio.sleep(0.02)  # a frame
    await press(app, "4")
    await asyncio.sleep(0.02)


async def weights(cards: int, marks: tuple[int, ...]) -> list[Weight]:
    """Answer so many cards, and weigh after each number of `marks`."""
    course, report = read(course_text(cards + 1))
    assert report.findings() == ()
    desk = SoakDesk((course,))
    found = []
    app = QuizApp(desk, StartAt("deck"))
    app.animation_level = "none"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for number in range(1, cards + 1):
            await answer(app)
            if number in marks:
                await pilot.pause()
                found.append(Weight.now())
    return found


def main(cards: int) -> int:
    tracemalloc.start()
    marks = (SETTLED, *range(2 * SETTLED, cards, SETTLED), cards)
    found = asyncio.run(weights(cards, marks))
    for number, weight in zip(marks, found, strict=True):
        print(f"{number:6} cards   {weight.objects.total():8,} objects   {weight.size / 2**20:7.1f} MiB")
    kept = (found[-1].size - found[0].size) / (cards - SETTLED)
    trouble = found[-1].growth_since(found[0])
    print(f"{kept / 1024:.1f} KiB an answer. {trouble or 'The screen is no heavier.'}")
    return 1 if trouble or kept > KEPT else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))

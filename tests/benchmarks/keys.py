"""Key press to the next card, and to the answer shown, beside a minimal Textual app that swaps one text.

The rating is durable before the next card shows, so a flush to disk is in our time and not in the
other's. The target is at most twice its p95, with 100,000 cards too. The time of the processor counts all
that a key sets off, also what comes after the card is drawn.

Run: python tests/benchmarks/keys.py [KEYS] [DECKS] [CARDS OF A DECK]; 200 10 10000 for the 100,000.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from material import write_home
from terminal import Terminal, python, running, table

MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    number = 0
    def compose(self):
        yield Static("Question 0 about", id="card")
    def on_key(self, event):
        if event.key == "4":
            self.number += 1
            self.query_one("#card", Static).update(f"Question {self.number} about")

Minimal().run()
"""


class Figures:
    """Times from a key to what it draws, and of the processor, in ms."""

    def __init__(self) -> None:
        self.waited: dict[str, list[float]] = {}
        self.worked: dict[str, list[float]] = {}

    def take(self, name: str, terminal: Terminal, key: str, marker: str) -> None:
        """Press a key once all is quiet, and wait for what it draws."""
        terminal.settle()
        before = terminal.processor()
        pressed = terminal.press(key)
        self.waited.setdefault(name, []).append((terminal.until(marker) - pressed) * 1000)
        terminal.settle()
        self.worked.setdefault(name, []).append((terminal.processor() - before) * 1000)

    def flush(self, folder: Path) -> None:
        """Flush a page to disk, which is part of each rating and nothing that we could make faster."""
        with (folder / "page").open("ab") as file:
            file.write(bytes(4096))
            file.flush()
            start = time.perf_counter()
            os.fsync(file.fileno())
        self.waited.setdefault("a flush to disk", []).append((time.perf_counter() - start) * 1000)


def main(keys: int, decks: int, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_home(home, decks, size)
        script = home / "minimal.py"
        script.write_text(MINIMAL, encoding="utf-8")
        figures = Figures()
        with (
            running([python(), str(script)], home) as small,
            running([python(), "-m", "quizapp", "study", "d0"], home) as large,
        ):
            small.until("Question 0 about")
            large.until("Question 0 about", timeout=600)
            for card in range(1, keys + 1):
                figures.take("minimal", small, "4", f"Question {card} about")
                figures.take("show the answer", large, " ", "Again")
                figures.flush(home)
                figures.take("rate, and the next card", large, "4", f"Question {card} about")
        print("until it is drawn")
        table(figures.waited, "ms", "minimal")
        print("of the processor")
        table(figures.worked, "ms", "minimal")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*given, *(60, 1, 200)[len(given) :])

"""Key press to the next card, beside a minimal Textual app that swaps one text.

The rating is durable before the next card shows, so a flush to disk is in our time and not in the
other's. The target is a ratio of at most 2. Run: python tests/benchmarks/keys.py [CARDS] [DECK SIZE]
"""

from __future__ import annotations

import sys
import tempfile
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


def minimal(terminal: Terminal, card: int) -> float:
    """Seconds from the key to the next text."""
    pressed = terminal.press("4")
    return terminal.until(f"Question {card + 1} about") - pressed


def ours(terminal: Terminal, card: int) -> float:
    """Seconds from the rating of a card to the next question."""
    terminal.press(" ")
    terminal.until("Again")
    terminal.settle()
    pressed = terminal.press("4")
    return terminal.until(f"Question {card + 1} about") - pressed


def main(cards: int, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_home(home, decks=1, cards=size)
        script = home / "minimal.py"
        script.write_text(MINIMAL, encoding="utf-8")
        times: dict[str, list[float]] = {"minimal": [], "quizapp": []}
        with (
            running([python(), str(script)], home) as small,
            running([python(), "-m", "quizapp", "study", "d0"], home) as large,
        ):
            small.until("Question 0 about")
            large.until("Question 0 about")
            for card in range(cards):
                small.settle()
                large.settle()
                times["minimal"].append(minimal(small, card) * 1000)
                times["quizapp"].append(ours(large, card) * 1000)
        table(times, "ms", "minimal")


if __name__ == "__main__":
    counts = [int(argument) for argument in sys.argv[1:]]
    main(counts[0] if counts else 60, counts[1] if len(counts) > 1 else 200)

"""Time to the first frame of home, with 5 decks of 200 cards, beside a hello-world Textual app.

Both run in turn in a real terminal; the target is a ratio of at most 1.3. Peak memory is printed too.
Run: python tests/benchmarks/start.py [ROUNDS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from material import write_home
from terminal import python, running, table

HELLO = """
from textual.app import App
from textual.widgets import Label

class Hello(App):
    def compose(self):
        yield Label("hello, world")

Hello().run()
"""


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_home(home, decks=5, cards=200)
        hello = home / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        programs = {
            "hello": ([python(), str(hello)], "hello, world"),
            "quizapp": ([python(), "-m", "quizapp"], "Deck d0"),
        }
        times: dict[str, list[float]] = {name: [] for name in programs}
        memory: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(rounds + 1):
            for name, (arguments, marker) in programs.items():
                with running(arguments, home) as terminal:
                    taken = terminal.until(marker) - terminal.started
                    terminal.settle()
                    # The first round writes byte code and fills the disk cache.
                    if turn:
                        times[name].append(taken * 1000)
                        memory[name].append(terminal.peak_memory())
        table(times, "ms", "hello")
        table(memory, "MiB", "hello")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)

"""Time to the first frame of home beside a hello-world Textual app, and the most memory each has had.

By default with 10 decks of 1,000 cards and 100,000 answers in the log. Both run in turn in a real terminal;
the targets are ratios of at most 1.3 in time and 2 in memory.
Run: python tests/benchmarks/start.py [ROUNDS [DECKS CARDS ANSWERS]]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from logs import write_log
from material import write_home
from terminal import Terminal, python, running, table

from quizapp.paths import Paths
from quizapp.progress.companions import companion

HELLO = """
from textual.app import App
from textual.widgets import Label

class Hello(App):
    def compose(self):
        yield Label("hello, world")

Hello().run()
"""


def main(rounds: int = 10, decks: int = 10, cards: int = 1000, answers: int = 100_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_home(home, decks, cards)
        names = [f"d{deck}/k{deck * cards + card}/q" for deck in range(decks) for card in range(cards)]
        if answers:
            write_log(home, names, answers)
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
                    # The first round reads the decks, writes byte code and fills the disk cache; it makes the
                    # day's backup and ends as a learner ends it. The others are killed.
                    taken = terminal.until(marker, timeout=20.0 if turn else 300.0) - terminal.started
                    terminal.settle()
                    if not turn and name == "quizapp":
                        end(terminal, home)
                    if turn:
                        times[name].append(taken * 1000)
                        memory[name].append(terminal.peak_memory())
        print(f"{decks * cards} items, {answers} answers")
        table(times, "ms", "hello")
        table(memory, "MiB", "hello")


def end(terminal: Terminal, home: Path) -> None:
    """Quit once the day's backup is made; without this each start would begin it anew, and find in a log what
    was written by the one before."""
    paths = Paths.below(home)
    while not [*paths.backups.glob("*.db")]:
        terminal.settle()
    terminal.press("q")
    while companion(paths.store, "-wal").exists():
        time.sleep(0.05)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

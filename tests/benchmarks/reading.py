"""Reading 10,000 cards of all shapes, checks included, beside `yaml.load` of the same text.

`read` is a file to courses and findings with nothing kept of it; the target is 0.35 of `yaml.load` with libyaml.
`again` is the learner's shelf, asked a second time with no file changed; `check` adds the rules of quality
(once, for it is slow). The sides take turns, each is measured by its processor time, and each round is printed.
Run: python tests/benchmarks/reading.py [ROUNDS [CARDS]]
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import yaml
from material import mixed_deck_text

from quizapp.cli.checking import checked
from quizapp.cli.shelf import Shelf
from quizapp.deck.files import load
from quizapp.deck.nodes import build

if TYPE_CHECKING:
    from collections.abc import Callable

TARGET = 0.35


def seconds(work: Callable[[], object]) -> float:
    """Processor time of a piece of work; what it made is freed outside of the time."""
    gc.collect()
    began = time.process_time()
    made = work()
    taken = time.process_time() - began
    del made
    return taken


def measure(folder: Path, text: str, rounds: int) -> None:
    """Print the times for one deck text, their medians, and their ratios to `yaml.load`."""
    file = folder / "decks" / "mixed.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    shelf = Shelf(file.parent, folder / "none", folder / "cache" / "decks")
    library = load(file)
    cards = sum(len(deck.cards) for course in library.courses for deck in course.decks)
    print(f"{cards:,} cards, {len(text) / 1e6:.1f} MB, {len(library.diagnostics)} findings")
    del library
    shelf.library()
    sides: dict[str, Callable[[], object]] = {
        "yaml.load": lambda: yaml.load(text, Loader=yaml.CSafeLoader),
        "nodes": lambda: build(text),
        "read": lambda: load(file),
        "again": shelf.library,
    }
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, work in sides.items():
            times[name].append(seconds(work))
        print("  " + "  ".join(f"{name} {taken[-1]:.3f}" for name, taken in times.items()), flush=True)
    times["check"] = [seconds(lambda: checked([file]))]
    base = times["yaml.load"]
    for name, taken in times.items():
        ratio, best = median(taken) / median(base), min(taken) / min(base)
        target = f"   target {TARGET}" if name == "read" else ""
        print(f"{name:<10} median {median(taken):7.3f} s  × {ratio:.2f}   least × {best:.2f}{target}")


def main(rounds: int, cards: int) -> None:
    for ids in (True, False):
        print("with ids" if ids else "without ids", end=": ")
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), mixed_deck_text("mixed", cards, ids=ids), rounds)


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:3]]
    main(*given, *(5, 10_000)[len(given) :])

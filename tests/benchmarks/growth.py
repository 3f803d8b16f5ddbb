"""Reading time against size, for decks made to be slow: doubling the size must about double the time.

Run: python tests/benchmarks/growth.py
"""

from __future__ import annotations

import itertools
import time

from quizapp.deck.course_builder import FileRead, build_course
from quizapp.deck.ignores import sift
from quizapp.deck.reader import read_deck_file
from quizapp.deck.report import Report

INPUTS = {
    "sound cards": "- q: Question {n} of this\n  a: y{n}\n",
    "anchors": "- q: &a1 x\n  a: y\n",
    "tags": "- q: !a x\n  a: y\n",
    "escape characters": "- q: a\x1bb\n  a: y\n",
    "stray colons": "- q: a: b\n  a: c\n",
    "unknown keys": "- q: x\n  anwserrrr: y\n",
    "the same id": "- {{q: x, a: y, id: k}}\n",
    "unknown requirements": "- {{q: x{n}, a: y, requires: [nope{n}]}}\n",
    "nothing but escapes": "\x1b",
    "ignore comments": "# quizapp: ignore[Q101]\n",
    "cards that ignore": "- q: Is it {n}?  # quizapp: ignore[Q126]\n  a: y\n",
}
LINES = {"open braces": "{{c1::", "stray fences": "==a "}
SIZES = (100_000, 200_000, 400_000)


def seconds(text: str) -> float:
    """Processor time to read a deck, findings included."""
    began = time.process_time()
    report = Report("deck.yaml", text)
    deck = read_deck_file(report)
    build_course(deck.header, "deck", "deck.yaml", (FileRead("deck", report, deck),), False, report)
    sift("deck.yaml", text, report.findings())
    return time.process_time() - began


def main() -> None:
    texts = {
        name: ["".join(unit.format(n=n) for n in range(size // len(unit.format(n=1000)))) for size in SIZES]
        for name, unit in INPUTS.items()
    }
    texts |= {
        name: [f"- cloze: '{part * (size // len(part))}'\n" for size in SIZES] for name, part in LINES.items()
    }
    for name, sizes in texts.items():
        times = [seconds(text) for text in sizes]
        ratios = ", ".join(f"{later / max(early, 1e-4):.1f}" for early, later in itertools.pairwise(times))
        print(f"{name:<24}" + "".join(f"{taken:8.2f} s" for taken in times) + f"   ratios {ratios}")


if __name__ == "__main__":
    main()

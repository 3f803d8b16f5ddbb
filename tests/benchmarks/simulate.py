"""The table of schedulers beside the one of the design, and what planning costs beside a bare scan.

    .venv/bin/python tests/benchmarks/simulate.py [SEEDS]

First the exam recall at day 40 of 300 items, over so many simulated learners (40), with the difference from the
figures on which the design rests. What was taken for granted for those is not known, nor over how many learners
they are; ours is in `quizapp.memory.simulate`. A difference of more than `CLOSE`, and of more than two standard
errors of our mean, is marked, and the exit status is 1. Then the processor time of one day's choice and of a forecast of 40 days, as a multiple of
the time to predict the recall of each item once.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from quizapp.memory.exam import Candidate, Policy, choose
from quizapp.memory.forecast import forecast
from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.memory.recall import Phase, recall
from quizapp.memory.rivals import FIRST_DAY, Rival
from quizapp.memory.schedule import Memory
from quizapp.memory.simulate import Assumptions, compare

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTES = (15, 8, 5)
DESIGN = {
    Rival.SM2: (0.949, 0.658, 0.418),
    Rival.FSRS_90: (0.947, 0.670, 0.425),
    Rival.FSRS_80: (0.893, 0.786, 0.507),
    Rival.AHEAD: (0.982, 0.670, 0.425),
    Rival.GAIN: (0.978, 0.875, 0.717),
}
CLOSE = 0.015
ROUNDS = 7


def table(seeds: int) -> bool:
    """Print the table; whether all of it is close to that of the design."""
    keys = [str(index) for index in range(300)]
    print(f"{'':<18}" + "".join(f"{f'{minutes} min a day':>28}" for minutes in MINUTES))
    distances, close = [], True
    for rival, design in DESIGN.items():
        row = compare(keys, [None] * 300, MINUTES, range(seeds), Assumptions(), (rival,))
        cells = []
        for result, there in zip(row, design, strict=True):
            distance = abs(result.recall - there)
            distances.append(distance)
            far = distance > max(CLOSE, 2 * result.error)
            close = close and not far
            difference = f"({result.recall - there:+.3f}){'!' if far else ' '}"
            cells.append(f"{result.recall:.3f} ± {result.error:.3f} {difference}")
        print(f"{rival:<18}" + "".join(f"{cell:>28}" for cell in cells), flush=True)
    print(f"mean distance {sum(distances) / len(distances):.4f}, greatest {max(distances):.3f}\n")
    return close


def seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def cost(number: int) -> None:
    memories = [
        None
        if index % 5 == 0
        else Memory(
            Phase.REVIEW, 0, 1 + index % 40, 3 + index % 7, FIRST_DAY - timedelta(index % 23 + 1), 3, 0
        )
        for index in range(number)
    ]
    items = [Candidate(str(index), memory) for index, memory in enumerate(memories)]
    exam = FIRST_DAY + timedelta(days=40)

    def scan() -> None:
        for memory in memories:
            if memory is not None:
                recall(memory, FIRST_DAY, DEFAULT_WEIGHTS)

    plans: dict[str, Callable[[], object]] = {
        "one day's choice": lambda: choose(items, FIRST_DAY, exam, 1800, DEFAULT_WEIGHTS),
        **{
            f"40 days, {policy}": lambda policy=policy: forecast(
                items, FIRST_DAY, exam, 30, DEFAULT_WEIGHTS, policy
            )
            for policy in Policy
        },
    }
    for name, plan in plans.items():
        rounds = ROUNDS if name.startswith("one") else 3
        pairs = [(seconds(scan), seconds(plan)) for _ in range(rounds)]
        bare, taken = (sorted(column) for column in zip(*pairs, strict=True))
        ratio = median(mine / base for base, mine in pairs)
        print(
            f"{number:>6} items, {name:<18} {1000 * taken[0]:8.0f} ms at least, {1000 * median(taken):8.0f} in the middle; "
            f"{ratio:7.1f} times a scan ({1000 * bare[0]:.1f} ms)"
        )


def main() -> int:
    close = table(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
    for number in (500, 5000):
        cost(number)
    return 0 if close else 1


if __name__ == "__main__":
    sys.exit(main())

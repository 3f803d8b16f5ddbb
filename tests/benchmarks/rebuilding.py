"""The time of folding a whole log anew, as after a repair, beside reading the same rows as JSON.

.venv/bin/python tests/benchmarks/rebuilding.py [ANSWERS, default 100000]

The target is five seconds for a million answers, five microseconds each.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from logs import write_log

from quizapp.progress.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

PER_ITEM = 10
ROUNDS = 3


def took(work: Callable[[], object]) -> float:
    """Seconds of processor time, which other programs disturb least."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(answers: int) -> None:
    names = [f"course/card{number}/q" for number in range(answers // PER_ITEM)]
    with TemporaryDirectory() as folder, Store.open(write_log(Path(folder), names, answers)) as store:

        def read() -> None:
            for (body,) in store._db.execute("SELECT body FROM event"):
                json.loads(body)

        times = [(took(read), took(store.rebuild)) for _ in range(ROUNDS)]
    reading, folding = (min(column) for column in zip(*times, strict=True))
    print(
        f"{answers:,} answers folded in {folding:.2f} s, {folding / answers * 1e6:.1f} µs each;"
        f" read as JSON in {reading:.2f} s: {folding / reading:.2f}×"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

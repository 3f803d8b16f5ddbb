"""Processor time of what an exam makes of today and will come to, beside reading the states of the items.

    .venv/bin/python tests/benchmarks/planning.py [ITEMS]

One course of so many items (5,000), nine of ten of them answered four times on average. The app does both in a
thread; `pause` is the longest that another thread then waits for its turn, beyond the millisecond it sleeps.
The target is 250 ms for what is worth studying today.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from logs import write_log
from material import write_home

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 7
_ANSWERS = 4


def main(items: int = 5000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["QUIZAPP_HOME"] = str(home)
        write_home(home, 1, items)
        path = write_log(home, [f"d0/k{number}/q" for number in range(items)], items * _ANSWERS)
        from quizapp.cli.desk import Desk
        from quizapp.progress.store import Store

        def read() -> None:
            with Store.open(path) as store:
                store.all_states()

        desk = Desk.open()
        course = desk.library.course("d0")
        assert course is not None
        desk.record(desk.exams.event("d0", desk.exams.today() + timedelta(days=40), 30))
        plan, predict = desk.exams.jobs()
        print(f"{items:,} items, an exam in 40 days, 30 minutes a day")
        bare = _told("reading their states", read)
        _told("what is worth studying today", lambda: plan(_on), bare)
        _told("what the exam will come to", lambda: predict(_on), bare)
        desk.close()


def _on() -> None:
    pass


def _told(what: str, work: Callable[[], object], unit: float | None = None) -> float:
    times, pauses = [], []
    for _ in range(ROUNDS):
        thread = threading.Thread(target=work)
        start = time.process_time()
        thread.start()
        pauses.append(_longest_pause(thread))
        times.append(time.process_time() - start)
    middle = sorted(times)[ROUNDS // 2]
    ratio = "" if unit is None else f"{middle / unit:7.2f} ×"
    pause = sorted(pauses)[ROUNDS // 2]
    print(
        f"{what:<32} median {middle * 1e3:8.1f} ms  min {min(times) * 1e3:8.1f} ms"
        f"  pause {pause * 1e3:5.1f} ms{ratio}"
    )
    return middle


def _longest_pause(thread: threading.Thread) -> float:
    longest = 0.0
    while thread.is_alive():
        before = time.perf_counter()
        time.sleep(0.001)
        longest = max(longest, time.perf_counter() - before - 0.001)
    return longest


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

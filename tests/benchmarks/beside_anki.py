"""Answers, opening, statistics and search beside Anki's own library, over the same cards and history.

    .venv/bin/pip install -e '.[benchmark]'
    .venv/bin/python tests/benchmarks/beside_anki.py [ITEMS, default 100000] [ANSWERS, default 1000000]

Both sides work in turn in one run, each on its own file; each answer is flushed to disk once on both
sides. Times are milliseconds on the clock on the wall, and of processor in brackets. The first run over a
size takes minutes: the decks are read and the log is written.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from anki_side import AnkiSide, write_collection
from logs import answered, write_log
from material import write_home

from quizapp.cli.desk import Desk
from quizapp.deck.item import items
from quizapp.memory.rating import Rating
from quizapp.progress.statistics import Period
from quizapp.study.catalogue import Catalogue
from quizapp.study.search import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizapp.deck.item import Item

PER_DECK = 1000
ANSWERS = 300
"""How many answers are timed."""
ROUNDS = 5
"""How often everything else is."""
WORDS = "river 777"

Took = tuple[float, float]
"""Milliseconds on the wall, and of the processor."""


class OurSide:
    """A home, and the same work as on the other side."""

    def __init__(self) -> None:
        self.desk = Desk.open()
        self.start()

    def open(self) -> None:
        self.desk = Desk.open()
        self.start()

    def close(self) -> None:
        self.desk.close()

    def start(self) -> None:
        """Plan the first course that has cards left, as a sitting does, and show its first card."""
        now = self.desk.now()
        for course in self.desk.courses:
            session = self.desk.begin(course.id, None).next(now, self.desk.state_of)
            if session.turn is not None:
                self.session = session
                return
        raise SystemExit("There is nothing to study.")

    def turn_over(self) -> None:
        """What is done before a rating, not timed on either side: the learner looks at the card."""
        self.desk.store.settle()
        if self.session.turn is None:
            self.start()
        self.session = self.session.answer(None, self.desk.now(), 4000)

    def answer(self) -> None:
        """Rate the card shown, Good, and have the next one."""
        stamp = self.desk.stamp()
        session, event = self.session.rate(Rating.GOOD, stamp)
        self.desk.record(event)
        self.session = session.next(stamp.at, self.desk.state_of)

    def counts(self) -> int:
        """What home shows of all courses and decks; how many decks there are."""
        return sum(len(agenda.decks) for agenda in self.desk.overview().agendas)

    def statistics(self) -> int:
        """All statistics of a year; the answers that they count."""
        return self.desk.statistics(None, Period.YEAR)().total.answers

    def items(self) -> list[Item]:
        courses = self.desk.library.courses
        return [item for course in courses for deck in course.decks for item in items(course, deck)]


def took(work: Callable[[], object]) -> Took:
    start, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - start) * 1000, (time.process_time() - processor) * 1000


def tell(what: str, ours: Sequence[Took], theirs: Sequence[Took], target: float) -> None:
    """One line: the medians, and the ratios of medians and of minima."""
    middle = [median(wall for wall, _ in side) for side in (ours, theirs)]
    processor = [median(cpu for _, cpu in side) for side in (ours, theirs)]
    least = [min(wall for wall, _ in side) for side in (ours, theirs)]
    print(
        f"{what:<34}{middle[0]:9.2f} ({processor[0]:.2f}){middle[1]:10.2f} ({processor[1]:.2f})"
        f"{middle[0] / middle[1]:8.2f}×{processor[0] / processor[1]:8.2f}×{least[0] / least[1]:8.2f}×"
        f"   ≤ {target}×"
    )


def percentile(times: Sequence[Took], share: float) -> Took:
    walls = sorted(times)
    return walls[min(len(walls) - 1, int(len(walls) * share))]


def compare(ours: OurSide, theirs: AnkiSide) -> None:
    print(f"{'':<34}{'quizapp':>9} (cpu){'Anki':>12} (cpu){'median':>12}{'cpu':>9}{'min':>9}   target")
    answers: tuple[list[Took], list[Took]] = [], []
    for _ in range(ANSWERS):
        ours.turn_over()
        answers[0].append(took(ours.answer))
        answers[1].append(took(theirs.answer))
    tell("an answer, durable, and the next", *answers, 1.0)
    tell("    the slowest of a hundred", *([percentile(side, 0.99)] for side in answers), 1.0)

    times: tuple[list[Took], list[Took]] = [], []
    for _ in range(ROUNDS):
        for side, work in zip(times, (ours, theirs), strict=True):
            work.close()
            gc.collect()
            side.append(took(work.open))
    tell("open, and the first card", *times, 0.5)

    counted: list[int] = []
    for what, anew in (("what waits in every deck, at first", True), ("    after an answer", False)):
        times = [], []
        for _ in range(ROUNDS):
            for side, work in zip(times, (ours, theirs), strict=True):
                if anew:
                    work.close()
                    gc.collect()
                    work.open()
                else:
                    work.turn_over()
                    work.answer()
                side.append(took(lambda: counted.append(work.counts())))  # noqa: B023
        tell(what, *times, 1.0)
    print(f"    of {counted[0]} and {counted[1]} decks")

    counted.clear()
    first = took(ours.statistics)
    times = [], []
    for _ in range(ROUNDS):
        # Something has changed whenever statistics are looked at again.
        ours.turn_over()
        ours.answer()
        theirs.answer()
        times[0].append(took(lambda: counted.append(ours.statistics())))
        times[1].append(took(lambda: counted.append(theirs.graphs())))
    tell("statistics of a year, again", *times, 0.1)
    print(
        f"    over {counted[-2]:,} and {counted[-1]:,} answers; the first of a start took us {first[0]:.0f} ms"
    )

    made: list[Catalogue] = []
    making = took(lambda: made.append(Catalogue.of(ours.desk.library.courses)))
    catalogue, query = made[0], parse(WORDS)
    indexing = took(catalogue.index)
    every, found, times = catalogue.order(None), [0, 0], ([], [])
    for _ in range(ROUNDS):
        times[0].append(took(lambda: found.__setitem__(0, len(catalogue.found(query, every)))))
        times[1].append(took(lambda: found.__setitem__(1, theirs.find(WORDS))))
    tell(f"search for {WORDS!r}", *times, 0.5)
    print(
        f"    finds {found[0]} and {found[1]}; made ready in {making[0]:.0f} and {indexing[0]:.0f} ms, once"
    )


def main(number: int, answers: int) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder, "home")
        os.environ["QUIZAPP_HOME"] = str(home)
        write_home(home, decks=max(1, number // PER_DECK), cards=min(number, PER_DECK))
        ours = OurSide()
        chosen = [item for item in ours.items() if item.course.startswith("d")]
        ours.close()
        write_log(home, [item.id for item in chosen], answers)
        ours.open()
        texts = [(item.deck, item.card.stem, item.card.shape.answer) for item in chosen]  # type: ignore[union-attr]
        path = Path(folder, "collection.anki2")
        write_collection(path, texts, answered(len(chosen), answers, ours.desk.now().date()))
        theirs = AnkiSide(path)
        print(f"{len(chosen):,} items, {answers:,} answers")
        compare(ours, theirs)
        ours.close()
        theirs.close()


if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[1:]]
    main(*(sizes or [100_000]), *([] if len(sizes) > 1 else [1_000_000]))

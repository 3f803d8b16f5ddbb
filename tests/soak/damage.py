"""Damages every page of a store in several ways, and says what recovery brings back.

    .venv/bin/python tests/soak/damage.py [--answers 2000] [--log-pages]

For each page of the file (and with `--log-pages`, each frame of a write-ahead log) and each way of damage,
the store is opened and examined as `quizapp doctor` does. The run fails if the damaged file is not kept to
the byte, if something is lost that is not said, if more is lost than the damaged page held, or if a second
examination changes anything.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from quizapp.progress import database  # noqa: E402 - run as a script
from quizapp.progress.faults import Cause, StoreFault  # noqa: E402
from quizapp.progress.frames import FRAME, SIZE, WAL_HEADER  # noqa: E402
from quizapp.progress.store import Store  # noqa: E402
from tests.progress.conftest import Maker  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAKE = Maker()
LONG = "long words " * 1500


def main() -> int:
    """Run the sweep; 1 if anything did not hold."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--answers", type=int, default=2000)
    arguments.add_argument("--log-pages", action="store_true")
    chosen = arguments.parse_args()
    folder = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with TemporaryDirectory(dir=folder) as home:
        sweep = Sweep(Path(home), chosen.answers)
        print(f"{sweep.size} events in {len(sweep.whole) // SIZE} pages", flush=True)
        failures = sweep.pages()
        if chosen.log_pages:
            failures += sweep.frames()
    for failure in failures:
        print("FAILED", failure)
    print("All held." if not failures else f"{len(failures)} failures.")
    return int(bool(failures))


@dataclass(frozen=True)
class Way:
    """One way of damage: from a page to what becomes of it."""

    name: str
    change: Callable[[bytes, Random], bytes]


def _flip(page: bytes, random: Random) -> bytes:
    at, bit = random.randrange(len(page)), 1 << random.randrange(8)
    return page[:at] + bytes([page[at] ^ bit]) + page[at + 1 :]


def _part(page: bytes, random: Random) -> bytes:
    start = random.randrange(0, len(page), 512)
    return page[:start] + bytes(512) + page[start + 512 :]


WAYS = (
    Way("zeros", lambda page, _: bytes(len(page))),
    Way("ones", lambda page, _: b"\xff" * len(page)),
    Way("noise", lambda page, random: random.randbytes(len(page))),
    Way("a sector of zeros", _part),
    Way("a bit", _flip),
    Way("header", lambda page, _: bytes(16) + page[16:]),
)


class Sweep:
    """A sound store, and what becomes of copies of it."""

    def __init__(self, home: Path, answers: int) -> None:
        self.home = home
        path = home / "sound" / "progress.db"
        with Store.open(path, device="here") as store:
            store.append(*self._events(answers))
            before = path.read_bytes()
            for number in range(answers, answers + 40):
                store.append(MAKE.answer(number, f"c/{number % 50}/a"))
            self.logged = path.read_bytes(), Path(f"{path}-wal").read_bytes()
            assert before[:SIZE]
        self.whole = path.read_bytes()
        with Store.open(path) as store:
            self.events = {event.id: event for event in store.events()}
        self.size = len(self.events)
        self.kinds = dict(_kinds(path))

    def _events(self, answers: int) -> Iterator[object]:
        for number in range(answers):
            if number % 100 == 99:
                yield MAKE.answer(number, f"c/{number % 50}/a", response=LONG)
            elif number % 40 == 39:
                yield MAKE.retract(number, number - 1)
            else:
                yield MAKE.answer(number, f"c/{number % 50}/a")

    def pages(self) -> list[str]:
        """Damage each page in each way; a line a kind of page and way, and what did not hold."""
        failures: list[str] = []
        lost: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        random = Random(1)
        for number in range(len(self.whole) // SIZE):
            for way in WAYS:
                start = number * SIZE
                page = way.change(self.whole[start : start + SIZE], random)
                damaged = self.whole[:start] + page + self.whole[start + SIZE :]
                kind = self.kinds.get(number + 1, "free")
                name = f"page {number + 1} ({kind}), {way.name}"
                failures += self._try(name, damaged, b"", lost[kind, way.name])
        for (kind, way), counts in sorted(lost.items()):
            print(
                f"{kind:24} {way:18} " + ", ".join(f"{what}: {n}" for what, n in counts.items()), flush=True
            )
        return failures

    def frames(self) -> list[str]:
        """Damage each frame of a write-ahead log: what stands behind it must come back."""
        file, wal = self.logged
        failures: list[str] = []
        counts: Counter[str] = Counter()
        random = Random(2)
        for start in range(WAL_HEADER, len(wal) - FRAME + 1, FRAME):
            broken = wal[:start] + _flip(wal[start : start + FRAME], random) + wal[start + FRAME :]
            failures += self._try(f"frame at {start}", file, broken, counts)
        print("frames of the log: " + ", ".join(f"{what}: {n}" for what, n in counts.items()))
        return failures

    def _try(self, name: str, damaged: bytes, wal: bytes, counts: Counter[str]) -> list[str]:
        folder = self.home / "case"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = folder / "progress.db"
        path.write_bytes(damaged)
        if wal:
            Path(f"{path}-wal").write_bytes(wal)
        try:
            notices = _examined(path)
            again = _examined(path)
        except StoreFault as fault:
            counts[f"refused: {fault.cause}"] += 1
            kept = path.read_bytes() == damaged
            return [] if kept and fault.cause in (Cause.NEWER, Cause.FOREIGN) else [f"{name}: {fault}"]
        with Store.open(path) as store:
            found = {event.id: event for event in store.events()}
        missing = self.events.keys() - found.keys()
        changed = [id for id in found.keys() & self.events.keys() if found[id] != self.events[id]]
        counts["recovered" if notices else "no harm"] += 1
        counts["lost"] += len(missing)
        counts["changed"] += len(changed)
        failures = [f"{name}: a second time, {again}"] if again else []
        aside = [file.read_bytes() for file in folder.glob("progress.damaged-*.db")]
        if notices and not wal and aside != [damaged]:
            failures.append(f"{name}: the damaged file is not kept")
        if len(missing) > SIZE // 100 or (missing and not notices):
            failures.append(f"{name}: {len(missing)} events lost, {notices}")
        # One bit of the only copy of an id leaves the event, under another id.
        strange = found.keys() - self.events.keys()
        counts["under another id"] += len(strange)
        if any(found[id].at not in {self.events[other].at for other in missing} for id in strange):
            failures.append(f"{name}: events that never were")
        if missing and not any("could not be read" in notice for notice in notices):
            counts["lost without a number"] += 1
        return failures


def _examined(path: Path) -> list[str]:
    """What opening and examining a store has to tell, as `quizapp doctor` does both."""
    told: list[str] = []
    for _ in range(2):
        try:
            with Store.open(path) as store:
                told += [notice.message for notice in store.notices]
                if not store.check():
                    break
        except StoreFault as fault:
            if fault.cause is not Cause.DAMAGED:
                raise
    return told


def _kinds(path: Path) -> Iterator[tuple[int, str]]:
    """Which table or index each page is of, where SQLite can tell."""
    with closing(database.look(path)) as db:
        try:
            yield from db.execute("SELECT pageno, name || ' ' || pagetype FROM dbstat").fetchall()
        except database.ERRORS:
            return


if __name__ == "__main__":
    sys.exit(main())

"""What must not grow with the log: counted in steps, not in seconds (`tests/benchmarks` has those)."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from quizapp.memory.rating import Rating
from quizapp.paths import Paths
from quizapp.progress import derived, log
from quizapp.progress.store import Store
from quizapp.study import bulk
from quizapp.study.stamp import Stamp, uuid7

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from logs import answered, body, write_log

UNTIL = date(2025, 12, 31)
NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)


def names(number: int) -> list[str]:
    return [f"c/k{at}/q" for at in range(number)]


@pytest.fixture(scope="module")
def homes(quick_folder) -> dict[int, Path]:
    """Homes with so many items, each answered ten times or so."""
    made = {number: quick_folder / f"scale-{number}" for number in (30, 300)}
    for number, home in made.items():
        write_log(home, names(number), number * 3, UNTIL)
    return made


@pytest.fixture
def grown(homes, tmp_path) -> dict[int, Store]:
    """Copies of them, to be written to."""
    stores = {
        number: Store.open(Paths.below(Path(copytree(home, tmp_path / str(number)))).store)
        for number, home in homes.items()
    }
    yield stores
    for store in stores.values():
        store.close()


def statements(store: Store, work) -> list[str]:
    """The statements that the store's database was given meanwhile."""
    seen: list[str] = []
    store._db.set_trace_callback(lambda text: seen.append(text.split()[0]))
    work()
    store._db.set_trace_callback(None)
    return seen


def test_the_log_of_the_benchmarks_is_as_the_store_would_write_it():
    for number, one in enumerate(answered(40, 200, UNTIL)):
        id = uuid7(number, number.to_bytes(10, "big"))
        at = one.at.isoformat(timespec="milliseconds")
        text = body(number, one, id, at, f"c/k{one.item}/q")
        assert log.told(log.read(text))[1] == text


def test_a_log_is_as_long_as_asked_for_and_grows_over_the_year():
    given = answered(100, 1000, UNTIL)
    assert len(given) == 1000
    assert given == sorted(given, key=lambda one: one.at)
    assert given[-1].at.date() <= UNTIL < given[0].at.date() + timedelta(days=366)
    assert Counter(one.item for one in given).keys() == {at for at in range(100) if at % 10}


def test_folding_a_whole_log_gives_what_single_answers_gave(homes, tmp_path):
    with Store.open(Paths.below(homes[30]).store) as whole, Store.open(tmp_path / "1.db") as single:
        for event in whole.events():
            single.append(event)
        assert derived.contents(single._db) == derived.contents(whole._db)
        assert whole.check() == []


def test_an_answer_is_one_transaction_and_as_many_steps_in_any_store(grown, make):
    given = {}
    for number, store in grown.items():
        answer = make.answer(1, "c/k11/q", at=NOW, study_day=NOW.date(), rating=Rating.GOOD)
        given[number] = Counter(statements(store, lambda store=store, answer=answer: store.append(answer)))
        assert given[number]["COMMIT"] == 1
    assert given[30] == given[300]
    assert given[30].total() < 20


def test_the_days_of_all_answers_are_read_from_their_sums_alone(grown):
    store = grown[300]
    store._db.execute("ALTER TABLE item_past RENAME TO hidden")
    store._db.execute("ALTER TABLE event RENAME TO away")
    assert sum(day.answers for day in store.days(date.min)) == 900
    assert sum(answers for _, answers in store.sums.hours(date.min).values()) == 900


def test_what_was_only_set_is_taken_back_without_reading_an_answer(grown, monkeypatch):
    store = grown[300]
    before = store.all_states()

    def stamps(number: int) -> list[Stamp]:
        stamps.first += number
        return [
            Stamp(uuid7(at, b"0123456789"), NOW, "here") for at in range(stamps.first - number, stamps.first)
        ]

    stamps.first = int(NOW.timestamp() * 1000)
    deed = bulk.suspend(list(before.values()), stamps)
    assert len(deed.events) == 270
    store.append(*deed.events)
    assert len(store.suspended()) == 270
    monkeypatch.setattr(log, "concerning", lambda *_: pytest.fail("an item's answers were read"))
    store.append(*deed.undone(stamps))
    monkeypatch.undo()
    assert store.all_states() == before
    assert store.check() == []

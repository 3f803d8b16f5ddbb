"""A log folded from its index alone must come to what its bodies say, whatever they say."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.progress import database, derived, log, past, replays
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.replays import Replays
from quizapp.progress.store import Store

DAY = 24 * 60
ITEMS = ["a", "a", "b", "c"]
OTHERS = (1.0, 2.0, 3.0, 4.0, *DEFAULT_WEIGHTS[4:])


def folded_from_bodies(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """The tables as they are when no item is taken from the index."""
    with pytest.MonkeyPatch.context() as patch:
        every = "SELECT DISTINCT item FROM event WHERE item IS NOT NULL"
        patch.setattr(log, "entwined", lambda db: {item for (item,) in db.execute(every)})
        store.rebuild()
    return derived.contents(store._db)


def folded_from_index(store: Store) -> dict[str, list[tuple[object, ...]]]:
    store.rebuild()
    return derived.contents(store._db)


def put(store: Store, *bodies: str) -> None:
    """Put bodies into the log as they stand, as when they are read of a damaged file."""
    with database.writing(store._db) as db:
        for body in bodies:
            log.insert(db, log.read(body), body)


def apart(store: Store) -> set[str]:
    """The items that the index does not suffice for."""
    found = Replays(store._db, DEFAULT_WEIGHTS, past.Tally(), log.entwined(store._db))
    list(found.portions())
    return found.apart


ANSWER = st.fixed_dictionaries(
    {
        "item": st.sampled_from(ITEMS),
        "rating": st.sampled_from([1, 2, 3, 3, 4]),
        "mode": st.sampled_from(["review", "review", "practice", "quiz"]),
        "verdict": st.sampled_from(["self", "right", "right", "wrong", "partly", "unanswered"]),
        "overruled": st.booleans(),
        "confidence": st.sampled_from([None, None, "sure", "unsure", "guessed", 'ä"\\/']),
        "guess_rate": st.sampled_from([0.0, 0, 1, 0.25, 0.5, 1 / 3]),
        "ms": st.sampled_from([0, 1500, 10**7]),
    }
)
EVENT = st.one_of(
    *[ANSWER] * 6,
    st.tuples(st.sampled_from(["suspend", "flag", "bury", "note", "reset"]), st.sampled_from(ITEMS)),
    st.tuples(st.just("retract"), st.integers(0, 24)),
    st.tuples(st.just("follow"), st.just("d"), st.just("c")),
)
PLAN = st.lists(st.tuples(st.sampled_from([0, 1, 30, DAY, DAY, 9 * DAY, -3 * DAY]), EVENT), max_size=25)


def events_of(make, plan):
    minute, events = 20 * DAY, []
    for number, (wait, spec) in enumerate(plan):
        minute += wait
        match spec:
            case dict():
                events.append(make.answer(number, minute=minute, **spec))
            case "retract", target:
                events.append(make.retract(number, target, minute))
            case "follow", item, was:
                events.append(make.follow(number, item, was, minute))
            case ("note" | "reset") as kind, item:
                events.append(getattr(make, kind)(number, item, minute=minute))
            case kind, item:
                events.append(getattr(make, kind)(number, item))
    return events


@settings(max_examples=60, deadline=None)
@given(plan=PLAN, fitted=st.booleans())
def test_the_index_comes_to_what_the_bodies_say_and_what_was_kept_as_one_went(
    make, quick_folder, plan, fitted
):
    with TemporaryDirectory(dir=quick_folder) as folder, Store.open(Path(folder, "1.db")) as store:
        events = events_of(make, plan) + ([make.fit(99, OTHERS)] if fitted else [])
        store.append(*events[:3])
        store.append(*events[3:])
        live = derived.contents(store._db)
        assert folded_from_index(store) == live
        assert folded_from_bodies(store) == live


def test_answers_flags_and_undone_ones_need_no_body_and_the_rest_does(store, make):
    store.append(
        *(make.answer(1, "plain"), make.answer(2, "plain", minute=DAY)),
        *(make.answer(3, "set"), make.flag(4, "set"), make.suspend(5, "set"), make.note(6, "set")),
        *(make.answer(7, "undone"), make.answer(8, "undone", minute=DAY), make.retract(9, 8, DAY + 1)),
        *(make.answer(10, "reset"), make.reset(11, "reset")),
        *(make.answer(12, "was"), make.follow(13, "new", "was")),
    )
    assert apart(store) == {"reset", "was", "new"}
    assert folded_from_index(store) == folded_from_bodies(store)


def test_errors_put_right_on_the_same_day_or_a_later_one_and_days_that_go_back(store, make):
    back = make.FIRST + timedelta(2)
    store.append(
        *(make.answer(1, "same", 1, confidence="sure"), make.answer(2, "same")),
        *(make.answer(3, "later", 1, confidence="sure"), make.answer(4, "later", minute=DAY)),
        *(make.answer(5, "back"), make.answer(6, "back", minute=4 * DAY)),
        *(make.answer(7, "back", minute=4 * DAY + 1, study_day=back), make.answer(8, "back", 1, 5 * DAY)),
    )
    live = derived.contents(store._db)
    assert apart(store) == set()
    assert folded_from_index(store) == folded_from_bodies(store) == live
    assert store.state("same").sure_and_wrong
    assert not store.state("later").sure_and_wrong


def test_all_rows_come_of_the_index(store):
    steps = [row[1] for row in store._db.execute(f"EXPLAIN {replays._EVENTS}")]
    assert "Column" in steps
    assert not {"Function", "PureFunc"} & set(steps), "no expression is worked out of a body"
    assert not any("Sorter" in step for step in steps)


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("study_day", "20250301", True),
        ("study_day", "2025-W09-6", False),
        ("at", "20250301T120000+00:00", True),
        ("at", "2025-03-01T12:00Z", False),
        ("due", "2025-03-03T12Z", False),
        ("rating", True, False),
        ("ms", 1 << 53, True),
        ("future", {"ms": 1}, False),
    ],
)
def test_bodies_of_another_hand(store, make, key, value, read):
    bodies = [log.told(make.answer(number, minute=number * DAY))[1] for number in range(3)]
    if key == "ms":
        value -= 1
        read = False
    bodies[0] = json.dumps(json.loads(bodies[0]) | {key: value})
    put(store, *bodies)
    assert apart(store) == ({"a"} if read else set())
    assert folded_from_index(store) == folded_from_bodies(store)


def test_a_body_that_is_no_event_any_more_is_damage(store, make):
    store.append(make.answer(1), make.answer(2, minute=DAY))
    store._db.execute("DROP TRIGGER event_never_changes")
    store._db.execute("UPDATE event SET body = 'x' || substr(body, 2) WHERE number = 1")
    with pytest.raises(StoreFault) as caught:
        store.rebuild()
    assert caught.value.cause is Cause.DAMAGED


def test_a_body_that_was_hit_behind_the_back_of_the_index_is_damage(tmp_path, make):
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.append(make.answer(1))
    path.write_bytes(path.read_bytes().replace(b'{"type":"answer"', b'<"type":"answer"', 1))
    with Store.open(path) as store, pytest.raises(StoreFault) as caught:
        store.rebuild()
    assert caught.value.cause is Cause.DAMAGED


def test_a_store_of_the_version_before_has_the_same_log_and_a_new_index(tmp_path, make):
    path = tmp_path / "progress.db"
    events = [make.answer(1), make.answer(2, "b"), make.flag(3), make.retract(4, 2)]
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for script in (*database.MIGRATIONS[:6], "derived.sql"):
            db.executescript((database.SCRIPTS / script).read_text(encoding="utf-8"))
        db.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 6")
        for event in events:
            log.insert(db, *log.told(event))
    with Store.open(path) as store, Store.open(tmp_path / "new.db") as new:
        new.append(*events)
        assert list(store.events()) == events
        assert derived.contents(store._db) == derived.contents(new._db)
        assert database.flaws(store._db) == []
        schemas = [
            one._db.execute("SELECT sql FROM sqlite_master WHERE name LIKE 'event%' ORDER BY name").fetchall()
            for one in (store, new)
        ]
        assert schemas[0] == schemas[1]

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.progress import derived
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.fold import fold, retracted
from quizapp.progress.store import Store
from quizapp.progress.totals import DayTotals
from quizapp.study.event import Answer, Follow, Retract
from quizapp.study.malformed import MalformedEvent
from quizapp.study.state import ItemState

DAY = 24 * 60


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return derived.contents(store._db)


# -- the log and its derivation -----------------------------------------------------------

ITEMS = ["a", "b", "c"]
SPEC = st.one_of(
    st.tuples(
        st.just("answer"),
        st.sampled_from(ITEMS),
        st.integers(1, 4),
        st.sampled_from(["review", "review", "practice", "quiz"]),
    ),
    st.tuples(st.just("sure"), st.sampled_from(ITEMS), st.integers(1, 2)),
    st.tuples(st.sampled_from(["suspend", "flag", "bury"]), st.sampled_from(ITEMS)),
    st.tuples(st.sampled_from(["note", "reset"]), st.sampled_from(ITEMS)),
    st.tuples(st.just("follow"), st.sampled_from(ITEMS), st.sampled_from(ITEMS)),
    st.tuples(
        st.just("turn"),
        st.sampled_from(ITEMS),
        st.sampled_from(["", *ITEMS]),
        st.sampled_from("xyz"),
        st.sampled_from("xyz"),
    ),
    st.tuples(st.just("retract"), st.integers(0, 24)),
)


def events_of(make, specs):
    """Events from a plan: those before 3/4 of it in the order of time, the others at odd times."""
    events = []
    for number, (minute, spec) in enumerate(specs):
        match spec:
            case "answer", item, rating, mode:
                events.append(make.answer(number, item, rating, minute, mode=mode))
            case "sure", item, rating:
                events.append(make.answer(number, item, rating, minute, confidence="sure"))
            case "follow", item, was:
                events.append(make.follow(number, item, was, minute))
            case "turn", item, was, before, after:
                events.append(make.turn(number, item, was, before, after, minute))
            case ("note" | "reset") as kind, item:
                events.append(getattr(make, kind)(number, item, minute=minute))
            case "retract", target:
                events.append(make.retract(number, target, minute))
            case kind, item:
                events.append(getattr(make, kind)(number, item))
    return events


MINUTE = st.one_of(st.integers(0, 8 * DAY), st.sampled_from([DAY, 2 * DAY])).map(float)
"""Some of one instant."""
PLAN = st.lists(st.tuples(MINUTE, SPEC), min_size=1, max_size=25)


@settings(max_examples=30, deadline=None)
@given(plan=PLAN, data=st.data())
def test_two_stores_end_the_same_whatever_the_order_and_the_exchanges(make, quick_folder, plan, data):
    events = events_of(make, plan)
    with (
        TemporaryDirectory(dir=quick_folder) as folder,
        Store.open(Path(folder, "1.db")) as one,
        Store.open(Path(folder, "2.db")) as two,
    ):
        arriving = data.draw(st.permutations(events)) if data.draw(st.booleans()) else events
        for event in arriving:
            (one if data.draw(st.booleans()) else two).append(event)
            if data.draw(st.integers(0, 9)) == 0:
                one.append(*two.events())
        two.append(*one.events())
        one.append(*reversed(list(two.events())))

        live = tables(one)
        assert live == tables(two)
        one.rebuild()
        assert tables(one) == live
        assert one.all_states() == {
            item: state
            for item in ITEMS
            if (state := fold(item, events)) != ItemState(item) or item in one.all_states()
        }
        assert list(one.events()) == list(two.events()) == sorted(events, key=lambda e: (e.at, e.id))
        assert one.check() == []
        answers = standing_answers(events)
        assert sum(day.answers for day in one.days(date.min)) == len(answers), "each is counted once"


def standing_answers(events):
    void = retracted(events)
    return [event for event in events if isinstance(event, Answer) and event.id not in void]


@settings(max_examples=30, deadline=None)
@given(plan=PLAN)
def test_events_one_by_one_and_all_at_once_come_to_the_same(make, quick_folder, plan):
    events = events_of(make, plan)
    with (
        TemporaryDirectory(dir=quick_folder) as folder,
        Store.open(Path(folder, "1.db")) as one,
        Store.open(Path(folder, "2.db")) as two,
    ):
        one.append(*events)
        for event in events:
            two.append(event)
        assert tables(one) == tables(two)
        states = one.all_states()
        assert one.answered([*states, "x"]) == {item for item, state in states.items() if state.answers}


def test_a_sitting_is_steps_and_never_folds_anew(store, make, monkeypatch):
    monkeypatch.setattr(derived, "_refold", None)
    for number in range(20):
        store.append(make.answer(number, ITEMS[number % 3]))
    store.append(make.flag(21))
    live = tables(store)
    monkeypatch.undo()
    store.rebuild()
    assert tables(store) == live


def test_an_event_known_already_changes_nothing(store, make):
    assert store.append(make.answer(1), make.answer(2)) == 2
    live = tables(store)
    assert store.append(make.answer(2), make.answer(1)) == 0
    assert tables(store) == live
    assert len(list(store.events())) == 2


def test_one_event_that_is_none_stops_all_of_them(store, make):
    with pytest.raises(MalformedEvent):
        store.append(make.answer(1), make.answer(2, at=datetime(2025, 3, 1, 12)))  # noqa: DTZ001
    with pytest.raises(ValueError, match="JSON"):
        store.append(make.answer(1), make.answer(2, score=float("nan")))
    assert list(store.events()) == []


def test_states_derive_from_what_the_log_will_tell(store, make):
    zone = ZoneInfo("America/St_Johns")
    at = datetime(2025, 3, 1, 12, 0, 0, 123_999, tzinfo=zone)
    store.append(make.answer(1, at=at, due=at + timedelta(microseconds=7)))
    live = tables(store)
    state = store.state("a")
    store.rebuild()
    assert tables(store) == live
    assert state.last_at == at.replace(microsecond=123_000)
    assert state.last_at.utcoffset() == timedelta(hours=-3, minutes=-30)
    assert next(store.events()).at == state.last_at


def test_an_undo_of_something_not_known_yet_waits_for_it(store, make):
    store.append(make.retract(2, 1), make.retract(3, 2))
    assert store.all_states() == {}
    store.append(make.retract(4, 3))
    store.append(make.answer(1))
    assert store.all_states() == {}
    assert store.check() == []


def test_an_event_that_was_taken_back_before_it_came_along_with_others(store, make):
    store.append(make.retract(3, 2))
    store.append(make.answer(1), make.answer(2))
    assert store.state("a").answers == 1
    live = tables(store)
    store.rebuild()
    assert tables(store) == live


def test_states_in_the_order_asked_and_blank_ones_for_the_unknown(store, make):
    store.append(make.answer(1, "b"), make.answer(2, "a"))
    states = store.states(["x", "b", "b", "a"])
    assert list(states) == ["x", "b", "a"]
    assert states["x"] == store.state("x") == ItemState("x")
    assert states["a"] == store.state("a") == fold("a", [make.answer(2, "a")])
    assert store.states([]) == {}
    assert list(store.all_states()) == ["a", "b"]


def test_names_of_items_may_be_anything(store, make):
    names = ['"', "'; DROP TABLE event; --", "größe/🙂/q", "", "a\\b", "[1]"]
    store.append(*(make.answer(number, name) for number, name in enumerate(names)))
    assert set(store.states(names)) == set(names)
    assert all(state.answers == 1 for state in store.states(names).values())
    store.append(make.retract(100, 2))
    assert store.state(names[2]).answers == 0


# -- reading the log ----------------------------------------------------------------------


def test_events_by_type_by_time_and_by_item(store, make):
    answers = [make.answer(1, "a"), make.answer(2, "b"), make.answer(6, "a")]
    flag, undo, redo, follow = (
        make.flag(3, "a"),
        make.retract(4, 1),
        make.retract(5, 4),
        make.follow(7, "b", "a"),
    )
    store.append(follow, redo, *reversed(answers), undo, flag)
    everything = [answers[0], answers[1], flag, undo, redo, answers[2], follow]
    assert list(store.events()) == everything
    assert list(store.events(type="answer")) == answers
    assert list(store.events(type="flag")) == [flag]
    assert list(store.events(type="retract")) == [undo, redo]
    assert list(store.events(since=redo.at)) == [redo, answers[2], follow]
    assert list(store.events(since=redo.at.astimezone(timezone(timedelta(hours=9))), type="answer")) == [
        answers[2]
    ]
    assert list(store.events(item="a")) == [answers[0], flag, undo, redo, answers[2]]
    assert list(store.events(item="a", type="retract", since=redo.at)) == [redo]
    assert list(store.events(item="x")) == []


def test_a_long_log_is_read_in_portions_without_a_gap(store, make):
    store.append(*(make.answer(number, minute=number // 7) for number in range(2500)))
    assert [event.id for event in store.events()] == [make.id(number) for number in range(2500)]


def test_instants_before_1970_are_in_order(store, make):
    old = make.answer(2, at=datetime(1969, 7, 20, 20, 17, 40, 500_000, tzinfo=UTC))
    store.append(make.answer(1), old)
    assert list(store.events()) == [old, make.answer(1)]


# -- days ---------------------------------------------------------------------------------


def sums(days: list[DayTotals]) -> list[tuple[object, ...]]:
    """The first seven sums of each day, up to the reviews that were right."""
    return [(day.study_day, *day.sums[:7]) for day in days]


def test_the_sums_of_a_day(store, make):
    first, later = make.FIRST, make.FIRST + timedelta(days=9)
    store.append(
        make.answer(1, "a", rating=4),  # new, graduates
        make.answer(2, "b", rating=1),  # new
        make.answer(3, "b", rating=3),  # again on its first day
        make.answer(4, "c", mode="practice"),
        make.answer(5, "a", rating=1, minute=9 * DAY),  # a review, wrong
        make.answer(6, "a", rating=3, minute=9 * DAY + 10),  # no longer the first of the day
        make.answer(7, "b", rating=3, minute=9 * DAY + 11),  # known, but not in review yet
        make.answer(8, "c", rating=3, minute=9 * DAY + 12, ms=500),  # new in spite of practice
    )
    assert sums(store.days(first)) == [(first, 4, 3, 6000, 2, 0, 0, 0), (later, 4, 3, 5000, 1, 2, 1, 0)]
    assert (
        sums(store.days(first + timedelta(days=1)))
        == sums(store.days(later))
        == [(later, 4, 3, 5000, 1, 2, 1, 0)]
    )
    assert store.days(first)[1].minutes == pytest.approx(5 / 60)
    assert (store.introduced(first), store.reviewed(first)) == ({"a", "b"}, set())
    assert (store.introduced(later), store.reviewed(later)) == ({"c"}, {"a", "b"})


def test_true_retention_counts_the_first_answer_of_the_day(store, make):
    store.append(
        make.answer(1, rating=4), make.answer(2, minute=9 * DAY), make.answer(3, rating=1, minute=9 * DAY + 1)
    )
    [day] = store.days(make.FIRST + timedelta(days=9))
    assert (day.reviews, day.reviews_right) == (1, 1)


def test_limits_and_sums_after_an_undo_and_its_undo(store, make):
    first, later = make.FIRST, make.FIRST + timedelta(days=9)
    store.append(make.answer(1), make.answer(2, "b"), make.answer(3, minute=9 * DAY))
    whole = tables(store)
    store.append(make.retract(4, 1))
    assert store.introduced(first) == {"b"}
    assert (store.introduced(later), store.reviewed(later)) == ({"a"}, set())
    store.append(make.retract(5, 3))
    assert store.days(later) == []
    assert store.introduced(later) == set()
    store.append(make.retract(6, 4), make.retract(7, 5))
    assert tables(store) == whole


def test_an_item_that_follows_is_not_new(store, make):
    store.append(make.answer(1, "old"), make.follow(2, "new", "old"), make.answer(3, "new", minute=DAY))
    tomorrow = make.FIRST + timedelta(days=1)
    assert (store.introduced(make.FIRST), store.introduced(tomorrow)) == ({"old"}, set())
    assert store.reviewed(tomorrow) == {"new"}
    assert sum(day.answers for day in store.days(make.FIRST)) == 2, "each answer is counted once"


def test_what_arrives_late_for_a_followed_item_reaches_its_followers(store, make):
    store.append(
        make.follow(3, "second", "first"), make.follow(5, "third", "second"), make.answer(9, "third")
    )
    assert store.state("third").answers == 1
    store.append(make.answer(1, "first"))
    assert store.state("third").answers == 2
    store.append(make.retract(10, 1))
    assert store.state("third").answers == 1
    assert store.check() == []


def test_a_day_keeps_its_answers_when_facets_change_places(store, make):
    store.append(make.answer(1, "a", rating=4), make.answer(2, "b"))
    days = store.days(make.FIRST)
    store.append(make.turn(3, "a", "", "x", "y", minute=10), make.turn(4, "b", "a", "x", "y", minute=10))
    assert store.days(make.FIRST) == days
    assert (store.state("a").answers, store.state("b").answers) == (0, 1)
    assert store.check() == []


def test_answers_after_a_following_are_steps_again(store, make, monkeypatch):
    store.append(make.answer(1, "a"), make.turn(2, "a", "a", "x", "y"), make.turn(3, "b", "a", "x", "y"))
    monkeypatch.setattr(derived, "_refold", None)
    store.append(make.answer(4, "a"), make.answer(5, "b"))
    monkeypatch.undo()
    assert store.check() == []


# -- the file -----------------------------------------------------------------------------


def test_what_was_appended_is_there_after_closing(tmp_path, make):
    path = tmp_path / "deep" / "er" / "progress.db"
    with Store.open(path) as store:
        store.append(make.answer(1))
        device = store.device
        assert store.notices == ()
    with Store.open(path) as store:
        assert store.state("a").answers == 1
        assert store.device == device
        assert store.notices == ()
    assert [entry.name for entry in path.parent.iterdir()] == ["progress.db"]


def test_the_device_is_random_unless_given_and_stays(tmp_path):
    names = set()
    for name in ("one", "two"):
        with Store.open(tmp_path / f"{name}.db") as store:
            names.add(store.device)
    assert len(names) == 2
    with Store.open(tmp_path / "given.db", device="desk") as store:
        assert store.device == "desk"
    with Store.open(tmp_path / "given.db", device="other") as store:
        assert store.device == "desk"


def test_each_answer_is_flushed(store):
    assert store._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)


@pytest.mark.parametrize("statement", ["UPDATE event SET body = '{}'", "DELETE FROM event"])
def test_the_log_refuses_change(store, make, statement):
    store.append(make.answer(1))
    with pytest.raises(Exception, match="an event"):
        store._db.execute(statement)
    assert list(store.events()) == [make.answer(1)]


def test_derived_tables_come_back_from_nothing(store, make):
    store.append(make.answer(1), make.answer(2, "b"), make.follow(3, "c", "b"))
    live = tables(store)
    for table in derived.TABLES:
        store._db.execute(f"DROP TABLE {table}")
    store.rebuild()
    assert tables(store) == live


def test_a_check_finds_a_table_that_is_not_what_the_log_says(store, make):
    store.append(make.answer(1))
    store._db.execute("UPDATE item_state SET stability = stability + 1")
    live = tables(store)
    [sentence] = store.check()
    assert "item_state" in sentence
    assert tables(store) == live, "a check changes nothing"
    store.rebuild()
    assert store.check() == []


def test_a_screen_learns_that_another_program_has_written(tmp_path, make):
    path = tmp_path / "progress.db"
    with Store.open(path) as one, Store.open(path) as two:
        one.append(make.answer(1))
        assert not one.changed(), "its own writing is no news"
        assert two.changed()
        assert not two.changed()
        assert two.state("a").answers == 1
        two.append(make.answer(2))
        assert one.changed()
        assert one.state("a").answers == 2


def test_merging_files_is_union(tmp_path, make):
    with Store.open(tmp_path / "1.db") as one, Store.open(tmp_path / "2.db") as two:
        one.append(make.answer(1), make.answer(3))
        two.append(make.answer(2), make.answer(3))
        assert (one.merge(two.path), two.merge(one.path), one.merge(two.path)) == (1, 1, 0)
        assert tables(one) == tables(two)
        for name, text in {"none.db": None, "text.db": "no database", "empty.db": ""}.items():
            if text is not None:
                (tmp_path / name).write_text(text)
        for name in ("none.db", "text.db"):
            with pytest.raises(StoreFault, match=name):
                one.merge(tmp_path / name)
        assert one.merge(tmp_path / "empty.db") == 0
        assert not (tmp_path / "none.db").exists()


def test_another_writer_is_waited_for_but_not_for_ever(tmp_path, make):
    path = tmp_path / "progress.db"
    with Store.open(path) as one, Store.open(path, patience=0.05) as two:
        one.append(make.answer(1))
        one._db.execute("BEGIN IMMEDIATE")
        assert two.state("a").answers == 1, "reading does not wait"
        with pytest.raises(StoreFault) as caught:
            two.append(make.answer(2))
        assert caught.value.cause is Cause.LOCKED
        one._db.execute("ROLLBACK")
        assert two.append(make.answer(2)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files as POSIX has them")
def test_a_disk_over_its_quota_saves_nothing_and_breaks_nothing(store, make):
    import resource

    store.append(make.answer(1))
    live = tables(store)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with pytest.raises(StoreFault) as caught:
            store.append(make.answer(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.cause is Cause.DISK
    assert tables(store) == live
    assert store.append(make.answer(2)) == 1
    assert store.check() == []


def test_a_full_disk_saves_nothing_and_breaks_nothing(store, make):
    store.append(make.answer(1))
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    live = tables(store)
    with pytest.raises(StoreFault) as caught:
        store.append(*(make.answer(number) for number in range(2, 400)))
    assert caught.value.cause is Cause.FULL
    assert tables(store) == live
    store._db.execute("PRAGMA max_page_count = 100000")
    assert store.append(make.answer(2)) == 1
    assert store.check() == []


def test_a_file_put_in_its_place_gets_no_answers_of_ours(tmp_path, make):
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.append(make.answer(1))
        path.rename(tmp_path / "elsewhere.db")
        with pytest.raises(StoreFault) as caught:
            store.append(make.answer(2))
        assert caught.value.cause is Cause.MOVED
        (tmp_path / "elsewhere.db").rename(path)
        assert store.append(make.answer(2)) == 1
        assert len(list(store.events())) == 2


def test_a_closed_store_says_so_and_closes_again(tmp_path):
    store = Store.open(tmp_path / "progress.db")
    store.close()
    store.close()
    with pytest.raises(StoreFault):
        store.state("a")


def test_faults_are_sentences(tmp_path):
    (tmp_path / "progress.db").mkdir()
    with pytest.raises(StoreFault) as caught:
        Store.open(tmp_path / "progress.db")
    assert caught.value.cause is Cause.RIGHTS
    assert caught.value.message.endswith(".")
    assert caught.value.remedy.endswith(".")
    assert str(tmp_path) in str(caught.value)


def test_bodies_are_ascii_json_with_the_type_first(store, make):
    store.append(make.answer(1, response="größer"), make.retract(2, 1), make.follow(3, "b", "a"))
    for (body,) in store._db.execute("SELECT body FROM event"):
        assert body.isascii()
        assert body.startswith('{"type":"')
        assert json.loads(body)["id"]
    assert {type(event) for event in store.events()} >= {Retract, Follow}

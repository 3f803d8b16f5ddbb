"""Logs written by clocks that jump: set back, run ahead, put forward and back for summer, carried over zones."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.memory.days import is_due, study_day
from quizapp.memory.fsrs import DEFAULT_WEIGHTS, MAX_STABILITY
from quizapp.memory.rating import Rating
from quizapp.memory.recall import recall
from quizapp.memory.schedule import Parameters, outlook
from quizapp.progress import counting, derived
from quizapp.progress.deck_now import days_ahead
from quizapp.progress.fold import retracted
from quizapp.progress.past import stabilities
from quizapp.progress.store import Store
from quizapp.study.event import Answer, Bury, Reset, Retract
from quizapp.study.redating import redated
from quizapp.study.stamp import Stamp, uuid7

if TYPE_CHECKING:
    pass

ITEMS = ("a", "b", "c")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    BERLIN,
    ZoneInfo("America/New_York"),
    ZoneInfo("Pacific/Kiritimati"),  # fourteen hours ahead of UTC
    ZoneInfo("Etc/GMT+12"),  # twelve behind
    ZoneInfo("Australia/Lord_Howe"),
]
STARTS = [time(0), time(4), time(4), time(23, 30)]
BEGINNINGS = [
    datetime(2024, 2, 28, 22, tzinfo=UTC),  # before a leap day
    datetime(2024, 3, 30, 20, tzinfo=UTC),  # before the night that lacks an hour in Berlin
    datetime(2024, 10, 26, 20, tzinfo=UTC),  # before the night that has one twice
    datetime(2023, 12, 31, 22, tzinfo=UTC),
]
JUMPS = [
    *(timedelta(minutes=minutes) for minutes in (-90, -5, 0, 2, 11, 45)),
    *(timedelta(hours=hours) for hours in (-26, 3, 9, 26)),
    *(timedelta(days=days) for days in (-400, -3, 1, 2, 5, 40, 366)),
    timedelta(days=365 * 75),
    -timedelta(days=365 * 75),
    -timedelta(days=365 * 50),
]


@dataclass
class Learner:
    """Answers on a clock of their own, as a sitting would: what comes next is decided from the store."""

    store: Store
    device: str
    clock: datetime
    zone: ZoneInfo = BERLIN
    starts: time = time(4)
    made: int = 0
    undoable: list[Answer] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """As the program sees it: with an offset, not with a zone."""
        offset = self.clock.astimezone(self.zone).isoformat(timespec="milliseconds")
        return datetime.fromisoformat(offset)

    @property
    def today(self) -> date:
        return study_day(self.now, self.starts)

    def stamp(self) -> Stamp:
        self.made += 1
        self.clock += timedelta(milliseconds=1)
        entropy = f"{self.device}{self.made:09}".encode()
        return Stamp(uuid7(int(self.clock.timestamp() * 1000), entropy), self.now, self.device)

    def answer(self, item: str, rating: int) -> Answer:
        before, now = self.store.state(item), self.now
        parameters = Parameters(day_starts=self.starts)
        outcomes = {one.rating: one for one in outlook(before.memory, now, item, parameters)}
        for one in outcomes.values():
            assert one.due.days >= 0
            assert one.due.at.astimezone(UTC) > now.astimezone(UTC), "nothing comes back in the past"
        outcome, stamp = outcomes[Rating(rating)], self.stamp()
        event = Answer(
            id=stamp.id,
            at=stamp.at,
            device=stamp.device,
            item=item,
            sitting="s",
            mode="review",
            asked="flip",
            response=None,
            score=None,
            verdict="self",
            rating=Rating(rating),
            suggested=None,
            overruled=False,
            confidence=None,
            guess_rate=0.0,
            hints=0,
            ms=1000,
            first_key_ms=None,
            study_day=self.today,
            due=outcome.due.at,
            days=outcome.due.days,
            weights="default",
            expected="",
        )
        self.store.append(event)
        self.undoable.append(event)
        return event

    def undo(self) -> None:
        if self.undoable:
            stamp = self.stamp()
            undone = self.undoable.pop()
            self.store.append(Retract(id=stamp.id, at=stamp.at, device=stamp.device, event=undone.id))

    def do(self, step: Step) -> None:
        self.clock = min(max(self.clock + step.jump, EARLIEST), LATEST)
        self.zone, self.starts = step.zone, step.starts
        stamp = self.stamp()
        kept = {"id": stamp.id, "at": stamp.at, "device": stamp.device, "item": step.item}
        match step.deed:
            case "undo":
                self.undo()
            case "bury":
                self.store.append(Bury(**kept, study_day=self.today))
            case "reset":
                self.store.append(Reset(**kept, study_day=self.today))
            case rating:
                self.answer(step.item, int(rating))


EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2099, 12, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    jump: timedelta
    zone: ZoneInfo
    starts: time
    deed: str
    item: str


steps = st.builds(
    Step,
    st.sampled_from(JUMPS),
    st.sampled_from(ZONES),
    st.sampled_from(STARTS),
    st.sampled_from(["1", "2", "3", "3", "3", "4", "undo", "bury", "reset"]),
    st.sampled_from(ITEMS),
)
clocks = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def counted_answers(store: Store) -> list[Answer]:
    events = list(store.events())
    void = retracted(events)
    return [event for event in events if isinstance(event, Answer) and event.id not in void]


def assert_sane(store: Store, now: datetime, today: date) -> None:
    assert store.check() == [], "what is kept as one goes is what a rebuild makes"
    for state in store.all_states().values():
        memory, due = state.memory, state.due
        assert (memory is None) == (due is None)
        if memory is None or due is None:
            continue
        assert isfinite(memory.stability)
        assert 0 < memory.stability <= MAX_STABILITY
        assert 1 <= memory.difficulty <= 10
        assert 0 <= recall(memory, today, DEFAULT_WEIGHTS) <= 1
        assert due.days >= 0
        if due.days and state.buried_until is None:
            [standing] = store.deck_rows.standings([state.item])
            assert is_due(due, memory.study_day, today, now) == (days_ahead(standing, today.toordinal()) <= 0)
    assert_days_agree(store, today)


def assert_days_agree(store: Store, today: date) -> None:
    """Streak, heat map and sums are of the study days that the answers say."""
    expected = Counter(answer.study_day for answer in counted_answers(store))
    days = store.days(date.min)
    assert {day.study_day: day.answers for day in days} == expected
    heat = counting.calendar(days, today)
    assert heat == {day: expected[day] for day in expected if 0 <= (today - day).days < 365}
    streak = counting.streak(days, today)
    run = 0 if today in expected else 1
    while today - timedelta(days=run) in expected:
        run += 1
    assert streak.current == run - (today not in expected)
    assert streak.today == (today in heat)
    assert streak.longest >= streak.current
    assert all(today - timedelta(days=back) in heat for back in range(1, min(streak.current, 365)))


@clocks
@given(st.sampled_from(BEGINNINGS), st.lists(steps, max_size=14))
def test_whatever_the_clock_does_numbers_stay_sane(quick_folder: Path, begin: datetime, walk: list[Step]):
    with TemporaryDirectory(dir=quick_folder) as folder, Store.open(Path(folder, "p.db")) as store:
        learner = Learner(store, "a", begin)
        for step in walk:
            learner.do(step)
        assert_sane(store, learner.now, learner.today)


@clocks
@given(
    st.sampled_from(BEGINNINGS), st.lists(steps, max_size=8), st.sampled_from(JUMPS), st.sampled_from(JUMPS)
)
def test_an_undo_gives_back_what_was_also_by_another_clock(
    quick_folder: Path, begin: datetime, walk: list[Step], before: timedelta, after: timedelta
):
    with TemporaryDirectory(dir=quick_folder) as folder, Store.open(Path(folder, "p.db")) as store:
        learner = Learner(store, "a", begin)
        for step in walk:
            learner.do(step)
        states, days = store.all_states(), store.days(date.min)
        learner.clock = min(max(learner.clock + before, EARLIEST), LATEST)
        learner.answer("a", 3)
        learner.clock = min(max(learner.clock + after, EARLIEST), LATEST)
        learner.undo()
        assert store.all_states() == states
        assert store.days(date.min) == days


@clocks
@given(st.lists(steps, max_size=7), st.lists(steps, max_size=7))
def test_two_devices_in_two_zones_with_two_clocks_agree_once_they_met(
    quick_folder: Path, mine: list[Step], yours: list[Step]
):
    with TemporaryDirectory(dir=quick_folder) as folder:
        one, other = (Store.open(Path(folder, name, "p.db")) for name in ("one", "other"))
        with one, other:
            for store, name, walk in ((one, "a", mine), (other, "b", yours)):
                learner = Learner(store, name, BEGINNINGS[0])
                for step in walk:
                    learner.do(step)
            one.merge(other.path)
            other.merge(one.path)
            assert derived.contents(one._db) == derived.contents(other._db)
            assert_sane(one, BEGINNINGS[0], BEGINNINGS[0].date())


@clocks
@given(st.lists(steps, min_size=1, max_size=10), st.sampled_from(ZONES))
def test_what_a_clock_dated_in_times_to_come_can_be_dated_today(
    quick_folder: Path, walk: list[Step], zone: ZoneInfo
):
    """Then no item waits for a day that far off, and each has as many answers as before."""
    with TemporaryDirectory(dir=quick_folder) as folder, Store.open(Path(folder, "p.db")) as store:
        learner = Learner(store, "a", datetime(2080, 1, 1, tzinfo=UTC))
        for step in walk:
            learner.do(step)
        answers = Counter(answer.item for answer in counted_answers(store))
        right = Learner(store, "b", datetime(2026, 5, 4, 12, tzinfo=UTC), zone)
        limit = right.now + timedelta(days=1)
        events = store.ahead(limit)
        store.append(*redated(events, right.stamp, right.today, right.starts))
        assert store.count_ahead(limit) == (0, None)
        assert Counter(answer.item for answer in counted_answers(store)) == answers
        for state in store.all_states().values():
            if state.memory is not None and state.due is not None:
                assert state.memory.study_day <= right.today + timedelta(days=2)
        assert_sane(store, right.now, right.today)


def test_events_that_changed_places_at_one_instant_still_do_so_when_dated_anew(make):
    turns = [
        make.turn(1, "c/k/a", "c/k/b", "", "x", minute=5),
        make.turn(2, "c/k/b", "c/k/a", "", "x", minute=5),
        make.note(3, "c/k/a", minute=6),
    ]
    stamps = iter(Stamp(make.id(number), make.NOON + timedelta(number), "d") for number in range(10, 20))
    told = redated(turns, lambda: next(stamps), make.FIRST, time(4))
    again = [event for event in told if not isinstance(event, Retract)]
    assert again[0].at == again[1].at < again[2].at
    assert [event.event for event in told if isinstance(event, Retract)] == [turn.id for turn in turns]


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2025, 3, 1), date(2025, 3, 1)), (None, date(2025, 3, 1))]
)
def test_a_reset_past_midnight_is_of_the_evening(store, make, day, expected):
    """Without a day of its own, as in logs of earlier versions, by the usual rollover."""
    late = datetime(2025, 3, 2, 1, 30, tzinfo=UTC)
    store.append(make.answer(1, at=late - timedelta(hours=3), study_day=date(2025, 3, 1)))
    store.append(replace(make.reset(2), at=late, study_day=day))
    [(_, _, memories)] = store.deck_rows.of_items(["a"])
    assert [(date.fromordinal(on), stability) for on, stability, _ in stabilities(memories)] == [
        (expected, 0.0)
    ]
    assert store.check() == []


def test_a_log_tells_when_it_is_ahead_of_the_clock_and_not_what_was_taken_back(store, make):
    store.append(make.answer(1), make.answer(2, minute=60 * 24 * 900), make.answer(3, minute=60 * 24 * 9000))
    store.append(make.retract(4, 3))
    number, latest = store.count_ahead(make.NOON + timedelta(days=1))
    assert (number, latest) == (1, make.NOON + timedelta(days=900))


def test_a_bury_on_the_last_day_of_the_calendar_does_not_fail(store, make):
    store.append(replace(make.bury(1), study_day=date.max))
    assert store.state("a").buried_until == date.max

"""Events survive their JSON form, and ids sort by time."""

import json
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.memory.rating import Rating
from quizapp.study.event import (
    Answer,
    Comeback,
    Event,
    Exam,
    Flag,
    Follow,
    Note,
    Quiz,
    Reset,
    Retract,
    Suspend,
)
from quizapp.study.event_json import from_json, to_json
from quizapp.study.malformed import MalformedEvent
from quizapp.study.stamp import uuid7

AT = datetime(2026, 3, 10, 9, 0, 0, 123000, tzinfo=timezone(timedelta(hours=4)))
QUIZ = {"type": "quiz", "id": "a", "at": AT.isoformat(), "device": "d", "attempt": "b", "phase": "submitted"}
texts = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
responses = st.one_of(
    st.none(),
    texts,
    st.lists(texts, max_size=4).map(tuple),
    st.dictionaries(texts, texts, min_size=1, max_size=4).map(lambda pairs: tuple(pairs.items())),
)


@given(
    st.builds(
        Answer,
        id=texts,
        at=st.just(AT),
        device=texts,
        item=texts,
        sitting=texts,
        mode=st.just("review"),
        asked=st.just("typed"),
        response=responses,
        score=st.none() | st.floats(0, 1),
        verdict=st.just("right"),
        rating=st.sampled_from(Rating),
        suggested=st.none() | st.sampled_from(Rating),
        overruled=st.booleans(),
        confidence=st.none() | st.just("sure"),
        guess_rate=st.floats(0, 1),
        hints=st.integers(0, 3),
        ms=st.integers(0, 10**6),
        first_key_ms=st.none() | st.integers(0, 10**6),
        study_day=st.dates(),
        due=st.just(AT),
        days=st.integers(0, 36500),
        weights=texts,
        expected=texts,
    )
)
def test_an_answer_survives_json(event: Answer) -> None:
    assert from_json(json.loads(json.dumps(to_json(event)))) == event


@pytest.mark.parametrize(
    "event",
    [
        Retract(id="a", at=AT, device="d", event="b"),
        Suspend(id="a", at=AT, device="d", item="c/k/q", on=True),
        Flag(id="a", at=AT, device="d", item="c/k/q", on=False),
        Note(id="a", at=AT, device="d", item="c/k/q", text="größer\nals 3 🙂"),
        Note(id="a", at=AT, device="d", item="c/k/q", text=""),
        Reset(id="a", at=AT, device="d", item="c/k/q"),
        Exam(id="a", at=AT, device="d", course="c", day=date(2026, 12, 15), minutes=20.0),
        Exam(id="a", at=AT, device="d", course="c", day=None),
        Quiz(id="a", at=AT, device="d", attempt="b", phase="abandoned"),
        Quiz(
            id="a",
            at=AT,
            device="d",
            attempt="b",
            phase="submitted",
            scope=("c", "c/x"),
            kinds=("text",),
            minutes=2.5,
            pass_mark=0.7,
            began=AT,
            seconds=61.5,
            items=("c/k/q", "c/j/q"),
            themes=("c/x", "c/y"),
            scores=(0.5, None),
        ),
        Comeback(
            id="a", at=AT, device="d", course="c", daily=12.5, until=date(2026, 3, 14), new=False, spent=90.5
        ),
        Follow(id="a", at=AT, device="d", item="c/k/q", was="c/j/q"),
        Follow(id="a", at=AT, device="d", item="c/k/1", was="", before="x", after="y"),
    ],
)
def test_other_events_survive_json(event: Event) -> None:
    assert from_json(json.loads(json.dumps(to_json(event)))) == event


def test_a_following_of_an_older_log_has_no_layouts() -> None:
    old = {"type": "follow", "id": "a", "at": AT.isoformat(), "device": "d", "item": "c/k/q", "was": "c/j/q"}
    event = from_json(old)
    assert isinstance(event, Follow)
    assert (event.before, event.after, event.replaces) == ("", "", False)


def test_instants_keep_the_learners_offset_to_the_millisecond() -> None:
    data = to_json(Retract(id="a", at=AT, device="d", event="b"))
    assert data["at"] == "2026-03-10T09:00:00.123+04:00"


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"type": "nonsense"},
        {"type": "retract", "id": "a"},
        {"type": "note", "id": "a", "at": AT.isoformat(), "device": "d", "item": "c/k/q", "text": 5},
        QUIZ | {"scores": [True]},
        QUIZ | {"scores": "many"},
        QUIZ | {"items": [5]},
        QUIZ | {"seconds": float("nan")},
        QUIZ | {"began": 5},
        {"type": "retract", "id": "a", "at": "yesterday", "device": "d", "event": "b"},
        {"type": "retract", "id": "a", "at": "2026-03-10T09:00:00", "device": "d", "event": "b"},
    ],
)
def test_what_is_no_event_is_refused(data: object) -> None:
    with pytest.raises(MalformedEvent):
        from_json(data)


def test_a_note_comes_without_characters_that_no_screen_and_no_database_takes() -> None:
    event = from_json(to_json(Note(id="a", at=AT, device="d", item="c/k/q", text="a\x1b]0;x\ud800\nb")))
    assert isinstance(event, Note)
    assert event.text == "a\ufffd]0;x\ufffd\nb"


def test_what_a_later_version_added_is_passed_over() -> None:
    event = Retract(id="a", at=AT, device="d", event="b")
    assert from_json(to_json(event) | {"mood": "good"}) == event


@given(st.integers(0, 2**48 - 2), st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_ids_made_later_sort_later(milliseconds: int, early: bytes, late: bytes) -> None:
    first, second = uuid7(milliseconds, early), uuid7(milliseconds + 1, late)
    assert first < second
    assert (first[14], first[19] in "89ab") == ("7", True)


@pytest.mark.parametrize(
    ("key", "value"), [("daily", -1), ("daily", 1441), ("daily", None), ("spent", 1e300)]
)
def test_a_plan_to_come_back_has_no_longer_days_than_there_are(key: str, value: object) -> None:
    plan = {"type": "comeback", "id": "a", "at": AT.isoformat(), "device": "d", "course": "c", "daily": 20}
    plan |= {"until": "2026-03-14", "new": False}
    assert isinstance(from_json(plan), Comeback)
    with pytest.raises(MalformedEvent):
        from_json(plan | {key: value})

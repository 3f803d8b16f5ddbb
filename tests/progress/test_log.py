"""What the log tells of an event is what it reads of it later, to the types of its values."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.progress import log
from quizapp.study.confidence import Confidence
from quizapp.study.event import Event, Quiz
from quizapp.study.malformed import MalformedEvent


class Word(str):
    """A text of a type of its own, as an enumeration has."""

    __slots__ = ()


texts = st.one_of(st.text(max_size=6), st.text("\ud83d\ude00é\x00", max_size=4), st.just(Word("word")))
zones = st.sampled_from(
    [UTC, ZoneInfo("America/St_Johns"), timezone(timedelta(hours=5, seconds=7), "there"), ZoneInfo("UTC")]
)
instants = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=zones)  # noqa: DTZ001
responses = st.one_of(
    st.none(),
    texts,
    st.lists(texts, max_size=3).map(tuple),
    st.lists(st.tuples(texts, texts), min_size=1, max_size=3).map(tuple),
)


def exactly(event: Event) -> list[tuple[type, str]]:
    """All that is in an event, with the types of it."""
    values = [getattr(event, spec.name) for spec in fields(event)]
    parts = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    return [(type(one), repr(one)) for one in (*values, *parts)]


@given(
    at=instants,
    due=instants,
    response=responses,
    confidence=st.sampled_from([None, *Confidence, Word("sure")]),
)
@example(
    at=datetime(2026, 1, 1, tzinfo=UTC),
    due=datetime(2026, 1, 1, tzinfo=UTC),
    response="\ud83d\ude00",
    confidence=None,
)
def test_an_answer_is_told_as_it_is_read(
    make: Any, at: datetime, due: datetime, response: Any, confidence: str | None
) -> None:
    answer = make.answer(1, at=at, due=due, response=response, confidence=confidence, score=1, ms=True + 1)
    event, body = log.told(answer)
    assert exactly(event) == exactly(log.read(body))
    assert log.told(event) == (event, body)


@given(
    text=st.text(max_size=6), at=instants, numbers=st.lists(st.none() | st.floats(0, 1) | st.integers(0, 1))
)
def test_other_events_are_told_as_they_are_read(
    make: Any, text: str, at: datetime, numbers: list[Any]
) -> None:
    quiz = Quiz(
        id="a",
        at=at,
        device="d",
        attempt="b",
        phase="submitted",
        began=at,
        items=("x",),
        scores=tuple(numbers),
    )
    for made in (
        quiz,
        make.note(1, text=text or "-"),
        make.fit(2, DEFAULT_WEIGHTS),
        make.bury(3),
        make.reset(4),
    ):
        event, body = log.told(replace(made, at=at))
        assert exactly(event) == exactly(log.read(body))


@pytest.mark.parametrize(
    "changes",
    [
        {"at": datetime(2026, 1, 1)},  # noqa: DTZ001
        {"item": "\ud83d"},
        {"ms": -1},
        {"rating": 7},
        {"overruled": 1},
        {"response": 5},
    ],
)
def test_what_is_no_event_is_not_told(make: Any, changes: dict[str, Any]) -> None:
    with pytest.raises(MalformedEvent):
        log.told(replace(make.answer(1), **changes))

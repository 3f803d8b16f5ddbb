"""Whole logs folded at once: what comes of each item whose own events simply count, in order.

It comes to the same as a `Life` of the same events, several times as fast: of answers only what stands in the
index by item is read (folding.sql), but for the latest of each item.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.memory.fsrs import formulas
from quizapp.memory.replay import IN_REVIEW, NEW, STANDINGS, Replay
from quizapp.progress import log, past
from quizapp.progress.fold import is_error_held_for_sure, puts_right, step
from quizapp.progress.totals import LONGEST
from quizapp.study.event import Answer, Bury, Flag, Note, Suspend
from quizapp.study.event_json import from_json, instant_of
from quizapp.study.malformed import MalformedEvent
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from quizapp.memory.fsrs import Weights
    from quizapp.progress.past import Tally

Row = tuple[Any, ...]
"""A row of the derived tables."""

_EVENTS = (
    "SELECT item, number, manner, moment, ms FROM event WHERE item IS NOT NULL ORDER BY item, instant, id"
)
_LATEST = """
    SELECT number, instant, id, json_extract(body, '$.at'), json_extract(body, '$.due'),
        json_extract(body, '$.days'), json_extract(body, '$.expected')
    FROM event WHERE number IN (SELECT value FROM json_each(?)) AND json_valid(body)
"""
_PORTION = 1000
"""How many items are written at once."""

_MANNER = ("type", "mode", "verdict", "rating", "overruled", "confidence", "guess_rate")
_AT = "1970-01-01T00:00:00+00:00"
_REST = {
    **dict.fromkeys(("id", "device", "item", "sitting", "asked", "weights", "expected"), ""),
    **dict.fromkeys(("response", "score", "suggested", "first_key_ms"), None),
    **dict.fromkeys(("hints", "ms", "days"), 0),
    "at": _AT,
    "due": _AT,
    "study_day": _AT[:10],
}
"""What else an answer has."""

_UNSET = ItemState("")
_PHASES = tuple((None if phase is None else phase.value, step) for phase, step in STANDINGS)
_PHASE_NUMBERS = tuple(past.PHASES.index(phase) for phase, _ in STANDINGS)


class _Replayed(NamedTuple):
    """What the index says of an item. `latest`, `answered` and `moved` are the numbers of the latest event, of
    the latest answer and of the latest one that moved the memory; 0 without any, as are days."""

    item: str
    settings: ItemState
    """What is set beside the memory."""
    replay: Replay
    latest: int
    answered: int
    moved: int
    first_day: int
    wrong_day: int
    answers: list[bytes]
    memories: list[bytes]


class _Manner(NamedTuple):
    """What the way an answer was given says of it."""

    rating: int
    moves_memory: bool
    said: int
    guess_rate: float
    luck: float
    is_error_held_for_sure: bool
    puts_right: bool


class _Moment(NamedTuple):
    day: int
    hour: int
    answers: bytearray
    """The entries of all that were given in this hour."""


class _Manners(dict["str | None", "_Manner | None"]):
    """What the column `manner` says, None where the body has to be read; there are few that differ."""

    def __missing__(self, text: str | None) -> _Manner | None:
        manner = None
        with suppress(MalformedEvent, ValueError, TypeError):
            answer = from_json({**_REST, **dict(zip(_MANNER, json.loads(text or ""), strict=True))})
            if isinstance(answer, Answer):
                manner = _Manner(
                    answer.rating.value,
                    answer.moves_memory,
                    past.said(answer),
                    answer.guess_rate,
                    answer.luck,
                    is_error_held_for_sure(answer),
                    puts_right(answer),
                )
        self[text] = manner
        return manner


class _Moments(dict["str | None", "_Moment | None"]):
    """What the column `moment` says, None where the body has to be read; there are few that differ."""

    def __missing__(self, text: str | None) -> _Moment | None:
        moment = None
        with suppress(ValueError):
            day, mark, hour = (text or "")[:10], (text or "")[10:11], (text or "")[11:]
            if mark == "T" and len(hour) == 2 and hour.isdecimal() and int(hour) < 24:
                ordinal = date.fromisoformat(day).toordinal()
                moment = _Moment(ordinal, int(hour), bytearray())
        self[text] = moment
        return moment


class Replays:
    """The items of a log, but for those `apart`, which it adds to: these must be folded from their bodies."""

    def __init__(self, db: Connection, weights: Weights, tally: Tally, apart: set[str]) -> None:
        self.apart = apart
        self._db = db
        self._tally = tally
        self._formulas = formulas(weights)
        self._manners = _Manners()
        self._moments = _Moments()
        self._taken_back = log.numbers_taken_back(db)

    def portions(self) -> Iterator[tuple[list[Row], list[Row]]]:
        """The rows of `item_state` and of `item_past`, some items at a time; their answers are counted."""
        items = groupby(self._db.execute(_EVENTS), key=itemgetter(0))
        found = (
            replayed
            for item, events in items
            if item not in self.apart and (replayed := self._replayed(item, events)) is not None
        )
        while portion := list(islice(found, _PORTION)):
            latest = self._latest(portion)
            yield (
                [_state_row(each, latest) for each in portion],
                [_past_row(each) for each in portion if each.answers],
            )
        for moment in filter(None, self._moments.values()):
            self._tally.count_hour(*moment)

    def _replayed(self, item: str, events: Iterable[Row]) -> _Replayed | None:
        manners, moments, taken_back, pack = self._manners, self._moments, self._taken_back, past.pack_answer
        replay = Replay(self._formulas)
        settings = _UNSET
        latest = answered = moved = first_day = wrong_day = 0
        answers: list[bytes] = []
        memories: list[bytes] = []
        for _, number, manner, moment, ms in events:
            if number in taken_back:
                continue
            latest = number
            how, when = manners[manner], moments[moment]
            if how is None or when is None:
                event = log.numbered(self._db, number)
                if not isinstance(event, Suspend | Bury | Flag | Note):
                    self._tally.count(b"".join(answers), sign=-1)
                    self.apart.add(item)
                    return None
                settings = step(settings, event)
                continue
            rating, moves_memory, holds, guess_rate, luck, is_error, is_right = how
            day, hour, of_hour = when
            expected = 0
            if moves_memory:
                standing, stability, before = replay.standing, replay.stability, replay.day
                recall = replay.take(day, rating, luck)
                if standing == NEW:
                    holds |= past.NEW
                    first_day = day
                elif recall is not None:
                    holds |= past.KNOWN
                    if standing == IN_REVIEW:
                        more, expected = past.foreseen(stability, recall, guess_rate)
                        holds |= more
                elif day <= before:
                    memories = past.until(memories, day)
                memories.append(past.pack_memory(day, _PHASE_NUMBERS[replay.standing], replay.stability))
                moved = number
            if is_error:
                wrong_day = day
            elif wrong_day and is_right and day > wrong_day:
                wrong_day = 0
            answered = number
            entry = pack(day, hour, holds, ms if ms < LONGEST else LONGEST, expected)
            answers.append(entry)
            of_hour.extend(entry)
        if not latest:
            return None
        answers.sort()
        return _Replayed(
            item, settings, replay, latest, answered, moved, first_day, wrong_day, answers, memories
        )

    def _latest(self, portion: Iterable[_Replayed]) -> dict[int, Row]:
        """What the bodies of their latest events say, by the numbers of these."""
        numbers = {number for each in portion for number in (each.latest, each.answered, each.moved)} - {0}
        found = {row[0]: row for row in self._db.execute(_LATEST, (json.dumps(sorted(numbers)),))}
        if len(found) < len(numbers):
            raise MalformedEvent("a body that the index has as an answer is no JSON")
        return found


def _past_row(each: _Replayed) -> Row:
    answers = b"".join(each.answers)
    return each.item, past.latest_day(answers), answers, b"".join(each.memories)


def _state_row(each: _Replayed, latest: dict[int, Row]) -> Row:
    """As `derived` writes the state that comes of the same events."""
    item, settings, replay, last, answered, moved, first_day, wrong_day, answers, _ = each
    _, instant, id, _, _, _, _ = latest[last]
    memory: Row = (None,) * 7
    due_at = due_days = last_at = due_day = None
    expected = ""
    if moved:
        _, _, _, _, due_at, due_days, _ = latest[moved]
        due_day = replay.day + due_days if due_days else None
        memory = (
            *_PHASES[replay.standing],
            replay.stability,
            replay.difficulty,
            _day(replay.day),
            replay.reviews,
            replay.lapses,
        )
    if answered:
        _, _, _, last_at, _, _, expected = latest[answered]
    return (
        item,
        *memory,
        _instant(due_at),
        due_days,
        _day(first_day),
        _instant(last_at),
        expected,
        len(answers),
        settings.suspended,
        settings.buried_until and settings.buried_until.isoformat(),
        settings.flagged,
        settings.note,
        _day(wrong_day),
        instant,
        id,
        due_day,
    )


@lru_cache(maxsize=4096)
def _day(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal else None


def _instant(text: Any) -> str | None:
    """An instant as the tables have it."""
    return None if text is None else instant_of(text).isoformat()

"""What the answers to one item were, packed into bytes that need not be read to be kept.

An item has two records, which grow by an entry with each answer: its *answers*, of which sums are made,
and its *memories*, the one at the end of each study day on which it changed. Entries begin with the day,
big-endian, so that bytes sort as days do; one history always packs into the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from enum import Enum, auto
from functools import cache
from itertools import groupby
from struct import Struct
from typing import TYPE_CHECKING, cast

from quizapp.memory.guess import likely_right
from quizapp.memory.rating import Rating
from quizapp.memory.recall import KNOWN_FROM, Phase, recall
from quizapp.progress.totals import LONGEST, SUMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from quizapp.memory.fsrs import Recall, Stability, Weights
    from quizapp.memory.schedule import Memory
    from quizapp.study.event import Answer

Entry = tuple[int, int, int, int, int]
"""One answer: the ordinal of its study day, the hour on the learner's clock (0 to 23), what holds of it,
its milliseconds, and of a review the chance of a right answer that was expected, in millionths."""

Sums = list[int]
"""The sums of several answers, in the order of `totals.SUMS`."""

_ANSWER = Struct(">IBHII")
_MEMORY = Struct(">IBd")

pack_answer = _ANSWER.pack
"""The entry of an answer; takes what an `Entry` has."""
pack_memory = _MEMORY.pack
"""The entry of a memory: the ordinal of its day, the number of its phase, its stability."""

NEW, KNOWN, _REVIEW, _MATURE, _PRACTICE, _WAS_RIGHT = 1, 2, 4, 8, 16, 32
"""What holds of an answer: whether the item had no memory, or one of an earlier day, and so on."""
_RATING, _CONFIDENCE = 6, 9
"""From which bit on the rating (three bits) and the confidence stand in what holds of an answer."""
_SAID = (None, "guessed", "unsure", "sure")
PHASES = (None, *Phase)
"""The phases by their numbers."""
_IN_REVIEW = PHASES.index(Phase.REVIEW)
_MS, _PREDICTED, _MATURE_PREDICTED = map(SUMS.index, ("ms", "predicted", "mature_predicted"))


# -- answers ------------------------------------------------------------------------------


def entry(before: Memory | None, answer: Answer, weights: Weights) -> bytes:
    """What one answer adds to the record of its item, which had the memory `before` until then."""
    day, holds, expected = answer.study_day, said(answer), 0
    if answer.moves_memory:
        if before is None:
            holds |= NEW
        elif before.study_day < day:
            holds |= KNOWN
            if before.phase is Phase.REVIEW:
                recalled = recall(before, day, weights)
                more, expected = foreseen(before.stability, recalled, answer.guess_rate)
                holds |= more
    ms = max(0, min(answer.ms, LONGEST))
    return pack_answer(day.toordinal(), answer.at.hour, holds, ms, expected)


def said(answer: Answer) -> int:
    """What holds of an answer, whatever its item was before."""
    holds = answer.rating << _RATING
    if not answer.moves_memory:
        holds |= _PRACTICE
    if answer.was_right:
        holds |= _WAS_RIGHT
    confidence = answer.confidence
    return holds | (_SAID.index(confidence) << _CONFIDENCE if confidence in _SAID else 0)


def foreseen(stability: Stability, recalled: Recall, guess_rate: float) -> tuple[int, int]:
    """What else holds of the first answer of a day to an item in review, which had this stability until then, and
    the chance of a right answer that was expected, in millionths."""
    holds = _REVIEW | _MATURE if stability >= KNOWN_FROM else _REVIEW
    return holds, round(likely_right(recalled, guess_rate) * 1_000_000)


def is_review(entry: bytes) -> bool:
    """Whether an answer was the first one of its day to an item in review."""
    return bool(_ANSWER.unpack(entry)[2] & _REVIEW)


def merged(answers: bytes, more: bytes) -> bytes:
    """A record with further entries, in order."""
    size = _ANSWER.size
    if len(more) == size and answers[-size:] <= more:
        return answers + more
    both = answers + more
    return b"".join(sorted(both[at : at + size] for at in range(0, len(both), size)))


def latest_day(answers: bytes) -> int:
    """The ordinal of the last study day with an answer; 0 of none."""
    return int.from_bytes(answers[-_ANSWER.size :][:4], "big")


def answers_from(answers: bytes, day: int) -> int:
    """Where in a record the answers of a day (by its ordinal) and of days after it begin."""
    return _start(answers, day, _ANSWER.size)


def introduced_on(answers: bytes, day: int) -> bool:
    """Whether the item was first answered on a day."""
    return any(entry[0] == day and entry[2] & NEW for entry in entries(answers))


def reviewed_on(answers: bytes, day: int) -> bool:
    """Whether the item was answered on a day, and had been before it."""
    return any(entry[0] == day and entry[2] & KNOWN for entry in entries(answers))


class First(Enum):
    """What an item was to the learner when it was first asked on a day: known, forgotten, or new."""

    RIGHT = auto()
    WRONG = auto()
    NEW = auto()


def by_day(answers: bytes) -> Iterator[tuple[First, int]]:
    """For each day on which the item was asked, but for practice: how that began, and the milliseconds of
    all its answers that day."""
    for _, group in groupby(entries(answers), key=_day):
        first, ms = None, 0
        for _, _, holds, own, _ in group:
            if holds & _PRACTICE:
                continue
            ms += own
            if holds & NEW:
                first = First.NEW
            elif holds & KNOWN:
                first = First.RIGHT if holds >> _RATING & 7 > Rating.AGAIN else First.WRONG
        if first is not None:
            yield first, ms


def milliseconds_on(answers: bytes, day: int) -> int:
    """The time of all answers of a record on one day (by its ordinal)."""
    return sum(entry[3] for entry in entries(answers) if entry[0] == day)


def _day(entry: Entry) -> int:
    return entry[0]


def entries(answers: bytes) -> Iterator[Entry]:
    """The answers of a record, in the order of days."""
    return cast("Iterator[Entry]", _ANSWER.iter_unpack(answers))


class Tally:
    """Sums of the answers of many records, while they are made."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], dict[int, list[int]]] = {}

    def count(self, answers: bytes, since: int = 0, sign: int = 1) -> None:
        """Add the answers of a record from a day (by its ordinal) on; with `sign` -1 take them away."""
        for day, hour, holds, ms, expected in _ANSWER.iter_unpack(answers):
            if day >= since:
                sums = self._at(day, hour)[holds]
                sums[0] += sign
                sums[1] += sign * ms
                sums[2] += sign * expected

    def count_hour(self, day: int, hour: int, answers: bytes | bytearray) -> None:
        """Add answers of one hour of a day, of any number of records. Sums that are at hand take a fifth of the
        time of looking each up among all."""
        found = self._at(day, hour)
        for _, _, holds, ms, expected in _ANSWER.iter_unpack(answers):
            sums = found[holds]
            sums[0] += 1
            sums[1] += ms
            sums[2] += expected

    def _at(self, day: int, hour: int) -> dict[int, list[int]]:
        """By what holds of answers: their number, their milliseconds and what was expected of them."""
        found = self._found.get((day, hour))
        if found is None:
            found = self._found[day, hour] = defaultdict(_nothing)
        return found

    def hours(self) -> dict[tuple[int, int], Sums]:
        """The sums by the ordinal of a study day and the hour."""
        added: dict[tuple[int, int], Sums] = {}
        for hour, found in self._found.items():
            sums = added[hour] = [0] * len(SUMS)
            for holds, counted in found.items():
                _add(sums, holds, *counted)
        return added

    def days(self) -> dict[int, Sums]:
        """The sums by the ordinal of a study day."""
        added: dict[int, Sums] = {}
        for (day, _), found in self._found.items():
            sums = added.setdefault(day, [0] * len(SUMS))
            for holds, counted in found.items():
                _add(sums, holds, *counted)
        return added


def _nothing() -> list[int]:
    return [0, 0, 0]


def summed(records: Iterable[bytes], since: int = 0) -> Sums:
    """The sums of the answers of some records from a day (by its ordinal) on."""
    found: dict[int, list[int]] = {}
    for answers in records:
        for day, _, holds, ms, expected in _ANSWER.iter_unpack(answers):
            if day >= since:
                sums = found.get(holds)
                if sums is None:
                    found[holds] = [1, ms, expected]
                else:
                    sums[0] += 1
                    sums[1] += ms
                    sums[2] += expected
    added = [0] * len(SUMS)
    for holds, counted in found.items():
        _add(added, holds, *counted)
    return added


def _add(sums: Sums, holds: int, number: int, ms: int, expected: int) -> None:
    for at in _ones(holds):
        sums[at] += number
    sums[_MS] += ms
    if holds & _REVIEW:
        sums[_PREDICTED] += expected
    if holds & _MATURE:
        sums[_MATURE_PREDICTED] += expected


@cache
def _ones(holds: int) -> tuple[int, ...]:
    """The places in `SUMS` at which an answer counts one."""
    rating = holds >> _RATING & 7
    right, was_right = rating > Rating.AGAIN, bool(holds & _WAS_RIGHT)
    moves = not holds & _PRACTICE
    counts = {
        "answers": True,
        "right": right,
        "new": holds & NEW,
        "known": holds & KNOWN,
        "reviews": holds & _REVIEW,
        "reviews_right": right and holds & _REVIEW,
        "mature": holds & _MATURE,
        "mature_right": right and holds & _MATURE,
        "practice": not moves,
    }
    counts |= {name.name.lower(): moves and rating == name for name in Rating}
    said = _SAID[holds >> _CONFIDENCE]
    if said is not None:
        counts |= {said: True, f"{said}_right": was_right}
    return tuple(SUMS.index(name) for name, one in counts.items() if one)


# -- memories -----------------------------------------------------------------------------


def remembered(memories: bytes, day: date, memory: Memory | None) -> bytes:
    """A record with the memory of a day (None: forgotten by a reset), in place of what it has of that day
    and of days after it."""
    if memory is None:
        packed = pack_memory(day.toordinal(), 0, 0.0)
    else:
        packed = pack_memory(day.toordinal(), PHASES.index(memory.phase), memory.stability)
    size, end = _MEMORY.size, len(memories)
    while end and memories[end - size : end - size + 4] >= packed[:4]:
        end -= size
    return memories[:end] + packed


def until(memories: list[bytes], day: int) -> list[bytes]:
    """The entries of memories of days before a day (by its ordinal)."""
    first = day.to_bytes(4, "big")
    return [entry for entry in memories if entry[:4] < first]


def memories_from(memories: bytes, day: int) -> int:
    """Where in a record the memories of a day (by its ordinal) and of days after it begin."""
    return _start(memories, day, _MEMORY.size)


def _start(record: bytes, day: int, size: int) -> int:
    first, at = day.to_bytes(4, "big"), len(record)
    if record[:4] >= first:
        return 0
    while record[at - size : at - size + 4] >= first:
        at -= size
    return at


def memory_on(memories: bytes, day: int) -> tuple[int, float, bool] | None:
    """What `stabilities` has of the end of a day (by its ordinal): the last before it or on it."""
    end = memories_from(memories, day + 1)
    return stabilities(memories[end - _MEMORY.size : end])[0] if end else None


def stabilities(memories: bytes) -> list[tuple[int, float, bool]]:
    """For each day, by its ordinal: the stability (0 if it was forgotten by a reset), and whether the item
    was known."""
    return [
        (day, stability, phase == _IN_REVIEW and stability >= KNOWN_FROM)
        for day, phase, stability in _MEMORY.iter_unpack(memories)
    ]

"""The answers to the cards of one deck, and how its items were remembered, counted."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from quizapp.memory.fsrs import forgetting_curve
from quizapp.progress import past
from quizapp.progress.totals import SUMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from quizapp.memory.fsrs import Curve, Weights
    from quizapp.progress.roster import Tags

_CHOSEN = itemgetter(*map(SUMS.index, ("answers", "right", "ms", "reviews", "reviews_right", "predicted")))
_WEEK = 7
_ANSWERS, _RIGHT = map(SUMS.index, ("answers", "right"))


class Record(NamedTuple):
    """What was answered to one item and how it was remembered (as in `past`), before the study day and `since`
    its beginning; `tags` are those of the card that it belongs to. `there` says that the deck has the item
    still, and not only its answers."""

    item: str
    tags: Tags
    there: bool
    answers: bytes
    answers_since: bytes
    memories: bytes
    memories_since: bytes


class Answered(NamedTuple):
    """Sums over some answers, as in `totals.DayTotals`."""

    answers: int = 0
    right: int = 0
    ms: int = 0
    reviews: int = 0
    reviews_right: int = 0
    predicted: int = 0

    def plus(self, other: Answered) -> Answered:
        return Answered(*[mine + more for mine, more in zip(self, other, strict=True)])


class Week(NamedTuple):
    """Items at the end of a week: the sum of their expected recall, and how many had been answered and were
    known."""

    recall: float
    seen: int
    known: int


@dataclass(frozen=True, slots=True)
class DeckToday:
    """The answers of the study day (and of days after it, where a clock was wrong), of the deck and by tag;
    its items at the end of the day; and how many were `introduced` and `reviewed` on it (`Store.introduced`)."""

    answered: Answered
    tags: Mapping[str, Answered]
    week: Week
    introduced: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class DeckPast:
    """What was before the study day: the answers from the start of each period on, of the deck and by tag;
    and its items at the ends of the weeks, oldest first."""

    answered: tuple[Answered, ...]
    tags: tuple[Mapping[str, Answered], ...]
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class DeckDays:
    """All answers to a deck by the ordinal of their study day, in the order of `SUMS`; and by the hour, from
    the start of each period on, the right ones and all."""

    days: Mapping[int, Sequence[int]]
    hours: tuple[Mapping[int, tuple[int, int]], ...]


def record(item: str, tags: Tags, there: bool, answers: bytes, memories: bytes, day: int) -> Record:
    """What the records of an item say on a study day (by its ordinal)."""
    at, on = past.answers_from(answers, day), past.memories_from(memories, day)
    return Record(item, tags, there, answers[:at], answers[at:], memories[:on], memories[on:])


def fingerprint(records: Iterable[Record]) -> bytes:
    """By which what was before the study day is told from any other."""
    parts: list[bytes] = []
    for item, _, _, answers, _, memories, _ in records:
        if answers or memories:
            name = f"{item} {len(answers)} {len(memories)}\n"
            parts += name.encode("utf-8", "surrogatepass"), answers, memories
    return blake2b(b"".join(parts), digest_size=16).digest()


def deck_today(records: Iterable[Record], today: date, periods: Sequence[int], weights: Weights) -> DeckToday:
    """Count what is of today. `periods` are as in `deck_past`."""
    day = today.toordinal()
    first, introduced, reviewed = max(day, *periods), 0, 0
    alike: dict[Tags, list[bytes]] = {}
    series = _Series((day,), forgetting_curve(weights))
    for _, tags, there, _, answers, memories, changes in records:
        if there and (memory := past.memory_on(memories + changes, day)) is not None:
            series.count((memory,))
        if not answers:
            continue
        alike.setdefault(tags, []).append(answers[past.answers_from(answers, first) :])
        introduced += there and past.introduced_on(answers, day)
        reviewed += there and past.reviewed_on(answers, day)
    answered, by_tag = _by_tag({own: Answered(*_CHOSEN(past.summed(of))) for own, of in alike.items()})
    [week] = series.weeks()
    return DeckToday(answered, by_tag, week, introduced, reviewed)


def deck_past(
    records: Iterable[Record], periods: Sequence[int], ends: Sequence[date], weights: Weights
) -> DeckPast:
    """Count what was before today: of the answers those from each of the days `periods` on, which are
    ordinals in order; of the weeks those that end on one of the days `ends`."""
    alike: dict[Tags, list[list[bytes]]] = {}
    series = _Series([end.toordinal() for end in ends], forgetting_curve(weights))
    for _, tags, there, answers, _, memories, _ in records:
        own = alike.get(tags)
        if own is None:
            own = alike[tags] = [[] for _ in periods]
        rest = answers
        for pieces, first in zip(reversed(own), reversed(periods), strict=True):
            start = past.answers_from(rest, first)
            if start < len(rest):
                pieces.append(rest[start:])
                rest = rest[:start]
        if there and memories:
            series.count(past.stabilities(memories))
    found: dict[Tags, list[Answered]] = {}
    for tags, spans in alike.items():
        sums = [Answered(*_CHOSEN(past.summed(pieces))) for pieces in reversed(spans)]
        found[tags] = list(accumulate(sums, Answered.plus))[::-1]
    counted = [_by_tag({tags: sums[at] for tags, sums in found.items()}) for at in range(len(periods))]
    return DeckPast(
        tuple(answered for answered, _ in counted), tuple(tags for _, tags in counted), series.weeks()
    )


def deck_days(records: Iterable[Record], periods: Sequence[int]) -> DeckDays:
    """Count all answers by day and hour. `periods` are as in `deck_past`."""
    tally = past.Tally()
    for one in records:
        tally.count(one.answers)
        tally.count(one.answers_since)
    hours: list[dict[int, tuple[int, int]]] = [{} for _ in periods]
    for (day, hour), sums in tally.hours().items():
        for counted, first in zip(hours, periods, strict=True):
            if day >= first:
                right, answers = counted.get(hour, (0, 0))
                counted[hour] = right + sums[_RIGHT], answers + sums[_ANSWERS]
    return DeckDays(tally.days(), tuple(hours))


def _by_tag(alike: Mapping[Tags, Answered]) -> tuple[Answered, dict[str, Answered]]:
    """The sums of all answers, and of those to the cards of each tag."""
    whole, by_tag = Answered(), dict[str, Answered]()
    for tags, own in alike.items():
        if own.answers:
            whole = whole.plus(own)
            for tag in tags:
                by_tag[tag] = by_tag.get(tag, Answered()).plus(own)
    return whole, by_tag


class _Series:
    """The sums at the ends of weeks that follow each other, while they are made; of items seen and known the
    changes from each week to the next."""

    def __init__(self, ends: Sequence[int], curve: Curve) -> None:
        self._ends = ends
        self._curve = curve
        self._recalls = [0.0] * len(ends)
        self._seen = [0] * (len(ends) + 1)
        self._known = [0] * (len(ends) + 1)

    def count(self, memories: Sequence[tuple[int, float, bool]]) -> None:
        """Count each memory of an item at the ends from its day on, up to the day of the next one."""
        (factor, decay), ends, recalls = self._curve, self._ends, self._recalls
        until = len(ends)
        for day, stability, known in reversed(memories):
            if not until:
                return
            if day > ends[until - 1]:
                continue
            start = bisect_left(ends, day, 0, until)
            if stability:
                # The forgetting curve written out: a year has millions of these.
                slope = factor / stability
                base = 1 + slope * (ends[start] - day)
                for at in range(start, until):
                    recalls[at] += base**decay
                    base += slope * _WEEK
                self._seen[start] += 1
                self._seen[until] -= 1
                if known:
                    self._known[start] += 1
                    self._known[until] -= 1
            until = start

    def weeks(self) -> tuple[Week, ...]:
        """The sums at each end."""
        return tuple(map(Week, self._recalls, accumulate(self._seen[:-1]), accumulate(self._known[:-1])))

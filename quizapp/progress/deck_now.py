"""The items of one deck as they stand on a study day, counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quizapp.memory.fsrs import forgetting_curve
from quizapp.memory.guess import likely_right
from quizapp.memory.recall import KNOWN_FROM, Phase
from quizapp.progress.passing import Chances
from quizapp.progress.statistics import Counts
from quizapp.study.leech import LEECH_LAPSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from quizapp.memory.fsrs import Weights
    from quizapp.progress.roster import Draw, Roster, Tags

FORECAST_DAYS = 30
HARDEST = 20

_NEW, _LEARNING, _KNOWN, _SUSPENDED = range(4)


class Standing(NamedTuple):
    """The state of one item, as far as it is counted. Days are ordinals; `phase` is None without a memory, and
    `due_days` where it does not come back; `due_at` is the instant of one that comes back within its day."""

    item: str
    phase: Phase | None = None
    stability: float = 0.0
    memory_day: int = 0
    reviews: int = 0
    lapses: int = 0
    due_days: int | None = None
    due_at: datetime | None = None
    suspended: bool = False
    buried_until: int | None = None


class Mastery(NamedTuple):
    """Some items: how far they are, and the sum of their expected recall now."""

    counts: Counts = Counts()
    recall: float = 0.0

    def plus(self, other: Mastery) -> Mastery:
        mine, more = self.counts, other.counts
        counts = Counts(
            mine.new + more.new,
            mine.learning + more.learning,
            mine.known + more.known,
            mine.suspended + more.suspended,
        )
        return Mastery(counts, self.recall + other.recall)


class Waiting(NamedTuple):
    """Items to ask on the day, suspended and buried ones left out: those in review and those within their
    learning steps that are due by their day, and new ones, some of which may have to wait for others where
    cards `require` these. The `steps` were answered on the day and come back at their instants; each says
    whether it is in review."""

    reviews: int
    learning: int
    new: int
    steps: tuple[tuple[datetime, bool], ...] = ()
    require: bool = False


class Hard(NamedTuple):
    """An item with lapses; the hardest sort first. `less_lapses` are those below 0, `card` is the place of its
    card in the deck, `reviews` counts its ratings."""

    no_leech: bool
    less_lapses: int
    recall: float
    item: str
    card: int
    reviews: int
    suspended: bool


@dataclass(frozen=True, slots=True)
class DeckNow:
    """What the states of a deck's items come to.

    `tags` has the items of each tag. `coming` are those that come back on each of the next days, `overdue`
    and `later` as in `statistics.Forecast`; `waiting` is what there is to study. `chances` are, for each quiz
    of the course, those of the cards of each group that it draws from.
    """

    items: Mastery
    tags: Mapping[str, Mastery]
    coming: tuple[int, ...]
    overdue: int
    later: int
    waiting: Waiting
    hardest: tuple[Hard, ...]
    chances: tuple[tuple[Chances, ...], ...]


def deck_now(roster: Roster, standings: Sequence[Standing], today: date, weights: Weights) -> DeckNow:
    """Count the items of a deck; `standings` are in the order of `roster.items`."""
    day = today.toordinal()
    factor, decay = forgetting_curve(weights)
    alike: dict[Tags, list[float]] = {}
    recalls: list[float] = []
    coming, overdue, later = [0] * FORECAST_DAYS, 0, 0
    reviews_due = learning_due = new = 0
    steps: list[tuple[datetime, bool]] = []
    hard: list[Hard] = []
    for one, tags, card in zip(standings, roster.tags, roster.places, strict=True):
        item, phase, stability, memory_day, reviews, lapses, due_days, due_at, suspended, buried_until = one
        known = phase is Phase.REVIEW and stability >= KNOWN_FROM
        level = _SUSPENDED if suspended else _NEW if phase is None else _KNOWN if known else _LEARNING
        # The forgetting curve written out, as in `deck_past`.
        recall = 0.0 if phase is None else (1 + factor * max(day - memory_day, 0) / stability) ** decay
        recalls.append(recall)
        sums = alike.get(tags)
        if sums is None:
            sums = alike[tags] = [0, 0, 0, 0, 0.0]
        sums[level] += 1
        sums[4] += recall
        if lapses and phase is not None:
            leech = lapses >= LEECH_LAPSES and not known
            hard.append(Hard(not leech, -lapses, recall, item, card, reviews, suspended))
        if due_days is not None and phase is not None and not suspended:
            ahead = days_ahead(one, day)
            if ahead >= FORECAST_DAYS:
                later += 1
            else:
                overdue += ahead < 0
                coming[max(ahead, 0)] += 1
        if suspended or (buried_until is not None and day < buried_until):
            continue
        if phase is None:
            new += 1
        elif due_days and day < memory_day + due_days:
            continue
        elif due_at is not None and day <= memory_day:
            steps.append((due_at, phase is Phase.REVIEW))
        elif phase is Phase.REVIEW:
            reviews_due += 1
        else:
            learning_due += 1
    items, by_tag = Mastery(), dict[str, Mastery]()
    for tags, (*levels, recall) in alike.items():
        own = Mastery(Counts(*map(int, levels)), recall)
        items = items.plus(own)
        for tag in tags:
            by_tag[tag] = by_tag.get(tag, Mastery()).plus(own)
    left_out = [one.suspended for one in standings]
    return DeckNow(
        items,
        by_tag,
        tuple(coming),
        overdue,
        later,
        Waiting(reviews_due, learning_due, new, tuple(steps), roster.requires),
        tuple(sorted(hard)[:HARDEST]),
        tuple(_chances(quiz, roster.places, recalls, left_out) for quiz in roster.quizzes),
    )


def days_ahead(one: Standing, day: int) -> int:
    """In how many study days an item comes back that does, counted like the queue: a step within the day is
    for today. Below 0 it is overdue."""
    ahead = one.memory_day + (one.due_days or 0) - day
    return ahead if one.buried_until is None else max(ahead, one.buried_until - day)


def _chances(
    quiz: Sequence[Sequence[Draw]], places: Sequence[int], recalls: Sequence[float], left_out: Sequence[bool]
) -> tuple[Chances, ...]:
    """Those of each group of a quiz. A card with several facets is asked by one of them, each as likely."""
    found = []
    for group in quiz:
        cards: dict[int, list[float]] = {}
        for at, guess in group:
            if not left_out[at]:
                cards.setdefault(places[at], []).append(likely_right(recalls[at], guess))
        found.append(Chances.of([sum(facets) / len(facets) for facets in cards.values()]))
    return tuple(found)

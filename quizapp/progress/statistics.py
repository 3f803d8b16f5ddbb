"""What is known, how it grew and how well it is remembered: one value with all the numbers.

The functions that count them stand in `counting` (of days), `knowledge` (of items) and `passing`;
`definitions` has what each number means, in words for the learner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.progress.shares import NO_REVIEWS, NOTHING, Recalled, Share

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from quizapp.deck.item import Item
    from quizapp.progress.totals import DayTotals
    from quizapp.study.event import Fit


class Period(StrEnum):
    """A stretch of study days that ends with today."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"


DAYS: dict[Period, int] = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 30, Period.YEAR: 365}
"""How many study days a period has, today included."""


@dataclass(frozen=True, slots=True)
class Today:
    """The study day so far: `answers` of every mode, those `right`, `minutes` spent on them, items
    that were `new` and items `reviewed`; and what is left within the day's limits, `due` and `fresh`
    (new) items, and the `minutes_left` it is likely to take."""

    answers: int = 0
    right: int = 0
    minutes: float = 0.0
    new: int = 0
    reviewed: int = 0
    due: int = 0
    fresh: int = 0
    minutes_left: float = 0.0

    @property
    def left(self) -> int:
        return self.due + self.fresh


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row with an answer: up to now, and the longest ever."""

    current: int = 0
    longest: int = 0
    today: bool = False
    """Whether today has an answer already."""


@dataclass(frozen=True, slots=True)
class Retention:
    """True retention of one period: of all reviews, and by how old the memory was before the answer."""

    period: Period
    all: Recalled = NO_REVIEWS
    young: Recalled = NO_REVIEWS
    mature: Recalled = NO_REVIEWS


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many items come due on each of the next days, the first of them today.

    `overdue` is how many of the first day's were due before it; `later` come after the last day.
    """

    days: tuple[tuple[date, int], ...] = ()
    overdue: int = 0
    later: int = 0

    @property
    def total(self) -> int:
        return sum(due for _, due in self.days)


@dataclass(frozen=True, slots=True)
class Counts:
    """Items by how far they are; the four exclude one another, and together are all."""

    new: int = 0
    learning: int = 0
    known: int = 0
    suspended: int = 0

    @property
    def total(self) -> int:
        return self.new + self.learning + self.known + self.suspended


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Items at the end of one study day: `recall` is the share of all of them expected to be recalled
    then (0 to 1, unseen ones 0), `seen` how many had been answered, `known` how many of these were
    known, `total` how many there are now."""

    study_day: date
    recall: float
    seen: int
    known: int
    total: int


@dataclass(frozen=True, slots=True)
class Theme:
    """One deck (or one tag) of a course: what is known of it now, and what was answered in the period.

    `id` is `course/deck`, or the tag; `recall` is the share of all its items expected to be recalled
    now (0 to 1); `weeks` is the same at the ends of the weeks of `Statistics.weeks` (() for tags).
    """

    id: str
    title: str
    course: str
    counts: Counts
    recall: float
    answers: int = 0
    right: int = 0
    ms: int = 0
    retention: Recalled = NO_REVIEWS
    weeks: tuple[float, ...] = ()

    @property
    def minutes(self) -> float:
        return self.ms / 60_000


@dataclass(frozen=True, slots=True)
class Passing:
    """The score expected of a quiz taken now, 0 to 1, with the range that nine of ten would fall in.

    `questions` is how many it asks; `name` is its blueprint's, "" for a quiz of the usual length. `pass_mark`
    (0 to 1) and the `chance` to reach it are None where the course sets none.
    """

    course: str
    name: str
    questions: int
    score: float
    low: float
    high: float
    pass_mark: float | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class HardItem:
    """An item that was forgotten in review, `lapses` times of `reviews` ratings.

    `recall` is expected now (0 to 1). `leech`: see `study.leech.is_leech`.
    """

    item: Item
    lapses: int
    reviews: int
    recall: float
    leech: bool
    suspended: bool


@dataclass(frozen=True, slots=True)
class Buttons:
    """How often each rating was given."""

    again: int = 0
    hard: int = 0
    good: int = 0
    easy: int = 0

    @property
    def total(self) -> int:
        return self.again + self.hard + self.good + self.easy


@dataclass(frozen=True, slots=True)
class Sureness:
    """How many answers were right for each thing the learner said before seeing whether they were."""

    guessed: Share = NOTHING
    unsure: Share = NOTHING
    sure: Share = NOTHING

    @property
    def said(self) -> int:
        return self.guessed.of + self.unsure.of + self.sure.of


@dataclass(frozen=True, slots=True)
class QuizMark:
    """One quiz that was handed in: `score` 0 to 1, the share of `questions`."""

    at: datetime
    name: str
    score: float
    questions: int
    seconds: float = 0.0
    passed: bool | None = None
    """None without a pass mark."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """All numbers of a learner, of all courses, one course or one deck, counted at one moment.

    `since` is the first study day that the sums count (None: from the beginning); `total` has those
    sums. `days` are the study days with answers since then; `calendar` those of the last year,
    whatever `since` is. `hours` are 24: right answers and answers by the hour on the learner's clock,
    from midnight. `weeks` are the ends of the last weeks, oldest first, the last of them today.
    """

    now: datetime
    today_is: date
    since: date | None
    total: DayTotals
    today: Today = Today()
    streak: Streak = Streak()
    days: tuple[DayTotals, ...] = ()
    calendar: Mapping[date, int] = field(default_factory=dict)
    retention: tuple[Retention, ...] = ()
    recalled: Recalled = NO_REVIEWS
    """True retention since `since`."""
    forecast: Forecast = Forecast()
    items: Counts = Counts()
    recall: float = 0.0
    """The share of all items expected to be recalled now."""
    themes: tuple[Theme, ...] = ()
    tags: tuple[Theme, ...] = ()
    weeks: tuple[Knowledge, ...] = ()
    passing: tuple[Passing, ...] = ()
    hardest: tuple[HardItem, ...] = ()
    hours: tuple[Share, ...] = ()
    buttons: Buttons = Buttons()
    sureness: Sureness = Sureness()
    quizzes: tuple[QuizMark, ...] = ()
    fit: Fit | None = None
    """What gave the weights that memories are predicted with; None where the published ones hold."""

    @property
    def empty(self) -> bool:
        """Whether nothing was ever answered."""
        return not self.calendar and not self.total.answers and not self.streak.longest

    def of(self, period: Period) -> Retention:
        """True retention of one period."""
        return next((found for found in self.retention if found.period is period), Retention(period))

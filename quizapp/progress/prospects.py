"""What a course's exam is expected to come to: recall on its day, by theme, and what more time would change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from quizapp.memory.exam import Candidate, exam_recall
from quizapp.memory.forecast import PlannedDay, better
from quizapp.memory.forecast import forecast as forecast_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from quizapp.memory.exam import Policy
    from quizapp.memory.forecast import Forecast
    from quizapp.memory.fsrs import Recall, Weights

STEP = 5.0
"""Minutes a day, more or less, of which it is told what they change."""
_MOST_WORK = 30_000
"""Items times days that one forecast lives through: at most a second. Of more items a sample is taken,
every nth of each theme, with an nth of the minutes."""
_MOST_MINUTES = 1440.0
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """An item the exam asks of, with its theme (a deck's id). An `idle` one, which is suspended, is not
    studied, and counts with what is left of it on the day."""

    theme: str
    candidate: Candidate
    idle: bool = False


@dataclass(frozen=True, slots=True)
class ThemeProspect:
    """One theme: the expected share of its items that is recalled, unseen ones counted as 0."""

    theme: str
    title: str
    predicted: Recall
    items: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """What an exam comes to at so many minutes a day.

    `predicted` is the expected share of all `items` recalled on its day, unseen ones counted as 0, and
    `deviation` its standard deviation (`memory.forecast.Forecast`); `more` and `less` are the same share
    at `STEP` minutes a day more and less, None where there are not so many. `unseen` of the items that are
    studied will not have been seen by then, and `enough` minutes a day would see all of them, None if that is
    not known. `days` are those until the exam; today's minutes are those left.
    """

    exam: date
    today: date
    minutes: float
    predicted: Recall
    deviation: float
    more: Recall
    less: Recall | None
    policy: Policy
    themes: tuple[ThemeProspect, ...]
    items: int
    unseen: int
    enough: float | None
    days: tuple[PlannedDay, ...]

    @property
    def days_left(self) -> int:
        """Days from today to the exam; 0 on its day."""
        return max((self.exam - self.today).days, 0)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A forecast as it holds for all items."""

    forecast: Forecast
    recalls: Mapping[str, Recall]
    """By theme: the mean recall of the items that are studied."""
    predicted: Recall
    unseen: float


def prospect(
    subjects: Sequence[Subject],
    titles: Mapping[str, str],
    today: date,
    exam: date,
    minutes: float,
    left: float,
    weights: Weights,
    tick: Callable[[], None],
) -> Prospect:
    """The share of all items of the course that you are expected to recall on the day of the exam if you study
    so many minutes a day until then; items you will not have seen count as not recalled, suspended ones as
    they will be. About two times in three your share will be within the range given with it.

    `titles` are those of the themes, in their order; `left` are the minutes left of today. `tick` is called
    now and then, and may raise to stop. Answers are drawn by the learner's own model
    (`memory.forecast`).
    """
    course = _Course(subjects, titles, today, exam, weights, tick)
    plan = course.plan(minutes, left)
    policy = plan.forecast.policy
    more = course.plan(minutes + STEP, left + STEP, policy)
    less = course.plan(minutes - STEP, max(left - STEP, 0), policy) if minutes > STEP else None
    unseen = round(plan.unseen)
    return Prospect(
        exam,
        today,
        minutes,
        plan.predicted,
        plan.forecast.deviation * course.studied / max(len(subjects), 1),
        more.predicted,
        None if less is None else less.predicted,
        policy,
        course.themes(plan),
        len(subjects),
        unseen,
        course.enough(minutes, left, plan) if unseen else None,
        tuple(
            replace(
                day,
                seconds=day.seconds * course.share,
                reviews=day.reviews * course.share,
                new=day.new * course.share,
            )
            for day in plan.forecast.days
        ),
    )


class _Course:
    """The items of a course, or so many of them that a forecast stays quick."""

    def __init__(
        self,
        subjects: Sequence[Subject],
        titles: Mapping[str, str],
        today: date,
        exam: date,
        weights: Weights,
        tick: Callable[[], None],
    ) -> None:
        self._titles, self._today, self._exam = titles, today, exam
        self._weights, self._tick = weights, tick
        self._span = max((exam - today).days, 0)
        active: dict[str, list[Candidate]] = {theme: [] for theme in titles}
        self._idle: dict[str, list[Recall]] = {theme: [] for theme in titles}
        for subject in subjects:
            if subject.idle:
                recall = exam_recall(subject.candidate.memory, exam, weights)
                self._idle[subject.theme].append(recall)
            else:
                active[subject.theme].append(subject.candidate)
        self._sizes = {theme: len(found) for theme, found in active.items()}
        self.studied = sum(self._sizes.values())
        every = max(1, ceil(self.studied * self._span / _MOST_WORK))
        self._sample = [(theme, one) for theme, found in active.items() for one in found[::every]]
        self.share = self.studied / len(self._sample) if self._sample else 1.0
        """How many items each one of the sample stands for."""

    def plan(self, minutes: float, left: float, policy: Policy | None = None) -> _Plan:
        """What so many minutes a day come to, `left` of them today; by the better policy, or by one."""
        candidates = [one for _, one in self._sample]
        days = [self._portion(own) for own in (left, *[minutes] * (self._span - 1))]
        asked = (candidates, self._today, self._exam, days, self._weights)
        if policy is None:
            found = better(*asked, tick=self._tick)
        else:
            found = forecast_of(*asked, policy, tick=self._tick)
        recalls: dict[str, list[Recall]] = {}
        for (theme, _), recall in zip(self._sample, found.items, strict=True):
            recalls.setdefault(theme, []).append(recall)
        means = {theme: sum(own) / len(own) for theme, own in recalls.items()}
        fresh = sum(one.memory is None for one in candidates)
        unseen = max(0.0, fresh - sum(day.new for day in found.days)) * self.share
        everything = sum(self._sizes.values()) + sum(map(len, self._idle.values()))
        recalled = sum(self._recalled(theme, means) for theme in self._titles)
        return _Plan(found, means, recalled / everything if everything else 0.0, unseen)

    def _portion(self, minutes: float) -> float:
        """The sample's part of a day's minutes. A day ends with a whole item, about half of which is beyond
        it; a sample would take that as often as the whole."""
        part = minutes / self.share
        beyond = self._sample[0][1].seconds.right / 120 if self._sample else 0.0
        return max(0.0, part - beyond * (1 - 1 / self.share))

    def _recalled(self, theme: str, means: Mapping[str, Recall]) -> float:
        return means.get(theme, 0.0) * self._sizes[theme] + sum(self._idle[theme])

    def themes(self, plan: _Plan) -> tuple[ThemeProspect, ...]:
        """Each theme that has items."""
        sizes = Counter(self._sizes)
        sizes.update({theme: len(own) for theme, own in self._idle.items()})
        return tuple(
            ThemeProspect(theme, title, self._recalled(theme, plan.recalls) / sizes[theme], sizes[theme])
            for theme, title in self._titles.items()
            if sizes[theme]
        )

    def enough(self, minutes: float, left: float, plan: _Plan) -> float | None:
        """Whole minutes a day at which all items will have been seen, found by trying; None if not found."""
        if not self._span:
            return None
        new = self._sample[0][1].seconds.new
        wanted, unseen = minutes, plan.unseen
        for _ in range(_TRIES):
            wanted = float(ceil(wanted + max(0.5, unseen * new / 60 / self._span)))
            if wanted > _MOST_MINUTES:
                return None
            unseen = self.plan(wanted, left + wanted - minutes).unseen
            if round(unseen) == 0:
                return wanted
        return None

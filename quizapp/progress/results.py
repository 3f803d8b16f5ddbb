"""The quizzes that were taken, read off the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.progress.fold import position, retracted
from quizapp.study.event import CORRECTED, SUBMITTED, Quiz
from quizapp.study.score import ThemeScore, by_theme, mean, passed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from quizapp.study.event import Event
    from quizapp.study.quiz import Attempt

_COMPARED = 5
"""So many of the latest results make a trend, beside as many before them."""


@dataclass(frozen=True, slots=True)
class QuizResult:
    """One quiz that was submitted, at the instant `at`.

    `scores` run beside `items`: from 0 to 1, None where nothing was answered; the learner's corrections
    are in them. `seconds` is the time taken, `minutes` the limit or None. The rest is as in
    `study.setup.Setup`; kinds and mode go by their names.
    """

    attempt: str
    at: datetime
    started: datetime
    scope: tuple[str, ...]
    tags: tuple[str, ...]
    kinds: tuple[str, ...]
    blueprint: str
    seed: int
    mode: str
    practice: bool
    minutes: float | None
    pass_mark: float | None
    seconds: float
    items: tuple[str, ...]
    scores: tuple[float | None, ...]
    themes: tuple[ThemeScore, ...]

    @property
    def score(self) -> float:
        """The mean of all scores, from 0 to 1; what is unanswered counts as 0."""
        return mean([score or 0.0 for score in self.scores])

    @property
    def passed(self) -> bool | None:
        """Whether the pass mark was reached; None without one."""
        return passed(self.score, self.pass_mark)

    @property
    def questions(self) -> int:
        return len(self.items)

    @property
    def answered(self) -> int:
        return sum(score is not None for score in self.scores)

    def asks_of(self, scope: str) -> bool:
        """Whether a question was of this course or `course/deck`."""
        return any(theme.theme == scope or theme.theme.startswith(f"{scope}/") for theme in self.themes)


def history(events: Iterable[Event]) -> tuple[QuizResult, ...]:
    """The quizzes submitted, in the order of their instants, whatever the order of the events.

    Needs the Quiz events of the log and the retractions; others are passed over. Of two submissions of
    one quiz the first counts; of the corrections of one question, the last.
    """
    events = list(events)
    void = retracted(events)
    steps = sorted(
        (event for event in events if isinstance(event, Quiz) and event.id not in void), key=position
    )
    submitted: dict[str, Quiz] = {}
    corrected: dict[str, dict[str, bool]] = {}
    for step in steps:
        if step.phase == SUBMITTED:
            submitted.setdefault(step.attempt, step)
        elif step.phase == CORRECTED:
            corrected.setdefault(step.attempt, {})[step.question] = step.right
    return tuple(_result(step, corrected.get(step.attempt, {})) for step in submitted.values())


def _result(step: Quiz, corrected: dict[str, bool]) -> QuizResult:
    # What another version wrote may be of unequal length.
    entries = list(zip(step.items, step.themes, step.scores, strict=False))
    scores = tuple(1.0 if corrected.get(item) else score for item, _, score in entries)
    return QuizResult(
        attempt=step.attempt,
        at=step.at,
        started=step.began or step.at,
        scope=step.scope,
        tags=step.tags,
        kinds=step.kinds,
        blueprint=step.blueprint,
        seed=step.seed,
        mode=step.mode,
        practice=step.practice,
        minutes=step.minutes,
        pass_mark=step.pass_mark,
        seconds=step.seconds,
        items=tuple(item for item, _, _ in entries),
        scores=scores,
        themes=by_theme([theme for _, theme, _ in entries], [score or 0.0 for score in scores]),
    )


def comparable(results: Iterable[QuizResult], attempt: Attempt) -> tuple[QuizResult, ...]:
    """The results of the same decks, tags, kinds and plan as a quiz, without its own."""
    setup = attempt.setup
    same = (set(setup.scope), set(setup.tags), {kind.value for kind in setup.kinds}, setup.blueprint)
    return tuple(
        result
        for result in results
        if (set(result.scope), set(result.tags), set(result.kinds), result.blueprint) == same
        and result.attempt != attempt.id
    )


def best(results: Sequence[QuizResult]) -> QuizResult | None:
    """The result with the highest score, the earliest of equals; None of none."""
    return max(results, key=lambda result: result.score, default=None)


def trend(results: Sequence[QuizResult]) -> float | None:
    """How much the score rose: the mean of the latest results less that of as many before them.

    Five and five, or as many as there are twice; from −1 to 1, None of fewer than two.
    """
    size = min(_COMPARED, len(results) // 2)
    if not size:
        return None
    scores = [result.score for result in results]
    return mean(scores[-size:]) - mean(scores[-2 * size : -size])

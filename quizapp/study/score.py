"""What a quiz came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.deck.item import Item
    from quizapp.study.quiz import Attempt


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """The questions of one deck, as `course/deck`: how many there were, and the mean of their scores."""

    theme: str
    questions: int
    share: float


@dataclass(frozen=True, slots=True)
class Score:
    """`share` is the mean of all scores, from 0 to 1; what is unanswered counts as 0, and luck is not
    taken out. `passed` is None where no pass mark was set. The four counts sum to the number of
    questions. `themes` stand in the order in which they were met."""

    share: float
    passed: bool | None
    right: int
    partly: int
    wrong: int
    open: int
    seconds: float
    themes: tuple[ThemeScore, ...]


def score_of(attempt: Attempt) -> Score:
    """The score with the answers that there are."""
    given = [reply.score for reply in attempt.replies if reply is not None]
    right = sum(score >= 1 for score in given)
    wrong = sum(score <= 0 for score in given)
    scores = [0.0 if reply is None else reply.score for reply in attempt.replies]
    share = mean(scores)
    return Score(
        share=share,
        passed=passed(share, attempt.setup.pass_mark),
        right=right,
        partly=len(given) - right - wrong,
        wrong=wrong,
        open=len(scores) - len(given),
        seconds=attempt.used,
        themes=by_theme([question.theme for question in attempt.questions], scores),
    )


def mean(scores: list[float]) -> float:
    """The mean of scores, 0 of none; rounded, so that a sum of thirds can reach a pass mark."""
    return round(sum(scores) / len(scores), 9) if scores else 0.0


def passed(share: float, pass_mark: float | None) -> bool | None:
    """Whether a share reaches the pass mark; None where there is no mark."""
    return None if pass_mark is None else share >= round(pass_mark, 9)


def by_theme(themes: list[str], scores: list[float]) -> tuple[ThemeScore, ...]:
    """The scores of each theme, in the order in which the themes are met."""
    groups: dict[str, list[float]] = {}
    for theme, score in zip(themes, scores, strict=True):
        groups.setdefault(theme, []).append(score)
    return tuple(ThemeScore(theme, len(own), mean(own)) for theme, own in groups.items())


def missed(attempt: Attempt) -> tuple[Item, ...]:
    """The items that were not wholly right, the unanswered ones included, in the order asked."""
    pairs = zip(attempt.questions, attempt.replies, strict=True)
    return tuple(question.item for question, reply in pairs if reply is None or reply.score < 1)

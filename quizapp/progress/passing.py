"""Would I pass today? The score expected of a quiz, from the recall expected of each item."""

from __future__ import annotations

from dataclasses import dataclass
from math import erf, sqrt
from typing import TYPE_CHECKING

from quizapp.deck.shapes import MultipleChoice
from quizapp.grading.expected import natural_mode, options_of
from quizapp.grading.mark import Mode
from quizapp.progress.statistics import Passing
from quizapp.study.distractors import WANTED
from quizapp.study.modes import mode_for
from quizapp.study.selection import allot
from quizapp.study.setup import Setup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.course import Course
    from quizapp.deck.item import Item

BORROWED = WANTED + 1
"""How many options a card without its own is taken to be asked with, where a quiz is one of choices."""

_Z90 = 1.644854


@dataclass(frozen=True, slots=True)
class Chances:
    """The chances of some cards to be answered right: how many cards there are, the mean chance, the sum of
    p(1 − p), and the sum of the squares of what they are off the mean."""

    size: int = 0
    mean: float = 0.0
    luck: float = 0.0
    spread: float = 0.0

    @classmethod
    def of(cls, chances: Sequence[float]) -> Chances:
        if not chances:
            return cls()
        mean = sum(chances) / len(chances)
        luck = sum(chance * (1 - chance) for chance in chances)
        return cls(len(chances), mean, luck, sum((chance - mean) ** 2 for chance in chances))

    def plus(self, other: Chances) -> Chances:
        """Those of both. Adding up squares of differences, not of chances, keeps all digits (Chan, Golub
        and LeVeque, Updating formulae and a pairwise algorithm for computing sample variances, 1979)."""
        size = self.size + other.size
        if not size:
            return self
        off = other.mean - self.mean
        return Chances(
            size,
            self.mean + off * other.size / size,
            self.luck + other.luck,
            self.spread + other.spread + off * off * self.size * other.size / size,
        )


@dataclass(frozen=True, slots=True)
class Stratum:
    """`number` questions drawn at random from cards with these chances."""

    number: int
    chances: Chances


def planned(course: Course) -> list[tuple[str, Setup]]:
    """The quizzes that are foretold: those of the course's own plans by their names, else one of the usual
    length by the name ""."""
    plans = [(plan.title or plan.id, Setup.of(course.id, plan)) for plan in course.blueprints]
    return plans or [("", Setup((course.id,)))]


def passing(course: Course, decks: Sequence[Sequence[Sequence[Chances]]]) -> tuple[Passing, ...]:
    """The score to expect of a quiz taken now, by the course's own plan where it has one: for each
    question the chance that you recall the answer, or else guess it where there are options. The range
    is that of nine quizzes in ten: which questions are drawn, and luck, make the difference. It does not
    hold how far the scheduler's predictions are off; compare them with your retention.

    `decks` has of each deck, for each quiz that is `planned`, the chances of each of its groups.
    """
    found = []
    for at, (name, setup) in enumerate(planned(course)):
        groups = [Chances() for _ in setup.weights or (None,)]
        for deck in decks:
            groups = [mine.plus(more) for mine, more in zip(groups, deck[at], strict=True)]
        drawn = strata(groups, setup)
        if any(stratum.number for stratum in drawn):
            found.append(expected_score(course.id, name, drawn, setup.pass_mark))
    return tuple(found)


def strata(groups: Sequence[Chances], setup: Setup) -> tuple[Stratum, ...]:
    """What a quiz draws from: one group of cards, or one for each weight of its plan."""
    sizes = [group.size for group in groups]
    wanted = sum(sizes) if setup.questions is None else min(setup.questions, sum(sizes))
    numbers = allot([weight.share for weight in setup.weights] or [1.0], sizes, wanted)
    return tuple(Stratum(number, group) for number, group in zip(numbers, groups, strict=True))


def guess_rate(item: Item, wish: Mode | None) -> float:
    """The chance to be right without knowing, if an item is asked in the way wished or as written."""
    own = options_of(item)
    mode = mode_for(item, wish, choosable=True) if wish is not None else natural_mode(item)
    if mode is not Mode.CHOICE:
        return 0.0
    options = len(own) or BORROWED
    if isinstance(item.card.shape, MultipleChoice):
        # One of the sets of options that are not empty, as in grading.choice.
        return float(1 / (2 ** min(options, 60) - 1))
    return 1 / options


def expected_score(course: str, name: str, drawn: Sequence[Stratum], pass_mark: float | None) -> Passing:
    """The mean score of a quiz, its 90 % range and the chance to pass, by the normal approximation.

    Of n questions drawn without replacement from N cards with chances p, the variance of the share
    right is (n · mean(p(1 − p)) + n · (1 − n/N) · S²) / n², where S² is the variance of p among the
    cards (Cochran, Sampling Techniques, 3rd ed., 2.6). Passing has the continuity correction of half a
    question. Some question must be drawn.
    """
    questions = sum(stratum.number for stratum in drawn)
    expected = variance = 0.0
    for stratum in drawn:
        size = stratum.chances.size
        if not size or not stratum.number:
            continue
        luck = stratum.chances.luck / size
        spread = stratum.chances.spread / (size - 1) if size > 1 else 0.0
        expected += stratum.number * stratum.chances.mean
        variance += stratum.number * (luck + (1 - stratum.number / size) * spread)
    score, deviation = expected / questions, sqrt(variance) / questions
    chance = None
    if pass_mark is not None:
        if deviation:
            chance = 0.5 * (1 + erf((score - pass_mark + 0.5 / questions) / (deviation * sqrt(2))))
        else:
            chance = float(score >= pass_mark - 1e-9)
    low, high = (max(0.0, score - _Z90 * deviation), min(1.0, score + _Z90 * deviation))
    return Passing(course, name, questions, score, low, high, pass_mark, chance)

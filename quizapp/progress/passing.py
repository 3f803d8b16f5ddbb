"""Would I pass today? The score expected of a quiz, from the recall expected of each item."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import erf, sqrt
from typing import TYPE_CHECKING

from quizapp.deck.shapes import MultipleChoice
from quizapp.grading.expected import natural_mode, options_of
from quizapp.grading.mark import Mode
from quizapp.memory.guess import likely_right
from quizapp.progress.statistics import Passing
from quizapp.study.distractors import WANTED
from quizapp.study.modes import mode_for
from quizapp.study.selection import allot, candidates
from quizapp.study.setup import Setup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizapp.deck.model import Course, Item
    from quizapp.progress.knowledge import Standing

BORROWED = WANTED + 1
"""How many options a card without its own is taken to be asked with, where a quiz is one of choices."""

_Z90 = 1.644854


@dataclass(frozen=True, slots=True)
class Stratum:
    """`number` questions drawn at random from cards, each with its chance to be answered right."""

    number: int
    chances: tuple[float, ...]


def passing(course: Course, items: Sequence[Standing]) -> tuple[Passing, ...]:
    """The score to expect of a quiz taken now, by the course's own plan where it has one: for each
    question the chance that you recall the answer, or else guess it where there are options. The range
    is that of nine quizzes in ten: which questions are drawn, and luck, make the difference. It does not
    hold how far the scheduler's predictions are off; compare them with your retention."""
    plans = [(plan.title or plan.id, Setup.of(course.id, plan)) for plan in course.blueprints] or [
        ("", Setup((course.id,)))
    ]
    found = []
    for name, setup in plans:
        drawn = strata(items, setup)
        if any(stratum.number for stratum in drawn):
            found.append(expected_score(course.id, name, drawn, setup.pass_mark))
    return tuple(found)


def strata(items: Sequence[Standing], setup: Setup) -> tuple[Stratum, ...]:
    """What a quiz draws from: one group of cards, or one for each weight of its plan.

    A card with several facets is asked by one of them, each as likely.
    """
    standings = {one.item.id: one for one in items}
    suspended = {one.item.id for one in items if one.state.suspended}
    left: list[Item] = [one.item for one in items]
    groups: list[tuple[float, ...]] = []
    for weight in setup.weights or (None,):
        narrowed = setup if weight is None else replace(setup, weights=(weight,))
        group = candidates(left, suspended, narrowed)
        taken = {item.id for item in group}
        left = [item for item in left if item.id not in taken]
        groups.append(_by_card(group, standings, setup))
    sizes = [len(group) for group in groups]
    wanted = sum(sizes) if setup.questions is None else min(setup.questions, sum(sizes))
    shares = [weight.share for weight in setup.weights] or [1.0]
    numbers = allot(shares, sizes, wanted)
    return tuple(Stratum(number, group) for number, group in zip(numbers, groups, strict=True))


def _by_card(group: Iterable[Item], standings: Mapping[str, Standing], setup: Setup) -> tuple[float, ...]:
    cards: dict[str, list[float]] = {}
    for item in group:
        chance = likely_right(standings[item.id].recall, guess_rate(item, setup.mode))
        cards.setdefault(item.card.id, []).append(chance)
    return tuple(sum(facets) / len(facets) for facets in cards.values())


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
        size = len(stratum.chances)
        if not size or not stratum.number:
            continue
        mean = sum(stratum.chances) / size
        luck = sum(chance * (1 - chance) for chance in stratum.chances) / size
        spread = sum((chance - mean) ** 2 for chance in stratum.chances) / (size - 1) if size > 1 else 0.0
        expected += stratum.number * mean
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

"""What the answers to one item say of it, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.deck.shapes import TrueFalse
from quizapp.grading.expected import fingerprint, options_of
from quizapp.grading.mark import Mode
from quizapp.grading.verdict import Verdict
from quizapp.memory.fsrs import DEFAULT_WEIGHTS, Weights
from quizapp.memory.guess import likely_right
from quizapp.memory.rating import GUESSED, Rating
from quizapp.memory.recall import recall
from quizapp.progress import past
from quizapp.progress.fold import step
from quizapp.progress.shares import Recalled, Share
from quizapp.study.event import Answer
from quizapp.study.state import ItemState
from quizapp.study.wordings import mistakes, overruled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.deck.item import Item
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response
    from quizapp.progress.fold import ItemEvent


@dataclass(frozen=True, slots=True)
class Evidence:
    """The counts of one item. Answers from before its right answer was changed are in none of them.

    `answers` are all there are, right if rated above Again; `at_once` those rated Good or Easy without a
    hint or a guess. `reviews` are as in `DayTotals`: the first answer of a day to an item in review; their
    prediction is the chance of a right answer, g + (1 − g)·R with the guess rate g and the recall R.
    `choices` are answers by choosing; `chosen` says how often each of the card's options was, as the
    author writes it. `wrong` says how often each wrong text was typed (`typed`) or chosen, by its
    normalised form; `written` gives back how it was first written. `wordings` are the overruled ones that
    the deck still marks wrong, `overrulings` counts all.
    """

    item: Item
    state: ItemState
    answers: Share = field(default_factory=Share)
    at_once: int = 0
    reviews: Recalled = field(default_factory=Recalled)
    choices: Share = field(default_factory=Share)
    chosen: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)
    written: dict[str, str] = field(default_factory=dict)
    overrulings: int = 0
    wordings: Counter[str] = field(default_factory=Counter)


def evidence_of(
    item: Item, history: Iterable[ItemEvent], context: Context, weights: Weights = DEFAULT_WEIGHTS
) -> Evidence:
    """Count the events that count for an item, which `fold.history` gives in order."""
    state = ItemState(item.id)
    expected = fingerprint(item)
    answers: list[Answer] = []
    reviews: list[tuple[bool, float]] = []
    for event in history:
        if isinstance(event, Answer) and event.expected == expected:
            answers.append(event)
            memory = state.memory
            if memory is not None and past.is_review(past.entry(memory, event, weights)):
                likely = recall(memory, event.study_day, weights)
                reviews.append((_right(event), likely_right(likely, event.guess_rate)))
        state = step(state, event, weights)
    choices = [answer for answer in answers if answer.asked == Mode.CHOICE and answer.response]
    wrong, typed, written = _mistakes(item, answers, context)
    wordings = (overruled(answer, item, context) for answer in answers)
    return Evidence(
        item,
        state,
        answers=Share(sum(_right(answer) for answer in answers), len(answers)),
        at_once=sum(_at_once(answer) for answer in answers),
        reviews=Recalled(
            sum(recalled for recalled, _ in reviews),
            len(reviews),
            sum(round(likely * 1_000_000) for _, likely in reviews),
        ),
        choices=Share(sum(_right(answer) for answer in choices), len(choices)),
        chosen=_chosen(item, choices),
        wrong=wrong,
        typed=typed,
        written=written,
        overrulings=sum(answer.overruled for answer in answers),
        wordings=Counter(wording for wording in wordings if wording),
    )


def _right(answer: Answer) -> bool:
    return answer.rating > Rating.AGAIN


def _at_once(answer: Answer) -> bool:
    return answer.rating > Rating.HARD and not answer.hints and answer.confidence != GUESSED


def _chosen(item: Item, choices: list[Answer]) -> Counter[str]:
    """How often each of the card's own options was chosen, as it is written."""
    if isinstance(item.card.shape, TrueFalse):
        return Counter()
    options = {normalise(plain(option)): option for option in options_of(item)}
    chosen: Counter[str] = Counter()
    for answer in choices:
        texts = (answer.response,) if isinstance(answer.response, str) else answer.response or ()
        forms = {normalise(plain(text)) for text in texts if isinstance(text, str)}
        chosen.update(options[form] for form in forms if form in options)
    return chosen


def _mistakes(
    item: Item, answers: list[Answer], context: Context
) -> tuple[Counter[str], Counter[str], dict[str, str]]:
    """The wrong texts by their normalised form, those of them that were typed, and how each was first
    written."""
    wrong: Counter[str] = Counter()
    typed: Counter[str] = Counter()
    written: dict[str, str] = {}
    # One and the same wrong answer is marked once, however often it was given.
    known: dict[tuple[str, Response], tuple[str, ...]] = {}
    if isinstance(item.card.shape, TrueFalse):
        return wrong, typed, written  # there is but one wrong answer
    for answer in answers:
        if answer.overruled or answer.verdict == Verdict.RIGHT:
            continue
        key = answer.asked, answer.response
        if key not in known:
            known[key] = mistakes(item, *key, context)
        for text in known[key]:
            form = normalise(text, context.language)
            written.setdefault(form, text)
            wrong[form] += 1
            typed[form] += answer.asked == Mode.TYPED
    return wrong, typed, written

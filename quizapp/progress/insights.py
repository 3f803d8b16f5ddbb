"""What answers say about cards, in sentences for their author.

The answers are those of one learner. So counts stand beside shares, and shares beside the interval in
which 95 % of such samples have the true one (`shares.Share`); below ten answers nothing is claimed of a
card. What was counted but claims nothing, as that a wording came three times, is said from fewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.deck.card import facets
from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.progress.evidence import Evidence, evidence_of
from quizapp.progress.shares import NOTHING, Recalled, Share
from quizapp.study.wordings import rejected
from quizapp.words import count, percent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from quizapp.deck.card import Card
    from quizapp.deck.item import Item
    from quizapp.grading.context import Context
    from quizapp.memory.fsrs import Weights
    from quizapp.progress.confusions import Confusion
    from quizapp.progress.fold import ItemEvent

RECURRING = 3
"""How often the same wrong answer makes a habit."""


class Kind(StrEnum):
    """What an insight is about; in the order in which those of one card are listed."""

    RECALL = "recall"
    HARD = "hard"
    EASY = "easy"
    RECURRING = "recurring"
    CONFUSED = "confused"
    UNCHOSEN = "unchosen"
    OVERRULED = "overruled"
    FLAGGED = "flagged"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Insight:
    """One thing that answers say of a card.

    `items` are the ids of the items it holds for. `mark` says it in a few words for a preview; it is ""
    where the card is as it should be. `message` is the whole sentence. `share` is counted of answers or
    reviews, with the `predicted` share (0 to 1) beside it where there is one. `texts` are the wordings it
    is about, `other` the card it is confused with.
    """

    kind: Kind
    card: Card
    items: tuple[str, ...]
    mark: str
    message: str
    share: Share = NOTHING
    predicted: float | None = None
    texts: tuple[str, ...] = ()
    other: Card | None = None


def counted_of(share: Share, verb: str, noun: str) -> str:
    """ "3 of 12 reviews recalled (25%, 9% to 53%)"."""
    low, high = share.interval
    found = percent(share.value or 0.0)
    return f"{share.right} of {count(share.of, noun)} {verb} ({found}, {percent(low)} to {percent(high)})"


def of_card(evidence: Sequence[Evidence]) -> Iterator[Insight]:
    """Predicted against observed recall of one card, all its items together; from ten reviews."""
    reviews = together(evidence)
    predicted = reviews.predicted
    if not reviews.enough or predicted is None:
        return
    low, high = reviews.interval
    mark = "harder than predicted" if high < predicted else "easier than predicted" if low > predicted else ""
    said = counted_of(reviews, "recalled", "review")
    yield Insight(
        Kind.RECALL,
        evidence[0].item.card,
        tuple(found.item.id for found in evidence),
        mark,
        f"{mark or 'as predicted'}: {said}, {percent(predicted)} predicted",
        reviews,
        predicted,
    )


def together(evidence: Iterable[Evidence]) -> Recalled:
    """The reviews of several items."""
    all_of = [found.reviews for found in evidence]
    return Recalled(
        sum(reviews.right for reviews in all_of),
        sum(reviews.of for reviews in all_of),
        sum(reviews.millionths for reviews in all_of),
    )


def of_item(
    found: Evidence, usual: float | None = None, confused: Sequence[Confusion] = ()
) -> Iterator[Insight]:
    """What the answers to one item say of it.

    `usual` is the share of right answers over many cards, None if it is not known; `confused` are the
    other cards it is taken for.
    """
    yield from _difficulty(found, usual)
    yield from _recurring(found, {confusion.form for confusion in confused})
    yield from (_confused(found, confusion) for confusion in confused)
    yield from _unchosen(found)
    if found.overrulings:
        texts = tuple(found.wordings)
        accept = f"; accept {quoted(texts)}?" if texts else ""
        yield _insight(
            found,
            Kind.OVERRULED,
            f"overruled {times(found.overrulings)}",
            f"you overruled the mark {times(found.overrulings)}{accept}",
            Share(found.overrulings, found.answers.of),
            texts,
        )
    if found.state.flagged:
        yield _insight(found, Kind.FLAGGED, "flagged", "you flagged it")
    if found.state.note:
        yield _insight(
            found, Kind.NOTED, "noted", f"your note: {found.state.note}", texts=(found.state.note,)
        )


def _difficulty(found: Evidence, usual: float | None) -> Iterator[Insight]:
    answers = found.answers
    if not answers.enough:
        return
    if found.at_once == answers.of:
        said = counted_of(answers, "right at once", "answer")
        yield _insight(found, Kind.EASY, "always right at once", f"too easy? {said}", answers)
    elif usual is not None and answers.interval[1] < usual:
        said = counted_of(answers, "right", "answer")
        message = f"among the hardest: {said}, {percent(usual)} over all cards"
        yield _insight(found, Kind.HARD, "among the hardest", message, answers)


def _recurring(found: Evidence, elsewhere: Collection[str]) -> Iterator[Insight]:
    settled = rejected(found.item)
    for form, number in found.wrong.most_common():
        if number < RECURRING:
            return
        if form in elsewhere:
            continue
        text = found.written[form]
        if not found.typed[form]:
            what, advice = "chosen", ""
        elif normalise(text) in settled:
            what, advice = "answered", ""
        else:
            what, advice = "answered", ": write it under accept or reject?"
        yield _insight(
            found,
            Kind.RECURRING,
            f"often {what}: {quoted((text,))}",
            f"{quoted((text,))} was {what} {times(number)}{advice}",
            Share(number, found.answers.of),
            (text,),
        )


def _confused(found: Evidence, confusion: Confusion) -> Insight:
    place, text = confusion.other.place, found.written[confusion.form]
    there = f", and this one's answer there {times(confusion.there)}" if confusion.there else ""
    return _insight(
        found,
        Kind.CONFUSED,
        f"confused with {quoted((text,))}",
        f"confused with {place.file}:{place.line}, “{plain(confusion.other.stem)}”:"
        f" {quoted((text,))} was answered here {times(confusion.here)}{there}",
        Share(confusion.here, found.answers.of),
        (text,),
        confusion.other,
    )


def _unchosen(found: Evidence) -> Iterator[Insight]:
    """Wrong options that do nothing. Where every choice was right, that may be the learner's merit."""
    if not found.choices.enough:
        return
    shape = found.item.card.shape
    wrong = [plain(option.text) for option in getattr(shape, "wrong", ()) if not found.chosen[option.text]]
    if not wrong:
        return
    errors = found.choices.of - found.choices.right
    texts = tuple(wrong)
    many = "wrong option" if len(texts) == 1 else "wrong options"
    yield _insight(
        found,
        Kind.UNCHOSEN,
        f"{len(texts)} {many} never chosen",
        f"never chosen: {quoted(texts)} ({count(found.choices.of, 'choice')}, {errors or 'none'} of them wrong)",
        Share(0, found.choices.of),
        texts,
    )


def marks_of(
    item: Item, history: Iterable[ItemEvent], context: Context, weights: Weights = DEFAULT_WEIGHTS
) -> tuple[str, ...]:
    """What an item's own answers say of it, in a few words each, for a preview of its card.

    `history` is what `fold.history` gives. What takes a look at other cards is not among it, nor are flag
    and note, which the item's state has.
    """
    found = evidence_of(item, history, context, weights)
    told = (*of_card((found,)), *of_item(found))
    return tuple(
        insight.mark for insight in told if insight.mark and insight.kind not in (Kind.FLAGGED, Kind.NOTED)
    )


def _insight(
    found: Evidence,
    kind: Kind,
    mark: str,
    message: str,
    share: Share = NOTHING,
    texts: tuple[str, ...] = (),
    other: Card | None = None,
) -> Insight:
    item = found.item
    return Insight(
        kind, item.card, (item.id,), mark, facet_of(item) + message, share, texts=texts, other=other
    )


def facet_of(item: Item) -> str:
    """Which way of asking is meant, before a sentence, where a card has several."""
    return f"({item.facet}) " if len(facets(item.card)) > 1 else ""


def times(number: int) -> str:
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def quoted(texts: Iterable[str]) -> str:
    """Texts in quotation marks, joined by commas."""
    return ", ".join(f"“{text}”" for text in texts)

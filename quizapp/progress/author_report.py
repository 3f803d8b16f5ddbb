"""All that one learner's answers say of the cards of some decks, for whoever wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from quizapp.memory.fsrs import DEFAULT_WEIGHTS
from quizapp.progress.confusions import confusions, right_answers
from quizapp.progress.evidence import Evidence, evidence_of
from quizapp.progress.fold import history, retracted
from quizapp.progress.insights import Insight, Kind, of_card, of_item, together
from quizapp.progress.shares import Recalled, Share
from quizapp.study.event import Follow, ItemlessEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizapp.deck.item import Item
    from quizapp.grading.context import Context
    from quizapp.memory.fsrs import Weights
    from quizapp.progress.fold import ItemEvent
    from quizapp.study.event import Event

_KINDS = list(Kind)


@dataclass(frozen=True, slots=True)
class DeckRecall:
    """Predicted against observed recall of a deck; `predicted` and `enough` are those of `reviews`."""

    course: str
    deck: str
    file: str
    reviews: Recalled


@dataclass(frozen=True, slots=True)
class AuthorReport:
    """`insights` are in the order of files and lines. `answers` are all that count, `judged` is how many
    cards have reviews enough to compare their recall with the prediction."""

    insights: tuple[Insight, ...]
    decks: tuple[DeckRecall, ...]
    answers: Share
    judged: int


def author_report(
    items: Sequence[Item],
    everything: Iterable[Item],
    events: Iterable[Event],
    context: Callable[[Item], Context],
    weights: Weights = DEFAULT_WEIGHTS,
) -> AuthorReport:
    """The report on `items`; `everything` are the items of their whole courses. Recall is predicted with
    `weights`.

    Time grows with the log and the cards; one card's answers are marked once for each wording.
    """
    found = evidence(items, events, context, weights)
    answers = Share(sum(one.answers.right for one in found), sum(one.answers.of for one in found))
    usual = answers.value if answers.enough else None
    confused = confusions(found, right_answers(everything, context))
    insights: list[Insight] = []
    for _, group in groupby(found, key=_card):
        own = tuple(group)
        insights += of_card(own)
        for one in own:
            insights += of_item(one, usual, confused.get(one.item.id, ()))
    decks = tuple(
        DeckRecall(*key, own[0].item.card.place.file, together(own))
        for key, group in groupby(found, key=_deck)
        if (own := tuple(group))
    )
    judged = sum(insight.kind is Kind.RECALL for insight in insights)
    return AuthorReport(tuple(sorted(insights, key=_place)), decks, answers, judged)


def evidence(
    items: Sequence[Item],
    events: Iterable[Event],
    context: Callable[[Item], Context],
    weights: Weights = DEFAULT_WEIGHTS,
) -> list[Evidence]:
    """The evidence on each of these items that has any, in their order."""
    own: dict[str, list[ItemEvent]] = {}
    events = list(events)
    void = retracted(events)
    for event in events:
        if not isinstance(event, ItemlessEvent) and event.id not in void:
            own.setdefault(event.item, []).append(event)
    found = []
    for item in items:
        concerning = _with_followed(item.id, own)
        if concerning:
            found.append(evidence_of(item, history(item.id, concerning), context(item), weights))
    return found


def _with_followed(item: str, own: dict[str, list[ItemEvent]]) -> list[ItemEvent]:
    """The events of an item and of those that it follows, directly or not."""
    known: set[str] = set()
    concerning: list[ItemEvent] = []
    waiting = [item]
    while waiting:
        name = waiting.pop()
        if name not in known:
            known.add(name)
            events = own.get(name, ())
            concerning += events
            waiting += [event.was for event in events if isinstance(event, Follow)]
    return concerning


def _card(found: Evidence) -> tuple[str, str]:
    return found.item.course, found.item.card.id


def _deck(found: Evidence) -> tuple[str, str]:
    return found.item.course, found.item.deck


def _place(insight: Insight) -> tuple[str, int, int]:
    return insight.card.place.file, insight.card.place.line, _KINDS.index(insight.kind)

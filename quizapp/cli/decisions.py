"""What the learner decides about followed cards: proposals, and what to take back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.cli.reading import Expected, changed_answers, followings
from quizapp.progress.fold import retracted
from quizapp.progress.lesson import Lesson
from quizapp.study.changes import Pair
from quizapp.study.event import Follow, Retract
from quizapp.study.facets import has_history, succession

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import datetime

    from quizapp.deck.library import Library
    from quizapp.progress.known import CardId
    from quizapp.progress.store import Store
    from quizapp.study.event import Event
    from quizapp.study.known import KnownCard
    from quizapp.study.stamp import Stamp


def decide(
    store: Store,
    library: Library,
    accepted: Collection[int],
    declined: Collection[int],
    stamp: Callable[[], Stamp],
) -> None:
    """Close proposals by number: of the accepted ones the new card carries on the earlier history.

    Numbers that are not open any more are passed over. Raises StoreFault.
    """
    events: list[Event] = []
    followed: list[CardId] = []
    changed: dict[str, str] = {}
    marked = store.known.changed_items()
    cards: dict[str, dict[str, KnownCard]] = {}
    for proposal in store.known.proposals():
        if proposal.number not in accepted:
            continue
        for name in (proposal.course, proposal.was_course):
            if name not in cards:
                cards[name] = {card.card: card for card in store.known.cards(name)}
        old, new = cards[proposal.was_course][proposal.was_card], cards[proposal.course][proposal.card]
        states = store.states((*old.items, *new.items))
        found = [lineage for lineage in succession(old, new) if has_history(states[lineage.was])]
        events += followings(found, states, stamp)
        followed.append((old.course, old.card))
        course = library.course(new.course)
        if course is not None:
            changed |= changed_answers(Pair(old, new), states, Expected(course), marked)
    store.known.decide(
        accepted,
        declined,
        Lesson(events=tuple(events), followed=tuple(followed), changed=tuple(changed.items())),
    )


@dataclass(frozen=True, slots=True)
class Followed:
    """One card that carries on the history of another one, or of its own facets in another order.

    `number` counts from the first one in the log, so it stays. `standing` are the ids of the events
    to take back, () if that is done.
    """

    number: int
    at: datetime
    card: CardId
    was: CardId
    standing: tuple[str, ...]


def followed(store: Store) -> list[Followed]:
    """All cards that were ever followed, in the order of the log."""
    groups: dict[tuple[object, ...], list[Follow]] = {}
    same: dict[tuple[str, str, str, str], list[str]] = {}
    for event in store.events(Follow.type):
        if isinstance(event, Follow):
            same.setdefault(_what(event), []).append(event.id)
            key = (
                event.device,
                event.at,
                _card(event.item),
                _card(_source(event)),
                event.before,
                event.after,
            )
            groups.setdefault(key, []).append(event)
    void = retracted(store.events(Retract.type)) if groups else set()
    return [
        Followed(
            number,
            events[0].at,
            _card(events[0].item),
            _card(_source(events[0])),
            # Another machine may have told the same.
            tuple(id for event in events for id in same[_what(event)] if id not in void),
        )
        for number, events in enumerate(groups.values(), 1)
    ]


def take_back(store: Store, chosen: Iterable[Followed], stamp: Callable[[], Stamp]) -> None:
    """Let cards go on without the history that they took over; it stays with the earlier ones."""
    ids = dict.fromkeys(id for one in chosen for id in one.standing)
    stamps = [(id, stamp()) for id in ids]
    store.append(*(Retract(id=given.id, at=given.at, device=given.device, event=id) for id, given in stamps))


def _what(event: Follow) -> tuple[str, str, str, str]:
    return event.item, event.was, event.before, event.after


def _source(event: Follow) -> str:
    """What an item was; where facets changed places, the card is the same."""
    return event.item if event.replaces else event.was


def _card(item: str) -> CardId:
    course, _, rest = item.partition("/")
    return course, rest.rpartition("/")[0]

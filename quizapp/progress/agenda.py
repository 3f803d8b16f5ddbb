"""What there is to do now: per course and deck, from the log's states and the day's limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.model import items
from quizapp.memory.schedule import Phase, recall
from quizapp.study.plan import Allowance, Queue, plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set
    from datetime import date, datetime

    from quizapp.deck.model import Course, Deck, Item
    from quizapp.memory.schedule import Parameters
    from quizapp.study.state import ItemState


@dataclass(frozen=True, slots=True)
class DeckAgenda:
    """One deck: its items, what is to be asked now, and how much is learnt.

    `learnt` items are in review; `recall` is their mean expected recall today, None without any.
    """

    deck: Deck
    items: tuple[Item, ...]
    queue: Queue
    learnt: int
    recall: float | None


@dataclass(frozen=True, slots=True)
class CourseAgenda:
    """One course: its decks in order, and the queue over all of them."""

    course: Course
    decks: tuple[DeckAgenda, ...]
    queue: Queue

    @property
    def total(self) -> int:
        return sum(len(deck.items) for deck in self.decks)

    @property
    def learnt(self) -> int:
        return sum(deck.learnt for deck in self.decks)

    def queue_of(self, deck: str | None = None) -> Queue:
        """What a sitting asks: of the whole course, or of one of its decks (by id)."""
        return self.queue if deck is None else self.deck(deck).queue

    def deck(self, deck: str) -> DeckAgenda:
        """The agenda of one deck, by id. Raises KeyError for a deck that the course does not have."""
        for agenda in self.decks:
            if agenda.deck.id == deck:
                return agenda
        raise KeyError(deck)


def course_agenda(
    course: Course,
    states: Mapping[str, ItemState],
    parameters: Parameters,
    today: date,
    now: datetime,
    limits: Allowance,
    introduced: Set[str],
    reviewed: Set[str],
) -> CourseAgenda:
    """The agenda of a course.

    `limits` are a day's; what `introduced` (items first answered today) and `reviewed` (items
    answered today that were not new) have used of them is taken off. The limits hold for the course
    as a whole, where new items come in its learning order, and for a deck studied alone, where they come
    as written.
    """
    decks = [(deck, items(course, deck)) for deck in course.decks]
    everything = _in_learning_order(course, [item for _, own in decks for item in own])
    mine = {item.id for item in everything}
    left = Allowance(
        max(0, limits.new - len(mine & introduced)),
        max(0, limits.reviews - len(mine & reviewed)),
    )
    weights = parameters.weights
    agendas = []
    for deck, own in decks:
        known = [
            memory
            for item in own
            if (state := states.get(item.id)) is not None
            and (memory := state.memory) is not None
            and memory.phase is Phase.REVIEW
        ]
        mean = sum(recall(memory, today, weights) for memory in known) / len(known) if known else None
        queue = plan(own, states, today, now, left, weights)
        agendas.append(DeckAgenda(deck, own, queue, len(known), mean))
    return CourseAgenda(course, tuple(agendas), plan(everything, states, today, now, left, weights))


def _in_learning_order(course: Course, everything: list[Item]) -> Sequence[Item]:
    if not course.learning_order:
        return everything
    rank = {card: at for at, card in enumerate(course.learning_order)}
    return sorted(everything, key=lambda item: rank[item.card.id])

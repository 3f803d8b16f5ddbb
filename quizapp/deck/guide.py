"""The guided path of a course: in which order its cards come to a learner for the first time.

`guide` in course.yaml is a list of steps. A step names cards by what they are: `deck:x`, `tag:x`, or
the id of a card; several names with spaces between them mean cards that all of them fit. A list inside
is a step whose entries take turns, a card of each at a time. What no step names comes at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from quizapp.deck.card import names_of
from quizapp.deck.fields import kind_of, read_text
from quizapp.deck.nodes import Sequence as ListNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizapp.deck.course import Deck
    from quizapp.deck.nodes import Node
    from quizapp.deck.report import Report


@dataclass(frozen=True, slots=True)
class Choice:
    """Cards that all of these names fit. `start` and `end` are its place, as offsets into the file."""

    names: tuple[str, ...]
    start: int
    end: int


Step = tuple[Choice, ...]
"""Choices that take turns; most steps have one."""


def read_guide(report: Report, node: Node) -> tuple[Step, ...]:
    """The steps under a `guide` key; faulty entries are reported and left out."""
    if not isinstance(node, ListNode):
        what = f"`guide` wants a list of steps, and this is {kind_of(node)}"
        report.add("D204", what, node.start, node.end, "write each step on its own line after a dash")
        return ()
    if not node.items:
        report.add("D205", "`guide` is empty", node.start, node.end, "name a step, or leave the key out")
    steps = []
    for entry in node.items:
        step = tuple(_choices(report, entry.items if isinstance(entry, ListNode) else (entry,)))
        if step:
            steps.append(step)
    return tuple(steps)


def _choices(report: Report, nodes: Iterable[Node]) -> Iterator[Choice]:
    for node in nodes:
        text = read_text(report, node, "a step of `guide`")
        if text is not None:
            yield Choice(tuple(text.split()), node.start, node.end)


def learning_order(steps: Sequence[Step], decks: Sequence[Deck]) -> tuple[str, ...]:
    """The ids of all cards of the decks in the order of the guide; empty without one.

    A card that several steps name comes with the first of them. Within a choice the order of the course
    is kept.
    """
    if not steps:
        return ()
    cards = [(deck, card) for deck in decks for card in deck.cards]
    named: dict[str, list[str]] = {}
    for deck, card in cards:
        for name in names_of(deck.id, card):
            named.setdefault(name, []).append(card.id)
    taken: dict[str, None] = {}
    for step in steps:
        for turn in zip_longest(*(_chosen(choice, named, taken) for choice in step)):
            taken.update(dict.fromkeys(card for card in turn if card is not None))
    taken.update(dict.fromkeys(card.id for _, card in cards))
    return tuple(taken)


def _chosen(choice: Choice, named: dict[str, list[str]], taken: dict[str, None]) -> list[str]:
    first, *others = (named.get(name, []) for name in choice.names)
    rest = [set(cards) for cards in others]
    return [card for card in first if card not in taken and all(card in cards for cards in rest)]

"""Which questions a quiz asks: drawn by a seed, the same on every machine."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from quizapp.deck.card import names_of
from quizapp.study.kind import kind_of
from quizapp.study.options import drawn
from quizapp.study.question import can_be_marked

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from quizapp.deck.blueprint import Weight
    from quizapp.deck.item import Item
    from quizapp.study.setup import Setup


def candidates(items: Iterable[Item], suspended: Container[str], setup: Setup) -> tuple[Item, ...]:
    """The items that a quiz may ask, new or not, in their order: of the setup's decks, tags and kinds
    and named by its weights, but not `suspended` (by id), and markable without their learner."""
    scope, tags, kinds = frozenset(setup.scope), frozenset(setup.tags), frozenset(setup.kinds)
    weights = setup.weights
    found = []
    for item in items:
        if item.course not in scope and f"{item.course}/{item.deck}" not in scope:
            continue
        if (tags and tags.isdisjoint(item.card.tags)) or (kinds and kind_of(item.card) not in kinds):
            continue
        if item.id in suspended or not can_be_marked(item):
            continue
        if not weights or group_of(item, weights) is not None:
            found.append(item)
    return tuple(found)


def draw(items: Iterable[Item], setup: Setup, seed: int) -> tuple[Item, ...]:
    """The questions of a quiz in the order asked: one facet of a card, each at most once, as many as
    the setup wants or as there are.

    Card and seed alone decide on the place of a card, so the same seed gives the same quiz whatever
    the order of the decks, and a new card moves no other.
    """
    chosen: dict[str, Item] = {}
    for item in items:
        card = _card(item)
        other = chosen.get(card)
        if other is None or _place(item.id, seed) < _place(other.id, seed):
            chosen[card] = item
    order = sorted(chosen.values(), key=lambda item: _place(_card(item), seed))
    wanted = len(order) if setup.questions is None else max(0, setup.questions)
    if not setup.weights or wanted >= len(order):
        return tuple(order[:wanted])
    groups: list[list[Item]] = [[] for _ in setup.weights]
    for item in order:
        group = group_of(item, setup.weights)
        if group is not None:
            groups[group].append(item)
    numbers = allot([weight.share for weight in setup.weights], [len(group) for group in groups], wanted)
    taken = {item.id for group, number in zip(groups, numbers, strict=True) for item in group[:number]}
    return tuple(item for item in order if item.id in taken)


def count(items: Iterable[Item]) -> int:
    """How many questions can be drawn: one a card."""
    return len({_card(item) for item in items})


def allot(shares: Sequence[float], sizes: Sequence[int], wanted: int) -> list[int]:
    """How many of `wanted` questions each group gets: by its share, at most its size.

    Largest remainder (Hamilton's method): each gets its quota rounded down or up, the earlier group
    first among equals. What a group is too small for goes to the others by their shares. Shares are
    above 0.
    """
    given = [0] * len(shares)
    rest = min(wanted, sum(sizes))
    free = [index for index, size in enumerate(sizes) if size]
    while True:
        whole = sum(Fraction(shares[index]) for index in free)
        quotas = {index: rest * Fraction(shares[index]) / whole for index in free}
        full = [index for index in free if quotas[index] >= sizes[index]]
        if not full:
            break
        for index in full:
            given[index] = sizes[index]
            rest -= sizes[index]
        free = [index for index in free if index not in full]
    for index in free:
        given[index] = floor(quotas[index])
    left = rest - sum(given[index] for index in free)
    for index in sorted(free, key=lambda index: floor(quotas[index]) - quotas[index])[:left]:
        given[index] += 1
    return given


def group_of(item: Item, weights: Sequence[Weight]) -> int | None:
    """The first weight whose names all fit an item's card."""
    names = frozenset(names_of(item.deck, item.card))
    return next((index for index, weight in enumerate(weights) if names.issuperset(weight.names)), None)


def _card(item: Item) -> str:
    return item.id.rpartition("/")[0]


def _place(name: str, seed: int) -> tuple[bytes, str]:
    return drawn(f"{seed}/{name}"), name

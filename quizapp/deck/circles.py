"""Cards that require one another in a circle, so that none of them could ever come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.card import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizapp.deck.course import Deck

Circle = tuple[str, ...]
"""Ids of cards, in the course's order; each leads to each of the others by what it requires."""


def circles(decks: Iterable[Deck]) -> tuple[Circle, ...]:
    """The circles of a course, by their first cards. Time grows with the cards and the names they require.

    A card that requires a tag or deck of its own means the others; only one that requires its own id is a
    circle by itself.
    """
    requiring = [(deck, card) for deck in decks for card in deck.cards if card.requires and not card.retired]
    if not requiring:
        return ()
    # A name stands between the cards that require it and those that it means: a tag of a thousand cards
    # that a thousand require makes two thousand steps, not a million.
    leads: dict[str, Sequence[str]] = {}
    named: dict[str, list[str]] = {}
    for deck, card in requiring:
        leads[_CARD + card.id] = card.requires
        for name in names_of(deck.id, card):
            named.setdefault(name, []).append(_CARD + card.id)
    leads |= named
    place = {_CARD + card.id: number for number, (_, card) in enumerate(requiring)}
    alone = {_CARD + card.id for _, card in requiring if card.id in card.requires}
    found = []
    for group in _joined(leads):
        cards = sorted((node for node in group if node in place), key=place.__getitem__)
        if len(cards) > 1 or not alone.isdisjoint(cards):
            found.append(cards)
    found.sort(key=lambda cards: place[cards[0]])
    return tuple(tuple(card.removeprefix(_CARD) for card in cards) for cards in found)


_CARD = "\0"
"""Before the id of a card, for a name may be an id as well; no name has this sign."""


def _joined(leads: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The nodes of a graph, those together that lead to one another.

    R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972); with a stack of
    its own, because a chain of requirements may be as long as the course.
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: list[str] = []
    closed: set[str] = set()
    groups: list[list[str]] = []
    for root in leads:
        if root in number:
            continue
        number[root] = lowest[root] = len(number)
        open_nodes.append(root)
        path = [(root, iter(leads[root]))]
        while path:
            node, following = path[-1]
            for next_node in following:
                if next_node not in leads or next_node in closed:
                    continue
                if next_node in number:
                    lowest[node] = min(lowest[node], number[next_node])
                    continue
                number[next_node] = lowest[next_node] = len(number)
                open_nodes.append(next_node)
                path.append((next_node, iter(leads[next_node])))
                break
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    group = [open_nodes.pop()]
                    while group[-1] != node:
                        group.append(open_nodes.pop())
                    groups.append(group)
                    closed.update(group)
    return groups

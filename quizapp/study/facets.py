"""What becomes of the facets of a card that was edited: whose history each of them carries on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from quizapp.deck.normal import normalise
from quizapp.study.follow import Lineage
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quizapp.study.known import KnownCard

_ALIKE = 70.0
"""From this likeness on a hidden text is taken for the edited form of another one of its card."""
_MOST = 10_000
"""So many pairs of hidden texts are compared."""


def succession(old: KnownCard, new: KnownCard) -> tuple[Lineage, ...]:
    """What another card, with ids of its own, takes over from an earlier one."""
    sources = carried(dict(old.answers), dict(new.answers))
    return tuple(Lineage(new.item(facet), old.item(source)) for facet, source in sources.items())


def turns(
    old: KnownCard, new: KnownCard, states: Mapping[str, ItemState], fingerprint: Callable[[str], str]
) -> tuple[Lineage, ...]:
    """How the facets of one card changed places between two readings; () if none of them did.

    The facets of a cloze are numbered, so a deletion that is put before the others gives each of them
    the number of the next. `states` holds the items of both readings, `fingerprint` gives that of the
    answer which an item expects now.
    """
    before, after = dict(old.answers), dict(new.answers)
    if before == after or not any(has_history(states[item]) for item in (*old.items, *new.items)):
        return ()
    found = carried(before, after)
    sources: dict[str, str] = {}
    for facet in after:
        item = new.item(facet)
        state = states[item]
        if facet in found:
            sources[facet] = old.item(found[facet])
        elif state.answers and state.expected != fingerprint(item):
            sources[facet] = ""
    if all(was == new.item(facet) for facet, was in sources.items()):
        return ()
    return tuple(
        Lineage(new.item(facet), sources.get(facet, new.item(facet)), old.layout, new.layout)
        for facet in {**before, **after}
    )


def carried(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """For each facet of a card that goes on, the facet it was before: by its label, else by its answer.

    Of facets whose answers are all new, those of the same number go on if the card has as many as
    before; one facet that is the only one before and after goes on in any case.
    """
    found = {facet: facet for facet in new if facet in old and not facet.isdecimal()}
    lefts = {facet: normalise(text, "") for facet, text in old.items() if facet not in found}
    rights = {facet: normalise(text, "") for facet, text in new.items() if facet not in found}

    def join(facet: str, source: str) -> None:
        found[facet] = source
        del lefts[source], rights[facet]

    for facet in [facet for facet, form in rights.items() if lefts.get(facet) == form]:
        join(facet, facet)
    by_form: dict[str, list[str]] = {}
    for source, form in lefts.items():
        by_form.setdefault(form, []).append(source)
    for facet, form in list(rights.items()):
        if same := by_form.get(form):
            join(facet, same.pop(0))
    if len(lefts) * len(rights) <= _MOST:
        alike = [
            (-score, facet != source, facet, source)
            for facet, form in rights.items()
            for source, other in lefts.items()
            if (score := fuzz.ratio(form, other)) >= _ALIKE
        ]
        for _, _, facet, source in sorted(alike):
            if facet in rights and source in lefts:
                join(facet, source)
    if len(old) == len(new):
        for facet in [facet for facet in rights if facet in lefts]:
            join(facet, facet)
        if len(old) == 1 and rights and lefts:
            join(next(iter(rights)), next(iter(lefts)))
    return found


def has_history(state: ItemState) -> bool:
    """Whether any event counts for an item."""
    return state != ItemState(state.item)

"""Counts of decks, kept from one showing of statistics to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from quizapp.progress.deck_count import CountedDeck, DeckCount
from quizapp.progress.deck_now import deck_now
from quizapp.progress.deck_past import deck_days, deck_past, deck_today, fingerprint, record
from quizapp.progress.knowledge import week_ends
from quizapp.progress.opening import identity
from quizapp.progress.places import Places
from quizapp.progress.roster import roster

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from quizapp.deck.course import Course, Deck
    from quizapp.memory.fsrs import Weights
    from quizapp.memory.schedule import Due
    from quizapp.progress.arrivals import Arrival
    from quizapp.progress.deck_now import Standing
    from quizapp.progress.deck_past import Record
    from quizapp.progress.roster import Roster
    from quizapp.progress.store import Store

_Key = tuple[str, str]
"""The ids of a course and of a deck of it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How decks are counted: on which study day, from the first days of which periods on (ordinals, in order),
    and with whose weights (by the id of a course).

    `sooner` are items that come back at another time than their states say. `signatures`
    tell the cards of a course (by its id) from all others that it had or will have; one without a
    signature is counted anew each time. `by_day` asks for `DeckCount.days`.
    """

    today: date
    periods: tuple[int, ...]
    weights: Callable[[str], Weights]
    sooner: Mapping[str, Due]
    signatures: Mapping[str, Hashable]
    by_day: bool = False


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was counted of a deck, up to which arrival in the log it holds, and what else it depends on.
    `before` is the fingerprint of all that was before the study day."""

    basis: Hashable
    until: Arrival
    before: bytes
    count: DeckCount


class KeptCounts:
    """Counts the decks of one store, but those alone that changed since they were counted last.

    What is kept of a deck is one value that is never changed, so several threads may use this at once.
    """

    def __init__(self) -> None:
        self._rosters: dict[_Key, tuple[Hashable, Roster]] = {}
        self._kept: dict[_Key, _Kept] = {}

    def count(
        self, store: Store, decks: Sequence[tuple[Course, Deck]], terms: Terms
    ) -> tuple[CountedDeck, ...]:
        """Count decks as the store is at one moment, in which the caller reads (`DeckRows.at_one_moment`).

        Time grows with the decks, and with the items and answers of those that changed."""
        heirs = store.sums.heirs()
        places = Places(decks, [self._roster(*own, terms) for own in decks], heirs)
        led = places.led()
        latest = store.arrivals.latest()
        around = (
            identity(store.path),
            store.arrivals.making(),
            store.fits.weights(),
            terms.today,
            terms.periods,
        )
        sooner: list[dict[str, Due]] = [{} for _ in decks]
        for item in sorted(terms.sooner):
            if (place := places.find(item)) is not None:
                sooner[place.deck][item] = terms.sooner[item]
        changed = _Changed(store, places)
        found = []
        for at, (course, deck) in enumerate(decks):
            signature = terms.signatures.get(course.id)
            weights = terms.weights(course.id)
            basis = around, signature, weights, tuple(led[at].items()), tuple(sooner[at].items())
            kept = self._kept.get((course.id, deck.id))
            if kept is not None and (signature is None or kept.basis != basis):
                kept = None
            if kept is None or at in changed.since(kept.until) or (terms.by_day and kept.count.days is None):
                counted = _Counting(store, places.rosters[at], led[at], sooner[at], terms, weights)
                kept = counted.kept(basis, latest, kept)
            else:
                kept = replace(kept, until=latest)
            self._kept[course.id, deck.id] = kept
            found.append(CountedDeck(course, deck, kept.count))
        return tuple(found)

    def _roster(self, course: Course, deck: Deck, terms: Terms) -> Roster:
        key, signature = (course.id, deck.id), terms.signatures.get(course.id)
        kept = self._rosters.get(key)
        if kept is not None and signature is not None and kept[0] == signature:
            return kept[1]
        made = roster(course, deck)
        self._rosters[key] = signature, made
        return made


class _Changed:
    """Which decks later events may have changed."""

    def __init__(self, store: Store, places: Places) -> None:
        self._store = store
        self._places = places
        self._found: dict[Arrival, frozenset[int]] = {}

    def since(self, arrival: Arrival) -> frozenset[int]:
        """Their numbers; all of them where the log never came so far."""
        if arrival not in self._found:
            items = self._store.arrivals.concerned(arrival)
            if items is None:
                self._found[arrival] = frozenset(range(len(self._places.decks)))
            else:
                found = map(self._places.find, items)
                self._found[arrival] = frozenset(place.deck for place in found if place is not None)
        return self._found[arrival]


@dataclass(frozen=True, slots=True)
class _Counting:
    """Counts one deck."""

    store: Store
    roster: Roster
    led: Mapping[str, str]
    sooner: Mapping[str, Due]
    terms: Terms
    weights: Weights

    def kept(self, basis: Hashable, latest: Arrival, before: _Kept | None) -> _Kept:
        """Count it; what was `before` today is taken over where it is the same."""
        terms, weights, records = self.terms, self.weights, self._records()
        standings = self.store.deck_rows.standings(self.roster.items)
        if self.sooner:
            standings = [self._sooner(one) for one in standings]
        mark = fingerprint(records)
        if before is not None and before.before == mark:
            past = before.count.past
        else:
            past = deck_past(records, terms.periods, week_ends(terms.today, date.min)[:-1], weights)
        count = DeckCount(
            deck_now(self.roster, standings, terms.today, weights),
            deck_today(records, terms.today, terms.periods, weights),
            past,
            deck_days(records, terms.periods) if terms.by_day else None,
        )
        return _Kept(basis, latest, mark, count)

    def _sooner(self, one: Standing) -> Standing:
        due = self.sooner.get(one.item)
        return one if due is None else one._replace(due_days=due.days, due_at=None if due.days else due.at)

    def _records(self) -> list[Record]:
        cards, there, day = self.roster.cards, frozenset(self.roster.items), self.terms.today.toordinal()
        found = [
            record(item, cards[card], item in there, answers, memories, day)
            for item, answers, memories in self.store.deck_rows.of_cards(cards)
            if (card := item.rpartition("/")[0]) in cards
        ]
        for item, answers, memories in self.store.deck_rows.of_items(self.led) if self.led else ():
            found.append(record(item, cards[self.led[item]], False, answers, memories, day))
        return found

"""One reading of decks compared with the one before: what is followed, proposed, and kept of it."""

from __future__ import annotations

import os.path
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.news import News
from quizapp.deck.card import facets
from quizapp.deck.diagnostics import Severity
from quizapp.deck.identity import question_form
from quizapp.deck.item import Item
from quizapp.grading.expected import fingerprint
from quizapp.progress.fold import retracted
from quizapp.progress.known import KnownCourse
from quizapp.progress.lesson import Lesson
from quizapp.study.changes import Pair, compare, is_slip
from quizapp.study.event import Follow, Retract
from quizapp.study.facets import carried, has_history, succession, turns
from quizapp.study.proposal import Proposal
from quizapp.study.sketch import known_cards
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping

    from quizapp.deck.course import Course
    from quizapp.deck.library import Library
    from quizapp.progress.known import CardId
    from quizapp.progress.store import Store
    from quizapp.study.changes import Changes
    from quizapp.study.event import Event
    from quizapp.study.follow import Lineage
    from quizapp.study.known import KnownCard
    from quizapp.study.stamp import Stamp
    from quizapp.study.state import ItemState

_LINKED = 0.5
"""The share of equal questions from which a new course is taken for one that is gone."""
_INSTANT = timedelta(milliseconds=1)


class Reading:
    """Takes the courses that changed, one after another, and keeps all at once when `done`."""

    def __init__(
        self, store: Store, library: Library, known: Mapping[str, KnownCourse], stamp: Callable[[], Stamp]
    ) -> None:
        self._store = store
        self._library = library
        self._known = known
        self._stamp = stamp
        self._broken = {
            os.path.realpath(found.file) for found in library.diagnostics if found.severity is Severity.ERROR
        }
        self._lost: dict[str, list[KnownCard]] | None = None
        self._told: Told | None = None
        self._events: list[Event] = []
        self._courses: list[KnownCourse] = []
        self._cards: list[KnownCard] = []
        self._forgotten: list[CardId] = []
        self._gone_on: list[CardId] = []
        self._left: list[str] = []
        self._changed: dict[str, str] = {}
        self._proposals: list[Proposal] = []
        self._renamed: list[tuple[CardId, CardId]] = []
        self._moved: dict[str, str] = {}
        self._sentences: list[str] = []
        self._followed = 0

    # -- a course -------------------------------------------------------------------------

    def take(self, course: Course, signature: str) -> None:
        """Compare a course with what is known of it; "" is the signature of one read in part."""
        now = known_cards(course, os.path.realpath)
        known = self._known.get(course.id)
        before = self._store.known.cards(course.id)
        origin = "" if known or before else self._origin(now, course.root)
        if origin:
            before = (self._lost or {}).pop(origin)
            self._left.append(origin)
        files = None if course.whole else {os.path.realpath(deck.file) for deck in course.decks}
        changes = compare(before, now, renamed_cards(course), files)
        states = self._states(changes)
        expected = Expected(course)
        for pair in changes.kept:
            if pair.old.course != pair.new.course:
                self._succeed(pair, states)
            elif pair.same_id:
                self._turn(pair, states, expected)
        for pair in changes.edited:
            if pair.sure:
                self._succeed(pair, states)
            elif pair.old.file not in self._broken:
                self._propose(pair, states)
        marked = self._store.known.changed_items()
        for pair in _sure(changes):
            self._changed |= changed_answers(pair, states, expected, marked)
        self._keep(changes, now, before, states, course.whole)
        kept_as = signature or (known.signature if known else "")
        self._courses.append(KnownCourse(course.id, os.path.realpath(course.root), kept_as))
        if (origin or (known and known.signature)) and (summary := changes.summary(self._broken)):
            self._sentences.append(f"{course.title}: {summary}.")

    def _origin(self, now: Iterable[KnownCard], root: str) -> str:
        """The course that a new one was before its file or its id was renamed; "" for none.

        That is one whose file is gone or is the new one's, and which asked half of the same.
        """
        if self._lost is None:
            here = {course.id for course in self._library.courses}
            roots = {os.path.realpath(course.root) for course in self._library.courses}
            self._lost = {
                known.course: self._store.known.cards(known.course)
                for known in self._known.values()
                if known.course not in here and (known.root in roots or not Path(known.root).exists())
            }
        if not self._lost:
            return ""
        asked = {question_form(card.question) for card in now}
        best, most = "", 0
        for name, cards in self._lost.items():
            was_asked = {question_form(card.question) for card in cards if not card.gone}
            shared = len(asked & was_asked)
            if shared > most and shared >= _LINKED * min(len(asked), len(was_asked)):
                best, most = name, shared
        return best

    def _states(self, changes: Changes) -> dict[str, ItemState]:
        """The states of all items that something may have happened to."""
        names: list[str] = [item for card in changes.gone for item in card.items]
        for pair in (*changes.kept, *changes.edited):
            if not pair.same_id or pair.old.answers != pair.new.answers:
                names += pair.old.items
                names += pair.new.items
        return self._store.states(names)

    # -- a card ---------------------------------------------------------------------------

    def _succeed(self, pair: Pair, states: Mapping[str, ItemState]) -> None:
        """Let a card carry on the history of the one it was, unless that was taken back once.

        A card with answers of its own is another one, unless the edit only brings back what it was
        before: then it has the earlier part of that history already.
        """
        found = [lineage for lineage in succession(pair.old, pair.new) if has_history(states[lineage.was])]
        if found:
            if self._told is None:
                self._told = Told.of(self._store)
            log = self._told
            found = [
                lineage
                for lineage in found
                if not log.taken_back(lineage)
                and (not states[lineage.item].answers or (lineage.was, lineage.item) in log.standing)
            ]
        self._tell(found, states)
        ids = ((pair.old.course, pair.old.card), (pair.new.course, pair.new.card))
        self._renamed.append(ids)

    def _turn(self, pair: Pair, states: Mapping[str, ItemState], expected: Expected) -> None:
        if pair.old.answers != pair.new.answers:
            self._tell(turns(pair.old, pair.new, states, expected), states)

    def _tell(self, lineages: Collection[Lineage], states: Mapping[str, ItemState]) -> None:
        if lineages:
            self._events += followings(lineages, states, self._stamp)
            self._moved |= moved(lineages)
            self._followed += 1

    def _propose(self, pair: Pair, states: Mapping[str, ItemState]) -> None:
        if any(has_history(states[item]) for item in pair.old.items):
            answers = sum(states[item].answers for item in pair.old.items)
            old, new = pair.old, pair.new
            self._proposals.append(
                Proposal(
                    number=0,
                    course=new.course,
                    card=new.card,
                    question=new.question,
                    was_course=old.course,
                    was_card=old.card,
                    was_question=old.question,
                    likeness=int(pair.likeness),
                    answers=answers,
                )
            )

    # -- what is kept ---------------------------------------------------------------------

    def _keep(
        self,
        changes: Changes,
        now: Iterable[KnownCard],
        before: Iterable[KnownCard],
        states: Mapping[str, ItemState],
        whole: bool,
    ) -> None:
        """The cards as they are; those that left stay known while they have a history."""
        rows = {(card.course, card.card): card for card in before}
        self._cards += [card for card in now if rows.get((card.course, card.card)) != card]
        self._gone_on += [(pair.old.course, pair.old.card) for pair in _sure(changes) if not pair.same_id]
        unsure = (pair.old for pair in changes.edited if not pair.sure)
        for card in (*changes.gone, *unsure):
            if card.gone or card.file in self._broken or not whole:
                continue
            if any(has_history(states[item]) for item in card.items):
                self._cards.append(replace(card, gone=True))
            else:
                self._forgotten.append((card.course, card.card))

    def done(self) -> News:
        """Keep everything, and say what the learner should know. Raises StoreFault."""
        self._store.known.learn(
            Lesson(
                events=tuple(self._events),
                courses=tuple(self._courses),
                cards=tuple(self._cards),
                forgotten=tuple(self._forgotten),
                followed=tuple(self._gone_on),
                left=tuple(self._left),
                changed=tuple(self._changed.items()),
                proposals=tuple(self._proposals),
                renamed=tuple(self._renamed),
            )
        )
        if self._followed:
            goes_on = count(self._followed, "edited card goes", "edited cards go")
            self._sentences.append(
                f"{goes_on} on with the earlier history: quizapp cards --follow lists them."
            )
        return News(tuple(self._sentences), self._moved)


class Expected:
    """The fingerprints of what the items of a course expect now."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._items: dict[str, Item] | None = None

    def __call__(self, item: str) -> str:
        if self._items is None:
            self._items = {found.id: found for found in _all_items(self._course)}
        return fingerprint(self._items[item])


def _all_items(course: Course) -> Iterator[Item]:
    """The items of all cards, the retired ones', too."""
    for deck in course.decks:
        for card in deck.cards:
            for facet in facets(card):
                yield Item(f"{course.id}/{card.id}/{facet}", card, facet, course.id, deck.id)


def _sure(changes: Changes) -> Iterator[Pair]:
    yield from changes.kept
    yield from (pair for pair in changes.edited if pair.sure)


def changed_answers(
    pair: Pair, states: Mapping[str, ItemState], expected: Callable[[str], str], marked: Container[str]
) -> dict[str, str]:
    """The items of a card whose learner last knew another answer, each with the fingerprint of what is
    right now. A slip that was mended is no other answer. `marked` are the items of an earlier reading
    of which that was true: a card that gets another id takes it along."""
    old, new = dict(pair.old.answers), dict(pair.new.answers)
    if old == new and pair.same_id:
        return {}
    found = {}
    for facet, source in carried(old, new).items():
        item, was = pair.new.item(facet), pair.old.item(source)
        # What the reverse of a card expects is its question.
        if facet == "reverse" or (is_slip(old[source], new[facet]) and was not in marked):
            continue
        last = states[was].expected
        # What was marked and is again as the learner knows it needs a mark that says so.
        if last and (last != expected(item) or item in marked):
            found[item] = expected(item)
    return found


def renamed_cards(course: Course) -> dict[str, str]:
    """From the earlier ids that the cards of a course name to those cards."""
    return {
        earlier.removeprefix(f"{course.id}/"): card.id
        for deck in course.decks
        for card in deck.cards
        for earlier in card.was
    }


@dataclass(frozen=True, slots=True)
class Told:
    """Which items follow which by the log: pairs of an item and what it was."""

    standing: frozenset[tuple[str, str]]
    every: frozenset[tuple[str, str]]
    """Those that were taken back, too."""

    @classmethod
    def of(cls, store: Store) -> Told:
        events = [event for event in store.events(Follow.type) if isinstance(event, Follow)]
        plain = [event for event in events if not event.replaces]
        void = retracted(store.events(Retract.type)) if plain else set()
        return cls(
            frozenset((event.item, event.was) for event in plain if event.id not in void),
            frozenset((event.item, event.was) for event in plain),
        )

    def taken_back(self, lineage: Lineage) -> bool:
        """Whether the learner said that the one is not the other."""
        pair = lineage.item, lineage.was
        return pair in self.every and pair not in self.standing


def followings(
    lineages: Iterable[Lineage], states: Mapping[str, ItemState], stamp: Callable[[], Stamp]
) -> list[Follow]:
    """The events for the facets of one card, all of one instant: behind the answers they take over, also
    where a clock that ran ahead wrote those."""
    stamped = [(lineage, stamp()) for lineage in lineages]
    names = {name for lineage, _ in stamped for name in (lineage.item, lineage.was)}
    lasts = [last + _INSTANT for name in names if name in states and (last := states[name].last_at)]
    at = max([*(given.at for _, given in stamped), *lasts])
    return [
        Follow(
            id=given.id,
            at=at,
            device=given.device,
            item=lineage.item,
            was=lineage.was,
            before=lineage.before,
            after=lineage.after,
        )
        for lineage, given in stamped
    ]


def moved(lineages: Iterable[Lineage]) -> dict[str, str]:
    """Where each item went on, for those that have another id now."""
    return {lineage.was: lineage.item for lineage in lineages if lineage.was and lineage.was != lineage.item}

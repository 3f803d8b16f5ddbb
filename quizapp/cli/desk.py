"""The learner's desk: store, settings and decks of this machine, with its clock, in one place.

Here clock, randomness, files and the log meet; below, everything is a value. The screens know it by
the protocol `tui.desk.Desk`.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from quizapp.cli.clock import doubts, now
from quizapp.cli.following import carry_on, catch_up
from quizapp.cli.patience import waiting
from quizapp.cli.shelf import Shelf, signature
from quizapp.cli.stamps import Stamps
from quizapp.cli.surroundings import Surroundings
from quizapp.cli.today import Today
from quizapp.deck.library import Library
from quizapp.memory.days import study_day
from quizapp.paths import Paths
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.load import Load
from quizapp.progress.overview import next_due
from quizapp.progress.store import Store
from quizapp.settings import choices

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import datetime

    from quizapp.cli.comebacks import Comebacks
    from quizapp.cli.editing import Editing
    from quizapp.cli.exams import Exams
    from quizapp.cli.quizzes import Quizzes
    from quizapp.cli.shelf import Signature
    from quizapp.deck.course import Course
    from quizapp.deck.item import Item
    from quizapp.deck.source import Citation
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Mode
    from quizapp.memory.schedule import Parameters
    from quizapp.progress.agenda import CourseAgenda
    from quizapp.progress.history import Step
    from quizapp.progress.kept_counts import KeptCounts
    from quizapp.progress.statistics import Period, Statistics
    from quizapp.settings import Settings
    from quizapp.study.comeback import Wall
    from quizapp.study.event import Event
    from quizapp.study.proposal import Proposal
    from quizapp.study.session import Session
    from quizapp.study.stamp import Stamp
    from quizapp.study.state import ItemState
    from quizapp.tui.desk import CardFile
    from quizapp.tui.editor_call import EditorCall
    from quizapp.tui.overview import Overview


class Desk:
    """Everything a sitting needs on this machine. Belongs to the thread that made it."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        store: Store,
        read: Callable[[], Library],
        notices: tuple[str, ...] = (),
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.store = store
        self.shelf = Shelf.of(paths)
        self._read = read
        self._notices = deque(notices)
        self._stamps = Stamps(store.device)
        self.wish: Mode | None = None
        """How a sitting asks at its start, where a card allows it."""
        self.library = Library()
        self._surroundings = Surroundings(self.library)
        self.readings = 0
        """How often other decks were put on the desk."""
        self._seen: dict[str, Signature] = {}
        self.changed_items: dict[str, str] = {}
        """Items whose right answer was changed, with the fingerprint of the new one."""
        # Looked up now and then: statistics are counted in another thread, which has no use of this store.
        self.look_up_weights()
        self._load = Load(store)
        self._moved: dict[str, str] = {}
        """Items that a reading since the last look of a sitting gave other ids."""
        self.reload()

    @classmethod
    def open(cls, read: Callable[[], Library] | None = None, patience: float = 30.0) -> Desk:
        """The desk of this machine; `read` gives the decks, by default all that the learner has.

        `patience` is how many seconds another program that writes is waited for, once the store is open.
        """
        paths = Paths.here()
        settings, faults = choices(paths.settings)
        with waiting():
            store = Store.open(paths.store, backups=paths.backups)
        store.wait(patience)
        notices = tuple(f"{paths.settings.name}, {fault}" for fault in faults)
        notices += tuple(f"{notice.message} {notice.remedy}" for notice in store.notices)
        notices += doubts(store, now())
        return cls(paths, settings, store, read or Shelf.of(paths).library, notices)

    def close(self) -> None:
        """Let go of the store, which is a single file then."""
        self.store.close()

    # -- clock and log --------------------------------------------------------------------

    def now(self) -> datetime:
        return now()

    def stamp(self) -> Stamp:
        return self._stamps.next()

    def stamps(self, number: int) -> tuple[Stamp, ...]:
        return self._stamps.several(number)

    def record(self, *events: Event) -> None:
        self._load.append(*events)
        if any(event.type == "retract" for event in events):  # of a fit, it may be
            self.look_up_weights()

    def soon(self, state: ItemState) -> ItemState:
        """The state, due at once if the right answer is another one since it was last asked for."""
        expected = self.changed_items.get(state.item)
        if expected is None or state.expected in ("", expected) or state.due is None:
            return state
        return replace(state, due=replace(state.due, at=state.last_at or state.due.at, days=0))

    def state_of(self, item: str) -> ItemState:
        return self.soon(self.store.state(item))

    def all_states(self) -> dict[str, ItemState]:
        states = self.store.all_states()
        return states | {item: self.soon(states[item]) for item in self.changed_items if item in states}

    def history(self, item: str) -> tuple[Step, ...]:
        from quizapp.progress.history import steps

        return steps(item, self.store.concerning(item), self.parameters("").weights)

    def marks(self, item: Item) -> tuple[str, ...]:
        from quizapp.progress.insights import marks_of

        own = (step.event for step in self.history(item.id))
        return marks_of(item, own, self.context(item), self.parameters("").weights)

    def backup_in_background(self) -> None:
        """Make today's backup, if it is due, without keeping anybody waiting."""
        from quizapp.progress.backup import daily_backup

        today = study_day(self.now(), self.settings.day_starts)

        def run() -> None:
            try:
                daily_backup(self.paths.store, self.paths.backups, today)
            except StoreFault as fault:
                # Making a copy reads every page, so hidden damage comes to light here first. What
                # else keeps a backup from being made is said when an answer cannot be kept.
                if fault.cause is Cause.DAMAGED:
                    self._notices.append(f"{fault.message} {fault.remedy}")

        threading.Thread(target=run, daemon=True).start()

    # -- settings -------------------------------------------------------------------------

    @property
    def theme(self) -> str:
        return self.settings.theme

    @property
    def keymap(self) -> Mapping[str, str]:
        return {action: ",".join(keys) for action, keys in self.settings.keys.items()}

    def check_keys(self) -> None:
        """Note keys that the settings give to actions that do not exist."""
        from quizapp.cli.unknown_keys import unknown_keys

        self._notices.extend(f"{self.paths.settings.name}, {said}" for said in unknown_keys(self.settings))

    def look_up_weights(self) -> None:
        """Take the weights that hold for the next decisions."""
        self._weights = self.store.fits.weights()

    def parameters(self, course: str) -> Parameters:
        from quizapp.memory.balance import Balance
        from quizapp.memory.schedule import Parameters

        limits = self.settings.limits(course)
        weights, name = self._weights
        return Parameters(
            weights,
            name,
            desired_retention=limits.desired_retention,
            day_starts=self.settings.day_starts,
            balance=Balance(self._load, self._load.siblings, limits.easy_days),
        )

    def take_notices(self) -> tuple[str, ...]:
        taken = []
        # One at a time: the backup may leave one at any moment.
        while self._notices:
            taken.append(self._notices.popleft())
        return tuple(taken)

    # -- decks ----------------------------------------------------------------------------

    @property
    def courses(self) -> tuple[Course, ...]:
        return self.library.courses

    def reload(self) -> None:
        self.use(self._read())

    def use(self, library: Library) -> None:
        """Have these decks on the desk in place of those there were."""
        self.library = library
        self.readings += 1
        self._seen = signature(self.library)
        self._surroundings = Surroundings(library)
        self._catch_up()

    def changed(self) -> bool:
        return self.store.changed() or signature(self.library) != self._seen

    def _catch_up(self) -> None:
        """Let edited and renamed cards go on with their progress, and note which answers were changed.

        A store that cannot take that now keeps nobody from studying: the next reading tries again.
        """
        self._load.forget()
        try:
            for news in (
                catch_up(self.store, self.library, self._seen, self.stamp),
                carry_on(self.store, self.library, self.stamp),
            ):
                self._notices.extend(news.sentences)
                gone_on = {was: news.moved.get(item, item) for was, item in self._moved.items()}
                self._moved = {**news.moved, **gone_on}
            self.changed_items = self.store.known.changed_items()
        except StoreFault as fault:
            self._notices.append(f"{fault.message} {fault.remedy}")

    def proposals(self) -> tuple[Proposal, ...]:
        return self.store.known.proposals()

    def decide(self, accepted: Collection[int], declined: Collection[int]) -> None:
        from quizapp.cli.decisions import decide

        decide(self.store, self.library, accepted, declined, self.stamp)
        self._load.forget()
        self.changed_items = self.store.known.changed_items()

    def context(self, item: Item) -> Context:
        return self._surroundings.context(item)

    def borrow(self, item: Item, seed: str) -> tuple[str, ...]:
        return self._surroundings.borrow(item, seed)

    def source_text(self, course: str, citation: Citation) -> str:
        found = self.library.course(course)
        return citation.locator if found is None else found.cited(citation)

    # -- what there is to do --------------------------------------------------------------

    @cached_property
    def comebacks(self) -> Comebacks:
        from quizapp.cli.comebacks import Comebacks

        return Comebacks(self)

    @cached_property
    def exams(self) -> Exams:
        from quizapp.cli.exams import Exams

        return Exams(self)

    @cached_property
    def today(self) -> Today:
        """What there is to do on the study day that it is."""
        return Today(self)

    def agendas(self, course: str | None = None, *, more: bool = False) -> tuple[CourseAgenda, ...]:
        return self.today.agendas(course, more=more)

    def overview(self) -> Overview:
        return self.today.overview()

    def wall(self, overview: Overview) -> Wall | None:
        return self.today.wall(overview)

    def states(self, items: Iterable[str]) -> dict[str, ItemState]:
        """What the log says of each of these items."""
        return {item: self.soon(state) for item, state in self.store.states(items).items()}

    def next_due(self, of: Iterable[Item]) -> datetime | None:
        """When the first of these items comes back; None if none is under way."""
        return next_due(self.store.states(item.id for item in of).values(), self.now())

    @cached_property
    def quizzes(self) -> Quizzes:
        from quizapp.cli.quizzes import Quizzes

        return Quizzes(self)

    @cached_property
    def kept_counts(self) -> KeptCounts:
        """What statistics counted of decks, for the next time."""
        from quizapp.progress.kept_counts import KeptCounts

        return KeptCounts()

    def statistics(self, course: str | None, period: Period) -> Callable[[], Statistics]:
        from quizapp.cli.counting import statistics

        return statistics(self, course, period)

    # -- sittings -------------------------------------------------------------------------

    def begin(self, course: str, deck: str | None, *, more: bool = False) -> Session:
        agenda = next(iter(self.today.settled(course, more=more)), None)
        if agenda is None:
            return self.session(())
        queue = agenda.queue_of(deck)
        order = queue.order()
        # What only waits for its next step comes along, and is no reason to begin.
        session = self.session(order, queue.later if order else ())
        return session if agenda.exam is None else replace(session, ahead=True, began=self.now())

    def session(self, queue: tuple[Item, ...], later: Iterable[tuple[datetime, Item]] = ()) -> Session:
        """A sitting over a queue, and over what comes back `later` if it lasts that long."""
        from quizapp.study.session import Session, Waiting  # grading comes along, and home does without

        # Here, and not at the first answer, which should not wait for it.
        self._load.read()
        by_course: dict[str, Parameters] = {}

        def parameters(item: Item) -> Parameters:
            if item.course not in by_course:
                by_course[item.course] = self.parameters(item.course)
            return by_course[item.course]

        waiting = tuple(Waiting(at, item) for at, item in sorted(later, key=lambda entry: entry[0]))
        return Session(
            self.stamp().id, queue, parameters, self.context, self.borrow, self.wish, waiting=waiting
        )

    def refreshed(self, session: Session) -> Session:
        from quizapp.deck.item_index import ItemIndex

        there = ItemIndex(self.library.courses)
        moved, self._moved = self._moved, {}
        also = {was: there[item] for was, item in moved.items() if item in there}
        unreadable = self._editing.unreadable(self.library)
        coming = [*session.queue[session.position :], *(waiting.item for waiting in session.waiting)]
        if session.turn is not None:
            coming.append(session.turn.item)
        for item in coming:
            # A slip in a file must not end the sitting.
            if item.id not in there and item.id not in also and unreadable(item):
                also[item.id] = item
        return session.over(ItemIndex(self.library.courses, also), self.now())

    # -- editing --------------------------------------------------------------------------

    @cached_property
    def _editing(self) -> Editing:
        from quizapp.cli.editing import Editing

        return Editing(self.shelf)

    def edit(self, item: Item) -> EditorCall | str:
        return self._editing.edit(item, self.library)

    def edited(self) -> None:
        if notice := self._editing.edited():
            self._notices.append(notice)

    def trouble(self, item: Item) -> str:
        return self._editing.trouble(item, self.library)

    def card_file(self, course: str | None, deck: str | None) -> CardFile | str:
        return self._editing.card_file(course, deck, self.library)

"""The learner's desk: store, settings and decks of this machine, with its clock, in one place.

Here clock, randomness, files and the log meet; below, everything is a value. The screens know it by
the protocol `tui.desk.Desk`.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.editors import editor_call, waits
from quizapp.cli.following import carry_on, catch_up
from quizapp.cli.own_copy import OwnCopy
from quizapp.cli.shelf import Shelf, signature
from quizapp.deck.library import COURSE_FILE, Library
from quizapp.deck.model import items
from quizapp.deck.text import clean
from quizapp.memory.days import study_day
from quizapp.memory.schedule import Due, Parameters
from quizapp.paths import Paths
from quizapp.progress.agenda import CourseAgenda, course_agenda
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.overview import expected_minutes, next_due, streak, true_retention
from quizapp.progress.store import Store
from quizapp.settings import Settings, load_settings
from quizapp.study.event import Stamp, uuid7
from quizapp.study.plan import Allowance
from quizapp.tui.desk import Overview

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from quizapp.cli.quizzes import Quizzes
    from quizapp.cli.shelf import Signature
    from quizapp.deck.model import Citation, Item
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Mode
    from quizapp.progress.history import Step
    from quizapp.progress.statistics import Period, Statistics
    from quizapp.progress.survey import Survey
    from quizapp.study.distractors import Pool
    from quizapp.study.event import Event
    from quizapp.study.proposal import Proposal
    from quizapp.study.session import Session
    from quizapp.study.state import ItemState
    from quizapp.tui.desk import CardFile, EditorCall

_MONTH = 30


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
        self._device = store.device
        self._stamped = 0
        self.wish: Mode | None = None
        """How a sitting asks at its start, where a card allows it."""
        self._contexts: dict[tuple[str, str], Context] = {}
        self._pools: dict[str, Pool] = {}
        self._call: EditorCall | None = None
        """The latest call of the editor, and the copy that was made for it."""
        self._copied: OwnCopy | None = None
        self.library = Library()
        self._seen: dict[str, Signature] = {}
        self._changed: dict[str, str] = {}
        """Items whose right answer was changed, with the fingerprint of the new one."""
        self._moved: dict[str, str] = {}
        """Items that a reading since the last look of a sitting gave other ids."""
        self.reload()

    @classmethod
    def open(cls, read: Callable[[], Library] | None = None) -> Desk:
        """The desk of this machine; `read` gives the decks, by default all that the learner has."""
        paths = Paths.here()
        settings, faults = load_settings(paths.settings)
        store = Store.open(paths.store, backups=paths.backups)
        notices = tuple(f"{paths.settings.name}, {fault}" for fault in faults)
        notices += tuple(f"{notice.message} {notice.remedy}" for notice in store.notices)
        return cls(paths, settings, store, read or Shelf.of(paths).library, notices)

    # -- clock and log --------------------------------------------------------------------

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def stamp(self) -> Stamp:
        """A stamp behind the one before it: two in one millisecond would sort by chance."""
        milliseconds = time.time_ns() // 1_000_000
        # A clock that was set back by more is believed.
        if 0 <= self._stamped - milliseconds < 1000:
            milliseconds = self._stamped + 1
        self._stamped = milliseconds
        seconds, rest = divmod(milliseconds, 1000)
        at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000).astimezone()
        return Stamp(uuid7(milliseconds, os.urandom(10)), at, self._device)

    def stamps(self, number: int) -> tuple[Stamp, ...]:
        if not number:
            return ()
        first, milliseconds = self.stamp(), self._stamped
        ids = (uuid7(milliseconds, os.urandom(10)) for _ in range(number - 1))
        return (first, *(Stamp(id, first.at, self._device) for id in ids))

    def record(self, *events: Event) -> None:
        self.store.append(*events)

    def state_of(self, item: str) -> ItemState:
        return self._soon(self.store.state(item))

    def all_states(self) -> dict[str, ItemState]:
        return self._states()

    def history(self, item: str) -> tuple[Step, ...]:
        from quizapp.progress.history import steps

        return steps(item, self.store.concerning(item), self.parameters("").weights)

    def marks(self, item: Item) -> tuple[str, ...]:
        from quizapp.progress.insights import marks_of

        return marks_of(item, (step.event for step in self.history(item.id)), self.context(item))

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
        from quizapp.tui.actions import BY_ID

        for name in self.settings.keys:
            if name not in BY_ID:
                from difflib import get_close_matches

                close = get_close_matches(name, BY_ID, n=1)
                hint = f"Did you mean {close[0]}?" if close else "The help names the actions."
                self._notices.append(f"{self.paths.settings.name}, [keys]: there is no action {name}. {hint}")

    def parameters(self, course: str) -> Parameters:
        limits = self.settings.limits(course)
        return Parameters(desired_retention=limits.desired_retention, day_starts=self.settings.day_starts)

    def take_notices(self) -> tuple[str, ...]:
        taken = []
        # One at a time: the backup may leave one at any moment.
        while self._notices:
            taken.append(self._notices.popleft())
        return tuple(taken)

    # -- decks ----------------------------------------------------------------------------

    def reload(self) -> None:
        self.use(self._read())

    def use(self, library: Library) -> None:
        """Have these decks on the desk in place of those there were."""
        self.library = library
        self._seen = signature(self.library)
        self._contexts.clear()
        self._pools.clear()
        self._catch_up()

    def changed(self) -> bool:
        return self.store.changed() or signature(self.library) != self._seen

    def _catch_up(self) -> None:
        """Let edited and renamed cards go on with their progress, and note which answers were changed.

        A store that cannot take that now keeps nobody from studying: the next reading tries again.
        """
        try:
            for news in (
                catch_up(self.store, self.library, self._seen, self.stamp),
                carry_on(self.store, self.library, self.stamp),
            ):
                self._notices.extend(news.sentences)
                gone_on = {was: news.moved.get(item, item) for was, item in self._moved.items()}
                self._moved = {**news.moved, **gone_on}
            self._changed = self.store.known.changed_items()
        except StoreFault as fault:
            self._notices.append(f"{fault.message} {fault.remedy}")

    def _soon(self, state: ItemState) -> ItemState:
        """The state, due at once if the right answer is another one since it was last asked for."""
        expected = self._changed.get(state.item)
        if expected is None or state.expected in ("", expected) or state.due is None:
            return state
        return replace(state, due=Due(state.last_at or state.due.at, 0))

    def proposals(self) -> tuple[Proposal, ...]:
        return self.store.known.proposals()

    def decide(self, accepted: Collection[int], declined: Collection[int]) -> None:
        from quizapp.cli.decisions import decide

        decide(self.store, self.library, accepted, declined, self.stamp)
        self._changed = self.store.known.changed_items()

    def context(self, item: Item) -> Context:
        from quizapp.grading.grade import Context, context_of

        key = (item.course, item.deck)
        if key not in self._contexts:
            course = self.library.course(item.course)
            deck = next((deck for deck in course.decks if deck.id == item.deck), None) if course else None
            self._contexts[key] = context_of(course, deck) if course and deck else Context()
        return self._contexts[key]

    def borrow(self, item: Item, seed: str) -> tuple[str, ...]:
        """Wrong options for a card without any, from the other answers of its course."""
        from quizapp.study.distractors import distractors, pool_of

        course = self.library.course(item.course)
        if course is None:
            return ()
        if course.id not in self._pools:
            self._pools[course.id] = pool_of(other for deck in course.decks for other in items(course, deck))
        return distractors(item, self._pools[item.course], self.context(item), seed)

    def source_text(self, course: str, citation: Citation) -> str:
        found = self.library.course(course)
        return citation.locator if found is None else found.cited(citation)

    # -- what there is to do --------------------------------------------------------------

    def agendas(self) -> tuple[CourseAgenda, ...]:
        """What to do now in each course."""
        return self._agendas(self._states())

    def states(self, items: Iterable[str]) -> dict[str, ItemState]:
        """What the log says of each of these items."""
        return {item: self._soon(state) for item, state in self.store.states(items).items()}

    def _states(self) -> dict[str, ItemState]:
        states = self.store.all_states()
        return states | {item: self._soon(states[item]) for item in self._changed if item in states}

    def _agendas(self, states: Mapping[str, ItemState]) -> tuple[CourseAgenda, ...]:
        now = self.now()
        today = study_day(now, self.settings.day_starts)
        introduced, reviewed = self.store.introduced(today), self.store.reviewed(today)
        agendas = []
        for course in self.library.courses:
            parameters, allowance = self.parameters(course.id), self._allowance(course.id)
            agendas.append(
                course_agenda(course, states, parameters, today, now, allowance, introduced, reviewed)
            )
        return tuple(agendas)

    def _allowance(self, course: str) -> Allowance:
        limits = self.settings.limits(course)
        return Allowance(limits.new_per_day, limits.reviews_per_day)

    def overview(self) -> Overview:
        states = self._states()
        agendas = self._agendas(states)
        now = self.now()
        today = study_day(now, self.settings.day_starts)
        studied = self.store.sums.studied()
        month = self.store.days(today - timedelta(days=_MONTH - 1))
        shown = {item.id for agenda in agendas for deck in agenda.decks for item in deck.items}
        return Overview(
            agendas=agendas,
            diagnostics=self.library.diagnostics,
            minutes=expected_minutes(
                sum(len(agenda.queue.due) for agenda in agendas),
                sum(len(agenda.queue.new) for agenda in agendas),
                month,
            ),
            streak=streak(studied, today),
            retention=true_retention(month),
            answered_today=sum(day.answers for day in month if day.study_day == today),
            next_due=next_due((state for state in states.values() if state.item in shown), now),
            folder=str(self.paths.decks),
            first=not studied,
            proposals=len(self.proposals()),
        )

    def next_due(self, of: Iterable[Item]) -> datetime | None:
        """When the first of these items comes back; None if none is under way."""
        return next_due(self.store.states(item.id for item in of).values(), self.now())

    @property
    def quizzes(self) -> Quizzes:
        from quizapp.cli.quizzes import Quizzes

        return Quizzes(self)

    def survey(
        self,
        course: str | None = None,
        deck: str | None = None,
        since: date | None = None,
        *,
        every: bool = True,
    ) -> Survey:
        """What to count of the courses on the desk: of all of them, one, or one deck of that. `every` says
        that those on the desk are all there are."""
        from quizapp.progress.survey import Survey

        now = self.now()
        return Survey(
            courses=tuple(found for found in self.library.courses if course in (None, found.id)),
            now=now,
            today=study_day(now, self.settings.day_starts),
            parameters=self.parameters,
            limits=self._allowance,
            soon=self._soon,
            deck=deck,
            every=every and course is None,
            since=since,
        )

    def statistics(self, course: str | None, period: Period) -> Callable[[], Statistics]:
        from quizapp.progress.counting import start_of

        survey = self.survey(course)
        survey = replace(survey, since=start_of(period, survey.today))
        path, backups = self.paths.store, self.paths.backups

        def count() -> Statistics:
            with Store.open(path, backups=backups) as store:
                return survey.count(store)

        return count

    # -- sittings -------------------------------------------------------------------------

    def begin(self, course: str, deck: str | None) -> Session:
        agenda = next((agenda for agenda in self.agendas() if agenda.course.id == course), None)
        if agenda is None:
            return self.session(())
        queue = agenda.queue_of(deck)
        order = queue.order()
        # What only waits for its next step comes along, and is no reason to begin.
        return self.session(order, queue.later if order else ())

    def session(self, queue: tuple[Item, ...], later: Iterable[tuple[datetime, Item]] = ()) -> Session:
        """A sitting over a queue, and over what comes back `later` if it lasts that long."""
        from quizapp.study.session import Session, Waiting  # grading comes along, and home does without

        by_course: dict[str, Parameters] = {}

        def parameters(item: Item) -> Parameters:
            if item.course not in by_course:
                by_course[item.course] = self.parameters(item.course)
            return by_course[item.course]

        waiting = tuple(Waiting(at, item) for at, item in sorted(later, key=_by_instant))
        return Session(
            self.stamp().id, queue, parameters, self.context, self.borrow, self.wish, waiting=waiting
        )

    def refreshed(self, session: Session) -> Session:
        found = self._items()
        moved, self._moved = self._moved, {}
        found |= {was: found[item] for was, item in moved.items() if item in found}
        unreadable = self._unreadable()
        coming = [*session.queue[session.position :], *(waiting.item for waiting in session.waiting)]
        if session.turn is not None:
            coming.append(session.turn.item)
        for item in coming:
            # A slip in a file must not end the sitting.
            if item.id not in found and unreadable(item):
                found[item.id] = item
        return session.over(found, self.now())

    # -- editing --------------------------------------------------------------------------

    def edit(self, item: Item) -> EditorCall | str:
        self._call, self._copied = None, None
        place = item.card.place
        file = Path(place.file)
        course = self.library.course(item.course)
        if course is not None and course.shipped:
            sample = editor_call(file, place.line)
            if isinstance(sample, str):
                return sample
            try:
                root = self.shelf.copy(course)
            except OSError as fault:
                return f"The deck could not be copied to {clean(str(self.paths.decks))}: {fault.strerror}."
            self._copied = OwnCopy(Path(course.root), root)
            file = root / file.relative_to(course.root) if root.is_dir() else root
        call = editor_call(file, place.line)
        self._call = None if isinstance(call, str) else call
        return call

    def edited(self) -> None:
        copied, self._copied = self._copied, None
        if copied is None or self._call is None:
            return
        if not waits(self._call) or copied.settle():
            self._notices.append(f"Your own copy of this course is now in {copied.copy}.")

    def trouble(self, item: Item) -> str:
        if item.id in self._items():
            return ""
        files = [item.card.place.file] if self._call is None else [self._call.file]
        files.append(str(Path(files[0]).parent / COURSE_FILE))
        for file in files:
            found = [finding for finding in self.library.diagnostics if finding.file == file]
            errors = [finding for finding in found if finding.severity == "error"]
            if errors:
                near = min(errors, key=lambda error: abs(error.span.line - item.card.place.line))
                where = f"{Path(file).name}, line {near.span.line}"
                return f"{where}: {near.message}. Until that is mended, the card is asked as it was."
        return "The card is not in its deck any more. It is left out."

    def card_file(self, course: str | None, deck: str | None) -> CardFile | str:
        from quizapp.cli.card_file import OWN, card_file

        path = self.paths.decks / OWN
        found = None if course is None else self.library.course(course)
        if found is not None and not found.shipped:
            files = [Path(own.file) for own in found.decks if deck in (None, own.id)]
            path = files[0] if files else path
        return card_file(path, self.shelf.shipped)

    def _items(self) -> dict[str, Item]:
        """All items of the decks by id."""
        return {
            item.id: item
            for course in self.library.courses
            for deck in course.decks
            for item in items(course, deck)
        }

    def _unreadable(self) -> Callable[[Item], bool]:
        """Whether an item's file has errors: then its card may be there and only be broken."""
        broken = {found.file for found in self.library.diagnostics if found.severity == "error"}
        opened = self._call.file if self._call is not None else ""

        def unreadable(item: Item) -> bool:
            file = Path(item.card.place.file)
            # A copy that was just made of a shipped course has the names of its files.
            copied = opened in broken and Path(opened).name == file.name
            return copied or str(file) in broken or str(file.parent / COURSE_FILE) in broken

        return unreadable


def _by_instant(entry: tuple[datetime, Item]) -> datetime:
    return entry[0]

"""The learner's desk: store, settings and decks of this machine, with its clock, in one place.

Here clock, randomness, files and the log meet; below, everything is a value. The screens know it by
the protocol `tui.desk.Desk`.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.shelf import Shelf, signature
from quizapp.deck.library import Library
from quizapp.deck.model import items
from quizapp.deck.text import clean
from quizapp.memory.days import study_day
from quizapp.memory.schedule import Parameters
from quizapp.paths import Paths, editor
from quizapp.progress.agenda import CourseAgenda, course_agenda
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.overview import expected_minutes, next_due, streak, true_retention
from quizapp.progress.store import Store
from quizapp.settings import Settings, load_settings
from quizapp.study.event import Follow, Stamp, uuid7
from quizapp.study.plan import Allowance
from quizapp.tui.desk import EditorCall, Overview
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quizapp.deck.model import Citation, Item
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Mode
    from quizapp.study.distractors import Pool
    from quizapp.study.event import Event
    from quizapp.study.session import Session
    from quizapp.study.state import ItemState

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
        self.library = Library()
        self._seen: tuple[tuple[str, int, int], ...] = ()
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

    def record(self, *events: Event) -> None:
        self.store.append(*events)

    def state_of(self, item: str) -> ItemState:
        return self.store.state(item)

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
        self._follow()

    def changed(self) -> bool:
        return self.store.changed() or signature(self.library) != self._seen

    def _follow(self) -> None:
        """Let items whose cards were renamed (`was`) carry on the history of the earlier ones."""
        from quizapp.study.follow import lineages

        found = [
            lineage
            for course in self.library.courses
            for deck in course.decks
            if any(card.was for card in deck.cards)
            for lineage in lineages(items(course, deck))
        ]
        if not found:
            return
        states = self.store.states([name for lineage in found for name in (lineage.item, lineage.was)])
        events = []
        for lineage in found:
            if states[lineage.was].answers and not states[lineage.item].answers:
                stamp = self.stamp()
                # Behind the answers it follows, also where a clock that ran ahead wrote them.
                last = states[lineage.was].last_at
                at = stamp.at if last is None else max(stamp.at, last + timedelta(milliseconds=1))
                events.append(
                    Follow(id=stamp.id, at=at, device=stamp.device, item=lineage.item, was=lineage.was)
                )
        if events:
            self.record(*events)
            self._notices.append(
                f"{count(len(events), 'renamed item goes', 'renamed items go')} on with the earlier history."
            )

    def context(self, item: Item) -> Context:
        from quizapp.grading.context import Context, rivals_of
        from quizapp.grading.expected import expected_of

        key = (item.course, item.deck)
        if key not in self._contexts:
            course = self.library.course(item.course)
            deck = next((deck for deck in course.decks if deck.id == item.deck), None) if course else None
            language = course.language if course else "en"
            answers = (
                text
                for other in (items(course, deck) if course and deck else ())
                for text in expected_of(other)
            )
            self._contexts[key] = Context(language[:2].lower(), rivals_of(answers, language[:2].lower()))
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
        source = found.sources.get(citation.key) if found else None
        if source is None:
            return citation.locator
        parts = (source.author, source.title, source.publisher, source.year, citation.locator)
        return ", ".join(part for part in parts if part)

    # -- what there is to do --------------------------------------------------------------

    def agendas(self) -> tuple[CourseAgenda, ...]:
        """What to do now in each course."""
        return self._agendas(self.store.all_states())

    def _agendas(self, states: Mapping[str, ItemState]) -> tuple[CourseAgenda, ...]:
        now = self.now()
        today = study_day(now, self.settings.day_starts)
        introduced, reviewed = self.store.introduced(today), self.store.reviewed(today)
        agendas = []
        for course in self.library.courses:
            limits = self.settings.limits(course.id)
            allowance = Allowance(limits.new_per_day, limits.reviews_per_day)
            parameters = self.parameters(course.id)
            agendas.append(
                course_agenda(course, states, parameters, today, now, allowance, introduced, reviewed)
            )
        return tuple(agendas)

    def overview(self) -> Overview:
        states = self.store.all_states()
        agendas = self._agendas(states)
        now = self.now()
        today = study_day(now, self.settings.day_starts)
        days = self.store.days(date.min)
        month = [day for day in days if day.study_day > today - timedelta(days=_MONTH)]
        shown = {item.id for agenda in agendas for deck in agenda.decks for item in deck.items}
        return Overview(
            agendas=agendas,
            diagnostics=self.library.diagnostics,
            minutes=expected_minutes(
                sum(len(agenda.queue.due) for agenda in agendas),
                sum(len(agenda.queue.new) for agenda in agendas),
                month,
            ),
            streak=streak((day.study_day for day in days if day.answers), today),
            retention=true_retention(month),
            answered_today=sum(day.answers for day in days if day.study_day == today),
            next_due=next_due((state for state in states.values() if state.item in shown), now),
            folder=str(self.paths.decks),
            first=not days,
        )

    def next_due(self, of: Iterable[Item]) -> datetime | None:
        """When the first of these items comes back; None if none is under way."""
        return next_due(self.store.states(item.id for item in of).values(), self.now())

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
        found = {
            item.id: item
            for course in self.library.courses
            for deck in course.decks
            for item in items(course, deck)
        }
        return session.over(found, self.now())

    # -- editing --------------------------------------------------------------------------

    def edit(self, item: Item) -> EditorCall | str:
        command = editor() or _any_editor()
        if not command:
            return "No editor is set. Set EDITOR to the one you like, and start quizapp again."
        course = self.library.course(item.course)
        if course is None:
            return "The deck of this card is gone."
        place = item.card.place
        file = Path(place.file)
        if course.shipped:
            try:
                root = self.shelf.copy(course)
            except OSError as fault:
                return f"The deck could not be copied to {clean(str(self.paths.decks))}: {fault.strerror}."
            file = root / file.relative_to(course.root) if root.is_dir() else root
            self._notices.append(f"Your own copy of this course is now in {root}.")
        if not file.exists():
            return f"The file {clean(str(file))} is gone."
        return EditorCall(editor_arguments(command, file.resolve(), place.line), str(file))


def _by_instant(entry: tuple[datetime, Item]) -> datetime:
    return entry[0]


def editor_arguments(command: tuple[str, ...], file: Path, line: int) -> tuple[str, ...]:
    """The command that opens an editor at a line of a file, given by its absolute path.

    An absolute path begins with no dash, so no editor takes it for an option.
    """
    match Path(command[0]).stem:
        case "code" | "codium" | "code-insiders" | "cursor":
            return (*command, "--wait", "--goto", f"{file}:{line}")
        case "hx" | "helix" | "subl" | "zed":
            return (*command, f"{file}:{line}")
        case "vi" | "vim" | "nvim" | "nano" | "emacs" | "emacsclient" | "micro" | "kak" | "joe" | "ne" | "mg":
            return (*command, f"+{line}", str(file))
        case _:
            return (*command, str(file))


def _any_editor() -> tuple[str, ...]:
    import shutil

    for name in ("nano", "vim", "vi"):
        if found := shutil.which(name):
            return (found,)
    return ()

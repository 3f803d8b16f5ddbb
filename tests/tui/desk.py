"""A desk that lives in memory: the real agenda, session and schedule, and a log that is a list."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from quizapp.grading.grade import Context
from quizapp.memory.schedule import Parameters
from quizapp.progress.agenda import course_agenda
from quizapp.progress.statistics import Statistics
from quizapp.progress.totals import DayTotals
from quizapp.study.candidates import Allowance
from quizapp.study.dues import Dues
from quizapp.study.event import Answer, Bury, Flag, ItemlessEvent, Note, Reset, Retract, Suspend
from quizapp.study.session import Session
from quizapp.study.stamp import Stamp
from quizapp.study.state import ItemState
from quizapp.tui.desk import CardFile
from quizapp.tui.editor_call import EditorCall
from quizapp.tui.overview import Overview
from tests.tui.comebacks import MemoryComebacks
from tests.tui.exams import MemoryExams
from tests.tui.quizzes import MemoryQuizzes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from quizapp.deck.course import Course
    from quizapp.deck.diagnostics import Diagnostic
    from quizapp.deck.item import Item
    from quizapp.deck.source import Citation
    from quizapp.progress.agenda import CourseAgenda
    from quizapp.progress.faults import StoreFault
    from quizapp.progress.history import Step
    from quizapp.progress.statistics import Period
    from quizapp.study.comeback import Wall
    from quizapp.study.draft import Draft
    from quizapp.study.event import Event
    from quizapp.study.proposal import Proposal

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NO_NUMBERS = Statistics(START, START.date(), None, DayTotals(START.date()))


@dataclass
class MemoryDesk:
    """What the app may ask, answered from lists. `tick` is how far each look moves the clock."""

    courses: tuple[Course, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    sentences: tuple[str, ...] = ()
    theme: str = ""
    keymap: dict[str, str] = field(default_factory=dict)
    tick: timedelta = timedelta(seconds=1)
    clock: datetime = START
    log: list[Event] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)
    base: dict[str, ItemState] = field(default_factory=dict)
    faults: list[StoreFault] = field(default_factory=list)
    stamped: int = 0
    reloads: int = 0
    call: EditorCall | str = "This deck cannot be edited here."
    broken: str = ""
    file: CardFile | str = "No card can be written here."
    asked_for: tuple[str | None, str | None] = (None, None)
    on_reload: Callable[[MemoryDesk], None] | None = None
    edited_cards: tuple[Proposal, ...] = ()
    decided: list[tuple[set[int], set[int]]] = field(default_factory=list)
    streak: int = 0
    retention: float | None = None
    counting: Callable[[str | None, Period], Statistics] = lambda course, period: NO_NUMBERS
    counted: list[tuple[str | None, Period]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.examined = MemoryExams(self)
        self.comebacks = MemoryComebacks(self)

    def now(self) -> datetime:
        self.clock += self.tick
        return self.clock

    def statistics(self, course: str | None, period: Period) -> Callable[[], Statistics]:
        self.counted.append((course, period))
        return lambda: self.counting(course, period)

    def stamp(self) -> Stamp:
        self.stamped += 1
        return Stamp(f"event-{self.stamped}", self.now(), "test")

    def take_notices(self) -> tuple[str, ...]:
        taken, self.sentences = self.sentences, ()
        return taken

    def overview(self) -> Overview:
        agendas = self.agendas()
        states = self.states()
        waiting = [state.due.at for state in states.values() if state.due is not None]
        count = sum(agenda.due + agenda.new for agenda in agendas)
        return Overview(
            agendas,
            self.diagnostics,
            minutes=count * 0.25,
            streak=self.streak,
            retention=self.retention,
            answered_today=len(self.answers()),
            next_due=min(waiting, default=None),
            folder="~/decks",
            first=not self.log,
            proposals=len(self.edited_cards),
            prospects=self.exams.prospects(),
        )

    def wall(self, overview: Overview) -> Wall | None:
        return self.comebacks.wall(overview.agendas)

    def proposals(self) -> tuple[Proposal, ...]:
        return self.edited_cards

    def decide(self, accepted: Collection[int], declined: Collection[int]) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.decided.append((set(accepted), set(declined)))
        self.edited_cards = tuple(
            one for one in self.edited_cards if one.number not in {*accepted, *declined}
        )

    @property
    def exams(self) -> MemoryExams:
        return self.examined

    def agendas(self, more: bool = False) -> tuple[CourseAgenda, ...]:
        dues = Dues.of(self.states().values(), self.clock.date(), self.clock)
        limits = Allowance(20, 200)
        return tuple(
            course_agenda(
                course,
                dues,
                limits,
                frozenset(),
                frozenset(),
                self.exams.choice(course.id, more),
                self.comebacks.budgets(course.id, more),
            )
            for course in self.courses
        )

    def begin(self, course: str, deck: str | None, *, more: bool = False) -> Session:
        if any(agenda.pending for agenda in self.agendas() if agenda.course.id == course):
            self.exams.settle(course)
        agenda = next(agenda for agenda in self.agendas(more) if agenda.course.id == course)
        return replace(self.session(agenda.queue_of(deck).order()), ahead=agenda.exam is not None)

    def session(self, queue: tuple[Item, ...]) -> Session:
        return Session("sitting", queue, lambda item: Parameters(), self.context)

    def context(self, item: Item) -> Context:
        return Context()

    def record(self, *events: Event) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.log.extend(events)

    def answers(self) -> list[Answer]:
        return [event for event in self.standing() if isinstance(event, Answer)]

    def standing(self) -> list[Event]:
        gone = {event.event for event in self.log if isinstance(event, Retract)}
        return [event for event in self.log if event.id not in gone]

    def states(self) -> dict[str, ItemState]:
        from quizapp.memory.schedule import Due, rate

        states = dict(self.base)
        for event in self.standing():
            if isinstance(event, ItemlessEvent):
                continue
            state = states.get(event.item, ItemState(event.item))
            match event:
                case Answer():
                    memory = rate(
                        state.memory, event.rating, event.study_day, Parameters().weights, event.luck
                    )
                    due = Due(event.due, event.days)
                    state = replace(state, memory=memory, due=due, answers=state.answers + 1)
                case Suspend(on=on):
                    state = replace(state, suspended=on)
                case Bury(study_day=day):
                    state = replace(state, buried_until=day + timedelta(days=1))
                case Flag(on=on):
                    state = replace(state, flagged=on)
                case Note(text=text):
                    state = replace(state, note=text)
                case Reset():
                    state = replace(state, memory=None, due=None, first_day=None)
            states[event.item] = state
        return states

    def all_states(self) -> dict[str, ItemState]:
        return self.states()

    def history(self, item: str) -> tuple[Step, ...]:
        from quizapp.progress.history import steps

        return steps(item, self.log)

    def marks(self, item: Item) -> tuple[str, ...]:
        from quizapp.progress.insights import marks_of

        return marks_of(item, (step.event for step in self.history(item.id)), self.context(item))

    def parameters(self, course: str) -> Parameters:
        return Parameters()

    def stamps(self, number: int) -> list[Stamp]:
        return [self.stamp() for _ in range(number)]

    @property
    def quizzes(self) -> MemoryQuizzes:
        return MemoryQuizzes(self)

    def state_of(self, item: str) -> ItemState:
        return self.states().get(item, ItemState(item))

    def source_text(self, course: str, citation: Citation) -> str:
        sources = next(own.sources for own in self.courses if own.id == course)
        work = sources[citation.key]
        return ", ".join(part for part in (work.author, work.title, citation.locator) if part)

    def edit(self, item: Item) -> EditorCall | str:
        return self.call

    def edited(self) -> None:
        pass

    def trouble(self, item: Item) -> str:
        return self.broken

    def card_file(self, course: str | None, deck: str | None) -> CardFile | str:
        self.asked_for = (course, deck)
        return self.file

    def refreshed(self, session: Session) -> Session:
        return session

    def reload(self) -> None:
        self.reloads += 1
        if self.on_reload is not None:
            self.on_reload(self)

    def changed(self) -> bool:
        return False

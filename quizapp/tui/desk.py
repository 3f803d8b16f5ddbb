"""What the screens need from the rest of the program, as values and callables.

The screens open no file and no database, keep no rule and read no clock: whoever starts the app
hands them a `Desk`. A test hands them one that lives in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from quizapp.deck.course import Course
    from quizapp.deck.editing.card_writer import Fields
    from quizapp.deck.item import Item
    from quizapp.deck.reader import Header
    from quizapp.deck.source import Citation
    from quizapp.memory.schedule import Parameters
    from quizapp.progress.history import Step
    from quizapp.progress.statistics import Period, Statistics
    from quizapp.study.comeback import Wall
    from quizapp.study.event import Event
    from quizapp.study.proposal import Proposal
    from quizapp.study.session import Session
    from quizapp.study.stamp import Stamp
    from quizapp.study.state import ItemState
    from quizapp.tui.comebacks import Comebacks
    from quizapp.tui.editor_call import EditorCall
    from quizapp.tui.exams import Exams
    from quizapp.tui.overview import Overview
    from quizapp.tui.quizzes import Quizzes


class CardFile(Protocol):
    """The deck file that a form adds cards to."""

    @property
    def name(self) -> str:
        """Its name, fit for the screen."""

    @property
    def header(self) -> Header:
        """What the file and its course say of all its cards."""

    def save(self, card: Callable[[str], Fields]) -> str:
        """Add the card that is made with the id given; "" or why that could not be, as a sentence."""


class Desk(Protocol):
    """The program behind the screens. Every call answers from memory or in a few milliseconds."""

    @property
    def theme(self) -> str:
        """The name of a Textual theme; "" for the default."""

    @property
    def keymap(self) -> Mapping[str, str]:
        """The learner's own keys: id of an action (`tui.actions`) to keys joined by commas."""

    def take_notices(self) -> tuple[str, ...]:
        """Sentences for the learner that came up since they were last taken ("settings.toml line 3: …").

        Each is given once: whoever takes it shows it.
        """

    @property
    def courses(self) -> Sequence[Course]:
        """The courses on the desk, in order."""

    def overview(self) -> Overview:
        """What there is to do now."""

    def wall(self, overview: Overview) -> Wall | None:
        """What has piled up by an overview of now; None if that is not much. Takes a moment where much
        waits."""

    def proposals(self) -> tuple[Proposal, ...]:
        """The edited cards that may be ones the learner knows."""

    def decide(self, accepted: Collection[int], declined: Collection[int]) -> None:
        """Say of proposals, by number, that the two cards are the same, or that they are not.

        Raises `progress.faults.StoreFault`; then nothing is decided.
        """

    def begin(self, course: str, deck: str | None, *, more: bool = False) -> Session:
        """A new sitting over a course or one of its decks, before its first `next`. Where a day's minutes are
        used, `more` gives as many again."""

    def session(self, queue: tuple[Item, ...]) -> Session:
        """A new sitting over these items, before its first `next`."""

    @property
    def comebacks(self) -> Comebacks:
        """Ways back after a gap."""

    @property
    def exams(self) -> Exams:
        """The exams of the learner's courses."""

    @property
    def quizzes(self) -> Quizzes:
        """The learner's quizzes."""

    def state_of(self, item: str) -> ItemState:
        """What the log says of an item; the defaults for one it does not know."""

    def all_states(self) -> Mapping[str, ItemState]:
        """What the log says of every item that it knows."""

    def history(self, item: str) -> tuple[Step, ...]:
        """What became of an item, in order."""

    def marks(self, item: Item) -> tuple[str, ...]:
        """What an item's answers say of its card, in a few words each (`progress.insights.marks_of`)."""

    def parameters(self, course: str) -> Parameters:
        """What decisions about a course's items are made with."""

    def record(self, *events: Event) -> None:
        """Make events durable before returning, all or none.

        Raises `progress.faults.StoreFault` if that fails; recording the same events once more is safe.
        """

    def now(self) -> datetime:
        """The present, with the learner's offset."""

    def statistics(self, course: str | None, period: Period) -> Callable[[], Statistics]:
        """How to count the numbers of a course (None: of all), with the sums of one period.

        What is returned may take its time: it is for a thread, and has a connection of its own there.
        It raises `progress.faults.StoreFault`.
        """

    def stamp(self) -> Stamp:
        """Id, instant and device for one new event."""

    def stamps(self, number: int) -> Sequence[Stamp]:
        """So many stamps of one instant, for events of different items."""

    def source_text(self, course: str, citation: Citation) -> str:
        """A citation as a reader knows it ("E. H. Gombrich, A Little History of the World, p. 187")."""

    def edit(self, item: Item) -> EditorCall | str:
        """Prepare to edit an item's card at its line, or say in a sentence why that cannot be.

        A deck that came with the program is copied into the learner's folder first.
        """

    def edited(self) -> None:
        """The editor is closed. A copy made for it stays only if something in it was changed."""

    def trouble(self, item: Item) -> str:
        """Why an item's card cannot be read as the files stand now, as a sentence; "" if it can."""

    def card_file(self, course: str | None, deck: str | None) -> CardFile | str:
        """The file for new cards: the deck's if it is the learner's own, else their own deck; or a
        sentence that says why none can be written."""

    def refreshed(self, session: Session) -> Session:
        """The same sitting over the cards as the decks now say them, the one on screen included.

        An item that is gone is left out; a turn whose card is gone is None.
        """

    def reload(self) -> None:
        """Read the decks from disk again."""

    def changed(self) -> bool:
        """Whether decks or log were changed by somebody else since they were last read."""

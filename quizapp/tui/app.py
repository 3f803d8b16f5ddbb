"""The full-screen app: its screens, and the way from one to another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import App, SuspendNotSupported
from textual.events import Key

from quizapp.deck.text import clean
from quizapp.progress.faults import StoreFault
from quizapp.tui.actions import bindings
from quizapp.tui.room import LEAST
from quizapp.tui.screens.home import Home
from quizapp.tui.type_ahead import LAPS, PATIENCE, Lap, TypeAhead

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.events import Event as TextualEvent

    from quizapp.deck.model import Item
    from quizapp.study.event import Event
    from quizapp.study.session import Session
    from quizapp.tui.desk import Desk, EditorCall, StartAt
    from quizapp.tui.screens.study import Study


class QuizApp(App[None]):
    """Home at the bottom; study or summary above it."""

    CSS_PATH = "quizapp.tcss"
    TITLE = "quizapp"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")

    def __init__(
        self, desk: Desk, start: StartAt | None = None, ready: Callable[[], None] = lambda: None
    ) -> None:
        """`ready` is called once the first frame is drawn."""
        super().__init__()
        self.desk = desk
        self.typed_ahead = TypeAhead()
        self.ready = ready
        self.start = start
        self.home = Home(desk)
        self.set_keymap(dict(desk.keymap))
        if desk.theme in self.available_themes:
            self.theme = desk.theme
        elif desk.theme:
            self.home.notices += (f"There is no theme “{desk.theme}”.",)

    # -- keys -----------------------------------------------------------------------------

    async def on_event(self, event: TextualEvent) -> None:
        if not isinstance(event, Key) or event.is_forwarded:
            await super().on_event(event)
        elif (self.size.width < LEAST.width or self.size.height < LEAST.height) and event.key != "ctrl+q":
            # The card is covered: no key may answer or rate what cannot be seen.
            event.stop()
        elif self.typed_ahead.take(event):
            await super().on_event(event)
        elif not self.typed_ahead.running:
            self._run_laps()

    async def on_lap(self, lap: Lap) -> None:
        """A lap came round: run the next, or let the next key go."""
        lap.stop()
        if lap.number != self.typed_ahead.number:
            return
        if lap.left > 1:
            self._send(Lap(lap.number, lap.left - 1))
        else:
            await self._lapped(lap.number)

    def _run_laps(self) -> None:
        number = self.typed_ahead.start()
        self.set_timer(PATIENCE, partial(self._lapped, number))
        self._send(Lap(number, LAPS))

    def _send(self, lap: Lap) -> None:
        """Begin a lap at the focus; a focus that takes no messages any more is passed over."""
        if not (self.focused or self.screen).post_message(lap):
            self.post_message(lap)

    async def _lapped(self, number: int) -> None:
        key = self.typed_ahead.done(number)
        if key is None:
            return
        await super().on_event(key)
        if self.typed_ahead.waiting:
            self._run_laps()

    def get_default_screen(self) -> Home:
        return self.home

    def on_mount(self) -> None:
        if self.start is not None:
            self.begin(self.start.course, self.start.deck)
        self.call_after_refresh(self.ready)

    @property
    def fault(self) -> Exception | None:
        """The exception that ended the app; whoever ran it puts it into words."""
        return self._exception

    def _fatal_error(self) -> None:
        """End without the traceback that Textual would print: no learner has use for it."""
        self._close_messages_no_wait()

    # -- ways -----------------------------------------------------------------------------

    def begin(self, course: str, deck: str | None) -> None:
        """Start a sitting, or say on the home screen that nothing is due."""
        session = self.desk.begin(course, deck).next(self.desk.now(), self.desk.state_of)
        if session.finished:
            self.home.say("Nothing is due here.")
        else:
            self.push_screen(self._study(session, self._title(course, deck)))

    def finish(self, session: Session, heading: str) -> None:
        """From the last card to the summary; straight home if nothing was done."""
        if not session.can_undo:
            self.go_home()
            return
        from quizapp.tui.screens.summary import Summary

        self.switch_screen(Summary(self.desk, session, heading))

    def resume(self, session: Session, heading: str) -> None:
        """From the summary back to a card."""
        self.switch_screen(self._study(session, heading))

    def go_home(self, message: str = "") -> None:
        """Leave a sitting; `message` shows on the home screen."""
        self.home.say(message)
        self.pop_screen()

    def _study(self, session: Session, heading: str) -> Study:
        from quizapp.tui.screens.study import Study

        return Study(self.desk, session, heading)

    def _title(self, course: str, deck: str | None) -> str:
        for agenda in self.desk.overview().agendas:
            if agenda.course.id == course:
                titles = (own.deck.title for own in agenda.decks if own.deck.id == deck)
                return next(titles, agenda.course.title)
        return ""

    # -- what every screen may ask --------------------------------------------------------

    async def record(self, event: Event, then: Callable[[], Awaitable[None]]) -> None:
        """Make an event durable, then go on; if that fails, ask and try again."""
        try:
            self.desk.record(event)
        except StoreFault as fault:
            from quizapp.tui.screens.fault import FaultDialog

            async def decided(again: bool | None) -> None:
                if again:
                    await self.record(event, then)

            self.push_screen(FaultDialog(fault), decided)
        else:
            await then()

    def edit(self, item: Item) -> None:
        """Open an item's card in the learner's editor and read the decks again."""
        call = self.desk.edit(item)
        sentence = call if isinstance(call, str) else self._run_editor(call)
        if sentence:
            self.notify(clean(sentence), severity="warning", markup=False)
        self.desk.reload()
        for notice in self.home.take_notices():
            self.notify(clean(notice), markup=False)

    def _run_editor(self, call: EditorCall) -> str:
        """Run the editor in front of the app; what went wrong as a sentence, or ""."""
        from subprocess import run

        failure = ""
        try:
            with self.suspend():
                # Nothing may be raised in here: the app would stay out of application mode.
                try:
                    run(call.argv, check=False)
                except OSError as fault:
                    failure = f"{call.argv[0]} could not be started: {fault.strerror}."
        except SuspendNotSupported:
            return f"No editor can be opened here. The card stands in {call.file}."
        return failure

    def action_help(self) -> None:
        from quizapp.tui.screens.help import Help

        self.push_screen(Help(type(self.screen).__name__.lower(), self.desk.keymap))

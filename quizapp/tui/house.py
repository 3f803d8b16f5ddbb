"""What every app of ours has in common: how keys travel, how it ends, and the learner's editor."""

from __future__ import annotations

import signal
from asyncio import get_running_loop
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import App, SuspendNotSupported
from textual.events import Key

from quizapp.deck.text import clean
from quizapp.tui.actions import bindings
from quizapp.tui.lull import Lull
from quizapp.tui.room import LEAST, Room
from quizapp.tui.type_ahead import LAPS, PATIENCE, Lap, TypeAhead

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.events import Event as TextualEvent
    from textual.screen import Screen

    from quizapp.tui.editor_call import EditorCall


_ENDINGS = ("SIGTERM", "SIGHUP")
"""What ends the program from outside: somebody's wish, and a terminal that was closed."""


class House(App[None]):
    """An app of this program. What it is for stands in its screens."""

    CSS_PATH = "quizapp.tcss"
    TITLE = "quizapp"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")

    def __init__(self, keymap: Mapping[str, str], theme: str = "") -> None:
        """The learner's own keys by action, and the name of a theme ("" for the default)."""
        super().__init__()
        self.keymap = keymap
        self.typed_ahead = TypeAhead()
        self.lull = Lull()
        self.set_keymap(dict(keymap))
        if theme in self.available_themes:
            self.theme = theme

    # -- keys -----------------------------------------------------------------------------

    async def on_event(self, event: TextualEvent) -> None:
        if not isinstance(event, Key) or event.is_forwarded:
            await super().on_event(event)
        elif (self.size.width < LEAST.width or self.size.height < LEAST.height) and event.key != "ctrl+q":
            # The card is covered: no key may answer or rate what cannot be seen.
            event.stop()
        elif self.typed_ahead.take(event, self._quiet()):
            await self._hand_on(event)
        elif not self.typed_ahead.running:
            self._run_laps()

    async def _hand_on(self, key: Key) -> None:
        """Give a key to the screen that takes it at once, or send it on its way over the focus."""
        self.lull.put_off()
        screen = self.screen
        if not (self.app_focus and isinstance(screen, Room) and await screen.take_key(key)):
            await super().on_event(key)

    def _quiet(self) -> bool:
        """Whether what the keys before set off is surely done."""
        screen = self.screen
        return isinstance(screen, Room) and screen.quiet()

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
        await self._hand_on(key)
        if self.typed_ahead.waiting:
            self._run_laps()

    # -- the end --------------------------------------------------------------------------

    def on_load(self) -> None:
        """Before the terminal is taken over: from here on it is given back, whoever ends the program."""
        if self.is_headless:
            return
        for name in _ENDINGS:
            # Some platforms have other signals, or other ways to hear of them.
            with suppress(AttributeError, NotImplementedError):
                number = getattr(signal, name)
                get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)

    @property
    def fault(self) -> Exception | None:
        """The exception that ended the app; whoever ran it puts it into words."""
        return self._exception

    def _fatal_error(self) -> None:
        """End without the traceback that Textual would print: no learner has use for it."""
        self._close_messages_no_wait()

    # -- what every screen may ask --------------------------------------------------------

    def leave(self) -> None:
        """Leave the screen on show for the one below it."""
        self.pop_screen()

    def warn(self, sentence: str) -> None:
        """Say what went wrong, in a corner and for a while."""
        self.notify(clean(sentence), severity="warning", markup=False)

    def run_editor(self, call: EditorCall) -> str:
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

        screen = self.screen
        now, others = screen.meanings() if isinstance(screen, Room) else ((), ())
        self.push_screen(Help(type(screen).__name__.lower(), self.keymap, now, others))


class Solo(House):
    """An app of one screen; leaving that is the end."""

    def __init__(self, room: Screen[None], keymap: Mapping[str, str], theme: str = "") -> None:
        super().__init__(keymap, theme)
        self.room = room

    def on_mount(self) -> None:
        # Pushed, for Textual reads the styles of a screen when it is pushed and not of the first one.
        self.push_screen(self.room)

    def leave(self) -> None:
        if self.screen is self.room:
            self.exit()
        else:
            super().leave()


def house_of(screen: Screen[None]) -> House:
    """The app of a screen that is at home in more than one."""
    return cast("House", screen.app)

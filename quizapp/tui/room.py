"""What all screens share: their classes by size, and a sentence where there is no room at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from textual.geometry import Size
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.events import Resize

    from quizapp.tui.app import QuizApp

Result = TypeVar("Result")

Meaning = tuple[str, str]
"""A word, and the sentences that say what it means."""
LEAST = Size(24, 6)
"""The smallest window in which a screen is drawn."""


class TooSmall(Static):
    """Covers a screen that has no room to be drawn."""

    def __init__(self) -> None:
        least = f"{LEAST.width}×{LEAST.height}"
        super().__init__(f"Too small.\nPlease make the window {least} or larger.", markup=False)


class Room(Screen[None]):
    """A screen of this app."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST.width, "-narrow"), (60, "-normal")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST.height, "-short"), (18, "-tall")]

    _telling = False
    _found: dict[str, ActiveBinding] | None = None
    """The bindings, while they are told."""

    def on_resize(self, event: Resize) -> None:
        if (event.size.width < LEAST.width or event.size.height < LEAST.height) and not self.query(TooSmall):
            self.mount(TooSmall())

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        if not self._telling:
            return super().active_bindings
        if self._found is None:
            self._found = super().active_bindings
        return self._found

    def refresh_bindings(self) -> None:
        """Tell those who show keys; they all look at the same ones, found once."""
        self._telling = True
        try:
            super().refresh_bindings()
        finally:
            self._telling, self._found = False, None

    def quiet(self) -> bool:
        """Whether all that keys set off here is surely done; False where that cannot be known."""
        return False

    def meanings(self) -> tuple[list[Meaning], list[Meaning]]:
        """Words that the help explains: those that are on show now, and the others of this screen."""
        return [], []

    @property
    def house(self) -> QuizApp:
        """The app, by its own type."""
        return cast("QuizApp", self.app)


class Dialog(ModalScreen[Result]):
    """A question or a text in front of a screen."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = Room.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = Room.VERTICAL_BREAKPOINTS

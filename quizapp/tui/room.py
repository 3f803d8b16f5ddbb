"""What all screens share: their classes by size, and a sentence where there is no room at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from textual.geometry import Size
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.events import Key, Resize
    from textual.geometry import Region
    from textual.strip import Strip

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

    _ground: tuple[Region, list[Strip]] | None = None
    """The lines drawn last, and their place."""
    _telling = False
    _bound: dict[str, ActiveBinding] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The ground on which all stands; it is asked for whenever something on it changed."""
        if self._ground is None or self._ground[0] != crop:
            self._ground = crop, super().render_lines(crop)
        return self._ground[1]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._ground = None

    def on_resize(self, event: Resize) -> None:
        if (event.size.width < LEAST.width or event.size.height < LEAST.height) and not self.query(TooSmall):
            self.mount(TooSmall())

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return self.bound if self._telling else super().active_bindings

    @property
    def bound(self) -> dict[str, ActiveBinding]:
        """What each key is for since that was last told."""
        if self._bound is None:
            self._bound = super().active_bindings
        return self._bound

    def refresh_bindings(self) -> None:
        """Tell those who show keys; they all look at the same ones, found once."""
        self._bound = None
        self._telling = True
        try:
            super().refresh_bindings()
        finally:
            self._telling = False

    async def take_key(self, event: Key) -> bool:
        """Do at once what a key is for here; False sends it on its way over all widgets."""
        return False

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

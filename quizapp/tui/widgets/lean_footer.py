"""The keys of the moment, in one line that always fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from quizapp.tui.actions import BY_ID, key_name
from quizapp.tui.widgets.board import Board

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.events import Click
    from textual.screen import Screen

_GAP = 2
_ORDER = {name: place for place, name in enumerate(BY_ID)}


class Hint(NamedTuple):
    """One key and what it does. `order` is the action's place in the table."""

    key: str
    label: str
    rank: int
    order: int

    @property
    def width(self) -> int:
        return cell_len(key_name(self.key)) + 1 + cell_len(self.label)


class LeanFooter(Board):
    """The footer.

    Textual's own builds a widget for each key whenever keys change, keeps the dead ones alive, and
    cuts what does not fit. This one is a single line of text: it leaves out the actions of the
    lowest rank until the rest fits, and shows a key that works now (the function key of an action
    while a letter would be typed).
    """

    MOST = 7

    hints: tuple[Hint, ...] = ()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed, immediate=True)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        self.hints = _hints(screen)
        self.renew()

    def look(self) -> Hashable:
        return self.hints

    @property
    def shown(self) -> tuple[Hint, ...]:
        """The hints that fit, in the order of the table."""
        room = self.size.width - 2
        kept = sorted(self.hints, key=_by_rank)[: self.MOST]
        while len(kept) > 1 and sum(hint.width for hint in kept) + _GAP * (len(kept) - 1) > room:
            kept.pop()
        return tuple(sorted(kept, key=_by_order))

    def render(self) -> Content:
        return Content(" " * _GAP).join(
            Content.assemble((key_name(hint.key), "bold $footer-key-foreground"), " ", hint.label)
            for hint in self.shown
        )

    def on_click(self, event: Click) -> None:
        at = event.x - 1
        for hint in self.shown:
            if 0 <= at < hint.width:
                self.app.simulate_key(hint.key)
                return
            at -= hint.width + _GAP


def _hints(screen: Screen[object]) -> tuple[Hint, ...]:
    found: dict[str, Hint] = {}
    for key, active in screen.active_bindings.items():
        action = BY_ID.get(active.binding.id or "")
        if action is not None and action.rank and active.enabled and action.id not in found:
            found[action.id] = Hint(key, active.binding.description, action.rank, _ORDER[action.id])
    return tuple(found.values())


def _by_rank(hint: Hint) -> int:
    return hint.rank


def _by_order(hint: Hint) -> int:
    return hint.order

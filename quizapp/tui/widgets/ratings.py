"""The four ratings, each with the date it leads to; and a line about how sure the learner is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message

from quizapp.memory.rating import Rating
from quizapp.tui.actions import key_name
from quizapp.tui.confidence import DOUBT, TRUST, lead, offers
from quizapp.tui.text import MUTED
from quizapp.tui.widgets.board import Board
from quizapp.tui.widgets.sheet import COLUMN
from quizapp.words import interval

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from textual.events import Click, MouseMove
    from textual.screen import Screen

    from quizapp.study.session import Turn
    from quizapp.tui.confidence import Offer

NAMES = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}


class Ratings(Board):
    """Shows while a marked answer waits for its rating; the suggested one stands out.

    Its place is kept while there is nothing to rate, so that the card above never jumps; its first line
    then offers to say how sure one is.
    """

    @dataclass
    class Chosen(Message):
        """A rating was clicked."""

        rating: Rating

    def __init__(self) -> None:
        super().__init__()
        self.intervals: dict[Rating, str] = {}
        self.suggested: Rating | None = None
        self.urged = False
        self.hovered: Rating | None = None
        self.lead = ""
        self.offers: tuple[Offer, ...] = ()
        self.keys: dict[str, str] = {}
        """The key that works now for each action offered."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed, immediate=True)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if not self.offers:
            return
        keys: dict[str, str] = {}
        for key, active in screen.active_bindings.items():
            if active.binding.id in (DOUBT, TRUST) and active.enabled:
                keys.setdefault(active.binding.id, key)
        self.keys = keys
        self.renew()

    def look(self) -> Hashable:
        keys = tuple(self.keys.get(offer.action, "") for offer in self.offers)
        shown = tuple(self.intervals.values())
        return shown, self.suggested, self.urged, self.hovered, self.lead, self.offers, keys

    def show(self, turn: Turn | None, now: datetime) -> None:
        """Show what each rating of a marked turn leads to; nothing for any other turn."""
        marked = turn is not None and turn.mark is not None
        self.intervals = {
            outcome.rating: interval(outcome.due, now)
            for outcome in (turn.outlook if turn and marked else ())
        }
        self.suggested = turn.suggested if turn is not None else None
        self.lead = lead(turn) if turn is not None else ""
        self.offers = offers(turn) if turn is not None else ()
        self.urged = False
        self.renew()

    def urge(self) -> None:
        """Ask for a rating of the learner's own, where one is due and none is suggested."""
        if self.intervals and self.suggested is None:
            self.urged = True
            self.renew()

    # -- drawing --------------------------------------------------------------------------

    @property
    def edges(self) -> dict[Rating, tuple[int, int]]:
        """The first cell of each rating, and the one after its last."""
        width = min(COLUMN, self.content_size.width - (4 if self.content_size.width >= 60 else 0))
        gap = 2 if self.content_size.width >= 60 else 0
        left = (self.content_size.width - width) // 2
        steps = [left + (width + gap) * at // 4 for at in range(5)]
        return {rating: (steps[rating - 1], steps[rating] - gap) for rating in Rating}

    def render(self) -> Content:
        if not self.intervals:
            return self._offered()
        lines = [self._prompt()] if self.content_size.height > 2 else []
        return Content("\n").join((*lines, self._line(self._title), self._line(self._interval)))

    def _prompt(self) -> Content:
        if self.suggested is not None:
            return self._offered()
        style = "bold $text-warning" if self.urged else MUTED
        left = next(iter(self.edges.values()))[0]
        return Content.assemble(" " * left, ("How well did you know it?", style))

    def _offered(self) -> Content:
        parts = [Content.styled(self.lead, MUTED)] if self.lead else []
        for offer in self.offers:
            if offer.action in self.keys:
                key = key_name(self.keys[offer.action])
                parts.append(Content.assemble((key, f"bold {MUTED}"), (f" {offer.words}", MUTED)))
        return Content.assemble(" " * self._margin, Content("  ").join(parts))

    @property
    def _margin(self) -> int:
        """Where the card's text begins."""
        return max(1, self.edges[Rating.AGAIN][0])

    def _line(self, cell: Callable[[Rating], Content]) -> Content:
        parts: list[Content] = []
        at = 0
        for rating, (start, end) in self.edges.items():
            parts.append(Content(" " * (start - at)))
            parts.append(self._cell(cell(rating), rating, end - start))
            at = end
        return Content("").join(parts)

    def _cell(self, content: Content, rating: Rating, width: int) -> Content:
        if rating is self.suggested:
            background = "on $primary-muted"
        else:
            background = "on $boost" if rating is self.hovered else "on $surface"
        content = content.truncate(max(0, width))
        left = (width - content.cell_length) // 2
        return content.pad(left, width - content.cell_length - left).stylize_before(background)

    def _title(self, rating: Rating) -> Content:
        pointer = "› " if rating is self.suggested else ""
        weight = "bold" if rating is self.suggested else ""
        return Content.assemble(pointer, (str(int(rating)), "bold"), " ", (NAMES[rating], weight))

    def _interval(self, rating: Rating) -> Content:
        return Content.styled(self.intervals.get(rating, ""), MUTED)

    # -- mouse ----------------------------------------------------------------------------

    def _at(self, x: int) -> Rating | None:
        found = (rating for rating, (start, end) in self.edges.items() if start <= x < end)
        return next(found, None) if self.intervals else None

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        if at is None:
            return
        if not self.intervals or (at.y == 0 and self.content_size.height > 2):
            self._click_offer(at.x)
        elif (rating := self._at(at.x)) is not None:
            self.post_message(self.Chosen(rating))

    def _click_offer(self, x: int) -> None:
        at = self._margin + (cell_len(self.lead) + 2 if self.lead else 0)
        for offer in self.offers:
            if offer.action in self.keys:
                width = cell_len(key_name(self.keys[offer.action])) + 1 + cell_len(offer.words)
                if at <= x < at + width:
                    self.app.simulate_key(self.keys[offer.action])
                    return
                at += width + 2

    def on_mouse_move(self, event: MouseMove) -> None:
        self._hover(self._at(event.x))

    def on_leave(self) -> None:
        self._hover(None)

    def _hover(self, rating: Rating | None) -> None:
        if rating is not self.hovered:
            self.hovered = rating
            self.renew()

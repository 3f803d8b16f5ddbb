"""A screen on which a card is answered: the card, the way of answering laid over it, and keys that bounce."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual import on

from quizapp.tui import question, verdict
from quizapp.tui.actions import keys_of, offered
from quizapp.tui.room import Room
from quizapp.tui.widgets.answers import answer_area
from quizapp.tui.widgets.answers.area import AnswerArea
from quizapp.tui.widgets.rows import BLANK
from quizapp.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from datetime import datetime

    from textual.events import Key

    from quizapp.study.session import Turn
    from quizapp.tui.desk import Desk

BOUNCE = timedelta(seconds=0.3)
"""The same key twice within this time is one press, so that a double or held Enter that marked an
answer does not rate it as well."""

AREAS = ("flip", "choice", "order", "match")
"""Where the actions of the ways of answering are to be had, but for typing."""


class CardRoom(Room):
    """Draws a turn and hands the answer to the screen that derives from it."""

    def __init__(self, desk: Desk, scope: str) -> None:
        """`scope` is where the screen's own actions are to be had."""
        super().__init__()
        self.desk = desk
        self.area: AnswerArea | None = None
        self._areas: dict[type[AnswerArea], AnswerArea] = {}
        self.area_row = 0
        """The row of the card at which the answer begins."""
        self._mark_rows = (0, 0)
        self.last_press = ("", desk.now())
        self._heard: Key | None = None
        self.once = {
            key
            for name in (scope, *AREAS)
            for action in offered(name)
            if action.once
            for key in keys_of(action, desk.keymap)
        }

    @property
    def turn(self) -> Turn | None:
        """What is on the card; None for nothing."""
        raise NotImplementedError

    # -- drawing --------------------------------------------------------------------------

    def show_turn(self, turn: Turn) -> None:
        """Show a turn from its beginning, or its mark if it has one; the keys of the answer come to it."""
        area = self._bring_area(answer_area(turn))
        area.ask(turn)
        before = self.focused
        if turn.mark is None:
            area.take_focus()
        elif before is not None and area not in before.ancestors_with_self:
            # The way of answering the card that was left is open still, and would take the keys of this one.
            self.set_focus(None)
        self.draw_card()
        if turn.mark is not None:
            self.query_one(Sheet).bring_into_view(*self._mark_rows)
        if self.focused is before:  # else Textual does
            self.refresh_bindings()

    def draw_card(self, keep_place: bool = False) -> None:
        """Draw question, answer and mark, a blank row between any two of them."""
        if self.turn is None or self.area is None:
            return
        rows = list(question.rows(self.turn))
        area = self.area.rows()
        self.area_row = len(rows) + 1
        mark = verdict.rows(self.turn, self._sources(self.turn))
        for block in (area, mark):
            if block:
                rows += [BLANK, *block]
        self._mark_rows = (len(rows) - len(mark), min(len(rows) - 1, len(rows) - len(mark) + 1))
        self.query_one(Sheet).show(rows, keep_place)
        self._place_area()

    def _bring_area(self, kind: type[AnswerArea]) -> AnswerArea:
        """The area of this kind, made if it is the first."""
        if kind not in self._areas:
            self._areas[kind] = kind()
            self.query_one(Sheet).mount(self._areas[kind])
        self.area = self._areas[kind]
        return self.area

    @on(Sheet.Moved)
    def _card_moved(self, event: Sheet.Moved) -> None:
        event.stop()
        self._place_area()

    def _place_area(self) -> None:
        """Tell the area where its rows stand, for the cursor of the terminal."""
        card = self.query_one(Sheet)
        if self.area is not None:
            left, width = card.column
            at = card.content_region.offset
            self.area.place(at.x + left, at.y + card.line_of(self.area_row), width)

    @on(Sheet.RowClicked)
    def _row_clicked(self, event: Sheet.RowClicked) -> None:
        event.stop()
        if self.area is not None:
            self.area.click_at(event.row - self.area_row, event.x)

    @on(AnswerArea.Changed)
    def _area_changed(self, event: AnswerArea.Changed) -> None:
        event.stop()
        self.draw_card(keep_place=True)
        if event.row is not None:
            row = self.area_row + event.row
            self.query_one(Sheet).bring_into_view(row, row)

    def _sources(self, turn: Turn) -> list[str]:
        return [self.desk.source_text(turn.item.course, cited) for cited in turn.item.card.sources]

    def action_scroll_card(self, direction: int) -> None:
        self.query_one(Sheet).turn_page(direction)

    # -- keys that come quickly -----------------------------------------------------------

    def quiet(self) -> bool:
        """No handler here waits in the middle of its work, so what is not done stands in a queue."""
        way = (self.focused or self).ancestors_with_self
        return all(node.is_running and not node.message_queue_size for node in way)

    async def take_key(self, event: Key) -> bool:
        """Run the action of a key, unless what is typed may want it.

        On its way over all widgets a key would be handed from one to the next, and no area of answers but
        an open line has use for it there.
        """
        active = self.bound.get(event.key)
        area = self.area
        if active is None or not active.enabled or area is None:
            return False
        if area.is_open and not isinstance(self.focused, AnswerArea):
            return False
        self._heard = event
        return not self.hear(event) or await self.app.run_action(active.binding.action, active.node)

    def on_key(self, event: Key) -> None:
        if event is not self._heard and not self.hear(event):
            event.stop()

    def on_screen_resume(self) -> None:
        """No key bounces from one that was pressed before another screen lay over the card."""
        _, pressed = self.last_press
        self.last_press = ("", pressed)

    def hear(self, event: Key) -> bool:
        """Note a key before its action runs; False if it goes no further."""
        return True

    def bounces(self, event: Key, now: datetime) -> bool:
        """Whether a key that counts once was pressed again at once."""
        key, pressed = self.last_press
        self.last_press = (event.key, now)
        return event.key == key and key in self.once and now - pressed < BOUNCE

    def typed(self, now: datetime) -> None:
        """Something was typed into a line, which no key of the screen tells.

        An Enter after it bounces from nothing.
        """
        self.last_press = ("", now)

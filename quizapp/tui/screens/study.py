"""One card at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from quizapp.grading.mark import Mode
from quizapp.grading.verdict import Verdict
from quizapp.memory.rating import Rating
from quizapp.study.confidence import trusted
from quizapp.tui import confidence
from quizapp.tui.actions import BY_ID, bindings, keys_of
from quizapp.tui.card_room import CardRoom
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.answers.area import AnswerArea
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.progress import Progress
from quizapp.tui.widgets.ratings import Ratings
from quizapp.tui.widgets.sheet import Sheet
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from textual.events import Key
    from textual.widget import Widget

    from quizapp.grading.mark import Response
    from quizapp.study.confidence import Confidence
    from quizapp.study.event import Event
    from quizapp.study.session import Session, Turn
    from quizapp.tui.desk import Desk
    from quizapp.tui.room import Meaning

MODES: dict[Mode | None, str] = {
    None: "",
    Mode.FLIP: " · turned over",
    Mode.TYPED: " · typed",
    Mode.CHOICE: " · chosen",
}
"""The ways of asking in the order in which the key goes through them, and what the title says."""


EXAM_DATES = "Until the exam you are asked what helps most on its day, whatever these dates say; after it they hold again."


class Study(CardRoom):
    """Draws the session and hands it what the learner does; every step is recorded before the next
    card shows."""

    CSS_PATH = "study.tcss"
    BINDINGS = bindings("study")

    def __init__(self, desk: Desk, session: Session, heading: str) -> None:
        super().__init__(desk, "study")
        self.session = session
        self.heading = heading
        self.asked_at: datetime = desk.now()
        self.first_key_at: datetime | None = None
        self.taking = keys_of(BY_ID["study.take"], desk.keymap)

    @property
    def turn(self) -> Turn | None:
        return self.session.turn

    def compose(self) -> Iterator[Widget]:
        yield Progress()
        yield Sheet()
        yield Ratings()
        yield LeanFooter()

    def on_mount(self) -> None:
        self.begin_turn()

    def meanings(self) -> tuple[list[Meaning], list[Meaning]]:
        if self.turn is None or not self.desk.exams.prepares(self.turn.item.course):
            return [], []
        return [("Dates below the ratings", EXAM_DATES)], []

    # -- drawing --------------------------------------------------------------------------

    def draw(self) -> None:
        """Show the turn as it stands."""
        turn = self.turn
        if turn is None:
            return
        self.draw_top()
        self.query_one(Ratings).show(turn, self.desk.now())
        self.show_turn(turn)

    def draw_top(self) -> None:
        """Draw title, progress and flag."""
        flagged = self.turn is not None and self.turn.state.flagged
        heading = Content.assemble(
            ("⚑ flagged  ", "$text-warning") if flagged else "",
            plain(self.heading),
            (self._mode_name(), MUTED),
        )
        self.query_one(Progress).show(heading, self.session.answered, self.session.left)

    def _mode_name(self) -> str:
        """How the card is asked, where that is by the learner's wish."""
        wish = self.session.wish
        return MODES[wish] if self.turn is not None and self.turn.mode is wish else ""

    # -- steps ----------------------------------------------------------------------------

    def advance(self) -> None:
        """Show the next card, or end the sitting."""
        self.session = self.session.next(self.desk.now(), self.desk.state_of)
        if self.session.finished:
            self.house.finish(self.session, self.heading)
            return
        self.begin_turn()

    def begin_turn(self) -> None:
        """Draw a card that is to be answered and start its clock."""
        self.asked_at, self.first_key_at = self.desk.now(), None
        self.draw()

    @on(AnswerArea.Answered)
    def _answered(self, event: AnswerArea.Answered) -> None:
        event.stop()
        if self.turn is not None and self.turn.mark is None:
            self.answer(event.response)

    def answer(self, response: Response) -> None:
        """Mark an answer."""
        now = self.desk.now()
        first = self.first_key_at
        self.session = self.session.afresh(self.desk.state_of).answer(
            response,
            now,
            ms=_milliseconds(now - self.asked_at),
            first_key_ms=None if first is None else _milliseconds(first - self.asked_at),
        )
        self.draw()

    async def keep(self, session: Session, event: Event) -> None:
        """Record a step; only then does the screen go on with its session."""

        async def go_on() -> None:
            before, self.session = self.turn, session
            if self.turn is None:
                self.advance()
            elif before is not None and replace(before, state=self.turn.state) == self.turn:
                self.draw_top()  # a flag or a note: what is being typed stays
                if before.state.note != self.turn.state.note:
                    self.draw_card(keep_place=True)
            elif self.turn.mark is None:
                self.begin_turn()
            else:
                self.draw()

        await self.house.record(event, go_on)

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        turn = self.turn
        if turn is None:
            return action == "home"
        match action:
            case "rate":
                return turn.mark is not None
            case "take":
                return turn.mark is not None and turn.suggested is not None
            case "overrule":
                return turn.mark is not None and turn.mark.verdict in (Verdict.PARTLY, Verdict.WRONG)
            case "hint":
                return turn.mark is None and turn.hints < len(turn.item.card.hints)
            case "doubt":
                return turn.may_say(confidence.next_doubt(turn))
            case "trust":
                return turn.mark is None
            case "undo":
                return self.session.can_undo
            case "mode":
                return turn.mark is None
            case _:
                return True

    async def action_take(self) -> None:
        if self.turn is not None and self.turn.suggested is not None:
            await self.action_rate(self.turn.suggested)

    async def action_rate(self, rating: int) -> None:
        await self.keep(*self.session.rate(Rating(rating), self.desk.stamp()))

    @on(Ratings.Chosen)
    async def _rating_clicked(self, event: Ratings.Chosen) -> None:
        event.stop()
        if self.turn is not None and self.turn.mark is not None:
            await self.action_rate(event.rating)

    def action_overrule(self) -> None:
        self.session = self.session.overrule()
        self.draw()

    def action_hint(self) -> None:
        self.session = self.session.hint()
        if self.turn is not None and self.area is not None:
            self.area.turn = self.turn
        self.draw_card(keep_place=True)
        self.refresh_bindings()

    def action_doubt(self) -> None:
        if self.turn is not None:
            self._confide(confidence.next_doubt(self.turn))

    def action_trust(self) -> None:
        if self.turn is not None:
            self._confide(trusted(self.turn.confidence))

    def _confide(self, level: Confidence | None) -> None:
        self.session = self.session.confide(level)
        if self.turn is None:
            return
        if self.turn.mark is not None:
            self.draw()
            return
        if self.area is not None:
            self.area.turn = self.turn
        # Only the line of the offers: what is being typed stays.
        self.query_one(Ratings).show(self.turn, self.desk.now())

    def action_mode(self) -> None:
        """Go on to the next way of asking, past those that change nothing for this card."""
        order = list(MODES)
        start = order.index(self.session.wish)
        for step in range(1, len(order) + 1):
            asked = self.session.ask(order[(start + step) % len(order)])
            before, after = self.turn, asked.turn
            if before is None or after is None or asked.wish is None or after.mode is not before.mode:
                break
        self.session = asked
        self.begin_turn()

    async def action_undo(self) -> None:
        await self.keep(*self.session.undo(self.desk.stamp()))

    async def action_flag(self) -> None:
        await self.keep(*self.session.flag(self.desk.stamp()))

    def action_note(self) -> None:
        if self.turn is None:
            return
        from quizapp.study.catalogue import question_of
        from quizapp.tui.screens.note import NoteDialog

        item, before = self.turn.item, self.turn.state.note

        async def written(text: str | None) -> None:
            turn = self.turn
            if text is not None and text != before and turn is not None and turn.item.id == item.id:
                await self.keep(*self.session.note(text, self.desk.stamp()))

        self.app.push_screen(NoteDialog(question_of(item), before), written)

    async def action_suspend(self) -> None:
        await self.keep(*self.session.suspend(self.desk.stamp()))
        self.notify("Suspended. Undo takes the card in again.", timeout=4, markup=False)

    async def action_bury(self) -> None:
        await self.keep(*self.session.bury(self.desk.stamp()))
        self.notify("Left out until tomorrow. Undo takes the card in again.", timeout=4, markup=False)

    def action_edit(self) -> None:
        if self.turn is None:
            return
        before = self.turn
        self.house.edit(before.item)
        self.session = self.desk.refreshed(self.session)
        after = self.session.turn
        if after is None:
            self.advance()
        elif after != before:
            self.begin_turn()

    def action_home(self) -> None:
        done = self.session.answered
        self.house.go_home(f"{count(done, 'answer')} kept." if done else "")

    # -- time -----------------------------------------------------------------------------

    def hear(self, event: Key) -> bool:
        """Note the first key of a turn; drop a key that bounces; answer one that has nothing to take."""
        now = self.desk.now()
        self._touch(now)
        if self.bounces(event, now):
            return False
        if event.key in self.taking:
            self.query_one(Ratings).urge()
        return True

    @on(AnswerArea.Touched)
    def _touched(self, event: AnswerArea.Touched) -> None:
        event.stop()
        now = self.desk.now()
        self.typed(now)
        self._touch(now)

    def _touch(self, now: datetime) -> None:
        if self.first_key_at is None:
            self.first_key_at = now


def _milliseconds(time: timedelta) -> int:
    return max(0, round(time.total_seconds() * 1000))

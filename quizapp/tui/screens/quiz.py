"""One question of a quiz at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import on
from textual.events import ScreenResume

from quizapp.study.confidence import doubted, trusted
from quizapp.study.quiz import Attempt
from quizapp.tui.actions import bindings
from quizapp.tui.card_room import CardRoom
from quizapp.tui.text import plain
from quizapp.tui.widgets.answers.area import AnswerArea
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.quiz_bar import Place, QuizBar
from quizapp.tui.widgets.sheet import Sheet
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from textual.events import Key
    from textual.widget import Widget

    from quizapp.grading.mark import Response
    from quizapp.study.confidence import Confidence
    from quizapp.study.session import Turn
    from quizapp.tui.desk import Desk

_INSTANT = timedelta(milliseconds=1)


class QuizRoom(CardRoom):
    """Draws the attempt and hands it what the learner does; every step is kept before the next question
    shows. What is entered and not sent goes along with the step that leaves it."""

    CSS_PATH = ["study.tcss", "quiz.tcss"]
    BINDINGS = bindings("quiz")

    def __init__(self, desk: Desk, attempt: Attempt, heading: str) -> None:
        super().__init__(desk, "quiz")
        self.attempt = attempt
        self.heading = heading
        self.unsent: dict[int, Response] = {}
        """What was entered at a question and is no answer yet, by its number."""
        self.said: dict[int, Confidence | None] = {}
        """How sure the learner says to be of an answer to come, by the number of the question."""
        self.kept = attempt.used > 0
        """Whether the quiz is kept, so that leaving it loses nothing."""
        self.clock_shown = True
        self.ending = False
        """Whether the quiz was submitted because its time was over."""
        self.asked_at: datetime = desk.now()
        self.first_key_at: datetime | None = None

    @property
    def turn(self) -> Turn:
        turn = self.attempt.turn()
        position = self.attempt.position
        if position in self.unsent and turn.mark is None and turn.ask_back is None:
            return replace(turn, response=self.unsent[position])
        return turn

    @property
    def at_once(self) -> bool:
        """Whether each mark is shown as soon as its question is answered."""
        return self.attempt.setup.at_once

    def compose(self) -> Iterator[Widget]:
        yield QuizBar()
        yield Sheet()
        yield LeanFooter()

    def on_mount(self) -> None:
        self.attempt = self.attempt.go_on(self.desk.now())
        self.begin()
        if self.attempt.setup.minutes is not None:
            self.set_interval(1, self.tick)

    # -- drawing --------------------------------------------------------------------------

    def begin(self) -> None:
        """Show another question, or the same one anew, and start the count of its time."""
        self.asked_at, self.first_key_at = self.desk.now(), None
        self.draw()

    def draw(self) -> None:
        """Show the question as it stands."""
        self.draw_bar()
        self.show_turn(self.turn)

    def draw_bar(self) -> None:
        """Draw what stands above the question."""
        attempt = self.attempt
        words = ["answered"] if not self.at_once and attempt.reply is not None else []
        words += [str(self.sure)] if self.sure is not None else []
        self.query_one(QuizBar).show(
            plain(self.heading),
            Place(
                attempt.position + 1,
                len(attempt.questions),
                attempt.answered,
                attempt.position in attempt.marked,
                ", ".join(words),
            ),
        )
        self.draw_clock()

    @property
    def sure(self) -> Confidence | None:
        """How sure the learner says to be of the answer to this question; None for nothing said."""
        reply = self.attempt.reply
        return self.said.get(self.attempt.position) if reply is None else reply.confidence

    def draw_clock(self) -> None:
        """Draw the time left; nothing where it is hidden or not limited."""
        remaining = self.attempt.remaining(self.desk.now()) if self.clock_shown else None
        self.query_one(QuizBar).show_clock(remaining)

    # -- time -----------------------------------------------------------------------------

    async def tick(self) -> None:
        """A second went by."""
        if self.ending or not self.attempt.over(self.desk.now()):
            self.draw_clock()
        elif self.is_current:
            await self.end()
        else:
            self._close_own()

    @on(ScreenResume)
    async def _resumed(self) -> None:
        if self.attempt.since is not None and not self.ending and self.attempt.over(self.desk.now()):
            await self.end()

    def _close_own(self) -> None:
        """Close what this screen opened in front of itself: the time is over."""
        from quizapp.tui.screens.quiz_overview import QuizOverview
        from quizapp.tui.screens.submit import SubmitDialog

        front = self.app.screen
        if isinstance(front, QuizOverview | SubmitDialog):
            front.dismiss(None)

    async def end(self) -> None:
        """Submit what is there, what is entered at this moment included: the time is over."""
        self.ending = True
        now = self.desk.now()
        late = self.attempt.seconds(now) - (self.attempt.setup.minutes or 0) * 60
        last = now - timedelta(seconds=max(0.0, late)) - _INSTANT
        await self.submit(self.collected(last), "The time is over.")

    def hear(self, event: Key) -> bool:
        """Note the first key of a question, and drop a key that bounces."""
        now = self.desk.now()
        self._touch(now)
        return not self.bounces(event, now)

    @on(AnswerArea.Touched)
    def _touched(self, event: AnswerArea.Touched) -> None:
        event.stop()
        now = self.desk.now()
        self.typed(now)
        self._touch(now)

    def _touch(self, now: datetime) -> None:
        if self.first_key_at is None:
            self.first_key_at = now

    # -- steps ----------------------------------------------------------------------------

    def answered(self, attempt: Attempt, response: Response, now: datetime) -> Attempt:
        """An attempt with an answer to the question it is at."""
        first = self.first_key_at
        return attempt.answer(
            response,
            now,
            ms=_milliseconds(now - self.asked_at),
            first_key_ms=None if first is None else _milliseconds(first - self.asked_at),
            confidence=attempt.reply.confidence if attempt.reply else self.said.get(attempt.position),
        )

    def entered(self) -> Response:
        """What is entered at this question and is not its answer yet; None for nothing."""
        if self.attempt.ask_back is not None:
            return self.attempt.asked_back_of
        if self.area is None or not self.area.is_open:
            return None
        entered, reply = self.area.entered(), self.attempt.reply
        return None if reply is not None and entered == reply.response else entered

    def collected(self, now: datetime) -> Attempt:
        """The attempt with all that was entered anywhere taken as answers, before it is submitted.

        Where that can be read in two ways nobody can be asked any more, and the first one counts.
        """
        entered = self.entered()
        unsent = self.unsent if entered is None else {**self.unsent, self.attempt.position: entered}
        attempt = self.attempt
        for number, response in unsent.items():
            attempt = self.answered(attempt.go(number), response, now)
            if attempt.ask_back is not None:
                attempt = self.answered(attempt, attempt.ask_back.readings[0], now)
        return attempt.go(self.attempt.position)

    async def step(self, attempt: Attempt, last: bool = False) -> None:
        """Keep a step; only then the screen goes on with it, to all questions after the `last` one."""

        async def go_on() -> None:
            before, self.attempt, self.kept = self.attempt, attempt, True
            for number in tuple(self.unsent):
                if attempt.replies[number] is not before.replies[number]:
                    del self.unsent[number]
            if before.position != attempt.position:
                self.begin()
            elif before.marked != attempt.marked:
                self.draw_bar()  # what is being entered stays
                self.refresh_bindings()
            else:
                self.draw()
            if last:
                self.action_overview()

        await self.house.keep_quiz(lambda: self.desk.quizzes.keep(attempt), go_on)

    async def leave_for(self, change: Callable[[Attempt], Attempt]) -> None:
        """Go elsewhere, with what is entered here: as an answer, or where an answer would stand for good,
        to be found again on coming back."""
        attempt, entered = self.attempt, self.entered()
        if entered is not None:
            if not self.at_once and attempt.ask_back is None:
                attempt = self.answered(attempt, entered, self.desk.now())
            if attempt.ask_back is not None or self.at_once:
                self.unsent[attempt.position] = entered
        await self.step(change(attempt))

    @on(AnswerArea.Answered)
    async def _answered(self, event: AnswerArea.Answered) -> None:
        event.stop()
        attempt = self.attempt
        if attempt.is_fixed(attempt.position):
            return
        after = self.answered(attempt, event.response, self.desk.now())
        self.unsent.pop(attempt.position, None)
        if after.ask_back is not None:
            self.attempt = after
            self.draw()
        elif self.at_once:
            await self.step(after)
        else:
            following = after.next()
            await self.step(following, last=following.position == attempt.position)

    async def submit(self, attempt: Attempt, message: str = "") -> None:
        """Close the quiz and show what it came to."""

        def submit() -> bool:
            submitted = self.desk.quizzes.submit(attempt)
            self.attempt = submitted or self.attempt
            return submitted is not None

        async def go_on() -> None:
            if message:
                self.notify(message, timeout=6, markup=False)
            self.house.show_result(self.attempt)

        await self.house.keep_quiz(submit, go_on)

    # -- actions --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        attempt = self.attempt
        reply = attempt.reply
        match action:
            case "doubt" | "trust":
                return not attempt.is_fixed(attempt.position)
            case "go":
                return attempt.is_fixed(attempt.position)
            case "overrule":
                return reply is not None and attempt.is_fixed(attempt.position) and reply.can_be_overruled
            case "next":
                return attempt.position + 1 < len(attempt.questions)
            case "previous":
                return attempt.position > 0
            case "clock":
                return attempt.setup.minutes is not None
            case _:
                return True

    async def action_go(self) -> None:
        """From a mark to the next question without an answer."""
        later = [number for number in self.attempt.open if number > self.attempt.position]
        if later:
            await self.leave_for(lambda attempt: attempt.go(later[0]))
        else:
            self.action_overview()

    async def action_next(self) -> None:
        await self.leave_for(Attempt.next)

    async def action_previous(self) -> None:
        await self.leave_for(Attempt.previous)

    async def action_mark(self) -> None:
        await self.step(self.attempt.mark_for_later())

    async def action_doubt(self) -> None:
        await self.say(doubted(self.sure))

    async def action_trust(self) -> None:
        await self.say(trusted(self.sure))

    async def say(self, confidence: Confidence | None) -> None:
        """Say how sure this answer is, given or to come."""
        attempt, reply = self.attempt, self.attempt.reply
        self.said[attempt.position] = confidence
        if reply is None:
            self.draw_bar()
        else:
            again = attempt.answer(reply.response, reply.at, reply.ms, reply.first_key_ms, confidence)
            await self.step(again)

    async def action_overrule(self) -> None:
        await self.step(self.attempt.overrule(self.attempt.position))

    def action_overview(self) -> None:
        """All questions; one of them to go to, or the end of the quiz."""
        from quizapp.tui.screens.quiz_overview import QuizOverview

        async def chosen(number: int | None) -> None:
            if number is None:
                return
            if number < 0:
                await self.action_submit()
            elif number != self.attempt.position:
                await self.leave_for(lambda attempt: attempt.go(number))

        self.app.push_screen(QuizOverview(self.attempt, frozenset(self._begun())), chosen)

    def _begun(self) -> Iterator[int]:
        """The questions at which something is entered that is no answer yet."""
        yield from self.unsent
        if self.entered() is not None:
            yield self.attempt.position

    async def action_submit(self) -> None:
        """Submit; asks once if something is unanswered."""
        attempt = self.collected(self.desk.now())
        if not attempt.open:
            await self.submit(attempt)
            return
        from quizapp.tui.screens.submit import SubmitDialog

        async def decided(sure: bool | None) -> None:
            if sure:
                await self.submit(self.collected(self.desk.now()))

        self.app.push_screen(SubmitDialog(len(attempt.open), len(attempt.questions)), decided)

    def action_clock(self) -> None:
        self.clock_shown = not self.clock_shown
        self.draw_clock()

    async def action_leave(self) -> None:
        """Go home; the quiz is kept and its clock stands."""
        attempt = self.attempt
        if not self.at_once and self.entered() is not None:
            attempt = self.collected(self.desk.now())
        if not self.kept and not attempt.answered:
            self.house.go_home("The quiz was not begun.")
            return
        attempt = attempt.pause(self.desk.now())

        async def go_on() -> None:
            done = count(attempt.answered, "answer")
            self.house.go_home(f"The quiz is kept with {done}, its clock stands. Press t to go on with it.")

        await self.house.keep_quiz(lambda: self.desk.quizzes.keep(attempt), go_on)


def _milliseconds(time: timedelta) -> int:
    return max(0, round(time.total_seconds() * 1000))

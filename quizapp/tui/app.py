"""The full-screen app: its screens, and the way from one to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.deck.text import clean
from quizapp.progress.faults import StoreFault
from quizapp.tui.house import House
from quizapp.tui.screens.home import Home
from quizapp.tui.widgets.shelf import Place

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from quizapp.deck.item import Item
    from quizapp.study.draft import Draft
    from quizapp.study.event import Event
    from quizapp.study.quiz import Attempt
    from quizapp.study.session import Session
    from quizapp.study.setup import Setup
    from quizapp.tui.desk import Desk
    from quizapp.tui.room import Room
    from quizapp.tui.screens.study import Study
    from quizapp.tui.start import StartAt, StartQuiz


class QuizApp(House):
    """Home at the bottom; study or summary above it."""

    def __init__(
        self, desk: Desk, start: StartAt | StartQuiz | None = None, ready: Callable[[], None] = lambda: None
    ) -> None:
        """`ready` is called once the first frame is drawn."""
        super().__init__(desk.keymap, desk.theme)
        self.desk = desk
        self.ready = ready
        self.start = start
        self.home = Home(desk)
        if desk.theme and desk.theme not in self.available_themes:
            self.home.notices += (f"There is no theme “{desk.theme}”.",)

    def get_default_screen(self) -> Home:
        return self.home

    def on_mount(self) -> None:
        if self.start is not None:
            self._begin_with(self.start)
        self.call_after_refresh(self.ready)

    # -- ways -----------------------------------------------------------------------------

    def _begin_with(self, start: StartAt | StartQuiz) -> None:
        from quizapp.tui.start import StartAt, StartQuiz

        match start:
            case StartAt(course, deck):
                self.begin(course, deck)
            case StartQuiz(setup, seed) if setup is not None:
                self.begin_quiz(setup, seed)
            case StartQuiz(seed=seed):
                self.set_up_quiz(None, None, seed)

    def begin(self, course: str, deck: str | None, *, more: bool = False) -> None:
        """Start a sitting, or say on the home screen that nothing is due. Where a day's minutes are used,
        `more` gives as many again."""
        session = self.desk.begin(course, deck, more=more).next(self.desk.now(), self.desk.state_of)
        if session.finished:
            self.home.say(self.home.nothing(Place(course, deck)))
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
        for found in self.desk.courses:
            if found.id == course:
                return next((own.title for own in found.decks if own.id == deck), found.title)
        return ""

    # -- quizzes --------------------------------------------------------------------------

    def set_up_quiz(self, course: str | None, deck: str | None, seed: int | None = None) -> None:
        """Let the learner choose a quiz; what is under the cursor is chosen already."""
        from quizapp.tui.screens.quiz_setup import QuizSetup

        self.push_screen(QuizSetup(self.desk, course, deck, seed))

    def begin_quiz(self, setup: Setup, seed: int | None = None) -> None:
        """Draw the questions of a quiz and show the first."""
        self._take_quiz(self.desk.quizzes.begin(setup, seed), "There are no questions for this quiz.")

    def resume_quiz(self, draft: Draft) -> None:
        """Go on with a quiz that was left in the middle."""
        self._take_quiz(self.desk.quizzes.resume(draft), "The cards of this quiz are gone.")

    def _take_quiz(self, attempt: Attempt, nothing: str) -> None:
        if not attempt.questions:
            self.warn(nothing)
            return
        from quizapp.tui.quiz_names import Names
        from quizapp.tui.screens.quiz import QuizRoom

        names = Names.of(self.desk.courses)
        heading = names.quiz(attempt.setup.scope, attempt.setup.blueprint)
        self._show(QuizRoom(self.desk, attempt, heading))

    def show_result(self, attempt: Attempt) -> None:
        """From the last question to what the quiz came to."""
        from quizapp.tui.screens.quiz_result import QuizResult

        self._show(QuizResult(self.desk, attempt))

    def study_mistakes(self, items: tuple[Item, ...]) -> None:
        """A sitting with these items, whether they are due or not."""
        session = replace(self.desk.session(items), ahead=True)
        session = session.next(self.desk.now(), self.desk.state_of)
        if session.finished:
            self.warn("All of these are suspended or left out until tomorrow.")
        else:
            self._show(self._study(session, "Mistakes of the quiz"))

    def _show(self, room: Room) -> None:
        """Show a screen above home, in place of what is there."""
        if self.screen is self.home:
            self.push_screen(room)
        else:
            self.switch_screen(room)

    # -- what every screen may ask --------------------------------------------------------

    async def record(self, event: Event, then: Callable[[], Awaitable[None]]) -> None:
        """Make an event durable, then go on; if that fails, say why, and keep it once that is possible."""
        await self.safely(lambda: self.desk.record(event), then)

    async def safely(self, write: Callable[[], None], then: Callable[[], Awaitable[None]]) -> None:
        """Write something durable, then go on; if that fails, say why, and write it once that is possible."""
        try:
            write()
        except StoreFault as fault:
            from quizapp.tui.screens.fault import FaultDialog

            async def decided(written: bool | None) -> None:
                if written:
                    await then()

            self.push_screen(FaultDialog(fault, write), decided)
        else:
            await then()

    async def keep_quiz(self, write: Callable[[], bool], then: Callable[[], Awaitable[None]]) -> None:
        """Write a step of the quiz on screen as `safely` does; home, if another window has the quiz by now."""
        mine = False

        def step() -> None:
            nonlocal mine
            mine = write()

        async def go_on() -> None:
            if mine:
                await then()
            else:
                from quizapp.tui.quizzes import ELSEWHERE

                self.go_home(ELSEWHERE)

        await self.safely(step, go_on)

    def edit(self, item: Item) -> None:
        """Open an item's card in the learner's editor and read the decks again."""
        call = self.desk.edit(item)
        sentence = call if isinstance(call, str) else self.run_editor(call)
        if sentence:
            self.warn(sentence)
        self.desk.edited()
        self.desk.reload()
        if trouble := self.desk.trouble(item):
            self.warn(trouble)
        for notice in self.home.take_notices():
            self.notify(clean(notice), markup=False)

    def new_card(self, course: str | None, deck: str | None) -> None:
        """Open the form for a card that goes into this deck if it is the learner's own, else into their
        own deck."""
        from quizapp.tui.screens.new_card import NewCard

        file = self.desk.card_file(course, deck)
        if isinstance(file, str):
            self.warn(file)
        else:
            self.push_screen(NewCard(file))

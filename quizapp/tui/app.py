"""The full-screen app: its screens, and the way from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.text import clean
from quizapp.progress.faults import StoreFault
from quizapp.tui.house import House
from quizapp.tui.screens.home import Home

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from quizapp.deck.model import Item
    from quizapp.study.event import Event
    from quizapp.study.session import Session
    from quizapp.tui.desk import Desk, StartAt
    from quizapp.tui.screens.study import Study


class QuizApp(House):
    """Home at the bottom; study or summary above it."""

    def __init__(
        self, desk: Desk, start: StartAt | None = None, ready: Callable[[], None] = lambda: None
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
            self.begin(self.start.course, self.start.deck)
        self.call_after_refresh(self.ready)

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

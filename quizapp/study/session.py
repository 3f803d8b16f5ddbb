"""A sitting as a frozen value: each step returns the next one, and the event to record.

The order of a turn is `next` (a question shows), `hint` and `confide` any number of times, `answer`
(it is marked), `rate` (an `Answer` event to make durable), and `next` again. A screen draws the value and
decides nothing. Clock and ids come in from outside.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quizapp.grading.expected import fingerprint, options_of
from quizapp.grading.grade import grade
from quizapp.grading.mark import AskBack, Mark, Mode
from quizapp.grading.verdict import Verdict
from quizapp.memory.days import study_day
from quizapp.memory.guess import luck_of
from quizapp.memory.rating import Rating, suggest
from quizapp.memory.schedule import Outcome, Parameters, outlook
from quizapp.study.confidence import Confidence
from quizapp.study.dues import askable
from quizapp.study.event import Answer, Bury, Event, Flag, Note, Retract, Suspend
from quizapp.study.modes import mode_for
from quizapp.study.options import shown_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from quizapp.deck.item import Item
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response
    from quizapp.study.stamp import Stamp
    from quizapp.study.state import ItemState


@dataclass(frozen=True, slots=True)
class Turn:
    """One showing of one item.

    `options` stand in the order shown, () where nothing is chosen. `mark` is None until the answer
    is marked; `ask_back` is set instead when the answer can be read in two ways.
    """

    item: Item
    state: ItemState
    mode: Mode
    options: tuple[str, ...]
    hints: int = 0
    response: Response = None
    mark: Mark | None = None
    ask_back: AskBack | None = None
    suggested: Rating | None = None
    outlook: tuple[Outcome, ...] = ()
    """What each rating would do, Again to Easy, as of the moment of the answer."""
    overruled: bool = False
    confidence: Confidence | None = None
    """How sure the learner was, where they said so."""
    ms: int = 0
    first_key_ms: int | None = None

    @property
    def luck(self) -> float:
        """The chance that the marked answer was right without knowing, as far as the memory heeds it. Nothing
        that can still be said of a marked answer changes it."""
        mark = self.mark
        return 0.0 if mark is None else luck_of(mark.verdict.value, mark.guess_rate, self.confidence)

    def may_say(self, confidence: Confidence | None) -> bool:
        """Whether the learner may say so now. What is said in hindsight is no confidence, so of a marked
        answer nothing can be said but that it was guessed, where that was of use and nothing was said
        before; and that can be taken back."""
        if self.mark is None:
            return True
        before, after = self.confidence, confidence
        return (before, after) in ((None, Confidence.GUESSED), (Confidence.GUESSED, None)) and (
            self.overruled or self.mark.verdict in (Verdict.RIGHT, Verdict.PARTLY)
        )

    @property
    def changed(self) -> bool:
        """Whether the right answer is another one than when the item was last answered."""
        return bool(self.state.expected) and self.state.expected != fingerprint(self.item)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that comes back within the sitting."""

    at: datetime
    item: Item


def _borrow_nothing(item: Item, seed: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Session:
    """The whole sitting. `turn` is None before the first `next`, after `rate`, and at the end."""

    sitting: str
    queue: tuple[Item, ...]
    parameters: Callable[[Item], Parameters]
    context: Callable[[Item], Context]
    borrow: Callable[[Item, str], tuple[str, ...]] = _borrow_nothing
    """Wrong options for a card that has none, by item and seed."""
    wish: Mode | None = None
    """How the learner wants to be asked where a card allows it; None: as the cards are written."""
    ahead: bool = False
    """Whether the items of the queue are asked before they are due as well."""
    began: datetime | None = None
    """From when on an item that is answered elsewhere is not asked any more before it is due, if that matters."""
    found: Mapping[str, Item] | None = field(default=None, compare=False, repr=False)
    """The items as they were when the decks were last read again in this sitting."""
    answered: int = 0
    """How many answers were given and not taken back."""
    position: int = 0
    waiting: tuple[Waiting, ...] = ()
    turn: Turn | None = None
    finished: bool = False
    event: Event | None = None
    """The latest event of the sitting; the earlier ones hang on `before`."""
    before: Session | None = field(default=None, compare=False, repr=False)
    """The session as it was when `event` was made, without its queue; what undo returns to."""

    # -- what a screen shows --------------------------------------------------------------

    @property
    def left(self) -> int:
        """How many items are still to come, the one on screen included."""
        return len(self.queue) - self.position + len(self.waiting) + (self.turn is not None)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers given in this sitting and not taken back, in order."""
        return tuple(reversed([event for event in self._events() if isinstance(event, Answer)]))

    @property
    def can_undo(self) -> bool:
        return self.before is not None

    def _events(self) -> Iterator[Event]:
        session: Session | None = self
        while session is not None and session.event is not None:
            yield session.event
            session = session.before

    # -- steps ----------------------------------------------------------------------------

    def next(self, now: datetime, state_of: Callable[[str], ItemState]) -> Session:
        """Show the next item, or finish.

        An item whose learning step is over comes before the queue; when the queue is empty the
        waiting ones come without a wait. `state_of` is asked afresh, so that an item answered,
        suspended or buried elsewhere meanwhile is passed over.
        """
        waiting = self.waiting
        position = self.position
        while True:
            comes_back = bool(waiting) and (waiting[0].at <= now or position >= len(self.queue))
            if comes_back:
                item, waiting = waiting[0].item, waiting[1:]
            elif position < len(self.queue):
                item, position = self.queue[position], position + 1
            else:
                return replace(self, position=position, waiting=waiting, turn=None, finished=True)
            state, today = state_of(item.id), study_day(now, self.parameters(item).day_starts)
            if state.suspended or (state.buried_until is not None and today < state.buried_until):
                continue
            if not _graduated(state) if comes_back else self._ahead(state) or askable(state, today, now):
                turn = self._turn(item, state)
                return replace(self, position=position, waiting=waiting, turn=turn, finished=False)

    def _ahead(self, state: ItemState) -> bool:
        """Whether an item is asked before it is due."""
        elsewhere = self.began is not None and state.last_at is not None and state.last_at >= self.began
        return self.ahead and not elsewhere

    def afresh(self, state_of: Callable[[str], ItemState]) -> Session:
        """With what is known by now of the item on screen, which another program may have asked meanwhile."""
        turn = self._shown()
        return replace(self, turn=replace(turn, state=state_of(turn.item.id)))

    def hint(self) -> Session:
        """Show one more hint, if there is one."""
        turn = self._asking()
        return replace(self, turn=replace(turn, hints=min(turn.hints + 1, len(turn.item.card.hints))))

    def confide(self, confidence: Confidence | None) -> Session:
        """Say how sure the answer is, None for nothing; what may not be said any more is passed over."""
        turn = self._shown()
        if not turn.may_say(confidence):
            return self
        turn = replace(turn, confidence=confidence)
        return replace(self, turn=turn if turn.mark is None else replace(turn, suggested=_suggested(turn)))

    def ask(self, wish: Mode | None) -> Session:
        """Ask the item on screen, and those to come, in another way; None: as the cards are written."""
        session = replace(self, wish=wish)
        turn = self.turn
        if turn is None or turn.mark is not None:
            return session
        asked = session._turn(turn.item, turn.state)
        return replace(session, turn=replace(asked, hints=turn.hints, confidence=turn.confidence))

    def answer(
        self, response: Response, now: datetime, ms: int = 0, first_key_ms: int | None = None
    ) -> Session:
        """Mark an answer; None for none given, or for turning a flashcard over.

        If it can be read in two ways, `turn.ask_back` says so and the turn stays open.
        """
        turn = self._asking()
        context = self.context(turn.item)
        if turn.mode is Mode.CHOICE and not options_of(turn.item):
            context = replace(context, options=len(turn.options))
        mark = grade(turn.item, turn.mode, response, context)
        if isinstance(mark, AskBack):
            return replace(self, turn=replace(turn, response=response, ask_back=mark))
        marked = replace(
            turn,
            response=response,
            mark=mark,
            ask_back=None,
            ms=ms,
            first_key_ms=first_key_ms,
        )
        ahead = outlook(turn.state.memory, now, turn.item.id, self.parameters(turn.item), luck=marked.luck)
        return replace(self, turn=replace(marked, outlook=ahead, suggested=_suggested(marked)))

    def overrule(self) -> Session:
        """ "I was right": the learner's word over the automatic mark, and back again."""
        turn = self._marked()
        if turn.mark is None or turn.mark.verdict not in (Verdict.PARTLY, Verdict.WRONG):
            return self
        turn = replace(turn, overruled=not turn.overruled)
        return replace(self, turn=replace(turn, suggested=_suggested(turn)))

    def rate(self, rating: Rating, stamp: Stamp) -> tuple[Session, Answer]:
        """Close the turn with a rating. The event must be durable before `next` shows more."""
        turn = self._marked()
        mark = turn.mark
        assert mark is not None  # _marked() saw to it
        item = turn.item
        parameters = self.parameters(item)
        outcomes = outlook(turn.state.memory, stamp.at, item.id, parameters, turn.outlook, turn.luck)
        outcome = outcomes[rating - 1]
        event = Answer(
            id=stamp.id,
            at=stamp.at,
            device=stamp.device,
            item=item.id,
            sitting=self.sitting,
            mode="review",
            asked=turn.mode.value,
            response=turn.response,
            score=None if mark.verdict is Verdict.SELF else mark.score,
            verdict=mark.verdict.value,
            rating=rating,
            suggested=turn.suggested,
            overruled=turn.overruled,
            confidence=turn.confidence,
            guess_rate=mark.guess_rate,
            hints=turn.hints,
            ms=turn.ms,
            first_key_ms=turn.first_key_ms,
            study_day=study_day(stamp.at, parameters.day_starts),
            due=outcome.due.at,
            days=outcome.due.days,
            weights=parameters.weights_id,
            expected=fingerprint(item),
        )
        waiting = self.waiting
        if outcome.due.days == 0:
            waiting = tuple(sorted((*waiting, Waiting(outcome.due.at, item)), key=_by_instant))
        return replace(
            self, answered=self.answered + 1, waiting=waiting, turn=None, event=event, before=self._moment()
        ), event

    def suspend(self, stamp: Stamp) -> tuple[Session, Suspend]:
        """Leave the item on screen out of study until it is taken in again."""
        turn = self._shown()
        event = Suspend(id=stamp.id, at=stamp.at, device=stamp.device, item=turn.item.id, on=True)
        return replace(self, turn=None, event=event, before=self._moment()), event

    def bury(self, stamp: Stamp) -> tuple[Session, Bury]:
        """Leave the item on screen out until tomorrow."""
        turn = self._shown()
        today = study_day(stamp.at, self.parameters(turn.item).day_starts)
        event = Bury(id=stamp.id, at=stamp.at, device=stamp.device, item=turn.item.id, study_day=today)
        return replace(self, turn=None, event=event, before=self._moment()), event

    def flag(self, stamp: Stamp) -> tuple[Session, Flag]:
        """Flag the item on screen, or take its flag off; the turn goes on."""
        turn = self._shown()
        on = not turn.state.flagged
        event = Flag(id=stamp.id, at=stamp.at, device=stamp.device, item=turn.item.id, on=on)
        turn = replace(turn, state=replace(turn.state, flagged=on))
        return replace(self, turn=turn, event=event, before=self._moment()), event

    def note(self, text: str, stamp: Stamp) -> tuple[Session, Note]:
        """Keep the learner's own words on the item on screen, "" for none; the turn goes on."""
        turn = self._shown()
        event = Note(id=stamp.id, at=stamp.at, device=stamp.device, item=turn.item.id, text=text)
        turn = replace(turn, state=replace(turn.state, note=text))
        return replace(self, turn=turn, event=event, before=self._moment()), event

    def undo(self, stamp: Stamp) -> tuple[Session, Retract]:
        """Take the latest event back and return to the moment before it, mark and all."""
        assert self.before is not None, "nothing to undo: ask `can_undo`"
        assert self.event is not None
        event = Retract(id=stamp.id, at=stamp.at, device=stamp.device, event=self.event.id)
        back = replace(self.before, queue=self.queue, found=self.found, wish=self.wish)
        # Cards that were edited since then come back as they are now.
        return back if self.found is None else back.over(self.found, stamp.at), event

    def _moment(self) -> Session:
        """What undo needs of a session. Its queue would keep all the decks alive as they were then."""
        return replace(self, queue=(), found=None)

    def over(self, found: Mapping[str, Item], now: datetime) -> Session:
        """The same sitting over the items as they are now, by id; those that are gone are left out.

        The item on screen is asked again, or marked again if it was; it is None if it is gone.
        """
        queue = tuple(found.get(item.id, item) for item in self.queue[: self.position]) + tuple(
            found[item.id] for item in self.queue[self.position :] if item.id in found
        )
        waiting = tuple(
            Waiting(entry.at, found[entry.item.id]) for entry in self.waiting if entry.item.id in found
        )
        session = replace(self, queue=queue, waiting=waiting, found=found)
        turn = self.turn
        if turn is None:
            return session
        item = found.get(turn.item.id)
        if item is None:
            return replace(session, turn=None)
        asked = replace(
            self._turn(item, turn.state),
            hints=min(turn.hints, len(item.card.hints)),
            confidence=turn.confidence,
        )
        session = replace(session, turn=asked)
        if turn.mark is None or asked.mode is not turn.mode:
            return session
        return session.answer(turn.response, now, turn.ms, turn.first_key_ms)

    # -- the turn as a step needs it ------------------------------------------------------

    def _turn(self, item: Item, state: ItemState) -> Turn:
        seed = f"{self.sitting}/{item.id}/"
        own = options_of(item)
        # Looked for only if they may be wanted: it takes a look at every answer of the course.
        borrowed = self.borrow(item, seed) if self.wish is Mode.CHOICE and not own else ()
        mode = mode_for(item, self.wish, bool(own or borrowed))
        return Turn(item, state, mode, shown_options(item, mode, borrowed, f"{seed}{state.answers}/"))

    def _shown(self) -> Turn:
        assert self.turn is not None, "no item is on screen"
        return self.turn

    def _asking(self) -> Turn:
        turn = self._shown()
        assert turn.mark is None, "the answer is marked already"
        return turn

    def _marked(self) -> Turn:
        turn = self._shown()
        assert turn.mark is not None, "the answer is not marked yet"
        return turn


def _graduated(state: ItemState) -> bool:
    """Whether an item has left its learning steps; one that waits then was answered elsewhere."""
    return state.due is not None and state.due.days > 0


def _by_instant(waiting: Waiting) -> datetime:
    return waiting.at


def _suggested(turn: Turn) -> Rating | None:
    """What the evidence of a marked turn suggests; an overruled mark counts as right."""
    mark = turn.mark
    if mark is not None and turn.overruled:
        mark = replace(mark, verdict=Verdict.RIGHT)
    return None if mark is None else suggest(mark, turn.hints, confidence=turn.confidence)

"""A quiz that is being taken, as a frozen value: each step returns the next one.

Nothing of it is in the log until it is submitted (`study.quiz_log`); until then a `Draft` keeps it
from one step to the next. A screen draws the value and decides nothing; the clock comes in from outside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.grading.mark import AskBack, Mark
from quizapp.grading.verdict import Verdict
from quizapp.study.session import Turn
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.deck.item import Item
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response
    from quizapp.memory.schedule import Parameters
    from quizapp.study.confidence import Confidence
    from quizapp.study.event import Answer
    from quizapp.study.question import Question
    from quizapp.study.setup import Setup


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered to a question, and the mark for it.

    `at` is when, `ms` how long it took from seeing the question, `first_key_ms` to the first key;
    `confidence` is as in `Answer`. `overruled` is the learner's word over the automatic mark.
    """

    response: Response
    at: datetime
    mark: Mark
    ms: int = 0
    first_key_ms: int | None = None
    confidence: Confidence | None = None
    overruled: bool = False

    @property
    def score(self) -> float:
        """From 0 to 1."""
        return 1.0 if self.overruled else self.mark.score

    @property
    def can_be_overruled(self) -> bool:
        return self.mark.verdict in (Verdict.PARTLY, Verdict.WRONG)


class Standing(StrEnum):
    """Where a question stands while the quiz is taken."""

    UNSEEN = "unseen"
    SEEN = "seen"
    """Looked at, and left without an answer."""
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer as the log has it, and the state of its item before it."""

    answer: Answer
    before: ItemState


@dataclass(frozen=True, slots=True)
class Attempt:
    """The whole quiz. `id` is its sitting in the log; questions are counted from 0.

    `replies` has an entry for each question, None where nothing is answered. `used` are the seconds
    that it was taken until `since`; while `since` is None the clock stands. `ask_back` is what the
    answer just given to the question at `position` may mean; it is not taken until that is said.
    `submitted` is None until the quiz is over. `recorded` are then the answers as the log has them.
    """

    id: str
    seed: int
    setup: Setup
    questions: tuple[Question, ...]
    started: datetime
    parameters: Callable[[Item], Parameters]
    context: Callable[[Item], Context]
    replies: tuple[Reply | None, ...]
    position: int = 0
    seen: frozenset[int] = frozenset({0})
    marked: frozenset[int] = frozenset()
    """The questions that the learner marked for later."""
    used: float = 0.0
    since: datetime | None = None
    ask_back: AskBack | None = None
    asked_back_of: Response = None
    """The answer that `ask_back` asks about."""
    submitted: datetime | None = None
    recorded: tuple[Recorded | None, ...] = ()

    # -- what a screen shows --------------------------------------------------------------

    @property
    def question(self) -> Question:
        """The question at `position`."""
        return self.questions[self.position]

    @property
    def reply(self) -> Reply | None:
        """What was answered to it."""
        return self.replies[self.position]

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(reply is not None for reply in self.replies)

    @property
    def open(self) -> tuple[int, ...]:
        """The questions without an answer, in order."""
        return tuple(number for number, reply in enumerate(self.replies) if reply is None)

    def standing(self, number: int) -> Standing:
        """Where a question stands; whether it is marked for later is another matter (`marked`)."""
        if self.replies[number] is not None:
            return Standing.ANSWERED
        return Standing.SEEN if number in self.seen else Standing.UNSEEN

    def is_fixed(self, number: int) -> bool:
        """Whether the answer to a question stands for good."""
        return self.submitted is not None or (self.setup.at_once and self.replies[number] is not None)

    def turn(self, number: int | None = None) -> Turn:
        """A question (that on screen if none is named) as the screens of a sitting draw it.

        It has a mark only where the mark may be seen: after submission, or at once if that is wished.
        """
        number = self.position if number is None else number
        question, reply = self.questions[number], self.replies[number]
        turn = Turn(question.item, ItemState(question.item.id), question.mode, question.options)
        if self.ask_back is not None and number == self.position:
            return replace(turn, response=self.asked_back_of, ask_back=self.ask_back)
        if reply is None:
            if self.submitted is None:
                return turn
            mark = question.mark(None, self.context(question.item))
            return replace(turn, mark=mark if isinstance(mark, Mark) else None)
        shown = reply.mark if self.is_fixed(number) else None
        return replace(
            turn,
            response=reply.response,
            mark=shown,
            overruled=reply.overruled,
            confidence=reply.confidence,
            ms=reply.ms,
            first_key_ms=reply.first_key_ms,
        )

    # -- the clock ------------------------------------------------------------------------

    def seconds(self, now: datetime) -> float:
        """How long the quiz has been taken, without the time that it was put away."""
        if self.since is None:
            return self.used
        return self.used + max(0.0, _elapsed(self.since, now))

    def remaining(self, now: datetime) -> float | None:
        """The seconds left, 0 at the least; None without a limit."""
        if self.setup.minutes is None:
            return None
        return max(0.0, self.setup.minutes * 60 - self.seconds(now))

    def over(self, now: datetime) -> bool:
        """Whether the time is over: then `submit` is the only step left."""
        return self.submitted is None and self.remaining(now) == 0.0

    def pause(self, now: datetime) -> Attempt:
        """Stop the clock, as the quiz is put away."""
        return replace(self, used=self.seconds(now), since=None)

    def go_on(self, now: datetime) -> Attempt:
        """Let the clock run; also at the very start."""
        return self if self.since is not None else replace(self, since=now)

    # -- steps ----------------------------------------------------------------------------

    def answer(
        self,
        response: Response,
        now: datetime,
        ms: int = 0,
        first_key_ms: int | None = None,
        confidence: Confidence | None = None,
    ) -> Attempt:
        """Answer the question at `position`, or answer it anew; the position stays.

        An empty answer takes the earlier one back; where marks are shown at once it says "I don't
        know", and stands. If the answer can be read in two ways, `ask_back` says so, and the chosen
        reading is to be given as the answer. What is fixed stays, and so does everything once the
        time is over.
        """
        if self.is_fixed(self.position) or self.over(now):
            return self
        question = self.question
        mark = question.mark(response, self.context(question.item))
        if isinstance(mark, AskBack):
            return replace(self, ask_back=mark, asked_back_of=response)
        blank = mark.verdict is Verdict.UNANSWERED
        if blank and not self.setup.at_once:
            return self._with(None)
        reply = Reply(None if blank else response, now, mark, ms, first_key_ms, confidence)
        return self._with(reply)

    def _with(self, reply: Reply | None) -> Attempt:
        at = self.position
        replies = (*self.replies[:at], reply, *self.replies[at + 1 :])
        return replace(self, replies=replies, ask_back=None, asked_back_of=None)

    def mark_for_later(self) -> Attempt:
        """Mark the question at `position` to come back to, or unmark it."""
        return replace(self, marked=self.marked ^ {self.position})

    def go(self, number: int) -> Attempt:
        """Show a question; a number beyond the first or last means that one."""
        number = min(max(number, 0), len(self.questions) - 1)
        return replace(self, position=number, seen=self.seen | {number}, ask_back=None, asked_back_of=None)

    def next(self) -> Attempt:
        """Show the question after this one; the last one stays."""
        return self.go(self.position + 1)

    def previous(self) -> Attempt:
        """Show the question before this one; the first one stays."""
        return self.go(self.position - 1)

    def next_open(self) -> Attempt:
        """Leave this question as it is, and show the next one without an answer; after the last comes
        the first. If there is no other, this one stays."""
        later = [number for number in self.open if number > self.position]
        return self.go((later or self.open or (self.position,))[0])

    def overrule(self, number: int) -> Attempt:
        """ "I was right": the learner's word over a mark that is seen, and back again.

        After submission the log has to follow: `quiz_log.correct` does both.
        """
        reply = self.replies[number]
        if reply is None or not self.is_fixed(number) or not reply.can_be_overruled:
            return self
        changed = replace(reply, overruled=not reply.overruled)
        return replace(self, replies=(*self.replies[:number], changed, *self.replies[number + 1 :]))

    def submit(self, now: datetime) -> Attempt:
        """Close the quiz with what is answered; at the instant the time was over, if it is.

        `quiz_log.close` does this and makes the events.
        """
        if self.submitted is not None:
            return self
        limit = self.setup.minutes
        used = self.seconds(now) if limit is None else min(self.seconds(now), limit * 60)
        ended = now
        if limit is not None and self.since is not None:
            ended = _later(self.since, min(_elapsed(self.since, now), max(0.0, limit * 60 - self.used)))
        return replace(self, submitted=ended, used=used, since=None, ask_back=None, asked_back_of=None)


def _elapsed(start: datetime, end: datetime) -> float:
    """Seconds between two instants: in UTC, because Python compares two of one zone by their clocks."""
    return (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()


def _later(start: datetime, seconds: float) -> datetime:
    return (start.astimezone(UTC) + timedelta(seconds=max(0.0, seconds))).astimezone(start.tzinfo)

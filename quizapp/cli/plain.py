"""`quizapp study --plain`: studying in lines of text, for screen readers, pipes and dumb terminals.

The same sitting, desk and log as on the full screen; no escape sequences, no redrawing.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from quizapp.cli.notices import tell
from quizapp.cli.patience import waiting
from quizapp.cli.plain_lines import Ended, Lines, bare, choices, is_answer, marked, prompt, response_on, stem
from quizapp.deck.prose import plain
from quizapp.grading.mark import Mode
from quizapp.grading.verdict import Verdict
from quizapp.memory.rating import Rating
from quizapp.progress.faults import StoreFault
from quizapp.study.confidence import Confidence, admitted
from quizapp.study.modes import can_be_typed
from quizapp.words import count, interval, moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from quizapp.cli.desk import Desk
    from quizapp.deck.item import Item
    from quizapp.study.event import Event
    from quizapp.study.session import Session, Turn

HELP = (
    "Answer on one line; an empty line turns a flashcard over, and elsewhere means: I don't know."
    " Several answers are separated by ; ."
    " h gives a hint, u takes the last step back, q ends. If you like, say guessed, unsure or sure before"
    " you answer; after a right answer guessed still counts. After the mark an empty line takes the suggested"
    " rating, 1 to 4 another: 1 Again, 2 Hard, 3 Good, 4 Easy. An answer that is itself one of these letters"
    " or words is typed after a backslash."
)
_COMMANDS = ("h", "u", "q", "?", *Confidence)


class PlainSitting:
    """A sitting on two streams."""

    def __init__(self, desk: Desk, session: Session, given: TextIO, shown: TextIO) -> None:
        self.desk = desk
        self.session = session
        self._lines = Lines(given, shown)
        self._say, self._read = self._lines.say, self._lines.read

    def run(self) -> bool:
        """Ask until nothing is left or the input ends; whether everything could be kept.

        Every rating is durable before the next card.
        """
        kept = True
        self._say(HELP)
        try:
            while True:
                try:
                    self._turn()
                    kept = True
                except StoreFault as fault:
                    kept = False
                    self._say(f"{fault.message} {fault.remedy}")
                    # Lines that come by a pipe would be taken for another card than they were meant for.
                    if not self._lines.has_learner:
                        break
        except (Ended, KeyboardInterrupt):
            pass
        self._close()
        return kept

    # -- one turn -------------------------------------------------------------------------

    def _turn(self) -> None:
        if self.session.turn is None and not self.session.finished:
            self.session = self.session.next(self.desk.now(), self.desk.state_of)
        turn = self.session.turn
        if turn is None:
            self._end()
        elif turn.mark is None:
            self._ask(turn)
        else:
            self._rate(turn)

    def _ask(self, turn: Turn) -> None:
        """Show the question and take one line for it."""
        self._say("")
        if turn.changed:
            self._say("The answer of this card has changed since you last answered it.")
        self._say(f"[{count(self.session.left, 'card')} left] {stem(turn)}")
        for line in choices(turn):
            self._say(f"  {line}")
        if turn.confidence is not None:
            self._say(f"You say: {turn.confidence}.")
        if turn.hints:
            self._say(f"Hint: {plain(turn.item.card.hints[turn.hints - 1])}")
        if turn.ask_back is not None:
            self._say(turn.ask_back.question)
            for number, reading in enumerate(turn.ask_back.readings, 1):
                self._say(f"  {number}. {reading}")
        self.desk.store.settle()
        began = self.desk.now()
        line = self._read(prompt(turn))
        if self._command(line, turn):
            return
        line = bare(line, _COMMANDS)
        now = self.desk.now()
        self.session = self.session.afresh(self.desk.state_of)
        ms = max(0, round((now - began).total_seconds() * 1000))
        response = response_on(line, turn)
        if turn.mode is Mode.FLIP and line.strip() and can_be_typed(turn.item):
            # Whoever types an answer to a flashcard wants to know whether it is right.
            wish = self.session.wish
            self.session = replace(self.session.ask(Mode.TYPED).answer(response, now, ms), wish=wish)
        else:
            self.session = self.session.answer(None if turn.mode is Mode.FLIP else response, now, ms)
        turn_now = self.session.turn
        assert turn_now is not None
        if turn_now.mark is not None:
            self._show_mark(turn_now)

    def _show_mark(self, turn: Turn) -> None:
        for line in marked(turn, self.desk.source_text):
            self._say(line)

    def _rate(self, turn: Turn) -> None:
        """Take one line after the mark."""
        now = self.desk.now()
        ratings = "  ".join(
            f"{outcome.rating.value} {outcome.rating.name.capitalize()} {interval(outcome.due, now)}"
            for outcome in turn.outlook
        )
        suggested = f"  [{turn.suggested.name.capitalize()}]" if turn.suggested else ""
        line = self._read(f"{ratings}{suggested} > ").strip()
        match line.lower():
            case "" if turn.suggested is not None:
                self._keep(*self.session.rate(turn.suggested, self.desk.stamp()))
            case "1" | "2" | "3" | "4":
                self._keep(*self.session.rate(Rating(int(line)), self.desk.stamp()))
            case "o" if turn.mark is not None and turn.mark.verdict not in (Verdict.SELF, Verdict.RIGHT):
                self.session = self.session.overrule()
                self._say("Counted as right." if not turn.overruled else "Counted as marked.")
            case "u" | "q":
                self._command(line, turn)
            case Confidence.GUESSED if turn.may_say(admitted(turn.confidence)):
                self.session = self.session.confide(admitted(turn.confidence))
                self._say("Counted as guessed." if turn.confidence is None else "Counted as known.")
            case _:
                self._say("Rate yourself with 1 to 4: 1 Again, 2 Hard, 3 Good, 4 Easy. u takes back, q ends.")

    def _command(self, line: str, turn: Turn) -> bool:
        """Do what a line of one letter or word says, unless it is an answer to this very card."""
        word = line.strip().lower()
        if word not in _COMMANDS or (turn.mark is None and is_answer(word, turn)):
            return False
        match word:
            case "q":
                raise Ended
            case "u" if self.session.can_undo:
                self._undo()
            case "u":
                self._say("There is nothing to take back.")
            case "h" if turn.hints < len(turn.item.card.hints):
                self.session = self.session.hint()
            case "h":
                self._say("There is no further hint.")
            case "guessed" | "unsure" | "sure":
                self.session = self.session.confide(Confidence(word))
            case _:
                self._say(HELP)
        return True

    def _end(self) -> None:
        """After the last card there is still a step to take back."""
        if not self.session.can_undo:
            raise Ended
        line = self._read("Nothing is left. u takes the last answer back, an empty line ends. > ")
        if line.strip().lower() != "u":
            raise Ended
        self._undo()

    def _undo(self) -> None:
        self._keep(*self.session.undo(self.desk.stamp()))
        self._say("Taken back.")
        back = self.session.turn
        if back is not None and back.mark is not None:
            self._say(stem(back))
            self._show_mark(back)

    def _keep(self, session: Session, event: Event) -> None:
        """Go on with a step once it is durable."""
        with waiting(self._say):
            self.desk.record(event)
        self.session = session

    def _close(self) -> None:
        answers = self.session.answers
        if not answers:
            self._say("\nThe sitting is over. Nothing was answered.")
            return
        right = sum(answer.rating > Rating.AGAIN for answer in answers)
        self._say(f"\nThe sitting is over: {count(len(answers), 'answer')} kept, {right} right.")


def study_plain(
    desk: Desk,
    queue: tuple[Item, ...],
    later: Iterable[tuple[datetime, Item]],
    coming: datetime | None,
    *,
    ahead: bool = False,
) -> int:
    """Study on standard input and output. 2 if something could not be kept.

    `later` are items that come back if the sitting lasts until then; `coming` is when there is
    something to ask again, for a queue that is empty. With `ahead` items are asked before they are due, too.
    """
    _give_notice(desk)
    if not queue:
        when = f" The next cards come {moment(coming, desk.now())}." if coming else ""
        print(f"Nothing is due here.{when}")
        return 0
    session = replace(desk.session(queue, later), ahead=ahead, began=desk.now())
    kept = PlainSitting(desk, session, sys.stdin, sys.stdout).run()
    _give_notice(desk)
    return 0 if kept else 2


def _give_notice(desk: Desk) -> None:
    tell(desk.take_notices())

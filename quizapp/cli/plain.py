"""`quizapp study --plain`: studying in lines of text, for screen readers, pipes and dumb terminals.

The same sitting, desk and log as on the full screen; no escape sequences, no redrawing.
"""

from __future__ import annotations

import re
import sys
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from quizapp.cli.marks import headline, lines
from quizapp.cli.notices import tell
from quizapp.cli.responses import letter, response_of, takes_several
from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.deck.shapes import Cloze, Matching, MultipleChoice, Ordering, Timeline, TrueFalse
from quizapp.deck.text import clean
from quizapp.grading.expected import REVERSE, expected_of
from quizapp.grading.mark import Mode, Verdict
from quizapp.memory.rating import Rating
from quizapp.progress.faults import StoreFault
from quizapp.study.modes import can_be_typed
from quizapp.words import count, interval, moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from quizapp.cli.desk import Desk
    from quizapp.deck.cloze import Deletion
    from quizapp.deck.model import Item
    from quizapp.study.event import Event
    from quizapp.study.session import Session, Turn

HELP = (
    "Answer on one line; an empty line turns a flashcard over, and elsewhere means: I don't know."
    " Several answers are separated by ; ."
    " h gives a hint, u takes the last step back, q ends. After the mark an empty line takes the suggested"
    " rating, 1 to 4 another: 1 Again, 2 Hard, 3 Good, 4 Easy. An answer that is itself one of these letters"
    " is typed after a backslash."
)
_COMMANDS = ("h", "u", "q", "?")
_WIDTH = 78


class _Ended(Exception):
    """The input is over, or the learner ended the sitting."""


class PlainSitting:
    """A sitting on two streams."""

    def __init__(self, desk: Desk, session: Session, given: TextIO, shown: TextIO) -> None:
        self.desk = desk
        self.session = session
        self.given = given
        self.shown = shown

    def run(self) -> bool:
        """Ask until nothing is left or the input ends; whether everything could be kept.

        Every rating is durable before the next card.
        """
        kept = True
        self._say(HELP)
        self.session = self.session.next(self.desk.now(), self.desk.state_of)
        try:
            while True:
                self._turn()
        except (_Ended, KeyboardInterrupt):
            pass
        except StoreFault as fault:
            self._say(f"{fault.message} {fault.remedy}")
            kept = False
        self._close()
        return kept

    # -- one turn -------------------------------------------------------------------------

    def _turn(self) -> None:
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
        if turn.hints:
            self._say(f"Hint: {plain(turn.item.card.hints[turn.hints - 1])}")
        if turn.ask_back is not None:
            self._say(turn.ask_back.question)
            for number, reading in enumerate(turn.ask_back.readings, 1):
                self._say(f"  {number}. {reading}")
        began = self.desk.now()
        line = self._read(prompt(turn))
        if self._command(line, turn):
            return
        if line.startswith("\\") and line[1:].strip().lower() in _COMMANDS:
            line = line[1:]
        now = self.desk.now()
        ms = max(0, round((now - began).total_seconds() * 1000))
        options = turn.ask_back.readings if turn.ask_back is not None else turn.options
        entries = line.split(";") if takes_several(turn.item, turn.mode) else [line]
        response = response_of(turn.item, turn.mode, entries, options)
        if turn.ask_back is not None and re.fullmatch(r"[0-9]{1,3}", line.strip()):
            number = int(line)
            response = options[number - 1] if 1 <= number <= len(options) else response
        if turn.mode is Mode.FLIP and line.strip() and can_be_typed(turn.item):
            # Whoever types an answer to a flashcard wants to know whether it is right.
            wish = self.session.wish
            self.session = replace(self.session.ask(Mode.TYPED).answer(response, now, ms), wish=wish)
        else:
            self.session = self.session.answer(None if turn.mode is Mode.FLIP else response, now, ms)
        marked = self.session.turn
        assert marked is not None
        if marked.mark is not None:
            self._show_mark(marked)

    def _show_mark(self, turn: Turn) -> None:
        mark = turn.mark
        assert mark is not None
        if mark.verdict is Verdict.SELF:
            self._say(f"Answer: {'; '.join(mark.expected)}")
        else:
            self._say(headline(mark) + ("; you say it was right" if turn.overruled else ""))
            for line in lines(mark, turn.item.card.shape):
                self._say(line)
            if mark.verdict is not Verdict.RIGHT:
                joint = ", then " if isinstance(turn.item.card.shape, Ordering | Timeline) else "; "
                self._say(f"Expected: {joint.join(mark.expected)}")
        card = turn.item.card
        if card.explain:
            self._say(plain(card.explain))
        if card.as_of:
            self._say(f"As of {card.as_of}.")
        for citation in card.sources:
            self._say(f"Source: {self.desk.source_text(turn.item.course, citation)}")

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
            case _:
                self._say("Rate yourself with 1 to 4: 1 Again, 2 Hard, 3 Good, 4 Easy. u takes back, q ends.")

    def _command(self, line: str, turn: Turn) -> bool:
        """Do what a one-letter line says, unless it is an answer to this very card."""
        word = line.strip().lower()
        if word not in _COMMANDS or (turn.mark is None and _is_answer(word, turn)):
            return False
        match word:
            case "q":
                raise _Ended
            case "u" if self.session.can_undo:
                self._undo()
            case "u":
                self._say("There is nothing to take back.")
            case "h" if turn.hints < len(turn.item.card.hints):
                self.session = self.session.hint()
            case "h":
                self._say("There is no further hint.")
            case _:
                self._say(HELP)
        return True

    def _end(self) -> None:
        """After the last card there is still a step to take back."""
        if not self.session.can_undo:
            raise _Ended
        line = self._read("Nothing is left. u takes the last answer back, an empty line ends. > ")
        if line.strip().lower() != "u":
            raise _Ended
        self._undo()

    def _undo(self) -> None:
        session, event = self.session.undo(self.desk.stamp())
        self.desk.record(event)
        self.session = session
        self._say("Taken back.")
        back = self.session.turn
        if back is not None and back.mark is not None:
            self._say(stem(back))
            self._show_mark(back)

    def _keep(self, session: Session, event: Event) -> None:
        self.desk.record(event)
        self.session = session.next(self.desk.now(), self.desk.state_of)

    def _close(self) -> None:
        answers = self.session.answers
        if not answers:
            self._say("\nThe sitting is over. Nothing was answered.")
            return
        right = sum(answer.rating > Rating.AGAIN for answer in answers)
        self._say(f"\nThe sitting is over: {count(len(answers), 'answer')} kept, {right} right.")

    # -- lines ----------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        """Show a text, its long lines broken between words."""
        for line in clean(text).split("\n"):
            broken = textwrap.wrap(line, _WIDTH, subsequent_indent="  " if line.startswith("  ") else "")
            self.shown.write("\n".join(broken or [""]) + "\n")

    def _read(self, prompt: str) -> str:
        self.shown.write(clean(prompt))
        self.shown.flush()
        line = self.given.readline()
        if not line:
            self.shown.write("\n")
            raise _Ended
        if not self.given.isatty():
            # What came by a pipe left no line end on the screen.
            self.shown.write("\n")
        return line.rstrip("\r\n")


def stem(turn: Turn) -> str:
    """The question in one text, blanks shown as [...] or with their hint."""
    item = turn.item
    shape = item.card.shape
    if isinstance(shape, Cloze):
        parts = (_blank(part, item) for part in shape.text.parts)
        return plain("".join(parts))
    if item.facet == REVERSE:
        return plain(_reverse_stem(item))
    if isinstance(shape, TrueFalse):
        return f"True or false? {plain(item.card.stem)}"
    return plain(item.card.stem)


def _reverse_stem(item: Item) -> str:
    shape = item.card.shape
    reverse = getattr(shape, "reverse", None) or ""
    return str(reverse or getattr(shape, "answer", ""))


def _blank(part: str | Deletion, item: Item) -> str:
    if isinstance(part, str):
        return part
    if part.group != item.facet:
        return part.text
    return f"[{part.hint}]" if part.hint else "[...]"


def choices(turn: Turn) -> list[str]:
    """What stands to choose from, numbered; for pairs the right-hand entries by letter."""
    shape = turn.item.card.shape
    if isinstance(shape, Matching) and turn.mode is Mode.ARRANGE:
        left = [f"{number}. {plain(text)}" for number, (text, _) in enumerate(shape.pairs, 1)]
        return left + [f"{letter(place)}. {text}" for place, text in enumerate(turn.options)]
    return [f"{number}. {plain(text)}" for number, text in enumerate(turn.options, 1)]


def prompt(turn: Turn) -> str:
    """What is asked for, in front of the place to type."""
    if turn.ask_back is not None:
        return "number > "
    match turn.item.card.shape:
        case Matching() if turn.mode is Mode.ARRANGE:
            return "pairs, as in 1a; 2b > "
        case Ordering() | Timeline() if turn.mode is Mode.ARRANGE:
            return "numbers in order, as in 2; 1; 3 > "
        case MultipleChoice() if turn.mode is Mode.CHOICE:
            return "all that are right, as in 1; 3 > "
        case _:
            pass
    if turn.mode is Mode.FLIP:
        return "your answer, or Enter to see it > "
    if takes_several(turn.item, turn.mode):
        return "answers, separated by ; > "
    return "> "


def _is_answer(word: str, turn: Turn) -> bool:
    if turn.mode is Mode.FLIP:
        return False
    return any(normalise(text) == normalise(word) for text in (*turn.options, *expected_of(turn.item)))


def study_plain(
    desk: Desk,
    queue: tuple[Item, ...],
    later: Iterable[tuple[datetime, Item]],
    coming: datetime | None,
) -> int:
    """Study on standard input and output. 2 if something could not be kept.

    `later` are items that come back if the sitting lasts until then; `coming` is when there is
    something to ask again, for a queue that is empty.
    """
    _give_notice(desk)
    if not queue:
        when = f" The next cards come {moment(coming, desk.now())}." if coming else ""
        print(f"Nothing is due here.{when}")
        return 0
    kept = PlainSitting(desk, desk.session(queue, later), sys.stdin, sys.stdout).run()
    _give_notice(desk)
    return 0 if kept else 2


def _give_notice(desk: Desk) -> None:
    tell(desk.take_notices())

"""A quiz in lines of text, for screen readers, pipes and dumb terminals.

The same attempt, desk and log as on the full screen; no escape sequences, no redrawing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from quizapp.cli.patience import waiting
from quizapp.cli.plain_lines import (
    Ended,
    Lines,
    bare,
    choices,
    is_answer,
    marked,
    prompt,
    response_on,
    said,
    stem,
)
from quizapp.progress.faults import StoreFault
from quizapp.progress.results import best
from quizapp.study.confidence import Confidence
from quizapp.study.quiz import Standing
from quizapp.study.score import score_of
from quizapp.tui.quizzes import ELSEWHERE
from quizapp.words import count, duration, percent

if TYPE_CHECKING:
    from quizapp.cli.desk import Desk
    from quizapp.progress.results import QuizResult
    from quizapp.study.quiz import Attempt
    from quizapp.study.score import Score
    from quizapp.study.session import Turn
    from quizapp.study.setup import Setup

HELP = (
    "Answer on one line; an empty line leaves the question open. Several answers are separated by ; ."
    " b goes back, s skips, g 3 goes to question 3, l lists all questions, m marks one for later,"
    " guessed, unsure or sure says how sure you are of an answer, submit hands in, q puts the quiz away to be"
    " resumed. An answer that is itself one of these is typed"
    " after a backslash."
)
AT_ONCE = " Marks are shown at once: an answer stands, and an empty line means: I don't know."
_COMMANDS = ("b", "s", "l", "m", "q", "?", "submit", *Confidence)
_GO = re.compile(r"g\s*(\d{1,6})")
_STANDINGS = {Standing.ANSWERED: "answered", Standing.SEEN: "open", Standing.UNSEEN: "not seen yet"}


def quiz_plain(desk: Desk, setup: Setup, seed: int | None, given: TextIO, shown: TextIO) -> int:
    """Take a quiz on two streams, or go on with one of the same decks that was left. 2 if something
    could not be kept."""
    lines = Lines(given, shown)
    try:
        return _PlainQuiz(desk, lines, _attempt(desk, setup, seed, lines)).run()
    except (Ended, KeyboardInterrupt):
        return 0
    except StoreFault as fault:
        lines.say(f"{fault.message} {fault.remedy}")
        return 2
    except _Elsewhere:
        lines.say(ELSEWHERE)
        return 2


def _attempt(desk: Desk, setup: Setup, seed: int | None, lines: Lines) -> Attempt:
    """A new quiz, or the one that was left, if the learner wants it. A seed asks for a new one."""
    if seed is None:
        for draft in desk.quizzes.open():
            if set(draft.setup.scope) != set(setup.scope):
                continue
            left = desk.quizzes.resume(draft)
            if not left.questions:
                continue
            lines.say(
                f"A quiz of {draft.started:%Y-%m-%d %H:%M} was left in the middle:"
                f" {draft.answered} of {draft.total} answered."
            )
            word = lines.read("Enter goes on with it, n begins a new one, d gives it up for a new one > ")
            match word.strip().lower():
                case "":
                    return left
                case "d":
                    if not desk.quizzes.drop(draft.id):
                        raise _Elsewhere
                case _:
                    pass
            break
    return desk.quizzes.begin(setup, seed)


class _Elsewhere(Exception):
    """Another program has the quiz by now."""


class _PutAway(Ended):
    """The learner goes on another time."""


class _PlainQuiz:
    """One quiz on two streams."""

    def __init__(self, desk: Desk, lines: Lines, attempt: Attempt) -> None:
        self.desk = desk
        self.attempt = attempt
        self._lines = lines
        self._said: dict[int, Confidence] = {}
        """How sure the learner was of the answers to questions, by number."""
        self._say, self._read = lines.say, lines.read

    def run(self) -> int:
        setup, total = self.attempt.setup, len(self.attempt.questions)
        limit = "" if setup.minutes is None else f" {setup.minutes:g} minutes,"
        self._say(f"{count(total, 'question')},{limit} seed {self.attempt.seed}.")
        self._say(HELP + (AT_ONCE if setup.at_once else ""))
        self._keep(self.attempt.go_on(self.desk.now()))
        try:
            while self.attempt.submitted is None:
                try:
                    self._step()
                except StoreFault as fault:
                    if not self._lines.has_learner:
                        raise
                    self._say(f"{fault.message} {fault.remedy}")
        except (Ended, KeyboardInterrupt) as end:
            # Answers that came by a pipe are handed in with its end, if there are enough of them.
            if type(end) is not Ended or self.attempt.open:
                self._keep(self.attempt.pause(self.desk.now()))
                self._say("The quiz is put away, its clock stopped. The same command goes on with it.")
                return 0
            self._submit()
        self._close()
        return 0

    def _keep(self, attempt: Attempt) -> None:
        """Go on with a quiz once it is durable."""
        with waiting(self._say):
            mine = self.desk.quizzes.keep(attempt)
        if not mine:
            raise _Elsewhere
        self.attempt = attempt

    def _submit(self) -> None:
        with waiting(self._say):
            submitted = self.desk.quizzes.submit(self.attempt)
        if submitted is None:
            raise _Elsewhere
        self.attempt = submitted

    # -- one question ---------------------------------------------------------------------

    def _step(self) -> None:
        """Show the question and take one line for it."""
        attempt = self.attempt
        turn = attempt.turn()
        self._show(turn)
        began = self.desk.now()
        line = self._read("> " if turn.mark is not None else prompt(turn))
        now = self.desk.now()
        if attempt.over(now):
            self._say("The time is over.")
            self._submit()
        elif not self._command(line.strip().lower(), turn):
            ms = max(0, round((now - began).total_seconds() * 1000))
            self._answer(bare(line, _COMMANDS), turn, ms)

    def _show(self, turn: Turn) -> None:
        attempt = self.attempt
        left = attempt.remaining(self.desk.now())
        about = [f"{attempt.position + 1}/{len(attempt.questions)}"]
        about += ["marked"] if attempt.position in attempt.marked else []
        about += ["answered"] if attempt.reply is not None else []
        about += [str(sure)] if (sure := self._sure) is not None else []
        about += [f"{duration(left)} left"] if left is not None else []
        self._say("")
        self._say(f"[{', '.join(about)}] {stem(turn)}")
        for line in choices(turn):
            self._say(f"  {line}")
        if turn.ask_back is not None:
            self._say(turn.ask_back.question)
            for number, reading in enumerate(turn.ask_back.readings, 1):
                self._say(f"  {number}. {reading}")

    def _answer(self, line: str, turn: Turn, ms: int) -> None:
        attempt = self.attempt
        if attempt.is_fixed(attempt.position):
            self._say("This answer stands.")
            self._onwards()
            return
        if not line.strip() and not attempt.setup.at_once:
            self._onwards()
            return
        answered = attempt.answer(response_on(line, turn), self.desk.now(), ms, confidence=self._sure)
        if answered.ask_back is not None:
            self.attempt = answered
            return
        self._keep(answered)
        if attempt.setup.at_once:
            for text in marked(answered.turn(), self.desk.source_text):
                self._say(text)
        self._onwards()

    def _onwards(self) -> None:
        """To the next question; behind the last one, to the first that is open."""
        attempt = self.attempt
        if attempt.setup.at_once and not attempt.open:
            self._submit()
        elif attempt.position + 1 < len(attempt.questions):
            self._keep(attempt.next())
        elif attempt.open:
            left = count(len(attempt.open), "question is", "questions are")
            self._say(f"That was the last question. {left} open; submit hands in.")
            self._keep(attempt.next_open())
        else:
            self._say("All questions are answered. submit hands in; g 1 goes back to the first.")

    def _command(self, word: str, turn: Turn) -> bool:
        """Do what a line says that is a command, unless it is an answer to this very question."""
        going = _GO.fullmatch(word)
        if (word not in _COMMANDS and going is None) or (turn.mark is None and is_answer(word, turn)):
            return False
        attempt = self.attempt
        if going is not None:
            self._keep(attempt.go(int(going[1]) - 1))
            return True
        match word:
            case "q":
                raise _PutAway
            case "submit":
                self._submit()
            case "b":
                self._keep(attempt.previous())
            case "s":
                self._keep(attempt.next_open())
            case "m":
                self._keep(attempt.mark_for_later())
            case "l":
                self._list()
            case "guessed" | "unsure" | "sure":
                self._say_how_sure(Confidence(word))
            case _:
                self._say(HELP)
        return True

    @property
    def _sure(self) -> Confidence | None:
        """How sure the learner is of the answer to the question on show, given or to come."""
        reply, position = self.attempt.reply, self.attempt.position
        return self._said.get(position, None if reply is None else reply.confidence)

    def _say_how_sure(self, said: Confidence) -> None:
        attempt, reply = self.attempt, self.attempt.reply
        if attempt.is_fixed(attempt.position):
            self._say("This answer stands.")
            return
        self._said[attempt.position] = said
        if reply is not None:
            self._keep(attempt.answer(reply.response, reply.at, reply.ms, reply.first_key_ms, said))

    def _list(self) -> None:
        attempt = self.attempt
        for number in range(len(attempt.questions)):
            about = _STANDINGS[attempt.standing(number)]
            flag = ", marked" if number in attempt.marked else ""
            self._say(f"  {number + 1}. {stem(attempt.turn(number))} ({about}{flag})")

    # -- the result -----------------------------------------------------------------------

    def _close(self) -> None:
        """Say what the quiz came to, and let marks be overruled."""
        self._summary()
        attempt = self.attempt
        for number, reply in enumerate(attempt.replies):
            turn = attempt.turn(number)
            if reply is not None and reply.score >= 1:
                continue
            self._say("")
            self._say(f"{number + 1}. {stem(turn)}")
            if reply is not None:
                self._say(f"You: {said(reply.response)}")
            for text in marked(turn, self.desk.source_text):
                self._say(text)
        try:
            while any(reply is not None and reply.can_be_overruled for reply in self.attempt.replies):
                self._say("")
                word = self._read("o 3: you were right in question 3; an empty line ends > ").strip().lower()
                if not word:
                    return
                self._overrule(word)
        except (Ended, KeyboardInterrupt):
            return

    def _overrule(self, word: str) -> None:
        found = re.fullmatch(r"o\s*(\d{1,6})", word)
        number = int(found[1]) - 1 if found else -1
        if not 0 <= number < len(self.attempt.questions):
            self._say("Write o and the number of a question.")
            return
        corrected = self.desk.quizzes.overrule(self.attempt, number)
        if corrected is self.attempt:
            self._say("There is nothing to overrule in this question.")
            return
        self.attempt = corrected
        self._summary()

    def _summary(self) -> None:
        score = score_of(self.attempt)
        self._say("")
        for line in summary(score, self._titles(), self.desk.quizzes.earlier(self.attempt)):
            self._say(line)

    def _titles(self) -> dict[str, str]:
        return {
            f"{course.id}/{deck.id}": deck.title
            for course in self.desk.library.courses
            for deck in course.decks
        }


def summary(score: Score, titles: dict[str, str], earlier: tuple[QuizResult, ...]) -> list[str]:
    """What a quiz came to, in lines: the score, that of each theme, and those of earlier quizzes."""
    verdict = "" if score.passed is None else ", passed" if score.passed else ", not passed"
    counts = (
        f"{score.right} right, {score.partly} partly right, {score.wrong} wrong, {score.open} not answered"
    )
    found = [f"Score: {percent(score.share)}{verdict}. {counts}, in {duration(score.seconds)}."]
    if len(score.themes) > 1:
        found += [
            f"  {percent(theme.share):>4}  {titles.get(theme.theme, theme.theme)}"
            f" ({count(theme.questions, 'question')})"
            for theme in score.themes
        ]
    top = best(earlier)
    if top is not None:
        found.append(f"Before: {percent(earlier[-1].score)}; best so far {percent(top.score)}.")
    return found

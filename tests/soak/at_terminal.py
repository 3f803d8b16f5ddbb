"""A learner at a terminal: answers the cards of a deck with the real app, whatever becomes of it.

The deck is that of tests/benchmarks/material.py: card n asks `Question n about`. Every answer is rated
Easy, so that no card comes twice.
"""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import termios
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.progress.store import Store
from quizapp.study.event import Answer
from tests.benchmarks.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUIZAPP = (sys.executable, "-m", "quizapp")
EASY = "4"
PATIENCE = 60.0
"""Seconds after which something does not come any more; the machine may be busy."""

_QUESTION = re.compile(rb"Question (\d+) about")


class Gone(Exception):
    """The program at the terminal has ended."""


class AtTerminal(Terminal):
    """`acknowledged` are the numbers of the cards whose rating the screen went on from."""

    def __init__(self, home: Path, *words: str, before: Sequence[str] = ()) -> None:
        """Start the app with these words; `before` is a command that starts another."""
        with _heeded():
            super().__init__([*before, *QUIZAPP, *words], home)
        self.modes = termios.tcgetattr(self.handle)
        self.all_seen = b""
        self.shown: int | None = None
        self.acknowledged: list[int] = []
        self.status: int | None = None
        self.hung_up = False

    # -- what is seen ---------------------------------------------------------------------

    def look(self, seconds: float) -> bool:
        """Wait so long for something to come; whether it did. Raises Gone."""
        if not select.select([self.handle], [], [], seconds)[0]:
            return False
        try:
            came = os.read(self.handle, 65536)
        except OSError as error:  # Linux says so of a terminal that nobody writes to any more
            raise Gone(self._last_seen) from error
        if not came:
            raise Gone(self._last_seen)
        self.seen += came
        self.all_seen += came
        return True

    @property
    def _last_seen(self) -> str:
        return self.all_seen[-1000:].decode(errors="replace")

    def sees(self, marker: str) -> None:
        """Wait for a text; what came before it is forgotten. Raises Gone."""
        wanted = marker.encode()
        end = time.monotonic() + PATIENCE
        while wanted not in self.seen:
            if not self.look(0.05) and time.monotonic() > end:
                raise TimeoutError(f"{marker!r} did not appear; the last seen is {self._last_seen!r}")
        self.seen = self.seen.split(wanted, 1)[1]

    def sees_question(self) -> int:
        """Wait for another question than the one on show, which is acknowledged by it. Raises Gone."""
        end = time.monotonic() + PATIENCE
        while not self._turned():
            if not self.look(0.05) and time.monotonic() > end:
                raise TimeoutError(f"no further question; the last seen is {self._last_seen!r}")
        assert self.shown is not None
        return self.shown

    def _turned(self) -> bool:
        for found in _QUESTION.finditer(self.seen):
            if int(found[1]) != self.shown:
                if self.shown is not None:
                    self.acknowledged.append(self.shown)
                self.shown = int(found[1])
                self.seen = self.seen[found.end() :]
                return True
        return False

    # -- what is done ---------------------------------------------------------------------

    def turn_over(self) -> None:
        self.press(" ")
        self.sees("Again")

    def answer(self) -> int:
        """Answer the card on show, and wait for the next."""
        self.turn_over()
        self.press(EASY)
        return self.sees_question()

    # -- the end --------------------------------------------------------------------------

    def end(self, by: int) -> int:
        """Send a signal; returns the exit status, and has seen all that was drawn until then."""
        with suppress(ProcessLookupError):
            os.kill(self.process, by)
        return self.wait()

    def hang_up(self) -> int:
        """Close the terminal, which the app is told by SIGHUP; returns the exit status."""
        self.hung_up = True
        os.close(self.handle)
        return self.wait()

    def wait(self) -> int:
        """Wait for the end of the app; returns its exit status."""
        end = time.monotonic() + PATIENCE
        while self.status is None:
            self._look_on()
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise TimeoutError("the app does not end")
            else:
                time.sleep(0.01)
        self._look_on()
        while self._turned():
            pass
        return self.status

    def _look_on(self) -> None:
        with suppress(Gone):
            while not self.hung_up and self.look(0.0):
                pass

    @property
    def restored(self) -> bool:
        """Whether the terminal takes lines, and shows what is typed, as it did before."""
        return termios.tcgetattr(self.handle)[:4] == self.modes[:4]

    def close(self) -> None:
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        if not self.hung_up:
            os.close(self.handle)


@contextmanager
def _heeded() -> Iterator[None]:
    """Programs started here heed signals, also where the tests run in the background and pass theirs over."""
    passed_over = [
        number for number in (signal.SIGHUP, signal.SIGINT) if signal.getsignal(number) is signal.SIG_IGN
    ]
    for number in passed_over:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        for number in passed_over:
            signal.signal(number, signal.SIG_IGN)


@contextmanager
def studying(home: Path, *, before: Sequence[str] = ()) -> Iterator[AtTerminal]:
    """A learner with the first question of deck d0 on show."""
    learner = AtTerminal(home, "study", "d0", before=before)
    try:
        learner.sees_question()
        yield learner
        assert b"Traceback" not in learner.all_seen
    finally:
        learner.close()


def answered(home: Path) -> list[int]:
    """The numbers of the cards that the log has answers of, in order; the store is looked through."""
    with Store.open(home / "progress.db") as store:
        assert store.notices == ()
        assert store.check() == []
        return [
            int(event.item.split("/k")[1].split("/")[0])
            for event in store.events("answer")
            if isinstance(event, Answer)
        ]

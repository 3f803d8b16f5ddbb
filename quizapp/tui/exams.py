"""What the screens need from the rest of the program of exams, and how they have it worked out in a thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from textual.message import Message
from textual.worker import get_current_worker

from quizapp.progress.faults import StoreFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from textual.screen import Screen

    from quizapp.progress.goals import Goal
    from quizapp.progress.prospects import Prospect
    from quizapp.study.event import Exam

_GROUP = "exams"

Tick = Callable[[], None]
Job = Callable[[Tick], Any]
"""A piece of work for a thread. What it is given it calls now and then, and that may raise to stop it."""


class Exams(Protocol):
    """The exams of the learner's courses: what they make of today, and what they will come to."""

    def today(self) -> date:
        """The study day it is."""

    def goal(self, course: str) -> Goal:
        """What a course is studied for. Raises KeyError for one that there is not."""

    def prepares(self, course: str) -> bool:
        """Whether a course has an exam today or ahead."""

    def event(self, course: str, day: date | None, minutes: float | None) -> Exam:
        """The event that sets an exam and the minutes a day for it, None for the usual ones; without a day
        it says that there is none."""

    def prospects(self) -> Mapping[str, Prospect]:
        """What the exams ahead will come to, by course, the nearest first, as far as that is known."""

    def jobs(self) -> Sequence[Job]:
        """What is still to be worked out. Each raises `progress.faults.StoreFault`, and returns what `take`
        takes."""

    def take(self, found: Any) -> None:
        """Keep what a job found."""


@dataclass
class WorkedOut(Message):
    """What a job found; `last` says that it was the last of those begun."""

    found: Any
    last: bool


class _Stopped(Exception):
    """Nobody waits for it any more."""


def work_out(screen: Screen[None], exams: Exams) -> None:
    """Have what is not known yet worked out in a thread; the screen gets a `WorkedOut` of each job."""
    jobs = exams.jobs()
    if jobs:
        screen.run_worker(partial(_run, screen, jobs), thread=True, group=_GROUP, exclusive=True)


def stop(screen: Screen[None]) -> None:
    """Let go of what is being worked out."""
    screen.workers.cancel_group(screen, _GROUP)


def _run(screen: Screen[None], jobs: Sequence[Job]) -> None:
    worker = get_current_worker()

    def tick() -> None:
        if worker.is_cancelled:
            raise _Stopped

    try:
        for number, job in enumerate(jobs, 1):
            tick()
            found = job(tick)
            screen.post_message(WorkedOut(found, number == len(jobs)))
    except (_Stopped, StoreFault):
        # A store that cannot be read now is told of by whoever writes or reads next.
        return

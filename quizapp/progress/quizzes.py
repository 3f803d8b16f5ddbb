"""The quizzes that were left in the middle, as the store keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime
    from sqlite3 import Connection

    from quizapp.study.event import Event


@dataclass(frozen=True, slots=True)
class OpenQuiz:
    """One quiz in two texts, as `study.draft` writes them: `plan` stays the same from step to step."""

    attempt: str
    plan: str
    progress: str


class OpenQuizzes:
    """The table of one store; `reading` and `writing` lead to it. Raises StoreFault as the store does.

    One quiz may be open in two programs. Whoever writes says what it has kept or read `before`, as
    `OpenQuiz.progress`, or None for a quiz that it has just begun. Where that is not what is kept any
    more, the quiz was carried on or ended elsewhere, and nothing is written.
    """

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        writing: Callable[[], AbstractContextManager[Connection]],
    ) -> None:
        self._reading = reading
        self._writing = writing

    def save(self, quiz: OpenQuiz, at: datetime, started: Event, before: str | None = None) -> bool:
        """Keep a quiz as it is at an instant; durable when this returns. False: it is another's by now.

        The first time, the log gets the event that it was `started`.
        """
        from quizapp.progress import derived, log

        when = log.milliseconds(at)
        with self._writing() as db:
            if before is not None:
                changed = db.execute(
                    "UPDATE open_quiz SET kept = ?, progress = ? WHERE attempt = ? AND progress = ?",
                    (when, quiz.progress, quiz.attempt, before),
                )
                return changed.rowcount > 0
            if log.knows_quiz(db, quiz.attempt):
                return False
            derived.add(db, [log.told(started)])
            db.execute(
                "INSERT INTO open_quiz (attempt, kept, plan, progress) VALUES (?, ?, ?, ?)",
                (quiz.attempt, when, quiz.plan, quiz.progress),
            )
            return True

    def all(self) -> tuple[OpenQuiz, ...]:
        """The quizzes that were left in the middle, the latest first."""
        with self._reading() as db:
            rows = db.execute("SELECT attempt, plan, progress FROM open_quiz ORDER BY kept DESC, attempt")
            return tuple(OpenQuiz(*row) for row in rows)

    def end(self, attempt: str, *events: Event, before: str | None = None) -> bool:
        """Put what a quiz ends with into the log, and keep the quiz no longer; all of it or nothing.
        False: it is another's by now."""
        from quizapp.progress import derived, log

        told = [log.told(event) for event in events]
        with self._writing() as db:
            if before is None:
                mine = not log.knows_quiz(db, attempt)
            else:
                gone = db.execute(
                    "DELETE FROM open_quiz WHERE attempt = ? AND progress = ?", (attempt, before)
                )
                mine = gone.rowcount > 0
            if mine:
                derived.add(db, told)
            return mine

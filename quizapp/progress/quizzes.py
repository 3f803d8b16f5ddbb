"""The quizzes that were left in the middle, as the store keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.progress import derived, log

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
    """The table of one store; `reading` and `writing` lead to it. Raises StoreFault as the store does."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        writing: Callable[[], AbstractContextManager[Connection]],
    ) -> None:
        self._reading = reading
        self._writing = writing

    def save(self, quiz: OpenQuiz, at: datetime, started: Event) -> None:
        """Keep a quiz as it is at an instant; durable when this returns.

        The first time, the log gets the event that it was `started`.
        """
        when = log.milliseconds(at)
        with self._writing() as db:
            changed = db.execute(
                "UPDATE open_quiz SET kept = ?, progress = ? WHERE attempt = ?",
                (when, quiz.progress, quiz.attempt),
            )
            if not changed.rowcount:
                derived.add(db, [log.told(started)])
                db.execute(
                    "INSERT INTO open_quiz (attempt, kept, plan, progress) VALUES (?, ?, ?, ?)",
                    (quiz.attempt, when, quiz.plan, quiz.progress),
                )

    def all(self) -> tuple[OpenQuiz, ...]:
        """The quizzes that were left in the middle, the latest first."""
        with self._reading() as db:
            rows = db.execute("SELECT attempt, plan, progress FROM open_quiz ORDER BY kept DESC, attempt")
            return tuple(OpenQuiz(*row) for row in rows)

    def end(self, attempt: str, *events: Event) -> None:
        """Put what a quiz ends with into the log, and keep the quiz no longer; all of it or nothing."""
        told = [log.told(event) for event in events]
        with self._writing() as db:
            derived.add(db, told)
            db.execute("DELETE FROM open_quiz WHERE attempt = ?", (attempt,))

"""What the app may begin with, before the home screen is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.study.setup import Setup


@dataclass(frozen=True, slots=True)
class StartAt:
    """A sitting to begin at once, before the home screen is seen; no deck means all of the course."""

    course: str
    deck: str | None = None


@dataclass(frozen=True, slots=True)
class StartQuiz:
    """A quiz to take at once, before the home screen is seen: drawn by the seed, None for any. Without a
    setup the learner chooses one."""

    setup: Setup | None = None
    seed: int | None = None

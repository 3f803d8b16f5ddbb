"""What a sitting came to, read off its last value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.memory.rating import Rating
from quizapp.study.event import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.study.session import Session, Turn


@dataclass(frozen=True, slots=True)
class Tally:
    """`missed` are the latest turns of the items rated Again, in the order they were asked.

    `seconds` runs from the first question to the last rating.
    """

    answered: int
    right: int
    new: int
    seconds: float
    missed: tuple[Turn, ...]


def tally(session: Session) -> Tally:
    """Count the answers of a sitting that were not taken back."""
    steps = list(_steps(session))[::-1]
    missed = {turn.item.id: turn for answer, turn in steps if answer.rating is Rating.AGAIN}
    seconds = 0.0
    if steps:
        first, last = steps[0][0], steps[-1][0]
        # Not negative where the clock was set back meanwhile.
        seconds = max(0.0, (last.at - first.at).total_seconds()) + first.ms / 1000
    return Tally(
        answered=len(steps),
        right=sum(answer.was_right for answer, _ in steps),
        new=len({turn.item.id for _, turn in steps if turn.state.memory is None}),
        seconds=seconds,
        missed=tuple(missed.values()),
    )


def _steps(session: Session) -> Iterator[tuple[Answer, Turn]]:
    """The answers with the turns they closed, latest first."""
    step: Session | None = session
    while step is not None:
        if isinstance(step.event, Answer) and step.before is not None and step.before.turn is not None:
            yield step.event, step.before.turn
        step = step.before

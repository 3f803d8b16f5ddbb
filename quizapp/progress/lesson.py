"""What a reading of the decks taught, as the store keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.progress.known import CardId, KnownCourse
    from quizapp.study.event import Event
    from quizapp.study.known import KnownCard
    from quizapp.study.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a reading of decks taught, to be kept all together.

    `cards` are new or changed; `forgotten` are cards, and `left` courses, to keep no longer; others
    carry on the history of the cards `followed`. `changed`
    gives items whose answer is another one now its fingerprint. `renamed` leads from ids that cards
    had to those they have, for the proposals about them.
    """

    events: tuple[Event, ...] = ()
    courses: tuple[KnownCourse, ...] = ()
    cards: tuple[KnownCard, ...] = ()
    forgotten: tuple[CardId, ...] = ()
    followed: tuple[CardId, ...] = ()
    left: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    proposals: tuple[Proposal, ...] = ()
    renamed: tuple[tuple[CardId, CardId], ...] = ()

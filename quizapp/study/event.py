"""The events of the log: one tagged union, frozen.

Events are never changed or deleted; what looks like a change is a later event. Instants are aware
and carry the learner's own offset.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from quizapp.grading.verdict import Verdict
from quizapp.memory.guess import luck_of
from quizapp.memory.rating import Rating

if TYPE_CHECKING:
    from datetime import date, datetime

    from quizapp.grading.mark import Response
    from quizapp.memory.fsrs import Weights


_SELF, _RIGHT = Verdict.SELF.value, Verdict.RIGHT.value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """`id` is a UUIDv7; `device` names the machine that wrote the event."""

    id: str
    at: datetime
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(_Event):
    """One rated answer.

    `rating` is the learner's, `suggested` what the mark suggested. `days` and `due` are the
    decision (`memory.schedule.Due`), `weights` names the parameters it was made with. `ms` is the
    time from question to answer, `first_key_ms` to the first key (None if not measured).
    `expected` is the fingerprint of the expected answer, by which a changed answer is noticed.
    """

    type: ClassVar[str] = "answer"
    item: str
    sitting: str
    mode: str
    """review, practice or quiz."""
    asked: str
    """flip, typed, choice or arrange."""
    response: Response
    score: float | None
    """None where the learner judged a flipped card."""
    verdict: str
    rating: Rating
    suggested: Rating | None
    overruled: bool
    confidence: str | None
    guess_rate: float
    hints: int
    ms: int
    first_key_ms: int | None
    study_day: date
    due: datetime
    days: int
    weights: str
    expected: str

    @property
    def luck(self) -> float:
        """The chance that it was right without knowing, as far as the memory heeds it."""
        return luck_of(self.verdict, self.guess_rate, self.confidence)

    @property
    def moves_memory(self) -> bool:
        """Whether it counts for the schedule; one given for practice does not."""
        return self.mode != "practice"

    @property
    def was_right(self) -> bool:
        """Whether the answer was right, by its mark or by the learner's word, however it was come by."""
        if self.verdict == _SELF:
            return self.rating > Rating.AGAIN
        return self.overruled or self.verdict == _RIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract(_Event):
    """Takes an earlier event back (undo); retracting a retraction restores the event."""

    type: ClassVar[str] = "retract"
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend(_Event):
    """Leaves an item out of study, or takes it in again (`on` false)."""

    type: ClassVar[str] = "suspend"
    item: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bury(_Event):
    """Leaves an item out until the end of a study day."""

    type: ClassVar[str] = "bury"
    item: str
    study_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(_Event):
    """Marks an item for the learner's own attention, or unmarks it."""

    type: ClassVar[str] = "flag"
    item: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(_Event):
    """The learner's own words on an item, in place of earlier ones; "" takes them away."""

    type: ClassVar[str] = "note"
    item: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset(_Event):
    """Forgets what was remembered of an item: it is new again. Its answers stay in the log.

    Logs of earlier versions do not tell the study day (None).
    """

    type: ClassVar[str] = "reset"
    item: str
    study_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz(_Event):
    """A step of the quiz whose answers have the sitting `attempt`.

    `phase` is started, submitted, abandoned, or corrected. What is submitted has all that its result
    needs: `items`, `themes` (`course/deck`) and `scores` run side by side, a score being None where
    nothing was answered. `seconds` is the time taken, `minutes` the limit; `began` is when it was
    started. Corrected is the score of one question, `question` being its item: `right` is the learner's
    word over the automatic mark, or its withdrawal. The rest is as in `study.setup`.
    """

    type: ClassVar[str] = "quiz"
    attempt: str
    phase: str
    scope: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    blueprint: str = ""
    seed: int = 0
    mode: str = "written"
    practice: bool = False
    minutes: float | None = None
    pass_mark: float | None = None
    began: datetime | None = None
    seconds: float = 0.0
    items: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    scores: tuple[float | None, ...] = ()
    question: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow(_Event):
    """The item `item` is what `was` was before: its history counts for `item` from now on.

    Where the facets of one card changed places, as when a deletion was put before the others, `before`
    and `after` name the card's layout until then and from then on. The item's own earlier events are
    then no longer its own, and `was` may be "" for one that starts afresh. All facets of the card have
    such an event of the same instant, and see one another as they were before it. Two devices that
    meet the same edit both tell it; by the layouts the second telling is known for what it is.
    """

    type: ClassVar[str] = "follow"
    item: str
    was: str
    before: str = ""
    after: str = ""

    @property
    def replaces(self) -> bool:
        """Whether the item's own earlier events stop counting for it."""
        return bool(self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam(_Event):
    """The learner's own exam in a course (by id): its study day, and the minutes they have for it on each
    day until then, None for the usual ones.

    Without a day there is none, whatever the author says. Of several the latest counts; where that is taken
    back, the one before it.
    """

    type: ClassVar[str] = "exam"
    course: str
    day: date | None
    minutes: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit(_Event):
    """Weights of the memory model, fitted to the learner's answers; of several the latest counts, for all
    courses.

    They rest on so many scored reviews (`memory.history`). The two losses are the mean log loss of `tested`
    reviews, the newest, as the weights until then foretold them and as those did that were fitted to
    all earlier reviews.
    """

    type: ClassVar[str] = "fit"
    weights: Weights
    weights_id: str
    reviews: int
    tested: int
    loss_before: float
    loss_after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comeback(_Event):
    """The plan chosen for a course (by id) after a gap: up to the study day `until`, `daily` minutes of what
    is most valuable take the place of the usual day, with new items or without.

    On its first day what was studied before it does not count: `spent` are those seconds. Of several the
    latest counts; where that is taken back, the one before it.
    """

    type: ClassVar[str] = "comeback"
    course: str
    daily: float
    until: date
    new: bool
    spent: float = 0.0


Event = Answer | Retract | Suspend | Bury | Flag | Note | Reset | Quiz | Follow | Exam | Fit | Comeback

EVENT_TYPES: dict[str, type[Event]] = {
    kind.type: kind
    for kind in (Answer, Retract, Suspend, Bury, Flag, Note, Reset, Quiz, Follow, Exam, Fit, Comeback)
}

ItemlessEvent = Retract | Quiz | Exam | Fit | Comeback
"""An event that belongs to no item."""


STARTED, SUBMITTED, ABANDONED, CORRECTED = "started", "submitted", "abandoned", "corrected"
"""The phases of a quiz."""

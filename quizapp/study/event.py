"""The events of the log: one tagged union, frozen, and its JSON form.

Events are never changed or deleted; what looks like a change is a later event. Instants are aware
and carry the learner's own offset; in JSON they are RFC 3339 texts with milliseconds.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from quizapp.deck.text import clean
from quizapp.grading.mark import Verdict
from quizapp.memory.rating import Rating

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.grading.mark import Response


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
        """The chance of being right without knowing, as far as the schedule heeds it: of a quiz alone,
        where no learner said how well it went."""
        return self.guess_rate if self.mode == "quiz" and not self.overruled else 0.0

    @property
    def was_right(self) -> bool:
        """Whether the answer was right, by its mark or by the learner's word, however it was come by."""
        if self.verdict == Verdict.SELF.value:
            return self.rating > Rating.AGAIN
        return self.overruled or self.verdict == Verdict.RIGHT.value


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
    """Forgets what was remembered of an item: it is new again. Its answers stay in the log."""

    type: ClassVar[str] = "reset"
    item: str


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


Event = Answer | Retract | Suspend | Bury | Flag | Note | Reset | Quiz | Follow

EVENT_TYPES: dict[str, type[Event]] = {
    kind.type: kind for kind in (Answer, Retract, Suspend, Bury, Flag, Note, Reset, Quiz, Follow)
}


STARTED, SUBMITTED, ABANDONED, CORRECTED = "started", "submitted", "abandoned", "corrected"
"""The phases of a quiz."""


class MalformedEvent(ValueError):
    """A JSON object that is no event; the message says why."""


def to_json(event: Event) -> dict[str, Any]:
    """The event as JSON data, `type` first. Pairs of a matching become an object."""
    data: dict[str, Any] = {"type": event.type}
    for spec in fields(event):
        value = getattr(event, spec.name)
        match value:
            case datetime():
                data[spec.name] = value.isoformat(timespec="milliseconds")
            case date():
                data[spec.name] = value.isoformat()
            case Rating():
                data[spec.name] = int(value)
            case ((_, _), *_) if all(isinstance(pair, tuple) for pair in value):
                data[spec.name] = dict(value)
            case tuple():
                data[spec.name] = list(value)
            case _:
                data[spec.name] = value
    return data


def from_json(data: object) -> Event:
    """The event that `to_json` wrote; raises MalformedEvent for anything else.

    Unknown keys are left out, and those that came later have their defaults, so that logs of other
    versions can be read.
    """
    if not isinstance(data, dict):
        raise MalformedEvent("an event is a JSON object")
    kind = EVENT_TYPES.get(str(data.get("type")))
    if kind is None:
        raise MalformedEvent(f"unknown type of event: {data.get('type')!r}")
    values: dict[str, Any] = {}
    for spec in fields(kind):
        if spec.name not in data:
            if spec.default is not MISSING:
                continue
            raise MalformedEvent(f"an event of type {kind.type} needs `{spec.name}`")
        values[spec.name] = _FROM_JSON.get(spec.name, _same)(data[spec.name])
    return kind(**values)


def _instant(value: Any) -> datetime:
    try:
        instant = datetime.fromisoformat(value)
    except (TypeError, ValueError) as fault:
        raise MalformedEvent(f"no instant: {value!r}") from fault
    if instant.tzinfo is None:
        raise MalformedEvent(f"an instant needs its offset: {value!r}")
    return instant


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as fault:
        raise MalformedEvent(f"no day: {value!r}") from fault


def _rating(value: Any) -> Rating:
    try:
        return Rating(value)
    except ValueError as fault:
        raise MalformedEvent(f"no rating: {value!r}") from fault


def _optional_rating(value: Any) -> Rating | None:
    return None if value is None else _rating(value)


def _response(value: Any) -> Response:
    match value:
        case None | str():
            return value
        case list():
            return tuple(str(entry) for entry in value)
        case dict():
            return tuple((str(left), str(right)) for left, right in value.items())
        case _:
            raise MalformedEvent(f"no response: {value!r}")


def _text(value: Any) -> str:
    """Words that are shown, and kept by a database: neither takes every character."""
    if not isinstance(value, str):
        raise MalformedEvent(f"no text: {value!r}")
    return clean(value)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise MalformedEvent(f"no list of texts: {value!r}")
    return tuple(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise MalformedEvent(f"no number: {value!r}")
    return value


def _optional_number(value: Any) -> float | None:
    return None if value is None else _number(value)


def _scores(value: Any) -> tuple[float | None, ...]:
    if not isinstance(value, list):
        raise MalformedEvent(f"no list of scores: {value!r}")
    return tuple(map(_optional_number, value))


def _optional_instant(value: Any) -> datetime | None:
    return None if value is None else _instant(value)


def _same(value: Any) -> Any:
    return value


_FROM_JSON: dict[str, Callable[[Any], Any]] = {
    "at": _instant,
    "due": _instant,
    "study_day": _day,
    "rating": _rating,
    "suggested": _optional_rating,
    "response": _response,
    "text": _text,
    "scope": _texts,
    "tags": _texts,
    "kinds": _texts,
    "minutes": _optional_number,
    "pass_mark": _optional_number,
    "began": _optional_instant,
    "seconds": _number,
    "items": _texts,
    "themes": _texts,
    "scores": _scores,
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every event carries, made where clock and randomness are: id, instant, device."""

    id: str
    at: datetime
    device: str


def uuid7(milliseconds: int, entropy: bytes) -> str:
    """A UUID of version 7 (RFC 9562, 5.7) from Unix time and ten random bytes.

    Ids made later sort later, so that (`at`, `id`) orders the events of one device.
    """
    value = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(entropy[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=value))

"""Events as JSON data, and back.

Instants are RFC 3339 texts with milliseconds and the learner's own offset.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from quizapp.deck.text import clean
from quizapp.memory.fsrs import Weights, check_weights
from quizapp.memory.rating import Rating
from quizapp.study.event import EVENT_TYPES, Answer
from quizapp.study.malformed import MalformedEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.grading.mark import Response
    from quizapp.study.event import Event


def to_json(event: Event) -> dict[str, Any]:
    """The event as JSON data, `type` first, as it comes back from a text of it: of the plain types alone. Pairs
    of a matching become an object."""
    data: dict[str, Any] = {"type": event.type}
    for name, _, _ in _KEYS[event.type]:
        value = getattr(event, name)
        data[name] = value if type(value) in _PLAIN else _to_json(value)
    return data


def _to_json(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat(timespec="milliseconds")
        case date():
            return value.isoformat()
        case Rating():
            return int(value)
        case str():
            return str(value)
        case ((_, _), *_) if all(isinstance(pair, tuple) for pair in value):
            return dict(value)
        case tuple():
            return list(value)
        case _:
            return value


def from_json(data: object) -> Event:
    """The event that `to_json` wrote; raises MalformedEvent for anything else.

    Unknown keys are left out, and those that came later have their defaults (also for null), so that
    logs of other versions can be read.
    """
    if not isinstance(data, dict):
        raise MalformedEvent("an event is a JSON object")
    name = str(data.get("type"))
    if name not in _KEYS:
        raise MalformedEvent(f"unknown type of event: {data.get('type')!r}")
    values: dict[str, Any] = {}
    for key, read, optional in _KEYS[name]:
        if optional and data.get(key) is None:
            continue
        if key in data:
            values[key] = data[key] if read is None else read(data[key])
        else:
            raise MalformedEvent(f"an event of type {name} needs `{key}`")
    return EVENT_TYPES[name](**values)


def instant_of(value: Any) -> datetime:
    """An instant with its offset, from its text; raises MalformedEvent."""
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


def _optional_day(value: Any) -> date | None:
    return None if value is None else _day(value)


def _rating(value: Any) -> Rating:
    try:
        return Rating(value)
    except ValueError as fault:
        raise MalformedEvent(f"no rating: {value!r}") from fault


def _word(value: Any) -> str:
    """A text as it stands. A database takes no half of a pair of surrogates."""
    if not isinstance(value, str):
        raise MalformedEvent(f"no text: {value!r}")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as fault:
            raise MalformedEvent(f"no text: {value!r}") from fault
    return value


def _optional_word(value: Any) -> str | None:
    return None if value is None else _word(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise MalformedEvent(f"neither true nor false: {value!r}")
    return value


def _amount(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST:
        raise MalformedEvent(f"no amount: {value!r}")
    return value


def _optional_amount(value: Any) -> int | None:
    return None if value is None else _amount(value)


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


def _up_to(most: float, value: Any) -> float:
    """A number of minutes or seconds, no more than a day has."""
    number = _number(value)
    if not 0 <= number <= most:
        raise MalformedEvent(f"no time within a day: {value!r}")
    return number


def _optional_number(value: Any) -> float | None:
    return None if value is None else _number(value)


def _weights(value: Any) -> Weights:
    if not isinstance(value, list):
        raise MalformedEvent(f"no weights: {value!r}")
    weights = tuple(float(_number(each)) for each in value)
    try:
        check_weights(weights)
    except ValueError as fault:
        raise MalformedEvent(f"no weights: {fault}") from fault
    return weights


def _scores(value: Any) -> tuple[float | None, ...]:
    if not isinstance(value, list):
        raise MalformedEvent(f"no list of scores: {value!r}")
    return tuple(map(_optional_number, value))


def _optional_instant(value: Any) -> datetime | None:
    return None if value is None else instant_of(value)


_MOST = (1 << 53) - 1
"""The greatest whole number that every reader of JSON keeps exactly."""

_FROM_JSON: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("id", "device", "item", "sitting", "mode", "asked", "verdict"), _word),
    **dict.fromkeys(("weights", "expected", "event", "was", "before", "after"), _word),
    **dict.fromkeys(("attempt", "phase", "blueprint", "question", "course"), _word),
    **dict.fromkeys(("overruled", "on", "practice", "right", "new"), _flag),
    **dict.fromkeys(("hints", "ms", "days", "reviews", "tested"), _amount),
    "first_key_ms": _optional_amount,
    "confidence": _optional_word,
    "guess_rate": _number,
    "score": _optional_number,
    "at": instant_of,
    "due": instant_of,
    "study_day": _day,
    "day": _optional_day,
    "until": _day,
    "daily": lambda value: _up_to(1440, value),
    "spent": lambda value: _up_to(86_400, value),
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
    "fit.weights": _weights,
    "weights_id": _word,
    "loss_before": _number,
    "loss_after": _number,
}


_KEYS: dict[str, tuple[tuple[str, Callable[[Any], Any] | None, bool], ...]] = {
    name: tuple(
        (
            spec.name,
            _FROM_JSON.get(f"{name}.{spec.name}", _FROM_JSON.get(spec.name)),
            spec.default is not MISSING,
        )
        for spec in fields(kind)
    )
    for name, kind in EVENT_TYPES.items()
}
"""The keys of each type of event: how a value is read, None for as it stands, and whether it may be missing.
Looked up once, because whole logs are read with them."""

_PLAIN = {str, int, float, bool, type(None)}

_PUT = tuple((spec.name, getattr(Answer, spec.name).__set__) for spec in fields(Answer))
_PUT_AT, _PUT_DUE, _PUT_DAY, _PUT_RATING = (
    getattr(Answer, name).__set__ for name in ("at", "due", "study_day", "rating")
)
_RATINGS = {rating.value: rating for rating in Rating}


def answer_to_fold(data: dict[str, Any]) -> Answer:
    """The answer that `to_json` wrote, as far as a fold looks at it: what it does not look at stands as in
    the JSON data, and nothing is checked again. Raises a KeyError, TypeError or ValueError for some of what
    `from_json` would not take.

    A whole log is read in this way, in a quarter of the time.
    """
    answer: Answer = object.__new__(Answer)
    for name, put in _PUT:
        put(answer, data[name])
    _PUT_AT(answer, datetime.fromisoformat(data["at"]))
    _PUT_DUE(answer, datetime.fromisoformat(data["due"]))
    _PUT_DAY(answer, date.fromisoformat(data["study_day"]))
    _PUT_RATING(answer, _RATINGS[data["rating"]])
    return answer

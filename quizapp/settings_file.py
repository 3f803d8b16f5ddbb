"""The learner's choices, read from `settings.toml`.

The file belongs to the learner: what is wrong with it is said, the rest holds, and nothing is ever
written into it.
"""

from __future__ import annotations

import json
import re
import stat
import tomllib
from collections.abc import Callable
from datetime import time
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.settings import CourseSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

RETENTION = (0.7, 0.97)
"""The least and the greatest desired retention that can be chosen."""
_DAY = 1440
"""Minutes."""
_LARGEST = 1_000_000
"""Bytes of settings that are read; ten thousand courses need no more."""


class SettingsFault(NamedTuple):
    """Something wrong in the file: a sentence, what to do, and where.

    `key` is dotted as in TOML, "" for the file as a whole; `line` counts from 1, None if unknown.
    """

    message: str
    remedy: str
    key: str = ""
    line: int | None = None

    def __str__(self) -> str:
        place = "" if self.line is None else f"line {self.line}: "
        return f"{place}{self.message} {self.remedy}"


_BEYOND = (ValueError, RecursionError)
"""What the reader of TOML raises; the second, and a plain ValueError, for a text beyond its limits."""


def read_settings(text: str) -> tuple[Settings, list[SettingsFault]]:
    """The settings a text in TOML says, and what is wrong with it in the order of the file.

    A wrong value leaves its default; a text that is no TOML leaves all of them.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), [_no_toml(text, error)]
    except _BEYOND:
        return Settings(), [
            SettingsFault(
                "The settings hold a number too long or brackets too deep to be read, so the defaults hold.",
                "Write what you mean more simply; until then nothing in the file counts.",
            )
        ]
    reader = _Reader(_lines(text))
    settings = reader.settings(data)
    return settings, sorted(reader.faults, key=_line_of)


def load_settings(path: Path) -> tuple[Settings, list[SettingsFault]]:
    """The settings in a file, the defaults without one. Never raises, never writes."""
    try:
        text = _bytes(path).decode("utf-8-sig")
    except FileNotFoundError:
        return Settings(), []
    except UnicodeDecodeError:
        return Settings(), [
            SettingsFault(f"{path} is not written in UTF-8, so the defaults hold.", "Save it again as UTF-8.")
        ]
    except OSError as error:
        reason = error.strerror or str(error)
        return Settings(), [
            SettingsFault(
                f"{path} cannot be read ({reason}), so the defaults hold.",
                "Make it a file that you may read, or remove it.",
            )
        ]
    return read_settings(text)


def _bytes(path: Path) -> bytes:
    """All bytes of a file; raises OSError for what has no end, or none in sight, such as a pipe."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise OSError(0, "it is no ordinary file")
    if status.st_size > _LARGEST:
        raise OSError(0, "it is far too large")
    return path.read_bytes()


def _line_of(fault: SettingsFault) -> int:
    return fault.line or 0


def _no_toml(text: str, error: tomllib.TOMLDecodeError) -> SettingsFault:
    message, line = str(error), None
    if match := re.fullmatch(r"(.*) \(at line (\d+), column \d+\)", message):
        message, line = match[1], int(match[2])
    remedy = "Correct this line; until then nothing in the file counts."
    if line is not None and (match := re.match(r"\s*day_starts\s*=\s*([\d:]+)\s*$", _line(text, line))):
        remedy = f'Put the time in quotes: day_starts = "{match[1]}".'
    return SettingsFault(
        f"The settings are not valid TOML ({message}), so the defaults hold.", remedy, line=line
    )


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if number <= len(lines) else ""


class _Wrong(Exception):
    """A value that cannot be taken; the argument is what to write instead, a whole sentence."""


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 9999:
        raise _Wrong("Write a whole number from 0 to 9999.")
    return value


def _minutes(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _DAY:
        raise _Wrong(f"Write a number of minutes up to {_DAY}, or 0 to count cards instead.")
    return float(value)


def _retention(value: object) -> float:
    low, high = RETENTION
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Wrong(f"Write a number from {low} to {high}.")
    if low <= value <= high:
        return float(value)
    if low * 100 <= value <= high * 100:
        raise _Wrong(f"Did you mean {value / 100:g}? Write a number from {low} to {high}.")
    raise _Wrong(f"Write a number from {low} to {high}.")


def _time_of_day(value: object) -> time:
    if isinstance(value, time):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 24:
        return time(value)
    if isinstance(value, str) and (match := re.fullmatch(r"(\d{1,2}):(\d\d)", value.strip())):
        hour, minute = int(match[1]), int(match[2])
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise _Wrong('Write a time in quotes, as "04:00".')


def _weekdays(value: object) -> frozenset[int]:
    """The weekdays that are named, by their whole names or the first letters of them, three at least."""
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _Wrong('Write the days in quotes, as ["saturday", "sunday"].')
    days = set()
    for name in map(str.strip, names):
        word = name.lower().rstrip(".")
        found = [day for day, whole in enumerate(_WEEKDAYS) if len(word) > 2 and whole.startswith(word)]
        if not found:
            close = _near(word, _WEEKDAYS)
            hint = f"Did you mean {close}?" if close else 'Days are written as "sunday" or "sun".'
            raise _Wrong(f"{json.dumps(name[:30], ensure_ascii=False)} is no day of the week. {hint}")
        days.update(found)
    return frozenset(days)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("Write true or false, without quotes.")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong("Write a name in quotes.")
    return value.strip()


def _key_names(value: object) -> tuple[str, ...]:
    names = value.split(",") if isinstance(value, str) else value
    if isinstance(names, list) and all(isinstance(name, str) and name.strip() for name in names):
        return tuple(name.strip() for name in names)
    raise _Wrong('Write the names of keys in quotes, as "space" or ["n", "ctrl+n"].')


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_Check = Callable[[object], Any]

_OF_A_COURSE: dict[str, _Check] = {
    "new_per_day": _count,
    "reviews_per_day": _count,
    "desired_retention": _retention,
    "easy_days": _weekdays,
    "minutes_per_day": _minutes,
}
_PLAIN: dict[str, _Check] = {**_OF_A_COURSE, "day_starts": _time_of_day, "optimise": _switch, "theme": _name}
_TABLES = ("keys", "courses")


class _Reader:
    """Collects what is wrong while it reads one file."""

    def __init__(self, lines: Mapping[tuple[str, ...], int]) -> None:
        self._lines = lines
        self.faults: list[SettingsFault] = []

    def settings(self, data: dict[str, Any]) -> Settings:
        plain = {key: value for key, value in data.items() if key not in _TABLES}
        keys = {
            action: names
            for action, value in self._table(data, ("keys",)).items()
            if (names := self._value(("keys", action), value, _key_names)) is not None
        }
        own = self._table(data, ("courses",))
        courses = {id: self._course(own, id) for id in own}
        return Settings(**self._values(plain, _PLAIN, also=_TABLES), keys=keys, courses=courses)

    def _course(self, courses: dict[str, Any], id: str) -> CourseSettings:
        place = ("courses", id)
        return CourseSettings(**self._values(self._table(courses, place), _OF_A_COURSE, place))

    def _values(
        self,
        data: dict[str, Any],
        checks: Mapping[str, _Check],
        place: tuple[str, ...] = (),
        also: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        values = {}
        for key, value in data.items():
            if key not in checks:
                self._report((*place, key), "There is no such setting:", _guess(key, (*checks, *also)))
            elif (taken := self._value((*place, key), value, checks[key])) is not None:
                values[key] = taken
        return values

    def _value(self, place: tuple[str, ...], value: object, check: _Check) -> Any:
        try:
            return check(value)
        except _Wrong as wrong:
            self._report(place, "This value cannot be used, so the usual one holds:", str(wrong))
            return None

    def _table(self, data: dict[str, Any], place: tuple[str, ...]) -> dict[str, Any]:
        """The table at the end of `place` in the table before it; an empty one for what is none."""
        value = data.get(place[-1], {})
        if isinstance(value, dict):
            return value
        header = ".".join(map(_quoted, place))
        self._report(place, "This should be a table:", f"Write [{header}] and its settings below it.")
        return {}

    def _report(self, place: tuple[str, ...], message: str, remedy: str) -> None:
        key = ".".join(map(_quoted, place))
        self.faults.append(SettingsFault(f"{message} {key}.", remedy, key, self._lines.get(place)))


def _guess(key: str, known: Iterable[str]) -> str:
    names = sorted(known)
    if near := _near(key.lower().replace("-", "_"), names):
        return f"Did you mean {near}?"
    return f"The settings here are {', '.join(names)}."


def _near(word: str, known: Iterable[str]) -> str:
    """The word among these that is nearly this one; "" if none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - needed for a mistake only

    return next(iter(get_close_matches(word, known, n=1)), "")


def _quoted(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of each key and table header, as far as a look at single lines can tell."""
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = _key_path(header[1])
            found.setdefault(table, number)
        elif "=" in line and (path := _key_path(line.partition("=")[0])):
            found.setdefault((*table, *path), number)
    return found


def _key_path(key: str) -> tuple[str, ...]:
    """The parts of a dotted key; () for what is none."""
    try:
        data: Any = tomllib.loads(f"{key} = 0")
    except _BEYOND:
        return ()
    path: list[str] = []
    while isinstance(data, dict) and data:
        ((part, data),) = data.items()
        path.append(part)
    return tuple(path)

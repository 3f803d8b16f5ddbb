"""The learner's choices, as `settings_file` reads them."""

from __future__ import annotations

import os
from datetime import time
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from quizapp.settings_file import SettingsFault


class Limits(NamedTuple):
    """How much is studied a day, and how well it is to be known."""

    new_per_day: int = 10
    reviews_per_day: int = 200
    desired_retention: float = 0.9
    easy_days: frozenset[int] = frozenset()
    minutes_per_day: float = 0.0


class CourseSettings(NamedTuple):
    """What holds for one course in place of the general choice; None leaves that as it is."""

    new_per_day: int | None = None
    reviews_per_day: int | None = None
    desired_retention: float | None = None
    easy_days: frozenset[int] | None = None
    minutes_per_day: float | None = None


class Settings(NamedTuple):
    """All choices; without a file, these defaults.

    `day_starts` is the local time at which a study day begins. `easy_days` are the weekdays (Monday is 0)
    on which as little as can be comes back. `minutes_per_day`, for each course, takes the place of the two
    counts unless it is 0. `optimise` lets the
    memory model be fitted to the learner by itself. `theme` is the name of one, "" for
    the program's own. `keys` maps ids of actions to the keys that replace their usual ones.
    `courses` is by course id.
    """

    new_per_day: int = 10
    reviews_per_day: int = 200
    day_starts: time = time(4)
    desired_retention: float = 0.9
    easy_days: frozenset[int] = frozenset()
    minutes_per_day: float = 0.0
    optimise: bool = False
    theme: str = ""
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    courses: Mapping[str, CourseSettings] = MappingProxyType({})

    def limits(self, course: str) -> Limits:
        """What holds for a course (by id)."""
        own = self.courses.get(course, CourseSettings())
        return Limits(
            self.new_per_day if own.new_per_day is None else own.new_per_day,
            self.reviews_per_day if own.reviews_per_day is None else own.reviews_per_day,
            self.desired_retention if own.desired_retention is None else own.desired_retention,
            self.easy_days if own.easy_days is None else own.easy_days,
            self.minutes_per_day if own.minutes_per_day is None else own.minutes_per_day,
        )


def choices(file: Path) -> tuple[Settings, Sequence[SettingsFault]]:
    """The choices in a file, the defaults without one, and what is wrong with it (`settings_file`)."""
    if not os.path.lexists(file):
        return Settings(), ()
    from quizapp.settings_file import load_settings  # noqa: PLC0415 - most learners have no file

    return load_settings(file)

"""What to count of the courses on a desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.deck.library import COURSE_FILE
from quizapp.memory.days import study_day
from quizapp.progress.counting import start_of
from quizapp.progress.store import Store
from quizapp.progress.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import date

    from quizapp.cli.desk import Desk
    from quizapp.deck.library import Library
    from quizapp.progress.statistics import Period, Statistics


def survey(
    desk: Desk,
    course: str | None = None,
    deck: str | None = None,
    since: date | None = None,
    *,
    every: bool = True,
) -> Survey:
    """What to count of the courses on the desk: of all of them, one, or one deck of that. `every` says
    that those on the desk are all there are."""
    now = desk.now()
    return Survey(
        courses=tuple(found for found in desk.courses if course in (None, found.id)),
        now=now,
        today=study_day(now, desk.settings.day_starts),
        parameters=desk.parameters,
        limits=desk.today.allowance,
        soon=desk.soon,
        changed=tuple(desk.changed_items),
        deck=deck,
        every=every and course is None,
        since=since,
        exams=desk.exams.choosing(),
        budgets=desk.today.budgeting(now),
        signatures=_signatures(desk.library),
        kept=desk.kept_counts,
    )


def _signatures(library: Library) -> dict[str, Hashable]:
    """The contents of all files of each course, by its id; none of a course with a file that was not read."""
    contents = dict(library.files)
    found: dict[str, Hashable] = {}
    for course in library.courses:
        files = [(deck.id, deck.file, contents.get(deck.file, b"")) for deck in course.decks]
        if all(content for _, _, content in files):
            found[course.id] = contents.get(str(Path(course.root, COURSE_FILE)), b""), tuple(files)
    return found


def statistics(desk: Desk, course: str | None, period: Period) -> Callable[[], Statistics]:
    """The counting, to be called in any thread: it opens the store anew."""
    whole = survey(desk, course)
    narrowed = replace(whole, since=start_of(period, whole.today))
    path, backups = desk.paths.store, desk.paths.backups

    def count() -> Statistics:
        with Store.open(path, backups=backups) as store:
            return narrowed.count(store)

    return count

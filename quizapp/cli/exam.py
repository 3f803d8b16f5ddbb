"""`quizapp exam`: when the exam of a course is, and how long to study for it each day."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.targets import resolve
from quizapp.deck.text import clean
from quizapp.progress.exam_words import ahead, minutes
from quizapp.study.exam_date import MOST_MINUTES, NO_EXAM, read_day, said

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable
    from datetime import date

    from quizapp.deck.course import Course


def exam(arguments: Namespace) -> int:
    """Print the exams, or set one. 2 for a date or a course that cannot be told."""
    if arguments.minutes is not None and not 0 < arguments.minutes <= MOST_MINUTES:
        return _wrong(f"--minutes takes a number above 0 and up to {MOST_MINUTES:.0f}.")
    desk = Desk.open()
    tell(desk.take_notices())
    if arguments.deck is None:
        if arguments.minutes is not None:
            return _wrong("Say which course these minutes are for: quizapp exam COURSE --minutes N")
        return _list(desk, desk.library.courses)
    everything = desk.library
    desk.use(resolve(arguments.deck, lambda: everything).library)
    courses = desk.library.courses
    if not arguments.date and arguments.minutes is None:
        return _list(desk, courses)
    if len(courses) != 1:
        return _wrong(f"{arguments.deck} names {len(courses)} courses. An exam is of one: name that.")
    return _set(desk, courses[0], " ".join(arguments.date), arguments.minutes)


def _set(desk: Desk, course: Course, text: str, own_minutes: float | None) -> int:
    goal, today = desk.exams.goal(course.id), desk.exams.today()
    day: date | str | None
    if not text:
        day = goal.exam if goal.examined(today) else None
        if day is None:
            return _wrong("There is no exam yet that these minutes are for: quizapp exam COURSE DATE")
    elif text.lower() in NO_EXAM:
        day = None
        if own_minutes is not None:
            return _wrong("Without an exam there is nothing that the minutes are for.")
    else:
        day = read_day(text, today)
    if isinstance(day, str):
        return _wrong(day)
    if day is not None and own_minutes is None and goal.examined(today):
        own_minutes = goal.exam_minutes
    desk.record(desk.exams.event(course.id, day, own_minutes))
    return _list(desk, [course])


def _list(desk: Desk, courses: Iterable[Course]) -> int:
    shown = 0
    for course in courses:
        goal, today = desk.exams.goal(course.id), desk.exams.today()
        title = clean(course.title)
        if goal.exam is not None and goal.exam >= today:
            when = f"{said(goal.exam)}, {ahead(goal.exam, today)}, {minutes(goal.exam_minutes)}"
            print(f"{title} ({course.id}): {when}")
            shown += 1
        elif goal.exam is not None:
            print(f"{title} ({course.id}): the exam was on {said(goal.exam)}")
            shown += 1
    if not shown:
        print("No exam is set. quizapp exam COURSE DATE sets one.")
    return 0


def _wrong(sentence: str) -> int:
    print(clean(sentence), file=sys.stderr)
    return 2

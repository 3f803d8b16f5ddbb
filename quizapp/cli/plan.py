"""`quizapp plan`: what the days until an exam hold, and what they will come to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.cells import fitted
from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.cli.targets import resolve
from quizapp.deck.text import clean
from quizapp.progress.exam_words import WAYS, ahead, changes, expected, warning
from quizapp.study.exam_date import said
from quizapp.words import count, percent

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from quizapp.progress.prospects import Prospect

_DAYS = 14
"""So many days are listed; JSON has all."""
_TITLE = 44


def plan(arguments: Namespace) -> int:
    """Print the plan of the nearest exam, or of a course's. 1 if there is no exam ahead."""
    desk = Desk.open()
    tell(desk.take_notices())
    if arguments.deck is not None:
        everything = desk.library
        desk.use(resolve(arguments.deck, lambda: everything).library)
    ahead_of = desk.exams.ahead()
    if not ahead_of:
        print("There is no exam ahead. quizapp exam COURSE DATE sets one.", file=sys.stderr)
        return 1
    course, _ = ahead_of[0]
    if len(ahead_of) > 1:
        others = count(len(ahead_of) - 1, "other exam is", "other exams are")
        print(f"{others} ahead, later; quizapp plan COURSE shows one.", file=sys.stderr)
    found = desk.exams.foretell(course)
    if arguments.json:
        print(as_json(_data(found)))
        return 0
    for line in _lines(course.title, found):
        print(clean(line).rstrip())
    return 0


def _data(found: Prospect) -> dict[str, object]:
    return {
        "exam": found.exam.isoformat(),
        "minutes": found.minutes,
        "predicted": round(found.predicted, 4),
        "themes": [
            {"theme": theme.theme, "predicted": round(theme.predicted, 4), "items": theme.items}
            for theme in found.themes
        ],
        "days": [
            {
                "date": day.day.isoformat(),
                "minutes": round(day.seconds / 60, 1),
                "reviews": round(day.reviews),
                "new": round(day.new),
            }
            for day in found.days
        ],
    }


def _lines(title: str, found: Prospect) -> Iterator[str]:
    yield f"{title}: exam on {said(found.exam)}, {ahead(found.exam, found.today)}"
    yield expected(found)
    if found.days_left:
        yield changes(found)
        yield WAYS[found.policy]
    if sentence := warning(found):
        yield f"! {sentence}"
    yield ""
    yield f"{'Theme':<{_TITLE}} expected   cards"
    for theme in found.themes:
        yield f"{fitted(clean(theme.title), _TITLE)} {percent(theme.predicted):>8}{theme.items:>8}"
    if not found.days:
        return
    yield ""
    yield "Day           minutes  reviews      new"
    for day in found.days[:_DAYS]:
        yield f"{day.day}{day.seconds / 60:>11.1f}{day.reviews:>9.0f}{day.new:>9.0f}"
    if len(found.days) > _DAYS:
        yield f"and {count(len(found.days) - _DAYS, 'more day')}"

"""`quizapp log`: the events as they were written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.deck.text import clean
from quizapp.paths import Paths
from quizapp.progress.store import Store
from quizapp.study.event import EVENT_TYPES, Answer, Comeback, Event, Exam, Fit, Follow, Note, Quiz, Retract
from quizapp.study.event_json import to_json
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace


def log(arguments: Namespace) -> int:
    """Print the log in order, one event a line."""
    if arguments.type is not None and arguments.type not in EVENT_TYPES:
        known = ", ".join(EVENT_TYPES)
        print(f"There are no events of type {clean(arguments.type)}. The types are {known}.", file=sys.stderr)
        return 2
    paths = Paths.here()
    with Store.open(paths.store, backups=paths.backups) as store:
        tell(f"{notice.message} {notice.remedy}" for notice in store.notices)
        for event in store.events(type=arguments.type, item=arguments.item):
            if arguments.json:
                print(as_json(to_json(event), indent=None))
            else:
                print(clean(_line(event)))
    return 0


def _line(event: Event) -> str:
    when = event.at.strftime("%Y-%m-%d %H:%M")
    match event:
        case Answer():
            rating = event.rating.name.capitalize()
            return f"{when}  {event.item}  {event.verdict}, {rating}, due {event.due:%Y-%m-%d %H:%M}"
        case Retract():
            return f"{when}  {event.type} {event.event}"
        case Follow(was=was) if was:
            return f"{when}  {event.item}  goes on with {was}"
        case Exam(course=course, day=day):
            return f"{when}  {course}  " + ("no exam" if day is None else f"exam on {day}")
        case Comeback(course=course, daily=daily, until=until):
            return f"{when}  {course}  {daily:.0f} minutes a day until {until}"
        case Fit(weights_id=name, reviews=reviews):
            return f"{when}  {event.type} {name}  from {count(reviews, 'review')}"
        case Quiz():
            return f"{when}  {event.type} {event.attempt}  {event.phase} {event.question}".rstrip()
        case Note(text=text):
            return f"{when}  {event.item}  " + (
                f"note: {' '.join(text.split())}" if text else "note taken away"
            )
        case _:
            return f"{when}  {event.item}  {event.type}"

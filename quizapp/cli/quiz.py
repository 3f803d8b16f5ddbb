"""`quizapp quiz`: a quiz with a score, full screen or in lines of text."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from difflib import get_close_matches
from math import isfinite
from typing import TYPE_CHECKING

from quizapp.cli.notices import tell
from quizapp.cli.targets import Target, resolve
from quizapp.deck.library import Library
from quizapp.deck.text import clean
from quizapp.study.setup import MODES, Setup

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from quizapp.deck.course import Course


def quiz(arguments: Namespace) -> int:
    """Take a quiz of the DECKs, or of what is chosen on the screen. 1 if there is nothing to ask."""
    wrong = _wrong(arguments)
    if wrong:
        print(wrong, file=sys.stderr)
        return 2
    from quizapp.cli.shelf import Shelf
    from quizapp.paths import Paths

    shelf = Shelf.of(Paths.here())
    targets = [resolve(name, shelf.library) for name in arguments.deck]
    read = _reader(targets, shelf.library)
    plain = arguments.plain or not has_screen()
    if not plain:
        return _full_screen(arguments, targets, read)
    from quizapp.cli.desk import Desk
    from quizapp.cli.plain_quiz import quiz_plain

    desk = Desk.open(read)
    tell(desk.take_notices())
    setup = setup_of(arguments, targets or [Target(desk.library)])
    if isinstance(setup, str):
        print(setup, file=sys.stderr)
        return 2
    desk.backup_in_background()
    if desk.quizzes.count(setup) == 0:
        print("There is nothing to ask here.", file=sys.stderr)
        return 1
    status = quiz_plain(desk, setup, arguments.seed, sys.stdin, sys.stdout)
    if status == 0 and desk.settings.optimise:
        from quizapp.cli.fitting import fit_when_due

        fit_when_due(desk.paths)
    return status


def has_screen() -> bool:
    """Whether there is a terminal that can draw."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def setup_of(arguments: Namespace, targets: Sequence[Target]) -> Setup | str:
    """The quiz that is asked for; or what is wrong with that, in a sentence.

    A whole course is asked as its author plans it, by the first blueprint if none is named; what the
    arguments say goes before that.
    """
    scope = tuple(dict.fromkeys(name for target in targets for name in _scope(target)))
    planned = [course for course in _whole(targets) if course.blueprints]
    setup = Setup(scope)
    if arguments.blueprint is not None or (len(scope) == 1 and planned):
        found = {
            plan.id: (course, plan) for course in reversed(planned) for plan in reversed(course.blueprints)
        }
        name = arguments.blueprint or planned[0].blueprints[0].id
        if name not in found:
            close = get_close_matches(name, found, n=1)
            listed = f"There are {', '.join(sorted(found))}." if found else "These decks have none."
            return clean(
                f"There is no blueprint {name} here. {f'Did you mean {close[0]}?' if close else listed}"
            )
        course, plan = found[name]
        setup = Setup.of(course.id, plan)
    if arguments.questions is not None:
        setup = replace(setup, questions=arguments.questions)
    if arguments.minutes is not None:
        setup = replace(setup, minutes=arguments.minutes)
    if arguments.mode is not None:
        setup = replace(setup, mode=MODES[arguments.mode])
    if arguments.feedback is not None:
        setup = replace(setup, at_once=arguments.feedback == "once")
    return replace(setup, practice=arguments.practice)


def _wrong(arguments: Namespace) -> str:
    """What cannot be asked for, in a sentence; "" if nothing."""
    if arguments.questions is not None and arguments.questions < 1:
        return "A quiz has at least one question: write --questions 10, for instance."
    minutes = arguments.minutes
    if minutes is not None and not (isfinite(minutes) and 0 < minutes <= 100_000):
        return "A time limit is a number of minutes above 0: write --minutes 15, for instance."
    return ""


def _scope(target: Target) -> list[str]:
    """What a target is called in a setup: courses, or one deck of several."""
    return [
        course.id if target.deck is None or len(course.decks) == 1 else f"{course.id}/{target.deck}"
        for course in target.library.courses
    ]


def _whole(targets: Sequence[Target]) -> list[Course]:
    """The courses that are named as a whole."""
    return [
        course
        for target in targets
        for course in target.library.courses
        if target.deck is None or len(course.decks) == 1
    ]


def _reader(targets: Sequence[Target], known: Callable[[], Library]) -> Callable[[], Library] | None:
    """How to read the decks again: what is named by its path goes before the courses that are known."""
    from quizapp.deck.files import load

    paths = [target.path for target in targets if target.path is not None]
    if not paths:
        return None

    def read() -> Library:
        named = Library()
        for path in paths:
            named = named + load(path)
        return named if len(paths) == len(targets) else named + known()

    return read


def _full_screen(arguments: Namespace, targets: Sequence[Target], read: Callable[[], Library] | None) -> int:
    from quizapp.cli.desk import Desk
    from quizapp.cli.full_screen import run_on
    from quizapp.cli.patience import ON_SCREEN
    from quizapp.tui.app import QuizApp
    from quizapp.tui.start import StartQuiz

    desk = Desk.open(read, ON_SCREEN)
    desk.check_keys()
    start = StartQuiz(seed=arguments.seed)
    if targets:
        setup = setup_of(arguments, targets)
        if isinstance(setup, str):
            print(setup, file=sys.stderr)
            return 2
        if desk.quizzes.count(setup) == 0:
            tell(desk.take_notices())
            print("There is nothing to ask here.", file=sys.stderr)
            return 1
        start = replace(start, setup=setup)
    app = QuizApp(desk, start, desk.backup_in_background)
    return run_on(desk, app)

"""`quizapp` and `quizapp study`: the app, full screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.targets import Target, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.deck.library import Library


def study(name: str | None) -> int:
    """Open the app; with a DECK, at its first question."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("quizapp needs a terminal to show itself in.", file=sys.stderr)
        return 2
    from quizapp.cli.desk import Desk
    from quizapp.tui.app import QuizApp
    from quizapp.tui.desk import StartAt

    start: StartAt | None = None
    read: Callable[[], Library] | None = None
    if name is not None:
        target = _target(name)
        if not target.library.courses:
            from quizapp.cli.report import concise

            for finding in target.library.diagnostics:
                print(concise(finding), file=sys.stderr)
            print("There is nothing to study here.", file=sys.stderr)
            return 1
        if len(target.library.courses) == 1:
            start = StartAt(target.library.courses[0].id, target.deck)
        read = _reader(name, target)
    desk = Desk.open(read)
    desk.backup_in_background()
    QuizApp(desk, start).run()
    return 0


def _target(name: str) -> Target:
    from quizapp.cli.shelf import Shelf
    from quizapp.paths import Paths

    shelf = Shelf.of(Paths.here())
    return resolve(name, shelf.library)


def _reader(name: str, target: Target) -> Callable[[], Library] | None:
    """How to read the decks again: a path is read by itself, a known course with all the others."""
    from pathlib import Path

    from quizapp.deck.files import load

    path = Path(name).expanduser()
    if path.exists() and any(deck.file.startswith(str(path)) for deck in target.library.courses[0].decks):
        return lambda: load(path)
    return None

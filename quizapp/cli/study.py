"""`quizapp` and `quizapp study`: the app, full screen."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from quizapp.cli.desk import Desk
    from quizapp.cli.targets import Target
    from quizapp.deck.item import Item
    from quizapp.deck.library import Library
    from quizapp.grading.mark import Mode


def study(name: str | None, *, plain: bool, mode: str | None, more: bool = False) -> int:
    """Study: the app full screen, at home or with a DECK at its first question; or in lines of text, where
    `more` gives the day's minutes anew."""
    target: Target | None = None
    read: Callable[[], Library] | None = None
    if name is not None:
        target = _target(name)
        if not any(deck.cards for _, deck in target.decks()):
            return _nothing_here(target)
        read = _reader(target)
    if not plain and not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(
            "quizapp needs a terminal to show itself in. To study in lines of text: quizapp study --plain",
            file=sys.stderr,
        )
        return 2
    wish = None if mode is None else _wish(mode)
    return _plain(target, read, wish, more) if plain else _full_screen(target, read, wish)


def _wish(mode: str) -> Mode:
    from quizapp.grading.mark import Mode

    return {"flip": Mode.FLIP, "type": Mode.TYPED, "choose": Mode.CHOICE}[mode]


def _full_screen(target: Target | None, read: Callable[[], Library] | None, wish: Mode | None) -> int:
    # Next to nothing that is made during the start is garbage, and looking through it all again and
    # again takes a tenth of the time to the first frame.
    gc.disable()
    from quizapp.cli.desk import Desk
    from quizapp.cli.full_screen import run_on
    from quizapp.cli.patience import ON_SCREEN
    from quizapp.tui.app import QuizApp

    start = None
    if target is not None and len(target.library.courses) == 1:
        from quizapp.tui.start import StartAt

        start = StartAt(target.library.courses[0].id, target.deck)
    desk = Desk.open(read, ON_SCREEN)
    desk.wish = wish
    desk.check_keys()
    if start is not None:
        # Before there is a screen that would stand still meanwhile.
        desk.exams.settle(start.course)
    app = QuizApp(desk, start, lambda: _started(desk))
    return run_on(desk, app)


def _started(desk: Desk) -> None:
    """What could wait until the first frame was drawn."""
    gc.freeze()
    gc.enable()
    desk.backup_in_background()


def _plain(target: Target | None, read: Callable[[], Library] | None, wish: Mode | None, more: bool) -> int:
    from quizapp.cli.desk import Desk
    from quizapp.cli.plain import study_plain

    desk = Desk.open(read)
    desk.wish = wish
    desk.backup_in_background()
    from quizapp.cli.targets import Target

    target = target or Target(desk.library)
    wanted = {course.id for course in target.library.courses}
    queue: list[Item] = []
    later: list[tuple[datetime, Item]] = []
    ahead, used = False, 0.0
    for agenda in desk.today.settled(more=more):
        if agenda.course.id in wanted:
            chosen = agenda.queue_of(target.deck)
            queue += chosen.order()
            later += chosen.later
            ahead = ahead or agenda.exam is not None
            used = agenda.minutes if agenda.used else used
    if not queue and used:
        print(
            f"Today's {round(used, 1):g} minutes are done. quizapp study --plain --more gives as many again."
        )
        return 0
    status = study_plain(desk, tuple(queue), later, desk.next_due(target.items()), ahead=ahead)
    if status == 0 and desk.settings.optimise:
        from quizapp.cli.fitting import fit_when_due

        fit_when_due(desk.paths)
    return status


def _nothing_here(target: Target) -> int:
    """Say why there is nothing, with what was found in the files."""
    from quizapp.cli.report import concise

    files = {deck.file for _, deck in target.decks()}
    for finding in target.library.diagnostics:
        if target.deck is None or finding.file in files:
            print(concise(finding), file=sys.stderr)
    reason = ": no card here can be used" if files else ""
    print(f"There is nothing to study here{reason}.", file=sys.stderr)
    return 1


def _target(name: str) -> Target:
    from quizapp.cli.shelf import Shelf
    from quizapp.cli.targets import resolve
    from quizapp.paths import Paths

    shelf = Shelf.of(Paths.here())
    return resolve(name, shelf.library)


def _reader(target: Target) -> Callable[[], Library] | None:
    """How to read the decks again: a path is read by itself, a known course with all the others."""
    from quizapp.deck.files import load

    path = target.path
    return None if path is None else lambda: load(path)

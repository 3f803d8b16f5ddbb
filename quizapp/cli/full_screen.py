"""Runs apps in the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.cli.desk import Desk
    from quizapp.tui.house import House
    from quizapp.tui.room import Room

CLOSED = 128 + 1
"""The exit status of a program whose terminal was closed (SIGHUP)."""


def has_terminal(command: str, instead: str) -> bool:
    """Whether there is a terminal to draw in; if not, it is said, and what to do `instead`."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return True
    print(f"{command} needs a terminal to show itself in. {instead}", file=sys.stderr)
    return False


def run_solo(room: Room) -> int:
    """Run an app of this screen with the learner's keys and theme; returns the exit status."""
    from quizapp.paths import Paths
    from quizapp.settings_file import load_settings
    from quizapp.tui.house import Solo

    settings, _ = load_settings(Paths.here().settings)
    return run_app(
        Solo(room, {action: ",".join(keys) for action, keys in settings.keys.items()}, settings.theme)
    )


def run_on(desk: Desk, app: House) -> int:
    """Run an app on a desk, close that, and fit the memory model if the learner wants that and it is due;
    returns the exit status."""
    app.lull.chores.append(desk.store.settle)
    try:
        status = run_app(app)
    finally:
        desk.close()
    if status == 0 and desk.settings.optimise:
        from quizapp.cli.fitting import fit_when_due

        fit_when_due(desk.paths)
    return status


def run_app(app: House) -> int:
    """Run an app until it ends; returns the exit status. What ended it unasked is raised."""
    app.run()
    if app.fault is not None:
        raise app.fault
    status = app.return_code or 0
    if status == CLOSED:
        # What was meant for the terminal goes nowhere, without a complaint at the very end.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
    return status

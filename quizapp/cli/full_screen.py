"""Runs apps of one screen in the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.tui.room import Room


def has_terminal(command: str, instead: str) -> bool:
    """Whether there is a terminal to draw in; if not, it is said, and what to do `instead`."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return True
    print(f"{command} needs a terminal to show itself in. {instead}", file=sys.stderr)
    return False


def run_solo(room: Room) -> int:
    """Run an app of this screen with the learner's keys and theme; returns the exit status."""
    from quizapp.paths import Paths
    from quizapp.settings import load_settings
    from quizapp.tui.house import Solo

    settings, _ = load_settings(Paths.here().settings)
    app = Solo(room, {action: ",".join(keys) for action, keys in settings.keys.items()}, settings.theme)
    app.run()
    if app.fault is not None:
        raise app.fault
    return 0

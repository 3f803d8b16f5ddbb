"""`quizapp edit`: findings and a preview beside an author's editor."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.editors import editor_call
from quizapp.cli.full_screen import has_terminal, run_solo
from quizapp.deck.text import clean
from quizapp.paths import named

if TYPE_CHECKING:
    from argparse import Namespace

    from quizapp.cli.checking import Checked


def edit(arguments: Namespace) -> int:
    """Show a deck file, a course or a folder as it is being written; 2 if it is not there."""
    from quizapp.cli.watch import traces
    from quizapp.tui.screens.edit import Edit, Workshop

    path = named(arguments.path)
    first = _checked(path)
    if first.library.missing and len(first.findings) == 1:
        name = clean(str(path))
        print(
            f"quizapp edit: there is no file or folder {name}. To begin a deck: quizapp new", file=sys.stderr
        )
        return 2
    if not has_terminal("quizapp edit", "To check decks without one: quizapp check PATH"):
        return 2
    workshop = Workshop(
        path.name or str(path.resolve()),
        str(path),
        lambda: _checked(path),
        lambda: traces([path]),
        lambda file, line: editor_call(Path(file), line),
    )
    return run_solo(Edit(workshop, first))


def _checked(path: Path) -> Checked:
    """All that can be said of what stands at a path, also that nothing does."""
    from quizapp.cli.checking import checked
    from quizapp.deck.report import Report

    found = checked([path])
    if not found.library.missing:
        return found
    report = Report(str(path), "")
    report.add("Y016", "there is no such file now", 0, 0, "it shows here again as soon as it is back")
    return replace(found, findings=(*found.findings, *report.findings()))

"""`quizapp check`: what is wrong with deck files, and how to mend it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.checking import checked
from quizapp.cli.report import render
from quizapp.deck.diagnostics import Severity
from quizapp.deck.text import on_one_line
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace

    from quizapp.cli.checking import Checked
    from quizapp.deck.diagnostics import Diagnostic

FOUND, COULD_NOT_RUN = 1, 2


def check(arguments: Namespace) -> int:
    """Check the paths, again and again with `--watch`, and mend first what is to be mended.

    Returns 1 if there is an error (strict: any finding), 2 if a path is missing or holds no deck, or a file
    could not be written, else 0. With `--diff` nothing is written or reported but what would change; then
    1 says that something would.
    """
    paths = [Path(path) for path in arguments.paths]
    if arguments.watch:
        return _watch(arguments, paths)
    if arguments.fix or arguments.unsafe_fixes or arguments.diff:
        from quizapp.cli.fixes import fix

        outcome = fix(paths, unsafe=arguments.unsafe_fixes, dry=arguments.diff)
        if arguments.diff or outcome == COULD_NOT_RUN:
            return outcome
    return _report(arguments, paths)


def _report(arguments: Namespace, paths: list[Path]) -> int:
    found = checked(paths)
    for path in found.library.missing:
        print(f"quizapp check: there is no file or folder {on_one_line(path)}", file=sys.stderr)
    if not found.library.courses and not found.findings:
        if not found.library.missing:
            print("quizapp check: there are no decks here (files that end in .yaml or .yml)", file=sys.stderr)
        return COULD_NOT_RUN
    for text in render(found.findings, arguments.format):
        print(text)
    if arguments.format in ("full", "concise"):
        sys.stdout.flush()
        for line in _summary(found):
            print(line, file=sys.stderr)
    if found.library.missing:
        return COULD_NOT_RUN
    return FOUND if any(arguments.strict or _is_error(finding) for finding in found.findings) else 0


def _watch(arguments: Namespace, paths: list[Path]) -> int:
    """Check after each change until Ctrl+C; the screen is cleared before, where it is one."""
    from quizapp.cli.watch import changes

    status = 0
    try:
        for _ in changes(paths):
            if sys.stdout.isatty():
                print("\x1b[2J\x1b[3J\x1b[H", end="")
            status = _report(arguments, paths)
            sys.stdout.flush()
            print("Waiting for a change; Ctrl+C ends it.", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return status


def _is_error(finding: Diagnostic) -> bool:
    return finding.severity is Severity.ERROR


def _summary(found: Checked) -> list[str]:
    """What was checked and found, and what changed since the decks were last studied, a line each."""
    from quizapp.cli.changes import changes_since_last_load

    courses = found.library.courses
    cards = sum(len(deck.cards) for course in courses for deck in course.decks)
    decks = sum(len(course.decks) for course in courses)
    checked = f"{count(cards, 'usable card')} in {count(decks, 'deck')}"
    counts = [
        count(number, severity.value)
        for severity in Severity
        if (number := sum(finding.severity is severity for finding in found.findings))
    ]
    return [
        f"{checked}: {', '.join(counts) or 'nothing to complain about'}.",
        *(on_one_line(line) for line in changes_since_last_load(courses)),
    ]

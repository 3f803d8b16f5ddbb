"""`quizapp check`: what is wrong with deck files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.report import render
from quizapp.deck.diagnostics import Severity
from quizapp.deck.files import load_all
from quizapp.deck.text import clean
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace

    from quizapp.deck.diagnostics import Diagnostic
    from quizapp.deck.library import Library

FOUND, COULD_NOT_RUN = 1, 2


def check(arguments: Namespace) -> int:
    """Print the findings of the paths; 1 if there is an error (strict: any finding), 2 if a path is
    missing or holds no deck, else 0."""
    paths = [Path(path) for path in arguments.paths]
    library = load_all(paths)
    for path in library.missing:
        print(f"quizapp check: there is no file or folder {clean(path)}", file=sys.stderr)
    if not library.courses and not library.diagnostics:
        if not library.missing:
            print("quizapp check: there are no decks here (files that end in .yaml or .yml)", file=sys.stderr)
        return COULD_NOT_RUN
    findings = library.diagnostics
    for text in render(findings, arguments.format):
        print(text)
    if arguments.format in ("full", "concise"):
        print(_summary(library), file=sys.stderr)
    if library.missing:
        return COULD_NOT_RUN
    return FOUND if any(arguments.strict or _is_error(finding) for finding in findings) else 0


def _is_error(finding: Diagnostic) -> bool:
    return finding.severity is Severity.ERROR


def _summary(library: Library) -> str:
    """What was checked and found, in a line."""
    cards = sum(len(deck.cards) for course in library.courses for deck in course.decks)
    decks = sum(len(course.decks) for course in library.courses)
    checked = f"{count(cards, 'usable card')} in {count(decks, 'deck')}"
    counts = [
        count(number, severity.value)
        for severity in Severity
        if (number := sum(finding.severity is severity for finding in library.diagnostics))
    ]
    return f"{checked}: {', '.join(counts) or 'nothing to complain about'}."

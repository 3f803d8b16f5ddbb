"""Fixes made in the files of authors, for `quizapp check`: written, or only shown."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.author_file import AuthorFile, course_of, opened, to_change
from quizapp.cli.checking import checked
from quizapp.deck.editing.fixing import fix_text
from quizapp.deck.ignores import sift
from quizapp.deck.library import COURSE_FILE
from quizapp.deck.reader import read_course_file, read_deck_file
from quizapp.deck.report import Report
from quizapp.deck.text import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quizapp.deck.diagnostics import Diagnostic
    from quizapp.deck.editing.fixing import Fixed
    from quizapp.deck.reader import Header


CHANGED, COULD_NOT_WRITE = 1, 2


def fix(paths: list[Path], *, unsafe: bool, dry: bool) -> int:
    """Mend the files of the paths and say so on the standard error output; if `dry`, print on the
    standard output what would change, and change nothing.

    Returns 2 if a file could not be written, 1 if something would change, else 0. A course's own file
    comes first: what it says holds for its decks.
    """
    findings = checked(paths).findings
    status = 0
    for path in to_change(_fixable(findings), paths):
        if path.name == COURSE_FILE:
            status = max(status, _fix_file(path, findings, unsafe=unsafe, dry=dry))
    if not dry:
        findings = checked(paths).findings
    for path in to_change(_fixable(findings), paths):
        if path.name != COURSE_FILE:
            status = max(status, _fix_file(path, findings, unsafe=unsafe, dry=dry))
    return status


def _fixable(findings: Iterable[Diagnostic]) -> Iterator[str]:
    return (finding.file for finding in findings if finding.fix)


def _fix_file(path: Path, findings: Iterable[Diagnostic], *, unsafe: bool, dry: bool) -> int:
    file = opened(path)
    if not isinstance(file, AuthorFile):
        return 0
    found = [finding for finding in findings if Path(finding.file) == path]
    fixed = fix_text(file.text, _reader(path), unsafe=unsafe, more=found)
    if fixed.text == file.text:
        return 0
    if dry:
        print(file.diff(fixed.text))
        return CHANGED
    problem = file.write(fixed.text)
    name, mended = on_one_line(str(path)), len(fixed.applied)
    print(problem or f"{name}: {mended} mended, {_left(found, fixed)} left", file=sys.stderr)
    return COULD_NOT_WRITE if problem else 0


def _left(found: Iterable[Diagnostic], fixed: Fixed) -> int:
    """How many findings are left, those included that only the whole course can tell."""
    mended = {(finding.code, finding.message) for finding in fixed.applied}
    seen = {(finding.code, finding.message) for finding in fixed.left} | mended
    # That there are more than were told is no finding of its own.
    return len(fixed.left) + sum(
        finding.code != "D224" and (finding.code, finding.message) not in seen for finding in found
    )


def _reader(path: Path) -> Callable[[str], tuple[Diagnostic, ...]]:
    """Reads a text as the file at the path: as a course, as a deck of one, or as a deck alone. What its
    comments ignore is not to be mended."""
    name = str(path)
    header = _header(course_of(path)) if course_of(path) != path else None

    def read(text: str) -> tuple[Diagnostic, ...]:
        report = Report(name, text, sys.maxsize)
        if path.name == COURSE_FILE:
            read_course_file(report)
        else:
            read_deck_file(report, header)
        return tuple(sift(name, text, report.findings(sys.maxsize)).kept)

    return read


def _header(folder: Path) -> Header | None:
    """What a course says of all its decks; None where it cannot be read."""
    file = opened(folder / COURSE_FILE)
    return read_course_file(Report(COURSE_FILE, file.text)) if isinstance(file, AuthorFile) else None

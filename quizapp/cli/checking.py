"""Everything that can be said of deck files: what the reader finds, and what the rules of quality find."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.deck.checks import quality
from quizapp.deck.files import load, text_of
from quizapp.deck.ignores import sift_files
from quizapp.deck.library import COURSE_FILE, Library, together
from quizapp.grading.grade import context_of, grade
from quizapp.grading.mark import Mark, Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quizapp.deck.diagnostics import Diagnostic
    from quizapp.deck.item import Item
    from quizapp.grading.context import Context


@dataclass(frozen=True, slots=True)
class Checked:
    """The decks of some paths, and all findings of their files in the order of their places.

    `library` has no findings of its own; of paths that are not there it knows in `missing`.
    """

    library: Library
    findings: tuple[Diagnostic, ...]


def checked(paths: Iterable[Path]) -> Checked:
    """Check files and folders. A file that a course lists is seen as a part of it, and only what concerns
    the file itself is told."""
    libraries: list[Library] = []
    found: dict[Diagnostic, None] = {}
    for home, files in _homes(paths).items():
        for library, part in _parts(home, files):
            # The findings want the whole course.
            own = [finding for finding in _findings(library) if not part or Path(finding.file) in part]
            found.update(dict.fromkeys(own))
            libraries.append(replace(_only(library, part) if part else library, diagnostics=()))
    shown = together(libraries)
    found.update(dict.fromkeys(shown.diagnostics))
    return Checked(replace(shown, diagnostics=()), tuple(found))


def _homes(paths: Iterable[Path]) -> dict[Path, set[Path]]:
    """Each path, or the folder of the course that it may be a part of, with its parts that were asked for;
    none means all."""
    homes: dict[Path, set[Path]] = {}
    whole = set()
    for path in paths:
        if path.name != COURSE_FILE and path.is_file() and (path.parent / COURSE_FILE).is_file():
            homes.setdefault(path.parent, set()).add(path)
        else:
            homes.setdefault(path, set())
            whole.add(path)
    return {home: set() if home in whole else files for home, files in homes.items()}


def _parts(home: Path, files: set[Path]) -> Iterator[tuple[Library, set[Path]]]:
    library = load(home)
    if not library.courses:
        # Read alone, a file of a course that cannot be read would be another deck.
        yield library, set()
        return
    known = {Path(deck.file) for course in library.courses for deck in course.decks}
    known |= {Path(finding.file) for finding in library.diagnostics if finding.code != "S406"}
    if not files or files & known:
        yield library, files & known
    for path in sorted(files - known):
        yield load(path), set()


def _findings(library: Library) -> tuple[Diagnostic, ...]:
    texts: dict[str, str] = {}

    def text(file: str) -> str:
        if file not in texts:
            texts[file] = text_of(file)
        return texts[file]

    found = [*library.diagnostics, *quality(library.courses, text, _accepts(library))]
    files = {deck.file for course in library.courses for deck in course.decks}
    sifted = sift_files(found, text, files)
    return tuple(sorted((*sifted.kept, *sifted.unused), key=_place))


def _accepts(library: Library) -> Callable[[Item, str], bool]:
    """Whether a text, typed as the answer to an item, would be marked as right, if only for one entry."""
    contexts: dict[tuple[str, str], Context] = {}
    decks = {(course.id, deck.id): (course, deck) for course in library.courses for deck in course.decks}

    def accepts(item: Item, text: str) -> bool:
        key = item.course, item.deck
        if key not in contexts:
            contexts[key] = context_of(*decks[key])
        mark = grade(item, Mode.TYPED, text, contexts[key])
        return isinstance(mark, Mark) and mark.score > 0

    return accepts


def _place(finding: Diagnostic) -> tuple[str, int, int, str]:
    return finding.file, finding.span.line, finding.span.column, finding.code


def _only(library: Library, files: set[Path]) -> Library:
    courses = (
        replace(course, decks=tuple(deck for deck in course.decks if Path(deck.file) in files))
        for course in library.courses
    )
    return replace(library, courses=tuple(course for course in courses if course.decks))

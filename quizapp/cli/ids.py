"""`quizapp ids`: an id on each card that has none."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.author_file import AuthorFile, files_of, opened, to_change, whole_courses
from quizapp.deck.editing.missing_ids import WithIds, add_ids, ids_in
from quizapp.deck.files import load_all
from quizapp.deck.library import COURSE_FILE
from quizapp.deck.text import on_one_line
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace

LEFT, COULD_NOT_RUN = 1, 2


def ids(arguments: Namespace) -> int:
    """Insert missing ids in the paths' deck files; 1 if a file or a card had to be left without, 2 if a
    path is missing or a file cannot be written, else 0."""
    paths = [Path(path) for path in arguments.paths]
    library = load_all(paths)
    for name in library.missing:
        _complain(f"quizapp ids: there is no file or folder {on_one_line(name)}")
    taken: set[str] = set()
    files = [path for path in to_change(files_of(library), paths) if path.name != COURSE_FILE]
    for name in dict.fromkeys(files_of(whole_courses(files))):
        file = opened(Path(name))
        if isinstance(file, AuthorFile):
            taken |= ids_in(file.text)
    if not files and not library.missing:
        _complain("quizapp ids: there are no decks here that can be read; `quizapp check` says more")
        return COULD_NOT_RUN
    status = COULD_NOT_RUN if library.missing else 0
    for path in files:
        status = max(status, _add_to(path, taken, only_show=arguments.diff))
    return status


def _add_to(path: Path, taken: set[str], *, only_show: bool) -> int:
    """Add ids to one file and say so; the exit status of this file."""
    name = on_one_line(str(path))
    file = opened(path)
    made = add_ids(file.text, secrets.choice, taken) if isinstance(file, AuthorFile) else None
    if not isinstance(file, AuthorFile) or made is None:
        _complain(f"{name}: left as it is, since it cannot be read; `quizapp check {name}` says why")
        return LEFT
    for line in made.left:
        _complain(f"{name}:{line}: no id fits in the way this card is written; write it by hand")
    for line in made.unusable:
        _complain(f"{name}:{line}: this id cannot be used; `quizapp check {name}` says why")
    status = LEFT if made.left or made.unusable else 0
    if only_show:
        if made.insertions:
            print(file.diff(made.text))
        return status
    if made.insertions:
        problem = file.write(made.text)
        if problem:
            _complain(problem)
            return COULD_NOT_RUN
    print(f"{name}: {_said(made)}")
    return status


def _said(made: WithIds) -> str:
    if made.insertions:
        return f"{count(len(made.insertions), 'id')} added"
    return "no ids added" if made.left or made.unusable else "every card has an id"


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)

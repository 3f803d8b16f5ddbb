"""`quizapp init`: a folder to write decks in, with help for editors."""

from __future__ import annotations

import json
import secrets
import shlex
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.starter import NAME, SCHEMA, modelines, starter
from quizapp.deck.editing.missing_ids import new_id
from quizapp.deck.files import load
from quizapp.deck.library import COURSE_FILE
from quizapp.deck.schema.document import schema_text
from quizapp.deck.text import clean, on_one_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

COULD_NOT_RUN = 2
_SETTINGS = ".vscode/settings.json"
_ALWAYS = ("*.quiz.yaml", "*.quiz.yml", COURSE_FILE)
_LOOKED_AT = 100_000
"""How many bytes of a file that is there are searched for the name of the schema."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _File:
    """A file to be written: its name as seen from the folder, what it is for, and its text."""

    name: str
    purpose: str
    text: str


def init(arguments: Namespace) -> int:
    """Write what is missing in the folder and change nothing that is there; 2 if it cannot be written."""
    folder = Path(arguments.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        decks = _decks(folder)
        files = _files(folder, decks)
        # All folders before any file, so that nothing is left half done where one of them cannot be.
        for file in files:
            (folder / file.name).parent.mkdir(exist_ok=True)
        kept = [file for file in files if not _write(folder / file.name, file.text)]
    except (OSError, ValueError) as fault:
        print(f"quizapp init: {_sentence(folder, fault)}", file=sys.stderr)
        return COULD_NOT_RUN
    made = [file for file in files if file not in kept]
    if made:
        print(f"Made in {_shown(folder)}:")
        width = max(len(file.name) for file in made)
        for file in made:
            print(f"  {file.name:<{width}}  {file.purpose}")
    for file in kept:
        print("\n".join(_about_kept(folder, file)))
    _tell_modeline(folder, decks)
    begun = any(file.name == NAME for file in made)
    path = _shown(folder / NAME if begun else folder)
    print(f"\nNext:\n  quizapp study {path}\n  quizapp check {path}")
    return 0


def _decks(folder: Path) -> tuple[str, ...]:
    """The deck files in the folder and below it, as seen from it."""
    courses = load(folder).courses
    return tuple(
        Path(deck.file).relative_to(folder).as_posix() for course in courses for deck in course.decks
    )


def _files(folder: Path, decks: tuple[str, ...]) -> list[_File]:
    settings = json.dumps(_settings(decks), indent=2) + "\n"
    files = [
        _File(SCHEMA, "what editors need to know of decks", schema_text()),
        _File(_SETTINGS, "tells VS Code so, with its YAML extension (redhat.vscode-yaml)", settings),
    ]
    if decks or (folder / COURSE_FILE).exists():
        return files
    deck_id = f"my-deck-{new_id(secrets.choice, ())}"
    return [_File(NAME, "a deck to begin with", starter(deck_id)), *files]


def _settings(decks: tuple[str, ...]) -> dict[str, dict[str, list[str]]]:
    others = [name for name in decks if not name.endswith((".quiz.yaml", ".quiz.yml"))]
    return {"yaml.schemas": {SCHEMA: [*_ALWAYS, *others]}}


def _write(path: Path, text: str) -> bool:
    """Write a new file; False if there is one already, which stays as it is."""
    try:
        file = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(text)
    except OSError:
        # Half a file would be taken for the author's next time.
        path.unlink(missing_ok=True)
        raise
    return True


def _about_kept(folder: Path, file: _File) -> Iterator[str]:
    path = folder / file.name
    yield f"{_shown(path)} is there already and was left as it is."
    found = _beginning(path)
    if file.name == SCHEMA and found != file.text:
        yield f"It is not the schema of this version; this makes it anew: quizapp schema > {_shown(path)}"
    if file.name == _SETTINGS and SCHEMA not in found:
        yield "Put these lines into it, so that VS Code knows what a deck is:"
        yield from (f"  {clean(line)}" for line in file.text.splitlines()[1:-1])


def _tell_modeline(folder: Path, decks: tuple[str, ...]) -> None:
    """Say what to put into decks that do not lead an editor to the schema."""
    lacking = [name for name in decks if SCHEMA not in _beginning(folder / name)]
    if not lacking:
        return
    named = ", ".join(map(on_one_line, lacking[:_NAMED])) + (" …" if len(lacking) > _NAMED else "")
    print(f"Editors other than VS Code find the schema by a first line in each deck ({named}):")
    for up in sorted({name.count("/") for name in lacking}):
        line = modelines("../" * up + SCHEMA).splitlines()[0]
        print(f"  {line}" + (f"   (decks {up} folder{'s' * (up > 1)} down)" if up else ""))


def _beginning(path: Path) -> str:
    """The beginning of a file, "" for what is none or cannot be read."""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return file.read(_LOOKED_AT).decode("utf-8", "replace").replace("\r\n", "\n")
    return ""


def _sentence(folder: Path, fault: OSError | ValueError) -> str:
    path = Path(fault.filename) if isinstance(fault, OSError) and fault.filename else folder
    match fault:
        case FileExistsError() | NotADirectoryError():
            above = (place for place in (path, *path.parents) if place.exists() and not place.is_dir())
            return f"{_shown(next(above, path))} is no folder. Move it away, or name another place."
        case OSError():
            return f"{_shown(path)} cannot be written: {fault.strerror or fault}."
        case _:
            return f"{_shown(path)} cannot be the name of a folder."


def _shown(path: Path) -> str:
    return shlex.quote(on_one_line(str(path)))

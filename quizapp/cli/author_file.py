"""The files of authors that a command may change: found, opened, compared and written back."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.editing.rewriting import replace
from quizapp.deck.files import load, read_bytes
from quizapp.deck.library import COURSE_FILE, Library
from quizapp.deck.source_text import decode
from quizapp.deck.text import clean, on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARK = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class AuthorFile:
    """A file as it was read: its bytes, and its text without a byte order mark."""

    path: Path
    data: bytes
    text: str

    def write(self, text: str) -> str:
        """Put another text in the file; returns "" or why it could not be written, as a sentence."""
        try:
            replace(self.path, self.data, self._bytes(text))
        except OSError as fault:
            reason = fault.strerror or str(fault)
            return f"{on_one_line(str(self.path))}: nothing was written: {reason}"
        return ""

    def diff(self, text: str) -> str:
        """What would change, as a unified diff that is fit for a terminal; "" for nothing."""
        name = on_one_line(str(self.path))
        lines = unified_diff(_lines(self.text), _lines(text), name, name, lineterm="")
        return "\n".join(clean(line.removesuffix("\r")) for line in lines)

    def _bytes(self, text: str) -> bytes:
        mark = _MARK if self.data.startswith(_MARK) else b""
        return mark + text.encode("utf-8", "surrogatepass")


def opened(path: Path) -> AuthorFile | Diagnostic:
    """The file at a path, or the finding that it cannot be read."""
    data = read_bytes(path)
    if isinstance(data, Diagnostic):
        return data
    text = decode(data, str(path))
    return text if isinstance(text, Diagnostic) else AuthorFile(path, data, text)


def files_of(library: Library) -> Iterator[str]:
    """The names of the files that a library was read from: its decks', and those with findings."""
    yield from (deck.file for course in library.courses for deck in course.decks)
    yield from (finding.file for finding in library.diagnostics)


def to_change(names: Iterable[str], named: list[Path]) -> Iterator[Path]:
    """The files among the names that may be changed when `named` were asked for, each once.

    A link that leads out of the folder that was named is left out: its file is somebody else's unless
    it is named itself.
    """
    inside = [path.resolve() for path in named if path.exists()]
    for path in map(Path, dict.fromkeys(names)):
        if path.is_file() and (path in named or any(_within(path, folder) for folder in inside)):
            yield path


def course_of(path: Path) -> Path:
    """The folder of the course that a deck file stands in, or the file itself."""
    folder = path if path.is_dir() else path.parent
    return folder if (folder / COURSE_FILE).is_file() else path


def whole_courses(paths: list[Path]) -> Library:
    """The courses of the paths with all their files, where only a part of them was named."""
    library = Library()
    for path in dict.fromkeys(course_of(path) for path in paths):
        library += load(path)
    return library


def _within(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):
        return False


def _lines(text: str) -> list[str]:
    """Lines as the reader counts them: a line feed ends one, and nothing else does."""
    return text.removesuffix("\n").split("\n")

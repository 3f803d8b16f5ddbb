"""The collection inside a package that Anki exported (.colpkg, .apkg)."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from quizapp.exchange.anki_collection import read_collection
from quizapp.exchange.review_log import Refusal

if TYPE_CHECKING:
    from quizapp.exchange.review_log import ReviewLog

_PACKED = "collection.anki21b"
_PLAIN = ("collection.anki21", "collection.anki2")
"""The newer one first: where both are, the older only says that Anki must be updated."""
_MOST_BYTES = 4 * 1024**3
_CHUNK = 1 << 20


def read_package(path: Path) -> ReviewLog | Refusal:
    """The reviews in a package: its collection is unpacked to a temporary folder and read there."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if _PACKED in names:
                return Refusal(
                    "It is packed in Anki's newer way. Export it once more with "
                    "“Support older Anki versions” ticked, or name collection.anki2 itself."
                )
            name = next((name for name in _PLAIN if name in names), None)
            if name is None:
                return Refusal("It is a ZIP file without an Anki collection in it.")
            with TemporaryDirectory(prefix="quizapp-") as folder:
                target = Path(folder) / "collection.anki2"
                with package.open(name) as source, target.open("wb") as copy:
                    if not _copied(source, copy):
                        return Refusal("What it holds is too large.")
                return read_collection(target)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return Refusal("It is a damaged package. Export it from Anki once more.")


def _copied(source: IO[bytes], copy: IO[bytes]) -> bool:
    """Whether all fitted; a small package may unpack to more than any disk holds."""
    left = _MOST_BYTES
    while chunk := source.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            return False
        copy.write(chunk)
    return True

"""The files beside a store's."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def companion(path: Path, ending: str) -> Path:
    """A file that SQLite keeps beside a database (`-wal`, `-shm`), or we do."""
    return path.with_name(path.name + ending)


def suspicion(path: Path) -> Path:
    """The mark beside a store that damage was met in use, so that the next opening looks closely."""
    return companion(path, "-suspect")


def suspect(path: Path) -> None:
    """Leave that mark, if the folder takes it."""
    with suppress(OSError):
        suspicion(path).touch()

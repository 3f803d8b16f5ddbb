"""Notices when deck files change."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.deck.library import COURSE_FILE, ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INTERVAL = 0.3
"""Seconds between two looks. A look costs a call for each file; nothing tells of changes on all systems and
over network file systems alike."""

Traces = tuple[tuple[str, int, int], ...]
"""Names, times of change (nanoseconds) and sizes of files."""


def traces(paths: Sequence[Path]) -> Traces:
    """What tells whether the deck files of some paths changed. What is not there is left out."""
    found = []
    for file in _files(paths):
        try:
            status = file.stat()
        except (OSError, ValueError):
            continue
        found.append((str(file), status.st_mtime_ns, status.st_size))
    return tuple(found)


def changes(paths: Sequence[Path]) -> Iterator[None]:
    """Comes back at once, and then each time the deck files of some paths have changed; never ends by itself.

    A change while the caller is still at work on the one before is a change of its own.
    """
    while True:
        before = traces(paths)
        yield
        while traces(paths) == before:
            time.sleep(INTERVAL)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            yield path.parent / COURSE_FILE
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(names) if name.endswith(ENDINGS))

"""How long another program that writes is waited for, and what is said meanwhile."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ON_SCREEN = 0.3
"""Seconds that a screen may stand still; then it says that it waits, and goes on trying by itself."""
_A_MOMENT = 1.0
_BUSY = "Your progress is being written by another program, or takes long to read. Waiting ..."


def _on_errors(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def waiting(say: Callable[[str], None] = _on_errors) -> Iterator[None]:
    """Says so, once, if what is done with the store takes longer than a moment.

    SQLite waits without a word, so another thread has to speak.
    """
    timer = Timer(_A_MOMENT, say, [_BUSY])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()

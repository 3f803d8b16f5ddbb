"""Which items carry on the history of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.progress import log
from quizapp.study.event import Follow

if TYPE_CHECKING:
    from sqlite3 import Connection


def heirs(db: Connection) -> dict[str, str]:
    """For each item that others carry on, the one that did so last."""
    found: dict[str, str] = {}
    for follow in log.standing(db, Follow.type):
        if isinstance(follow, Follow) and follow.was and not follow.replaces:
            found[follow.was] = follow.item
    return found

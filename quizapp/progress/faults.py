"""What can go wrong with the store, as sentences for the learner."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Cause(StrEnum):
    """Why the store cannot do what was asked."""

    NEWER = "newer"
    """Written by a later version of the program."""
    FOREIGN = "foreign"
    """Not a store of this program."""
    DAMAGED = "damaged"
    RIGHTS = "rights"
    LOCKED = "locked"
    """Another program kept it locked for too long."""
    FULL = "full"
    DISK = "disk"
    """The disk refused it: over a quota, removed, or broken."""
    MOVED = "moved"
    """The file was moved, deleted or replaced while it was open."""
    OTHER = "other"


class StoreFault(Exception):
    """The store could not do what was asked, and did nothing of it.

    `message` says what happened, `remedy` what the learner can do; both are whole sentences.
    """

    def __init__(self, cause: Cause, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.cause = cause
        self.message = message
        self.remedy = remedy


class Notice(NamedTuple):
    """Something the learner should know that stopped nothing; both are whole sentences."""

    message: str
    remedy: str

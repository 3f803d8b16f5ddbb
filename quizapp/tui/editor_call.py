"""A run of the learner's editor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditorCall:
    """The learner's editor, to be run in the foreground, and the file it opens."""

    argv: tuple[str, ...]
    file: str

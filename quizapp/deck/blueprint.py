"""A quiz as the author of a course plans it: how many questions, of what, in what time."""

from __future__ import annotations

from typing import NamedTuple


class Weight(NamedTuple):
    """Cards that all of these names fit, and how many questions they get beside the others.

    A name is `deck:x`, `tag:x` or the id of a card, as in a guide. Only the ratio of shares counts.
    """

    names: tuple[str, ...]
    share: float


class Blueprint(NamedTuple):
    """A quiz of a course. What is None or empty is left to the learner, or is not limited.

    `questions` None asks all. With `weights` only cards that they name are asked, and a card counts
    for the first of them that it fits. `pass_mark` goes from 0 to 1. `mode` is "written", "typed" or
    "choice"; `at_once` shows each mark as soon as its question is answered.
    """

    id: str
    title: str = ""
    questions: int | None = None
    minutes: float | None = None
    pass_mark: float | None = None
    weights: tuple[Weight, ...] = ()
    mode: str = "written"
    at_once: bool = False

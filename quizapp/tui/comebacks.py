"""What the screens need from the rest of the program of ways back after a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizapp.study.comeback import Offer
    from quizapp.study.event import Comeback, Retract

    Job = Callable[[Callable[[], None]], tuple[Offer, ...]]


class Comebacks(Protocol):
    """Plans that work off what has piled up."""

    def job(self) -> Job:
        """How to work out the plans to choose from, for a thread: it calls what it is given now and then,
        which may raise to stop it. It raises `progress.faults.StoreFault`."""

    def choosing(self, offer: Offer, *, new: bool) -> Sequence[Comeback]:
        """The events that choose a plan, with new cards or without."""

    def standing(self) -> Sequence[Comeback]:
        """The plan that holds, an event for each course that it has a part for; none without one."""

    def undoing(self) -> Sequence[Retract]:
        """The events that take back the plan that holds; none without one."""

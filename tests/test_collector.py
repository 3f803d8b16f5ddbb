"""What is made while the collector is paused is not looked at again when the pause is over."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from quizapp.collector import collector_paused


@contextmanager
def passes() -> Iterator[list[str]]:
    """The passes of the collector that begin within."""
    begun: list[str] = []

    def note(phase: str, _: dict[str, int]) -> None:
        begun.append(phase)

    gc.callbacks.append(note)
    try:
        yield begun
    finally:
        gc.callbacks.remove(note)


def test_no_pass_within_a_pause_nor_at_its_end() -> None:
    gc.collect()
    with passes() as begun:
        with collector_paused():
            made = [[number] for number in range(5000)]
        assert gc.isenabled()
        after = [[number] for number in range(50)]
    assert begun == []
    assert len(made) + len(after) == 5050


def test_garbage_of_a_pause_is_found_later() -> None:
    class Ring:
        freed = 0

        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            Ring.freed += 1

    with collector_paused():
        Ring()
    assert Ring.freed == 0
    gc.collect()
    assert Ring.freed == 1


def test_a_pause_within_a_pause_ends_with_the_outer_one_also_by_a_fault() -> None:
    states = []

    @collector_paused()
    def fails() -> None:
        with collector_paused():
            pass
        states.append(gc.isenabled())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert (states, gc.isenabled()) == ([False], True)


def test_what_was_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with collector_paused():
            pass
        # Less what was let go of meanwhile.
        assert 0 < gc.get_freeze_count() > frozen - 100
    finally:
        gc.unfreeze()

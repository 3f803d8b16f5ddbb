"""The learner's own answers as reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizapp.cli.own_reviews import own_reviews
from quizapp.progress.store import Store
from tests.progress.conftest import Maker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = 24 * 60
MAKE = Maker()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "progress.db") as store:
        yield store


def told(store: Store) -> list[tuple[str, int, int]]:
    return [(each.card, each.elapsed, int(each.rating)) for each in own_reviews(store).reviews]


def test_answers_come_in_the_order_of_time_without_practice_and_what_was_taken_back(store: Store) -> None:
    store.append(
        MAKE.answer(1, "a", 3, minute=0),
        MAKE.answer(2, "b", 1, minute=1),
        MAKE.answer(3, "a", 4, minute=3 * DAY),
        MAKE.answer(4, "b", 2, minute=2 * DAY),
        MAKE.answer(5, "b", 1, minute=4 * DAY, mode="practice"),
        MAKE.answer(6, "b", 1, minute=5 * DAY),
        MAKE.retract(7, 6, minute=5 * DAY + 1),
    )
    assert told(store) == [("a#0", 0, 3), ("b#0", 0, 1), ("b#0", 2, 2), ("a#0", 3, 4)]


def test_an_item_that_was_reset_is_another_one(store: Store) -> None:
    store.append(
        MAKE.answer(1, "a", 3, minute=0),
        MAKE.reset(2, "a", minute=1),
        MAKE.answer(3, "a", 4, minute=3 * DAY),
    )
    assert told(store) == [("a#0", 0, 3), ("a#1", 0, 4)]


def test_answers_before_an_edit_count_once_for_the_edited_card(store: Store) -> None:
    store.append(
        MAKE.answer(1, "old", 3, minute=0),
        MAKE.follow(2, "new", "old", minute=DAY),
        MAKE.answer(3, "new", 4, minute=2 * DAY),
    )
    assert told(store) == [("new#0", 0, 3), ("new#0", 2, 4)]

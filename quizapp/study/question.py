"""A question of a quiz: an item, in a way that can be marked without its learner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.grading.expected import REVERSE, expected_of, natural_mode, options_of
from quizapp.grading.grade import grade
from quizapp.grading.mark import AskBack, Mark, Mode
from quizapp.study.modes import mode_for
from quizapp.study.options import shown_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.deck.item import Item
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response

_LONGEST_TYPED = 60
"""An answer of more characters is asked as a choice where that is possible: nobody types a sentence
word for word."""


@dataclass(frozen=True, slots=True)
class Question:
    """`options` stand in the order shown, () where nothing is chosen or arranged."""

    item: Item
    mode: Mode
    options: tuple[str, ...] = ()

    @property
    def theme(self) -> str:
        """The deck it is from, as `course/deck`."""
        return f"{self.item.course}/{self.item.deck}"

    def mark(self, response: Response, context: Context) -> Mark | AskBack:
        """The mark of an answer, or what it may mean."""
        if self.mode is Mode.CHOICE and not options_of(self.item):
            context = replace(context, options=len(self.options))
        return grade(self.item, self.mode, response, context)


def can_be_marked(item: Item) -> bool:
    """Whether an answer can be marked without its learner; the reverse of a card cannot."""
    return item.facet != REVERSE


def question_of(
    item: Item, wish: Mode | None, borrow: Callable[[Item, str], tuple[str, ...]], seed: str
) -> Question:
    """An item as a quiz asks it: as wished where the card allows it, else as written.

    What is written to be turned over is typed, or chosen if it is long. `borrow` and `seed` are as in
    `Session`: the same seed shows the same options in the same order.
    """
    own = options_of(item)
    natural = natural_mode(item)
    long = natural is Mode.FLIP and wish is None and len("; ".join(expected_of(item))) > _LONGEST_TYPED
    borrowed = borrow(item, seed) if not own and (wish is Mode.CHOICE or long) else ()
    if long and borrowed:
        wish = Mode.CHOICE
    mode = mode_for(item, wish, bool(own or borrowed))
    if mode is Mode.FLIP:
        mode = Mode.TYPED
    return Question(item, mode, shown_options(item, mode, borrowed, seed))

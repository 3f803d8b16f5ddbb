"""What is asked of a course on a day of so many minutes: what is due by its worth per second, and new items.

New items do not compete with reviews second by second. A first study adds so much more than a review that all
new items would come first, and what is known would decay: simulated over 120 days of 20 minutes with 3,000 new
items, 58 % of the reviews were recalled, and 89 % with reviews first. (Of all items more was recalled by then,
76 % against 49 %; but a desired retention is a wish to know what was begun.) With reviews first a learner with
much to review would never see a new item. So new ones are sure of a share of the day, with which 88 % of the
reviews were recalled, and have all of what reviews leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.memory.exam import Worth
from quizapp.memory.recall import Phase
from quizapp.memory.upkeep import review_worth
from quizapp.study.dues import held_for_sure
from quizapp.study.plan import Plan, prerequisites_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from quizapp.memory.exam import Seconds
    from quizapp.memory.fsrs import Weights
    from quizapp.study.candidates import Candidates
    from quizapp.study.needs import Needs
    from quizapp.study.state import ItemState

SHARE = 0.25
"""The part of a day's minutes that new items are sure of, however many reviews wait."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A course's day in minutes.

    Of `minutes`, so many `seconds` are left; below 0 where more was studied. `worths` has what the reviews that
    are due are worth, `pace` what else is reckoned with. Without `new` no new item is asked. `until` is the
    last day of a plan to come back; None for an ordinary day.
    """

    minutes: float
    seconds: float
    worths: Mapping[str, Worth]
    pace: Seconds
    new: bool = True
    until: date | None = None

    @property
    def used(self) -> bool:
        """Whether nothing is left of the day."""
        return self.seconds <= 0

    def over(self, found: Candidates) -> bool:
        """Whether this is a plan to come back, and nothing waits any more."""
        return self.until is not None and not found.reviews and not found.learning

    def _learning(self, found: Candidates) -> float:
        return len(found.learning) * self.pace.right

    def plan(self, found: Candidates, introduced: int, needs: Needs) -> Plan:
        """What is asked now: what is within its learning steps, whatever it takes; then reviews, errors held for
        sure first and what is worth most per second next; then new items in their order, none before a new one
        that it requires. The next one comes as long as time is expected to be left.

        `introduced` is how many new items were met today; they count towards the share of new ones.
        """
        left = self.seconds - self._learning(found)
        kept = self._kept_for_new(found, introduced)
        reviews = []
        for item in sorted(found.reviews, key=lambda item: self._place(item, found)):
            if left <= kept:
                break
            reviews.append(item)
            left -= self._worth(item).seconds
        number = 0
        while self.new and number < len(found.new) and left > 0:
            number += 1
            left -= self.pace.new
        learning = sorted(found.learning, key=found.ranks.__getitem__)
        new = prerequisites_first(found.new, needs, number)
        seconds = self._learning(found) + sum(self._worth(item).seconds for item in reviews)
        seconds += len(new) * self.pace.new
        return Plan((*learning, *reviews), tuple(new), found.later, seconds=seconds)

    def _kept_for_new(self, found: Candidates, introduced: int) -> float:
        if not self.new:
            return 0.0
        share = 60 * self.minutes * SHARE - introduced * self.pace.new
        return max(0.0, min(share, len(found.new) * self.pace.new))

    def _place(self, item: str, found: Candidates) -> tuple[bool, float, str]:
        return not held_for_sure(found.ranks[item]), -self._worth(item).rate, item

    def _worth(self, item: str) -> Worth:
        # What another program made due a moment ago was not reckoned with.
        return self.worths.get(item) or Worth(0.0, self.pace.right)


def worths(
    states: Iterable[ItemState], chances: Mapping[str, float], today: date, pace: Seconds, weights: Weights
) -> dict[str, Worth]:
    """What a review of each of these items is worth today, if it is in review. `chances` has those of being
    right by guessing, where there is one."""
    found = {}
    for state in states:
        memory = state.memory
        if memory is not None and memory.phase is Phase.REVIEW:
            elapsed = max((today - memory.study_day).days, 0)
            found[state.item] = review_worth(
                memory.stability,
                memory.difficulty,
                elapsed,
                weights,
                pace,
                chances.get(state.item, 0.0),
            )
    return found

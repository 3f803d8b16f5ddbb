"""Which items could be asked, and how many of them may be."""

from __future__ import annotations

from collections import Counter
from itertools import filterfalse
from typing import TYPE_CHECKING, NamedTuple

from quizapp.study.dues import DUE, LEARNING, RESTING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set
    from datetime import datetime

    from quizapp.study.dues import Dues, Rank, Unranked


class Allowance(NamedTuple):
    """How many new and review items of a course may still be asked today, from 0."""

    new: int
    reviews: int


class Counts(NamedTuple):
    """How many items of a deck could be asked, by the fields of `Candidates`; `later` are the instants at
    which items come back, and `held` counts the cards whose new items wait."""

    reviews: int
    learning: int
    new: int
    later: tuple[datetime, ...]
    learnt: int
    held: int = 0


class Candidates(NamedTuple):
    """The items of a course or deck, by id and in its order, that are to be asked or come back today.

    `learning` are within their learning steps, and always asked; `reviews` are due; `ranks` has the ranks of
    both. `learnt` counts those in review, whether they are due or not. `held` are new items that are not
    asked before what they require is known, and `shaky` is as in `Dues`.
    """

    reviews: tuple[str, ...]
    learning: tuple[str, ...]
    new: tuple[str, ...]
    later: tuple[tuple[datetime, str], ...]
    learnt: int
    ranks: Mapping[str, Rank]
    shaky: Set[str] = frozenset()
    held: tuple[str, ...] = ()

    @classmethod
    def together(cls, parts: Sequence[Candidates]) -> Candidates:
        """All of these, one after the other; they are of the same moment."""
        return cls(
            tuple(item for part in parts for item in part.reviews),
            tuple(item for part in parts for item in part.learning),
            tuple(item for part in parts for item in part.new),
            tuple(entry for part in parts for entry in part.later),
            sum(part.learnt for part in parts),
            parts[0].ranks if parts else {},
            parts[0].shaky if parts else frozenset(),
            tuple(item for part in parts for item in part.held),
        )

    @property
    def counts(self) -> Counts:
        """How many there are."""
        return Counts(
            len(self.reviews),
            len(self.learning),
            len(self.new),
            tuple(at for at, _ in self.later),
            self.learnt,
            len(set(map(card_of, self.held))),
        )

    def sorted(self, places: Mapping[str, int]) -> Candidates:
        """The same in the order of cards: `places` has that of each card's id, as `course/card`."""

        def place(item: str) -> int:
            return places[card_of(item)]

        return self._replace(
            reviews=tuple(sorted(self.reviews, key=place)),
            learning=tuple(sorted(self.learning, key=place)),
            new=tuple(sorted(self.new, key=place)),
            later=tuple(sorted(self.later, key=lambda entry: place(entry[1]))),
        )


def candidates(items: Sequence[str], dues: Dues) -> Candidates:
    """Which of these items are to be asked. Linear in their number."""
    # Looking an item up is what takes time with a hundred thousand of them, so that is done once.
    ranks = list(map(dues.ranks.get, items))
    due = [item for item, rank in zip(items, ranks, strict=True) if rank is not None and rank <= 0]
    new = [item for item, rank in zip(items, ranks, strict=True) if rank is None] if None in ranks else []
    learning = list(filter(dues.learning.__contains__, due)) if dues.learning else []
    reviews = list(filterfalse(dues.learning.__contains__, due)) if learning else due
    later = (
        [(dues.later[item], item) for item in filter(dues.later.__contains__, items)] if dues.later else []
    )
    learnt = ranks.count(RESTING) + len(reviews)
    return Candidates(
        tuple(reviews), tuple(learning), tuple(new), tuple(later), learnt, dues.ranks, dues.shaky
    )


def counts(items: Sequence[str], known: Unranked) -> Counts:
    """How many of these items could be asked: `candidates(...).counts` in a third of the time. All new ones
    count, whatever they require."""
    kinds = Counter(map(known.kinds.get, items))
    later = map(known.later.__getitem__, filter(known.later.__contains__, items)) if known.later else ()
    return Counts(kinds[DUE], kinds[LEARNING], kinds[None], tuple(later), kinds[DUE] + kinds[RESTING])


def card_of(item: str) -> str:
    """What all items of a card begin with: `course/card`."""
    return item.rpartition("/")[0]


def course_of(item: str) -> str:
    """The id of the course of an item."""
    # Neither the id of a card nor a facet has a slash.
    return item.rsplit("/", 2)[0]

"""Rules on the length of options: the right one is often the longest, for its author makes sure of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.shapes import TextAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizapp.deck.checks.flaw import Flaw
    from quizapp.deck.checks.subject import Subject

LONGER = 1.3
FEWEST_WORDS = 4
FEWEST_CARDS = 20
SURE = 0.01
_MOST_CARDS = 2000


def longest_is_right(subject: Subject) -> Iterator[Flaw]:
    """Q101: each right option has at least four words and 1.3 times the length of every wrong one.

    Haladyna, Downing & Rodriguez 2002, guideline 24 (keep the length of choices about equal); NBME
    Item-Writing Guide ("long correct answer").
    """
    if not subject.wrong:
        return
    shortest = min(range(len(subject.right)), key=lambda number: len(subject.right[number]))
    right, others = subject.right[shortest], max(map(len, subject.wrong))
    if len(right) >= LONGER * others and len(right.split()) >= FEWEST_WORDS:
        yield subject.flaw(
            "Q101",
            subject.right_parts[shortest],
            f"the right option has {len(right)} characters, the longest wrong one {others}",
            "shorten it, or make the others as long: length gives it away",
        )


def too_often_longest(subjects: Sequence[Subject]) -> str | None:
    """Q102: over a deck, the right option is the longest more often than chance would have it.

    A binomial test over the cards with one right option, from 20 cards on, at p < 0.01. Where several
    options share the greatest length, being one of them counts, and its chance is their share: a card
    whose options are all as long says nothing. The source is that of Q101; the test is the exact tail of a
    sum of unequal chances. The first 2000 cards decide: more would not make it surer. Returns the message,
    None where there is nothing to say.
    """
    chances = []
    hits = 0
    for subject in subjects:
        if not subject.wrong or not isinstance(subject.card.shape, TextAnswer):
            continue
        lengths = [len(text) for text in (*subject.right, *subject.wrong)]
        greatest = max(lengths)
        chances.append(lengths.count(greatest) / len(lengths))
        hits += lengths[0] == greatest
        if len(chances) == _MOST_CARDS:
            break
    expected = sum(chances)
    if len(chances) < FEWEST_CARDS or hits <= expected or tail(chances, hits) >= SURE:
        return None
    return (
        f"in {hits} of {len(chances)} cards with options the right one is the longest; "
        f"by chance it would be about {round(expected)}"
    )


def tail(chances: Iterable[float], hits: int) -> float:
    """The probability of at least so many successes of independent trials with these chances.

    Exact but for masses below 1e-18, which are dropped at both ends, so that the time grows with the
    trials times their standard deviation.
    """
    masses, low = [1.0], 0
    for chance in chances:
        miss = 1 - chance
        masses = [
            here * miss + below * chance for here, below in zip([*masses, 0.0], [0.0, *masses], strict=True)
        ]
        while len(masses) > 1 and masses[-1] < 1e-18:
            masses.pop()
        first = next((at for at, mass in enumerate(masses) if mass >= 1e-18), 0)
        masses, low = masses[first:], low + first
    return sum(masses[max(0, hits - low) :])

"""What became of the cards of a course between two readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from quizapp.deck.likeness import Face, matches
from quizapp.deck.normal import normalise
from quizapp.grading.contrasts import has_negation_changed, is_contrast
from quizapp.study.facets import carried
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from quizapp.study.known import KnownCard

_JUDGED = {"true", "false"}
_SLIP = (4, 1)
_LONG_SLIP = (9, 2)
"""From how many characters on how many slips make no other answer."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One card at both readings. `sure` is False where likeness alone says so; `likeness` goes to 100."""

    old: KnownCard
    new: KnownCard
    likeness: float = 100.0
    sure: bool = True

    @property
    def same_id(self) -> bool:
        return (self.old.course, self.old.card) == (self.new.course, self.new.card)

    @property
    def reworded(self) -> bool:
        return self.old.question != self.new.question

    @property
    def answer_changed(self) -> bool:
        """Whether a facet that goes on has another answer, be it by a letter."""
        return any(normalise(old, "") != normalise(new, "") for _, old, new in self.answers())

    def answers(self) -> Iterator[tuple[str, str, str]]:
        """Each facet that goes on, with its answer before and now."""
        old, new = dict(self.old.answers), dict(self.new.answers)
        if old == new:
            yield from ((facet, text, text) for facet, text in new.items() if facet != "reverse")
            return
        for facet, source in carried(old, new).items():
            # What the reverse of a card expects is its question.
            if facet != "reverse":
                yield facet, old[source], new[facet]


@dataclass(frozen=True, slots=True)
class Changes:
    """The cards of two readings, each in one of these.

    `kept` have the id they had, or one that the author's `was` leads to; `edited` were found by
    likeness; `new` and `gone` are on one side only.
    """

    kept: tuple[Pair, ...]
    edited: tuple[Pair, ...]
    new: tuple[KnownCard, ...]
    gone: tuple[KnownCard, ...]

    def summary(self, broken: Collection[str] = ()) -> str:
        """What changed, for the end of a sentence; "" for nothing. Cards that are only away because
        their file is `broken` are not called gone."""
        pairs = [*self.kept, *(pair for pair in self.edited if pair.sure)]
        unsure = [pair for pair in self.edited if not pair.sure]
        changed = sum(pair.answer_changed for pair in pairs)
        reworded = sum(pair.reworded and not pair.answer_changed for pair in pairs)
        away = [*self.gone, *(pair.old for pair in unsure)]
        gone = sum(not card.gone and card.file not in broken for card in away)
        new = len(self.new) + len(unsure)
        parts = (
            count(new, "new card") if new else "",
            f"{reworded} reworded" if reworded else "",
            f"{count(changed, 'answer')} changed" if changed else "",
            f"{count(gone, 'card')} gone" if gone else "",
        )
        return ", ".join(part for part in parts if part)


def compare(
    before: Sequence[KnownCard],
    now: Sequence[KnownCard],
    renamed: Mapping[str, str] | None = None,
    files: Collection[str] | None = None,
) -> Changes:
    """What became of the cards `before`, and where those of `now` come from.

    `renamed` leads from earlier ids to the card whose `was` names them. With `files` only these files
    were read, and cards of others are neither here nor there.
    """
    renamed = renamed or {}
    present = {card.card: card for card in now}
    kept: list[Pair] = []
    gone: list[KnownCard] = []
    for card in before:
        target = present.get(card.card) or present.get(renamed.get(card.card, ""))
        if target is not None:
            kept.append(Pair(card, target))
        elif files is None or card.file in files:
            gone.append(card)
    met = {pair.new.card for pair in kept}
    claimed = set(renamed.values())
    new = [card for card in now if card.card not in met]
    fresh = [card for card in new if card.card not in claimed]
    edited = alike(gone, fresh, [pair.new for pair in kept])
    followed = {pair.old.card for pair in edited}, {pair.new.card for pair in edited}
    return Changes(
        tuple(kept),
        edited,
        tuple(card for card in new if card.card not in followed[1]),
        tuple(card for card in gone if card.card not in followed[0]),
    )


def alike(gone: Sequence[KnownCard], new: Sequence[KnownCard], kept: Sequence[KnownCard]) -> tuple[Pair, ...]:
    """Which of the new cards are like cards that are gone. An author who gave ids means by a new id a
    new card, unless it asks the very same; `kept` are the cards that are neither."""
    found = matches([_face(card) for card in gone], [_face(card) for card in new], map(_face, kept))
    return tuple(
        Pair(old, new[match.new], match.score, match.sure and (match.same or not old.named))
        for match in found
        for old in (gone[match.old],)
    )


def _face(card: KnownCard) -> Face:
    answer = card.answer
    return Face(card.question, "" if answer in _JUDGED else answer, card.file)


def is_slip(old: str, new: str) -> bool:
    """Whether two answers are one but for its writing, or a slip of the fingers that was mended."""
    one, other = normalise(old), normalise(new)
    if one == other:
        return True
    if _digits(one) != _digits(other) or has_negation_changed(one, other, "en"):
        return False
    length = min(len(one), len(other))
    slips = _LONG_SLIP[1] if length >= _LONG_SLIP[0] else _SLIP[1] if length >= _SLIP[0] else 0
    words, others = one.split(), other.split()
    if any(a != b and is_contrast(a, b) for a, b in zip(words, others, strict=False)):
        return False
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())

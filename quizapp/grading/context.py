"""What a teacher knows beside the card: the language, and what else could have been answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.deck.text import normalise, plain

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Context:
    """`language` is the deck's, as a two-letter code.

    `rivals` are the answers of the deck as `rivals_of` gives them; a slip that is as near to one of them as
    to the right answer is no slip. The card's own answers may be among them: they are left out when it is
    marked. `options` is how many options a choice showed, where they were drawn from other cards; 0 means
    those of the card.
    """

    language: str = "en"
    rivals: frozenset[str] = frozenset()
    options: int = 0

    def with_rivals(self, texts: Iterable[str]) -> Context:
        """The same with further rivals, given as an author writes them."""
        return replace(self, rivals=self.rivals | rivals_of(texts, self.language))


def rivals_of(texts: Iterable[str], language: str) -> frozenset[str]:
    """Answers in the form they are compared in, once for a whole deck."""
    return frozenset(normalise(plain(text), language) for text in texts) - {""}

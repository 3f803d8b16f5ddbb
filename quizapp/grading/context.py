"""What a teacher knows beside the card: the language, and what else could have been answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

Rivals = Callable[[], frozenset[str]]
"""Other answers in the form they are compared in, made when a slip is weighed and not before."""


@dataclass(frozen=True, slots=True)
class Context:
    """`language` is the deck's, as a two-letter code.

    `rivals` are the answers of the deck as `rivals_of` gives them; a slip that is as near to one of them as
    to the right answer is no slip. The card's own answers may be among them: they are left out when it is
    marked. `options` is how many options a choice showed, where they were drawn from other cards; 0 means
    those of the card.
    """

    language: str = "en"
    rivals: Rivals = frozenset
    options: int = 0

    def with_rivals(self, texts: Iterable[str]) -> Context:
        """The same with further rivals, given as an author writes them."""
        known, more = self.rivals, rivals_of(texts, self.language)
        return replace(self, rivals=lambda: known() | more())


def rivals_of(texts: Iterable[str], language: str) -> Rivals:
    """The answers of a deck as rivals. `texts` is read, once, when they are first asked for."""

    @cache
    def rivals() -> frozenset[str]:
        return frozenset(normalise(plain(text), language) for text in texts) - {""}

    return rivals

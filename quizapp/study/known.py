"""Cards as they were read: enough of each to tell it from others, and to say what changed."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.digest import blake2b


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card at one reading.

    `file` is the file it stood in, `question` its plain text (of a cloze the whole text), `answers`
    the right answer by facet. `gone` says that it has left its course since then.
    """

    course: str
    card: str
    deck: str
    file: str
    question: str
    answers: tuple[tuple[str, str], ...]
    gone: bool = False

    @property
    def named(self) -> bool:
        """Whether the id is the author's."""
        from quizapp.deck.identity import DERIVED  # noqa: PLC0415 - a start has no edited card

        return not self.card.startswith(DERIVED)

    @property
    def answer(self) -> str:
        """The answer as a text; the reverse of a card says nothing new."""
        return "; ".join(text for facet, text in self.answers if facet != "reverse")

    @property
    def layout(self) -> str:
        """A fingerprint of which facet asks for what."""
        return blake2b(repr(self.answers).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()

    def item(self, facet: str) -> str:
        """The id of one of its items."""
        return f"{self.course}/{self.card}/{facet}"

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of its items."""
        return tuple(self.item(facet) for facet, _ in self.answers)

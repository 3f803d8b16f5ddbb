"""The rules of item quality: cards that can be read, and yet ask badly. `quality` runs them all."""

from quizapp.deck.checks.rules import quality

__all__ = ["quality"]

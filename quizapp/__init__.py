"""Quizzes and flashcards in the terminal: decks in YAML, spaced repetition, everything local."""

__version__ = "0.1.0"

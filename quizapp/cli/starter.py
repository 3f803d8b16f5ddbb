"""The deck that `quizapp init` begins with."""

from __future__ import annotations

SCHEMA = ".quizapp/deck.schema.json"
"""Where the schema lies, seen from the folder that has it."""

NAME = "my-deck.quiz.yaml"


def modelines(schema: str = SCHEMA) -> str:
    """The comments by which editors find the schema; `schema` is its path as seen from the deck."""
    return f"# yaml-language-server: $schema={schema}\n# $schema: {schema}\n"


def starter(deck_id: str) -> str:
    """The text of a deck that shows what cards look like."""
    return modelines() + _TEXT.replace("DECK-ID", deck_id)


_TEXT = """
# A deck is a list of cards. The key that holds the answer says what kind of card it is.
# Change what you like, and ask `quizapp check` whether all is well.
quizapp: 1
deck:
  id: DECK-ID           # progress hangs on it: never change it
  title: My first deck  # this may change at any time

cards:
  # A flashcard. `accept` lists what is right as well, and `typed` asks for it letter by letter.
  - id: sodium
    q: Which element has the symbol Na?
    a: Sodium
    accept: [Natrium]
    typed: true
    explain: The symbol comes from its other name, *natrium*.

  # With `wrong` it is a choice. After the colon stands why somebody may fall for it.
  - id: canada
    q: What is the capital of Canada?
    a: Ottawa
    wrong:
      - Toronto: It is the largest city.
      - Montreal
      - Vancouver

  # Gaps: each is asked by itself, and `::` gives a hint.
  - id: photosynthesis
    cloze: Plants take in ==carbon dioxide== and give off ==oxygen::a gas we need==.

  # A number, with its unit and how far off an answer may be.
  - id: marathon
    q: How long is a marathon?
    number: 42.195 km ± 0.2

  # A date, asked as precisely as it is written.
  - id: moon
    q: In which year did people first land on the Moon?
    date: 1969

  # A statement to judge.
  - id: spiders
    statement: Spiders are insects.
    a: false
    explain: They have eight legs, insects have six.

  # Entries in their order; they are shown mixed.
  - id: life-of-a-frog
    q: How does a frog grow up?
    order:
      - egg
      - tadpole
      - froglet
      - frog
"""

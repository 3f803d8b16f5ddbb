"""The JSON Schema of decks, for editors."""

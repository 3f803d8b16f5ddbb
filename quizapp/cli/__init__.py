"""The terminal, by line."""

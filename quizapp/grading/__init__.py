"""Is this answer right? From an answer to a mark, as a fair teacher would give it."""

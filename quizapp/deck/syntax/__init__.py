"""Why YAML cannot read a text, in words, and what can be read of it all the same."""

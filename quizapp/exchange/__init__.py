"""Other people's formats: what they hold, and what is wrong with it."""

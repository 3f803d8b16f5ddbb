"""What is remembered: the log of events on disk and all that derives from it."""

"""What is no event."""


class MalformedEvent(ValueError):
    """A JSON object that is no event; the message says why."""

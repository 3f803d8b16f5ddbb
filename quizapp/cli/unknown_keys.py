"""Keys that the settings give to actions that do not exist."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from quizapp.tui.actions import BY_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.settings import Settings


def unknown_keys(settings: Settings) -> Iterator[str]:
    """A sentence for each of them, with the action that may be meant."""
    for name in settings.keys:
        if name not in BY_ID:
            close = get_close_matches(name, BY_ID, n=1)
            hint = f"Did you mean {close[0]}?" if close else "The help names the actions."
            yield f"[keys]: there is no action {name}. {hint}"
